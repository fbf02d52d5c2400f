"""Conditions on days, seen from today: in the last 90 days, this month, birthdays and ages."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any, Final

from db.core import clock
from db.services import birthdays
from db.services.segment_values import count_of, day_of, listed, pair

Piece = tuple[str, list[object]]
_AGE: Final = (
    "(? - c.birth_year - (printf('%02d-%02d', c.birth_month, c.birth_day) > ?))"  # a lunar day counts as if it were solar
)
_BORN_IN: Final = (
    "((c.birth_lunar = 0 AND c.birth_month IN ({each})) OR"
    " (c.birth_lunar = 1 AND c.birth_month * 1000 + c.birth_day * 10 + c.birth_leap IN ({each})))"
)
_EACH: Final = "SELECT value FROM json_each(?)"


def span(sql: str, first: object, last: object) -> Piece:
    """From the one to the other, both included; None: without an end there."""
    parts = [(f"{sql} >= ?", first), (f"{sql} <= ?", last)]
    asked = [(part, value) for part, value in parts if value is not None]
    return f"({' AND '.join(part for part, _value in asked)})", [value for _part, value in asked]


def ago(days: int) -> str:
    """The day so many days before today; a number below 0 lies ahead."""
    return (clock.today() - timedelta(days=days)).isoformat()


def _month(offset: int) -> tuple[str, str]:
    """The first and last day of this month, or of one so many months from it."""
    year, month = divmod(clock.today().year * 12 + clock.today().month - 1 + offset, 12)
    after = date(year + (month == 11), month % 12 + 1 if month == 11 else month + 2, 1)
    return date(year, month + 1, 1).isoformat(), (after - timedelta(days=1)).isoformat()


def _between(sql: str, value: Any) -> Piece:
    return span(sql, *(day_of(one) for one in pair(value)))


TESTS: Final[dict[str, Callable[[str, Any], Piece]]] = {
    "last_days": lambda sql, value: span(sql, ago(count_of(value)), ago(0)),
    "next_days": lambda sql, value: span(sql, ago(0), ago(-count_of(value))),
    "before_days": lambda sql, value: (f"{sql} < ?", [ago(count_of(value))]),
    "past": lambda sql, _value: (f"{sql} < ?", [ago(0)]),
    "due": lambda sql, _value: (f"{sql} <= ?", [ago(0)]),
    "this_month": lambda sql, _value: span(sql, *_month(0)),
    "last_month": lambda sql, _value: span(sql, *_month(-1)),
    "this_year": lambda sql, _value: span(sql, f"{clock.today().year}-01-01", f"{clock.today().year}-12-31"),
    "between": _between,
    "filled": lambda sql, _value: (f"{sql} IS NOT NULL", []),
}  # `sql` is the column that holds the ISO day


def birthday(operator: str, value: Any) -> Piece:
    """Birthdays: lunar ones on the solar day they fall on."""
    today = clock.today()
    match operator:
        case "this_month" | "next_month":
            return _born_in([today.month if operator == "this_month" else today.month % 12 + 1])
        case "month":
            return _born_in(value)
        case "next_days":
            return span("f.birthday_on", ago(0), ago(-count_of(value)))
        case "age":
            bounds = (None if one in (None, "") else count_of(one) for one in pair(value))
            sql, ages = span(_AGE, *bounds)
            return sql, [one for age in ages for one in (today.year, f"{today:%m-%d}", age)]
        case _:
            return "c.birth_month IS NOT NULL", []


def _born_in(months: Any) -> Piece:
    wanted = [count_of(one) for one in json.loads(listed(months))]
    lunar = [one for month in wanted if month in range(1, 13) for one in _lunar_in(*_coming(month))]
    return _BORN_IN.format(each=_EACH), [json.dumps(wanted), json.dumps(lunar)]


def _coming(month: int) -> tuple[int, int]:
    """The year and month meant: this month whole, also the days of it that are over."""
    return clock.today().year + (month < clock.today().month), month


@lru_cache(maxsize=24)
def _lunar_in(year: int, month: int) -> tuple[int, ...]:
    """The lunar birthdays that fall into a solar month, as month * 1000 + day * 10 + leap: they lie up to two months later."""
    first = date(year, month, 1)
    found = []
    for lunar, day, leap in product(((month - behind - 1) % 12 + 1 for behind in range(3)), range(1, 31), (False, True)):
        falls = birthdays.next_on(lunar, day, True, leap, first)
        if falls and (falls.year, falls.month) == (year, month):
            found.append(lunar * 1000 + day * 10 + leap)
    return tuple(found)
