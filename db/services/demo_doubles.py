"""Doubles as they happen in a shop: the same customer written down again, a little differently."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from random import Random

from db.services import demo_people
from db.services.customer_form import CALLED
from db.services.demo_people import DemoCustomer, words

Slip = Callable[[Random, DemoCustomer], None]


def double(dice: Random, original: DemoCustomer, position: int) -> DemoCustomer:
    """The customer at `position` written down once more: one or two slips, less known than before."""
    made = deepcopy(original)
    made.double_of, made.talks, made.sales = position, [], []
    made.blacklisted, made.opted_out, made.archived, made.note, made.lost = None, "", "", "", None
    made.tags = made.tags[:1]
    slips = _COMPANY if made.kind == "company" else _PERSON
    for slip in dice.sample(slips, dice.choice((1, 1, 2))):
        slip(dice, made)
    if not _shares_a_key(original, made):
        made.points = [*made.points, *(point for point in original.points if point[0] in CALLED)][-2:]
    return made


def family(dice: Random, made: DemoCustomer, of: DemoCustomer) -> None:
    """Make this person live with that one: same address and telephone, another name. No double."""
    surname = of.name[:1]
    made.name = surname + made.name[1:] if dice.random() < 0.6 else made.name
    if made.name == of.name:
        made.name += "玲"
    made.address = of.address
    made.points = [point for point in of.points if point[0] in ("phone", "mobile")][:1] + made.points[1:]


def _shares_a_key(one: DemoCustomer, two: DemoCustomer) -> bool:
    """Whether a person reading both rows would say they are one."""
    same_name = one.name == two.name
    reach = {point[2] for point in one.points} & {point[2] for point in two.points}
    home = one.address is not None and two.address is not None and one.address.district == two.address.district
    return bool(reach) or bool(one.tax_id and one.tax_id == two.tax_id) or (same_name and home)


def _sounds_alike(dice: Random, made: DemoCustomer) -> None:
    likes: dict[str, str] = words()["sounds_alike"]
    spots = [spot for spot, letter in enumerate(made.name) if spot and letter in likes]
    if spots:
        spot = dice.choice(spots)
        made.name = made.name[:spot] + likes[made.name[spot]] + made.name[spot + 1 :]


def _moved(dice: Random, made: DemoCustomer) -> None:
    made.address = demo_people.address(dice)[0]


def _other_writing(dice: Random, made: DemoCustomer) -> None:
    if made.address:
        text = made.address.text.replace(" ", "").replace("臺", "台")
        full_width = str.maketrans("0123456789", "０１２３４５６７８９")
        made.address = replace(
            made.address, text=text.translate(full_width) if dice.random() < 0.5 else text.removeprefix(made.address.city)
        )


def _other_number(dice: Random, made: DemoCustomer) -> None:
    kept = [point for point in made.points if point[0] != "mobile"]
    made.points = [demo_people.mobile(dice), *kept] if made.address or kept else made.points


def _mistyped_number(dice: Random, made: DemoCustomer) -> None:
    for place, (kind, _text, normal, label) in enumerate(made.points):
        if kind == "mobile" and made.address:
            spot = dice.randrange(4, 10)
            digits = normal[:spot] + str((int(normal[spot]) + dice.randrange(1, 10)) % 10) + normal[spot + 1 :]
            made.points[place] = (kind, demo_people.shown(digits), digits, label)
            return


def _plain_number(_dice: Random, made: DemoCustomer) -> None:
    made.points = [(kind, normal if kind == "mobile" else text, normal, label) for kind, text, normal, label in made.points]


def _less_known(_dice: Random, made: DemoCustomer) -> None:
    made.address, made.birthday, made.own, made.title = None, None, {}, ""
    made.points = made.points[:1]


def _short_name(_dice: Random, made: DemoCustomer) -> None:
    for ending, _weight in words()["company_endings"][::-1]:
        made.name = made.name.removesuffix(ending)


def _no_tax_id(_dice: Random, made: DemoCustomer) -> None:
    made.tax_id = ""


def _named_by_contact(_dice: Random, made: DemoCustomer) -> None:
    made.contact = None


_PERSON: tuple[Slip, ...] = (_sounds_alike, _moved, _other_writing, _other_number, _mistyped_number, _plain_number, _less_known)
_COMPANY: tuple[Slip, ...] = (_short_name, _no_tax_id, _other_writing, _moved, _named_by_contact)
