"""What was sold day by day: the series every report over time is added up from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import value
from db.services import periods
from db.services.periods import Period

_DAYS: Final = "SELECT day, amount, bought FROM sale_day WHERE day BETWEEN ? AND ? AND sales > 0 ORDER BY day"
_UNDATED: Final = "SELECT amount, bought FROM sale_day WHERE day = 0 AND sales > 0"
_LATER: Final = "SELECT coalesce(sum(sales), 0) FROM sale_day WHERE day > ?"


@dataclass(frozen=True, slots=True)
class DaySales:
    """One day: whole dollars, returns taken off, and how many sales that were no return."""

    day: date
    money: int
    sales: int


def of(first: date, last: date) -> list[DaySales]:
    """The days on which something was sold, in order; sales without a day are on none of them."""
    found = read(_DAYS, periods.number(first), periods.number(last))
    return [DaySales(date(day // 10_000, day // 100 % 100, day % 100), money, sales) for day, money, sales in found]


def within(days: Iterable[DaySales], period: Period) -> tuple[int, int]:
    """Money and number of sales of those of these days that are in a period."""
    inside = [one for one in days if period.first <= one.day <= period.last]
    return sum(one.money for one in inside), sum(one.sales for one in inside)


def undated() -> tuple[int, int]:
    """Money and number of sales of those without a day."""
    found = read(_UNDATED)
    return (found[0][0], found[0][1]) if found else (0, 0)


def later() -> int:
    """How many sales are dated after today: they are in no period that is going on."""
    return int(value(_LATER, periods.number(clock.today())))
