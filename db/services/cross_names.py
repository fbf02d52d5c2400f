"""What the groups of a cross-tab are called: products, customers and tags by name, days as the shop writes them."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from db.analytics.stages import STAGES
from db.core.connection import rows as read
from db.core.values import dates
from db.services import options
from db.services.cross_dimensions import AGES
from db.services.customer_form import GENDERS, KINDS
from db.services.item_names import CALLED
from resources.i18n import N_, _

_SUNDAY: Final = 7
_GAP: Final = 2  # years without a sale
_LAST_AGE: Final = f"{AGES[-1] + 1}"
_ALWAYS: Final = {  # groups that are shown also where nothing stands in them
    "age": (*(f"{last}" for last in AGES), _LAST_AGE),
    "weekday": tuple(f"{day}" for day in range(1, _SUNDAY + 1)),
}
_WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
TIMES: Final = {"month": (100, 12), "quarter": (10, 4), "year": (1, 1)}  # a year and how many of it; 202611, 20264, 2026
_NEWNESS: Final = {"new": N_("First time"), "again": N_("Came again")}
_NAMES: Final = {
    "item": (
        f"SELECT i.id, {CALLED} FROM item i LEFT JOIN product p ON p.id = i.product"
        " WHERE i.id IN (SELECT value FROM json_each(?))"
    ),
    "customer": "SELECT id, name FROM customer WHERE id IN (SELECT value FROM json_each(?))",
    "tag": "SELECT id, name FROM tag WHERE id IN (SELECT value FROM json_each(?))",
}
_NAMELESS: Final = {"item": N_("No name written down"), "customer": N_("Not there any more")}


def of(field: str, keys: Sequence[str]) -> dict[str, str]:
    """The names of these groups in the language in use; what is written as it is called is its own name."""
    if field in _NAMES:
        found = dict(read(_NAMES[field], json.dumps([int(key) for key in keys])))
        return {key: found.get(int(key)) or _(_NAMELESS.get(field, "")) for key in keys}
    say = _SAYS.get(field, str)
    return {key: say(key) for key in keys}


def also(field: str, kept: Sequence[str]) -> Iterable[str]:
    """Groups that are shown beside those in which something stands: all ages and weekdays, the months between two."""
    return _between(kept, *TIMES[field]) if field in TIMES else _ALWAYS.get(field, ())


def _between(kept: Sequence[str], year: int, parts: int) -> Iterator[str]:
    """The months (quarters, years) without anything; a gap of many years is a slip of the pen, and no gap."""
    places = sorted(int(key) // year * parts + (int(key) % year or 1) - 1 for key in kept)
    for first, last in pairwise(places):
        if last - first <= _GAP * parts:
            yield from (f"{at // parts * year + (at % parts + 1 if parts > 1 else 0)}" for at in range(first + 1, last))


def unknown(field: str) -> str:
    """The group of which nothing is written down."""
    if field == "tag":
        return _("No tag")
    return _("No day written down") if field in (*TIMES, "weekday", "newness") else _("not known")


def others(field: str, count: int) -> str:
    """The groups without a row of their own."""
    words = _("{count} before") if field in TIMES else _("{count} others")
    return words.format(count=f"{count:,}")


def place(field: str) -> Callable[[str], str]:
    """What groups are put in order by."""
    return (lambda key: f"{STAGES.index(key)}") if field == "stage" else str


def month(number: int) -> str:
    """202611 as the shop writes it: 2026/11 or 115/11."""
    year, of_year = divmod(number, 100)
    return dates.shown(date(year, of_year, 1), options.shows_republic_years()).rpartition("/")[0]


def weekday(number: int) -> str:
    """Monday is 1."""
    return _(_WEEKDAYS[number - 1])


def year(number: int) -> str:
    """2026, or 115 where the shop counts so."""
    return month(number * 100 + 1).rpartition("/")[0]


def _quarter(key: str) -> str:
    of_year, quarter = divmod(int(key), 10)
    return _("{year} Q{quarter}").format(year=year(of_year), quarter=quarter)


def _age(key: str) -> str:
    if key == f"{AGES[0]}":
        return _("{age} and under").format(age=key)
    return _("{age} and over").format(age=key) if key == _LAST_AGE else f"{int(key) - 9}–{key}"


def _stage(key: str) -> str:
    from db.services.standings import STAGE_NAMES

    return _(STAGE_NAMES[key])


_SAYS: Final[dict[str, Callable[[str], str]]] = {
    "month": lambda key: month(int(key)),
    "quarter": _quarter,
    "year": lambda key: year(int(key)),
    "weekday": lambda key: weekday(int(key)),
    "age": _age,
    "kind": lambda key: _(KINDS.get(key, "Not there any more")),
    "gender": lambda key: _(GENDERS[key]),
    "newness": lambda key: _(_NEWNESS[key]),
    "stage": _stage,
}
