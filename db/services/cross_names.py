"""What the groups of a cross-tab are called: products, customers and tags by name, days as the shop writes them."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from db.analytics.stages import STAGES
from db.core.connection import rows as read
from db.core.values import dates
from db.services import options
from db.services.cross_dimensions import AGES
from db.services.customer_form import GENDERS, KINDS
from resources.i18n import N_, _

_SUNDAY: Final = 7
_LAST_AGE: Final = f"{AGES[-1] + 1}"
ALWAYS: Final = {  # groups that are shown also where nothing stands in them
    "age": (*(f"{last}" for last in AGES), _LAST_AGE),
    "weekday": tuple(f"{day}" for day in range(1, _SUNDAY + 1)),
}
_WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_TIMES: Final = ("month", "quarter", "year")
_NEWNESS: Final = {"new": N_("First time"), "again": N_("Came again")}
_NAMES: Final = {
    "item": (  # of several products of one name with what tells them apart
        "SELECT i.id, CASE WHEN p.id IS NULL THEN i.name"
        " WHEN EXISTS (SELECT 1 FROM item o WHERE o.normal = i.normal AND o.id <> i.id)"
        " THEN trim(p.name || ' ' || coalesce(nullif(p.spec, ''), p.code)) ELSE p.name END"
        " FROM item i LEFT JOIN product p ON p.id = i.product WHERE i.id IN (SELECT value FROM json_each(?))"
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


def unknown(field: str) -> str:
    """The group of which nothing is written down."""
    return _("No tag") if field == "tag" else _("not known")


def others(field: str, count: int) -> str:
    """The groups without a row of their own."""
    words = _("{count} before") if field in _TIMES else _("{count} others")
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
