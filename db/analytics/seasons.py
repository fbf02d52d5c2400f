"""What the coming months may bring: the level of late, times what is usual in the season, with the new year where it falls.

The level is smoothed exponentially (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 2021, sections 8.1 and
8.3); the twelve months' indexes and the effect of the fortnight before the lunar new year are one regression, drawn to 1, because
a year or two are little. How far off it is, is taken from its own past: what it would have said each month of the next one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt
from typing import Final, NamedTuple

from db.analytics.linear import ridge

ENOUGH: Final = 12  # months before which nothing is said
_TRIED: Final = 4  # past errors before which no range is said
_FORTNIGHT: Final = 14  # days before the new year in which people buy
_SMOOTHING: Final = 0.3  # share the last month has in the level
_MONTHLY: Final = 1.0  # penalty of a month's index: as if it had been as any other once more
_NEW_YEAR: Final = 0.3  # penalty of the new year's effect: it is believed sooner
_YEAR: Final = 12
_USUAL: Final = 0.8  # share of past errors within the range


class Month(NamedTuple):
    """What one whole month brought, in dollars."""

    year: int
    month: int
    amount: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """What one month to come may bring; `low` and `high` hold in eight of ten cases, None: it was not tried often enough."""

    year: int
    month: int
    expected: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The months to come; `past_error`: how far off it would have been in the months it was `tried` on, as a share of them."""

    ahead: tuple[Ahead, ...]
    past_error: float | None
    tried: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """The level of late and how each month stands to it: shares over 1, by month and for a whole fortnight."""

    level: float
    months: tuple[float, ...]
    new_year: float

    def factor(self, month: int, fortnight: float) -> float:
        """How many times the level a month brings, with so much of the fortnight in it; never below nothing."""
        return max(0.0, 1 + self.months[month - 1] + self.new_year * fortnight)


def forecast(months: Sequence[Month], ahead: int, new_years: Mapping[int, date]) -> Forecast | None:
    """The next months after whole ones that follow each other without a gap; `new_years` are the lunar new years' days by year.

    None where there are less than twelve months. Years without a known new year are taken to have none.
    """
    if len(months) < ENOUGH:
        return None
    fortnights = [_fortnight(one.year, one.month, new_years) for one in months]
    errors = _past_errors(months, fortnights)
    reach = _reach([error / said for said, error in errors if said > 0])
    shape = _shape(months, fortnights)
    coming = [_later(months[-1], step) for step in range(1, ahead + 1)]
    made = tuple(
        _ahead(year, month, shape.level * shape.factor(month, _fortnight(year, month, new_years)), reach, step)
        for step, (year, month) in enumerate(coming)
    )
    return Forecast(made, _share(months, errors), len(errors))


def _ahead(year: int, month: int, expected: float, reach: float | None, step: int) -> Ahead:
    """The range widens with the square root of 1 + step times smoothing squared, as that of exponential smoothing does."""
    if reach is None:
        return Ahead(year, month, expected, None, None)
    wide = reach * sqrt(1 + step * _SMOOTHING**2)
    return Ahead(year, month, expected, max(0.0, expected * (1 - wide)), expected * (1 + wide))


def _shape(months: Sequence[Month], fortnights: Sequence[float]) -> _Shape:
    usual = _usual([one.amount for one in months])
    rows, ratios = [], []
    for at, one in enumerate(months):
        if usual[at] > 0:
            rows.append([*(float(month == one.month) for month in range(1, _YEAR + 1)), fortnights[at]])
            ratios.append(one.amount / usual[at] - 1)
    found = ridge(rows, ratios, [_MONTHLY] * _YEAR + [_NEW_YEAR])
    shape = _Shape(0.0, tuple(found[:_YEAR]), found[_YEAR])
    return _Shape(_level(months, fortnights, shape), shape.months, shape.new_year)


def _usual(amounts: Sequence[float]) -> list[float]:
    """What a month around each one brings: the mean of the twelve months around it, at the ends of the first or last twelve."""
    last = len(amounts) - _YEAR
    starts = [min(max(at - _YEAR // 2, 0), last) for at in range(len(amounts))]
    return [sum(amounts[start : start + _YEAR]) / _YEAR for start in starts]


def _level(months: Sequence[Month], fortnights: Sequence[float], shape: _Shape) -> float:
    """The months without their season, smoothed; it begins with the mean of the first year, and is never below nothing."""
    plain = [one.amount / max(shape.factor(one.month, part), 0.2) for one, part in zip(months, fortnights, strict=True)]
    level = sum(plain[:_YEAR]) / _YEAR
    for one in plain:
        level += _SMOOTHING * (one - level)
    return max(0.0, level)


def _past_errors(months: Sequence[Month], fortnights: Sequence[float]) -> list[tuple[float, float]]:
    """(what it would have said, how far off that was) of every month it would have known a year of before."""
    errors = []
    for at in range(ENOUGH, len(months)):
        shape = _shape(months[:at], fortnights[:at])
        said = shape.level * shape.factor(months[at].month, fortnights[at])
        errors.append((said, abs(months[at].amount - said)))
    return errors


def _reach(shares: list[float]) -> float | None:
    """The share eight of ten errors stayed within."""
    if len(shares) < _TRIED:
        return None
    return sorted(shares)[ceil(_USUAL * len(shares)) - 1]


def _share(months: Sequence[Month], errors: Sequence[tuple[float, float]]) -> float | None:
    """All errors to all that came: a month without sales has no share of its own."""
    came = sum(abs(one.amount) for one in months[ENOUGH:])
    return sum(error for _said, error in errors) / came if len(errors) >= _TRIED and came else None


def _fortnight(year: int, month: int, new_years: Mapping[int, date]) -> float:
    """How much of the fortnight before the new year lies in this month."""
    day = new_years.get(year)
    if day is None:
        return 0.0
    days = (day - timedelta(days=back) for back in range(1, _FORTNIGHT + 1))
    return sum((one.year, one.month) == (year, month) for one in days) / _FORTNIGHT


def _later(last: Month, step: int) -> tuple[int, int]:
    year, month = divmod(last.year * _YEAR + last.month - 1 + step, _YEAR)
    return year, month + 1
