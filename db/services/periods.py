"""The periods reports are asked of, and what they are compared with: the same days a month or a year before."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from db.core import clock
from db.core.values import dates
from db.services import options
from db.services.open_days import months_later
from resources.i18n import N_, _

PERIODS: Final = {
    "today": N_("Today"),
    "yesterday": N_("Yesterday"),
    "this_week": N_("This week"),
    "this_month": N_("This month"),
    "last_month": N_("Last month"),
    "year_ago": N_("The same days a year ago"),
    "this_quarter": N_("This quarter"),
    "this_year": N_("This year"),
    "last_year": N_("Last year"),
    "last_12": N_("The last 12 months"),
    "new_year": N_("Around Lunar New Year"),
    "all": N_("All time"),
}
_TO: Final = ".."  # between the two days of a period of one's own
FORTNIGHT: Final = timedelta(days=14)
_ALMANAC: Final = range(1901, 2100)  # the years whose New Year is known


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; `is_going_on`: it ends today, but is not over."""

    key: str
    first: date
    last: date
    is_going_on: bool = False

    @property
    def days(self) -> tuple[int, int]:
        """The first and last `sale_fact.day`; everything holds what has no day, too."""
        return (0, 99_999_999) if self.is_everything else (number(self.first), number(self.last))

    @property
    def is_everything(self) -> bool:
        """Whether every sale is in it, of whatever day."""
        return self.key == "all"

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day as `Answer.period` says it; None: everything."""
        return None if self.is_everything else (self.first, self.last)

    @property
    def words(self) -> str:
        """What it is called, translated, and its days as the shop writes them."""
        name = _(PERIODS[self.key]) if self.key in PERIODS else ""
        if self.is_everything:
            return name
        roc = options.shows_republic_years()
        first, last = dates.shown(self.first, roc), dates.shown(self.last, roc)
        said = first if first == last else f"{first} – {last}"
        return f"{name} {said}".strip()


def choices(first: str = "last_12", *without: str) -> tuple[tuple[str, str], ...]:
    """The periods as a parameter offers them, English labels: the one asked at first stands first."""
    return tuple((key, PERIODS[key]) for key in (first, *(one for one in PERIODS if one != first)) if key not in without)


def of(key: str, today: date | None = None) -> Period:
    """The period of this key, or of days of one's own; one that is not over ends today. KeyError: there is none."""
    today = today or clock.today()
    if is_own(key):
        return _own(key, today)
    if key == "all":
        return Period(key, date.min, date.max)
    if key == "new_year":
        near = new_year(today.year, today)
        return near if near.first <= today else new_year(today.year - 1, today)
    return _until(key, today, *_BOUNDS[key](today))


def own(first: date, last: date) -> str:
    """The key of a period of one's own: 2026-01-05..2026-02-01, the days in their order."""
    return f"{min(first, last).isoformat()}{_TO}{max(first, last).isoformat()}"


def is_own(key: str) -> bool:
    """Whether this is the key of a period of one's own."""
    try:
        first, last = _own_days(key)
    except ValueError:
        return False
    return first <= last


def _own(key: str, today: date) -> Period:
    """Days of one's own end today as every other period does; those that are all to come are asked for as such."""
    first, last = _own_days(key)
    return _until(key, today, first, last) if first <= today else Period(key, first, last)


def _own_days(key: str) -> tuple[date, date]:
    first, _to, last = key.partition(_TO)
    return date.fromisoformat(first), date.fromisoformat(last)


def year_before(period: Period) -> Period:
    """The same days of the year before; around the New Year the days around the one before."""
    if period.key == "new_year":
        return _same_days(period, new_year(new_year_day_of(period).year - 1))
    return _shifted(period, -12)


def month_before(period: Period) -> Period:
    """The same days of the month before."""
    return _shifted(period, -1)


def new_year(year: int, today: date | None = None) -> Period:
    """Two weeks before and after the first day of the lunar year; not beyond today where it is going on."""
    day = new_year_day(year)
    today = today or clock.today()
    first, last = day - FORTNIGHT, day + FORTNIGHT - timedelta(days=1)
    return _until("new_year", today, first, last) if first <= today else Period("new_year", first, last)


def new_year_day_of(period: Period) -> date:
    """The New Year this period stands around."""
    return period.first + FORTNIGHT


@lru_cache(maxsize=64)
def new_year_day(year: int) -> date:
    """大年初一 of this year; beyond the almanac (1901 to 2099) the first of February."""
    if year not in _ALMANAC:
        return date(year, 2, 1)
    from lunar_python import Lunar  # slow to load, and asked for by few

    found = Lunar.fromYmd(year, 1, 1).getSolar()
    return date(found.getYear(), found.getMonth(), found.getDay())


def whole_month(day: date) -> tuple[date, date]:
    """First and last day of this day's month."""
    return _months(day, 0)


def number(day: date) -> int:
    """A day as `sale_fact.day` has it: 20261121."""
    return day.year * 10_000 + day.month * 100 + day.day


def _until(key: str, today: date, first: date, last: date) -> Period:
    """It ends today where it is not over."""
    return Period(key, first, min(today, last), today < last)


def _months(day: date, begin: int, count: int = 1) -> tuple[date, date]:
    """Whole months: the first begins so many months from this day's, the last ends them."""
    first = months_later(day.replace(day=1), begin)
    return first, _end(months_later(first, count - 1))


def _end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _shifted(period: Period, months: int) -> Period:
    """So many months on; a month that is over stays whole, also where the other is longer."""
    if period.is_everything or period.first.year * 12 + period.first.month + months < 13:
        return period
    last = months_later(period.last, months)
    is_whole = not period.is_going_on and period.last == _end(period.last)
    return Period(period.key, months_later(period.first, months), _end(last) if is_whole else last)


def _same_days(period: Period, other: Period) -> Period:
    """As many days of the other as this one has."""
    return Period(other.key, other.first, min(other.last, other.first + (period.last - period.first)))


_BOUNDS: Final[dict[str, Callable[[date], tuple[date, date]]]] = {  # the days of a period in full, seen from a day
    "today": lambda day: (day, day),
    "yesterday": lambda day: (day - timedelta(days=1),) * 2,
    "this_week": lambda day: (day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday())),
    "this_month": lambda day: _months(day, 0),
    "last_month": lambda day: _months(day, -1),
    "year_ago": lambda day: (months_later(day.replace(day=1), -12), months_later(day, -12)),
    "this_quarter": lambda day: _months(day, -((day.month - 1) % 3), 3),
    "this_year": lambda day: _months(day, 1 - day.month, 12),
    "last_year": lambda day: _months(day, -11 - day.month, 12),
    "last_12": lambda day: _months(day, -11, 12),
}
