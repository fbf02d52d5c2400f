"""The demo shop: a new file of made-up but lifelike customers, the same for the same seed on the same day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from db.core import clock, file
from db.core.journal import unit
from db.core.progress import Progress, silent
from db.models.fields import canonical
from db.services import (
    bulk,
    demo_daily,
    demo_doubles,
    demo_faults,
    demo_history,
    demo_insight,
    demo_people,
    demo_quotes,
    demo_returns,
    demo_trade,
    own_fields,
    settings,
    shops,
    starters,
    tags,
)
from db.services.demo_people import DemoCustomer, words
from db.services.quote_life import Draw
from resources.i18n import _

CUSTOMERS: Final = 2000
_DOUBLED: Final = 0.4  # percent of the shop in the window: 8 to try finding doubles with
_FAMILIES: Final = 0.03  # share of people who live with an earlier one: same telephone, another name
_CODED: Final = 0.7
_CUSTOMER: Final = (
    "id", "code", "kind", "name", "title", "gender", "tax_id", "birth_year", "birth_month", "birth_day", "birth_lunar", "source",
    "staff", "customer_since", "note", "extra", "archived_at", "archive_reason", "created_at",
    "price_level", "credit_limit", "credit_days", "closing_day", "category", "lost_on", "lost_reason",
)  # fmt: skip
_ROWS: Final = {
    "customer": 1, "contact_point": 2, "address": 1, "interaction": 1, "sale": 2, "sale_line": 3, "payment": 1,
}  # fmt: skip  # about so many a customer

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class DemoShop:
    """What was made. `doubles`: ids of customers who are one, the earlier first."""

    path: Path
    customers: int
    doubles: tuple[tuple[int, int], ...]


def set_up(path: Path, progress: Progress = silent, draw: Draw | None = None) -> None:
    """Make the demo shop unless it is there; one cut short is made anew at the next visit."""
    if not path.exists():
        part = path.with_suffix(".new")
        part.unlink(missing_ok=True)
        create(part, doubles=_DOUBLED, progress=progress, draw=draw)
        part.replace(path)


def create(
    path: Path, customers: int = CUSTOMERS, seed: int = 1, doubles: float = 0, progress: Progress = silent,
    draw: Draw | None = None,
) -> DemoShop:  # fmt: skip
    """Make a new demo file; it is not opened. Of the customers `doubles` percent are others written down once more.

    `draw` (reports.quote_pdf.make) makes the papers of its quotes; without it none is issued.
    """
    made = people(customers, seed, doubles, clock.today())
    shops.create(path, words()["shop"]["name"])
    try:
        with file.opened(path):
            ids = fill(made, progress, draw)
    except BaseException:
        path.unlink()
        raise
    pairs = ((ids[one.double_of], ids[place]) for place, one in enumerate(made) if one.double_of is not None)
    return DemoShop(path, len(made), tuple(sorted((min(pair), max(pair)) for pair in pairs)))


def people(count: int, seed: int, doubles: float, today: date) -> list[DemoCustomer]:
    """The customers in the order they came, doubles after their originals; `double_of` is a place in this list."""
    dice = Random(seed)  # noqa: S311 - made-up people, the same every time
    doubled = min(round(count * doubles / 100), count // 2)
    made: list[DemoCustomer] = []
    for place in range(count - doubled):
        one = demo_people.make(dice, today)
        if one.kind == "person" and place > 50 and dice.random() < _FAMILIES:
            other = made[dice.randrange(place)]
            if other.kind == "person":
                demo_doubles.family(dice, one, other)
        demo_history.add_history(dice, today, one)
        made.append(one)
    keyed = [(float(place), one) for place, one in enumerate(made)]
    for place in dice.sample(range(len(made)), doubled):
        keyed.append((place + 0.5 + dice.random() * (len(made) - place), demo_doubles.double(dice, made[place], place)))
    keyed.sort(key=lambda pair: pair[0])
    places = {int(key): place for place, (key, one) in enumerate(keyed) if one.double_of is None}
    for _key, one in keyed:
        one.double_of = None if one.double_of is None else places[one.double_of]
    return [one for _key, one in keyed]


def fill(made: list[DemoCustomer], progress: Progress = silent, draw: Draw | None = None) -> range:
    """Put these customers into the open, new shop file in one unit; their ids."""
    with unit("demo.fill", customers=len(made)) as opened:
        progress(_("Setting up the demo shop"), 0, len(made))
        _settings()
        keys = {
            title: f"f{own_fields.insert(title, kind, options, opening)}"
            for title, kind, options, opening in words()["own_fields"]
        }
        products = demo_trade.products()
        ids = bulk.reserve("customer", len(made))
        with bulk.writing({table: times * len(made) for table, times in _ROWS.items()}):
            bulk.insert_rows("customer", _CUSTOMER, _customer_rows(ids, made, keys))
            _contacts(ids, made)
            progress(_("Writing addresses and tags"), len(made) // 3, len(made))
            _places(ids, made)
            _marks(ids, made)
            progress(_("Writing talks and sales"), len(made) // 2, len(made))
            _talks(ids, made)
            demo_trade.add_to(ids, made, products, clock.today())
            demo_daily.add_to(ids, made, len(made), clock.today())
        demo_returns.add_to(clock.today())
        demo_quotes.add_to(ids, made, products, clock.today(), draw)
        starters.settle_rules("plumbing")
        demo_insight.add_to(ids, made, clock.today())
        demo_faults.add_to(ids, made)
        opened.detail.pop("name", None)  # of the quote that was issued last
        progress(_("Preparing the search"), 2 * len(made) // 3, len(made))
    return ids


def _settings() -> None:
    shop = words()["shop"]
    for key, value in (
        ("phone", shop["phone"]),
        ("address", shop["address"]),
        ("area_code", shop["area"]),
        ("invoices", "exclusive"),
        ("bank_account", shop["bank"]),
        ("staff", words()["staff"]),
        ("commission_rates", words()["commission"]),
        ("trade", starters.title("plumbing")),
    ):
        settings.put(key, value)


def _customer_rows(ids: range, made: list[DemoCustomer], keys: dict[str, str]) -> Iterator[Row]:
    for number, one in zip(ids, made, strict=True):
        code = f"C-{number:05d}" if one.double_of is None and _scattered(number) < _CODED else ""
        year, month, day, lunar = one.birthday or (None, None, None, False)
        extra = canonical({keys[title]: int(value) if isinstance(value, bool) else value for title, value in one.own.items()})
        yield (
            number, code, one.kind, one.name, one.title, one.gender, one.tax_id, year, month, day, int(lunar), one.source,
            one.staff, one.since, one.note, extra, _put_away_at(one), one.archived, _noon(one.since),
            *demo_trade.agreed(one), one.category, *(one.lost or (None, "")),
        )  # fmt: skip


def _scattered(number: int) -> float:
    """A number from 0 to 1 that looks random and is the same every time."""
    return (number * 2654435761 % 2**32) / 2**32


def _put_away_at(one: DemoCustomer) -> str | None:
    """Noon of the last day anything was heard of them."""
    days = [one.since, *(talk[0] for talk in one.talks), *(day for day, _lines in one.sales)]
    return _noon(max(days)) if one.archived else None


def _noon(day: str) -> str:
    """Noon in Taipei as the machine stamps it."""
    return f"{day}T04:00:00.000Z"


def _contacts(ids: range, made: list[DemoCustomer]) -> None:
    people_ = [(customer, one.contact) for customer, one in zip(ids, made, strict=True) if one.contact]
    numbers = bulk.reserve("contact", len(people_))
    rows = ((number, customer, *contact) for number, (customer, contact) in zip(numbers, people_, strict=True))
    bulk.insert_rows("contact", ("id", "customer", "name", "title"), rows)


def _places(ids: range, made: list[DemoCustomer]) -> None:
    points = (
        (customer, *point, position) for customer, one in zip(ids, made, strict=True) for position, point in enumerate(one.points)
    )
    bulk.insert_rows("contact_point", ("customer", "kind", "text", "normal", "label", "position"), points)
    addresses = (
        (customer, one.address.text, one.address.zip, one.address.city, one.address.district)
        for customer, one in zip(ids, made, strict=True)
        if one.address
    )
    bulk.insert_rows("address", ("customer", "text", "zip", "city", "district"), addresses)


def _marks(ids: range, made: list[DemoCustomer]) -> None:
    tag_ids = {name: tags.id_of(name) for name, _percent in words()["tags"]}
    worn = ((customer, tag_ids[name]) for customer, one in zip(ids, made, strict=True) for name in one.tags)
    bulk.insert_rows("customer_tag", ("customer", "tag"), worn)
    bad = ((customer, *one.blacklisted, "老闆") for customer, one in zip(ids, made, strict=True) if one.blacklisted)
    bulk.insert_rows("blacklist", ("customer", "reason", "level", "since", "by"), bad)
    out = ((customer, one.opted_out, one.since) for customer, one in zip(ids, made, strict=True) if one.opted_out)
    bulk.insert_rows("opt_out", ("customer", "channel", "since"), out)


def _talks(ids: range, made: list[DemoCustomer]) -> None:
    talks = ((customer, *talk) for customer, one in zip(ids, made, strict=True) for talk in one.talks)
    names = ("customer", "happened_on", "happened_time", "channel", "text", "outcome", "staff")
    bulk.insert_rows("interaction", names, talks)
