"""Made-up but lifelike people and companies of a plumbing shop in 永和: plain values, the same for the same dice."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, Generic, TypeVar

from resources import path

T = TypeVar("T")
Talk = tuple[str, str, str, str, str, str]  # day, time, channel, text, outcome, staff
SaleLine = tuple[int, int]  # index of the product, quantity
Point = tuple[str, str, str, str]  # kind, as shown, normal form, label
OwnValue = str | int | bool

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_OWED, _LATE_PAYER = "欠款", "常拖"  # an own field, and the tag of the only ones who have something there
_OLDEST_STAY = 11 * 365  # days: the shop opened eleven years ago


@dataclass(frozen=True, slots=True)
class DemoAddress:
    """An address as the owner would have typed it."""

    text: str
    zip: str
    city: str
    district: str


@dataclass(slots=True)
class DemoCustomer:
    """One made-up customer with everything the shop knows of them."""

    kind: str
    name: str
    title: str = ""
    gender: str = ""
    tax_id: str = ""
    birthday: tuple[int | None, int, int, bool] | None = None  # year, month, day, lunar
    source: str = ""
    staff: str = ""
    since: str = ""
    note: str = ""
    points: list[Point] = field(default_factory=list)
    address: DemoAddress | None = None
    contact: tuple[str, str] | None = None  # name and title of the person of a company
    tags: tuple[str, ...] = ()
    own: dict[str, OwnValue] = field(default_factory=dict)
    talks: list[Talk] = field(default_factory=list)
    sales: list[tuple[str, list[SaleLine]]] = field(default_factory=list)
    blacklisted: tuple[str, str, str] | None = None  # reason, level, since
    opted_out: str = ""  # channel
    archived: str = ""  # reason
    lost: tuple[str, str] | None = None  # the day they were closed as lost, and why
    category: str = ""
    double_of: int | None = None  # position of the customer this one doubles


@cache
def words() -> dict[str, Any]:
    """The shipped lists of names, districts, products and sentences."""
    loaded: dict[str, Any] = json.loads(path("demo.json").read_text(encoding="utf-8"))
    return loaded


class Bag(Generic[T]):
    """Things drawn by their weight."""

    def __init__(self, weighted: list[tuple[T, float]]) -> None:
        self._things = [thing for thing, _weight in weighted]
        self._sums = list(accumulate(weight for _thing, weight in weighted))

    def draw(self, dice: Random) -> T:
        return dice.choices(self._things, cum_weights=self._sums)[0]


@cache
def _bags() -> dict[str, Bag[Any]]:
    lists = words()
    return {
        "surnames": Bag(list(lists["surnames"].items())),
        "districts": Bag([(tuple(row[:4]), row[4]) for row in lists["districts"]]),
        "trades": Bag([((name, formal), weight) for name, weight, formal in lists["company_trades"]]),
        "endings": Bag([(name, weight) for name, weight in lists["company_endings"]]),
        "mail_hosts": Bag([(name, weight) for name, weight in lists["mail_hosts"]]),
        "sources": Bag([(name, weight) for name, weight in lists["sources"]]),
    }


def make(dice: Random, today: date) -> DemoCustomer:
    """One customer without history: a person (five in six) or a company."""
    made = _company(dice) if dice.random() < 1 / 6 else _person(dice, today)
    made.since = (today - timedelta(days=int(dice.random() ** 1.5 * _OLDEST_STAY))).isoformat()
    made.source = _bags()["sources"].draw(dice) if dice.random() < 0.6 else ""
    made.staff = dice.choice(words()["staff"]) if dice.random() < 0.5 else ""
    made.note = dice.choice(words()["notes"]) if dice.random() < 0.12 else ""
    made.tags = tuple(name for name, percent in words()["tags"] if dice.random() * 100 < percent)
    made.own = _own(dice, today)
    if _LATE_PAYER not in made.tags:
        made.own.pop(_OWED, None)
    made.opted_out = dice.choice(("all", "line", "sms")) if dice.random() < 0.02 else ""
    made.archived = dice.choice(("moved", "closed", "unwanted")) if dice.random() < 0.012 else ""
    if dice.random() < 0.007:
        since = (today - timedelta(days=dice.randrange(20, 900))).isoformat()
        made.blacklisted = (dice.choice(words()["black_reasons"]), dice.choice(("warn", "warn", "stop")), since)
    return made


def person_name(dice: Random) -> tuple[str, str]:
    """A name and whose it could be ("m" or "f"): surnames by their share, given names popular or put together."""
    sex = dice.choice("mf")
    lists = words()
    given = dice.choice(lists["given"][sex]) if dice.random() < 0.45 else "".join(map(dice.choice, lists["syllables"][sex]))
    if dice.random() < 0.025:
        given = given[-1]  # one in forty has a given name of one character
    return _bags()["surnames"].draw(dice) + given, sex


def mobile(dice: Random) -> Point:
    """A mobile number."""
    digits = f"09{dice.randrange(10, 90)}{dice.randrange(1_000_000):06d}"
    return ("mobile", shown(digits), digits, "")


def shown(digits: str) -> str:
    """A mobile number as Taiwan writes it: 0912-345-678."""
    return f"{digits[:4]}-{digits[4:7]}-{digits[7:]}"


def tax_id(dice: Random) -> str:
    """A 統一編號 that passes the check of 2023: weights 1 2 1 2 1 2 4 1, digit sums divisible by 5."""
    while True:
        digits = f"{dice.randrange(10_000_000, 99_999_999)}"
        total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, (1, 2, 1, 2, 1, 2, 4, 1), strict=True))
        if total % 5 == 0:
            return digits


def address(dice: Random) -> tuple[DemoAddress, str]:
    """An address near the shop, mostly, and the area code of its landlines."""
    city, district, code, area = _bags()["districts"].draw(dice)
    if dice.random() < 0.4:
        city = city.replace("臺", "台")
    parts = [dice.choice(words()["streets"])]
    if dice.random() < 0.35:
        parts.append(f"{'一二三四'[dice.randrange(4)]}段")
    if dice.random() < 0.4:
        parts.append(f"{dice.randrange(2, 400)} 巷")
    parts.append(f"{dice.randrange(1, 420)} 號")
    if dice.random() < 0.6:
        parts.append(f"{dice.randrange(2, 15)} 樓")
    street = "".join(parts) if dice.random() < 0.5 else "".join(parts).replace(" ", "")
    return DemoAddress(f"{city}{district}{street}", code, city.replace("台", "臺"), district), area


def landline(dice: Random, area: str) -> Point:
    """A landline in this area; its length is the area's."""
    length = {"02": 8, "04": 8}.get(area, 9 - len(area)) if area != "03" else 7
    digits = str(dice.randrange(2, 9)) + "".join(dice.choices("0123456789", k=length - 1))
    cut = len(digits) - 4
    return ("phone", f"{area}-{digits[:cut]}-{digits[cut:]}", area + digits, "")


def email(dice: Random) -> Point:
    """A mail address such as people have."""
    text = f"{_handle(dice)}{dice.randrange(1, 9999)}@{_bags()['mail_hosts'].draw(dice)}"
    return ("email", text, text, "")


def line_id(dice: Random) -> Point:
    """A LINE ID such as people have."""
    text = f"{_handle(dice)}{dice.choice(_LATIN)}{dice.randrange(1, 999)}"
    return ("line_id", text, text, "")


def _handle(dice: Random) -> str:
    first, second = dice.choices(words()["handles"], k=2)
    return f"{first}{dice.choice(('', '.', '_'))}{second}"


def _person(dice: Random, today: date) -> DemoCustomer:
    name, sex = person_name(dice)
    made = DemoCustomer("person", name)
    if dice.random() < 0.35:
        made.title = dice.choice(words()["titles"][sex])
    if dice.random() < 0.2:
        made.gender = {"m": "male", "f": "female"}[sex]
    if dice.random() < 0.35:
        year = today.year - dice.randrange(22, 85)
        month = dice.randrange(1, 13)
        made.birthday = (year if dice.random() < 0.85 else None, month, dice.randrange(1, 29), dice.random() < 0.1)
    where, area = address(dice)
    if dice.random() < 0.8:
        made.address = where
    made.points = [mobile(dice)] if dice.random() < 0.88 else []
    if dice.random() < 0.3 or not made.points:
        made.points.append((*landline(dice, area)[:3], "住家"))
    if dice.random() < 0.22:
        made.points.append(email(dice))
    if dice.random() < 0.28:
        made.points.append(line_id(dice))
    return made


def _company(dice: Random) -> DemoCustomer:
    trade, formal = _bags()["trades"].draw(dice)
    heads = words()["company_heads"]
    name = dice.choice(heads) + (dice.choice(heads)[0] if dice.random() < 0.3 else "") + trade
    if formal and dice.random() < 0.8:
        name += _bags()["endings"].draw(dice)
    made = DemoCustomer("company", name, category=words()["branches"][trade])
    where, area = address(dice)
    made.address = where if dice.random() < 0.9 else None
    made.tax_id = tax_id(dice) if dice.random() < 0.75 else ""
    kind, text, normal, _label = landline(dice, area)
    if dice.random() < 0.25:
        extension = str(dice.randrange(11, 99))
        text, normal = f"{text} #{extension}", f"{normal}#{extension}"
    made.points = [(kind, text, normal, "公司")]
    if dice.random() < 0.35:
        made.points.append(("fax", *landline(dice, area)[1:3], ""))
    if dice.random() < 0.5:
        made.points.append(mobile(dice))
    if dice.random() < 0.35:
        made.points.append(email(dice))
    if dice.random() < 0.6:
        made.contact = (person_name(dice)[0], dice.choice(words()["jobs"]))
    return made


def _own(dice: Random, today: date) -> dict[str, OwnValue]:
    values: dict[str, OwnValue] = {}
    for title, kind, options, _opening in words()["own_fields"]:
        if dice.random() < 0.85:
            continue
        if kind == "choice":
            values[title] = dice.choice(options)
        elif kind == "number":
            values[title] = dice.randrange(5, 55) if title == "屋齡" else dice.randrange(3, 400) * 100
        elif kind == "date":
            values[title] = (today - timedelta(days=dice.randrange(0, 400))).isoformat()
        elif kind == "yes_no":
            values[title] = dice.random() < 0.5
        else:
            values[title] = dice.choice(words()["places"])
    return values
