"""What the coming months may bring, by the shop's own months so far."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from db.analytics import seasons
from db.analytics.seasons import Ahead, Month
from db.core import clock
from db.core.connection import rows as read
from db.services import periods
from db.services.open_days import months_later

MONTHS: Final = 60  # that are looked at: five new years
_EARLY: Final = 7  # day of a month by which the first sale must lie for it to count as a whole one
_BY_MONTH: Final = (
    "SELECT day / 100, sum(amount), min(day) FROM sale_fact WHERE day BETWEEN ? AND ? GROUP BY day / 100 ORDER BY 1"
)


@dataclass(frozen=True, slots=True)
class SalesForecast:
    """Whole months so far in dollars, the months from this one on, and how far off it would have been (None: not tried enough).

    `so_far`: what this month has brought up to today.
    """

    past: tuple[Month, ...]
    ahead: tuple[Ahead, ...]
    past_error: float | None
    tried: int
    so_far: int


def forecast(ahead: int = 6) -> SalesForecast | None:
    """This month and those after it, so many in all. None: there are less than twelve whole months."""
    today = clock.today()
    past = _whole_months(today.replace(day=1))
    if not past:
        return None
    years = range(past[0].year, today.year + ahead // 12 + 2)
    found = seasons.forecast(past, ahead, {year: periods.new_year_day(year) for year in years})
    if found is None:
        return None
    return SalesForecast(tuple(past), found.ahead, found.past_error, found.tried, _so_far(today))


def _whole_months(until: date) -> list[Month]:
    """From the first whole month with sales to the last one before this day; a month without any is nothing."""
    first = months_later(until, -MONTHS)
    found = read(_BY_MONTH, periods.number(first), periods.number(until) - 1)
    if not found:
        return []
    amounts = {month: amount for month, amount, _day in found}
    begun, earliest = found[0][0], found[0][2]
    at = date(begun // 100, begun % 100, 1)
    if earliest % 100 > _EARLY:
        at = months_later(at, 1)
    months = []
    while at < until:
        months.append(Month(at.year, at.month, amounts.get(at.year * 100 + at.month, 0)))
        at = months_later(at, 1)
    return months


def _so_far(today: date) -> int:
    return sum(amount for _month, amount, _day in read(_BY_MONTH, periods.number(today.replace(day=1)), periods.number(today)))
