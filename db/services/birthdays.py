"""When somebody's next birthday is: solar or lunar, with a year or without."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_COMMON_FEBRUARY: Final = 28
_LONG_MONTH: Final = 30  # of the lunar calendar


@lru_cache(maxsize=4096)  # 100,000 customers have a few hundred birthdays
def next_on(month: int, day: int, lunar: bool, leap: bool, today: date) -> date | None:
    """The first such birthday from `today` on; None for a day no calendar has.

    29 February falls on the 28th in common years. A lunar 30th falls on the 29th where the month is short; one of a leap month
    falls in the month of that number where the year has no such leap month.
    """
    years = range(today.year - 1, today.year + 2) if lunar else range(today.year, today.year + 2)
    found = (_lunar(year, month, day, leap) if lunar else _solar(year, month, day) for year in years)
    return next((one for one in found if one and one >= today), None)


def _solar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, _COMMON_FEBRUARY) if (month, day) == (2, 29) else None


def _lunar(year: int, month: int, day: int, leap: bool) -> date | None:
    months = _months(year)
    first, days = months.get(-month if leap else month) or months.get(month) or (None, 0)
    return first + timedelta(days=min(day, days) - 1) if first and 1 <= day <= _LONG_MONTH else None


@lru_cache(maxsize=16)
def _months(year: int) -> dict[int, tuple[date, int]]:
    """The months of a lunar year, leap ones negative: the first day and how many there are."""
    from lunar_python import LunarYear, Solar  # many shops know no lunar birthday

    found = {}
    for one in LunarYear.fromYear(year).getMonths():
        if one.getYear() == year:
            first = Solar.fromJulianDay(one.getFirstJulianDay())
            found[one.getMonth()] = date(first.getYear(), first.getMonth(), first.getDay()), one.getDayCount()
    return found
