"""The coming months: seasons and the new year are found, too little says nothing, nothing falls below nothing."""

from datetime import date
from random import Random

import pytest

from db.analytics import seasons
from db.analytics.seasons import Month

NEW_YEARS = {2023: date(2023, 1, 22), 2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17)}


def _months(count: int, noise: float = 0.03) -> list[Month]:
    """From January 2023: 100,000 a month, June and July a third more, the new year's fortnight 80 % on a month."""
    dice = Random(1)
    made = []
    for at in range(count):
        year, month = 2023 + at // 12, at % 12 + 1
        amount = _true(year, month) * (1 + dice.gauss(0, noise))
        made.append(Month(year, month, amount))
    return made


def _true(year: int, month: int) -> float:
    days = [date.fromordinal(NEW_YEARS[year].toordinal() - back) for back in range(1, 15)] if year in NEW_YEARS else []
    fortnight = sum((day.year, day.month) == (year, month) for day in days) / 14
    return 100_000 * (1.33 if month in (6, 7) else 1) * (1 + 0.8 * fortnight)


@pytest.mark.parametrize("count", [0, 1, 11])
def test_under_a_year_says_nothing(count: int) -> None:
    assert seasons.forecast(_months(count), 3, NEW_YEARS) is None


def test_a_year_gives_a_number_without_a_range() -> None:
    found = seasons.forecast(_months(12), 2, NEW_YEARS)
    assert found is not None
    assert (found.past_error, found.tried) == (None, 0)
    assert all(one.expected > 0 and one.low is None and one.high is None for one in found.ahead)
    assert [(one.year, one.month) for one in found.ahead] == [(2024, 1), (2024, 2)]


def test_the_new_year_moves_with_the_moon() -> None:
    """January in 2025, February in 2024 and 2026."""
    found = seasons.forecast(_months(36), 6, NEW_YEARS)
    assert found is not None
    january, february, *rest = found.ahead
    assert february.expected > 1.25 * january.expected
    assert found.past_error is not None
    assert found.past_error < 0.10
    for one in (february, *rest):
        assert one.expected == pytest.approx(_true(one.year, one.month), rel=0.12)
        assert one.low is not None and one.high is not None
        assert one.low < one.expected < one.high


def test_the_range_widens_and_the_error_is_that_of_the_months_tried() -> None:
    found = seasons.forecast(_months(30, noise=0.2), 6, NEW_YEARS)
    assert found is not None
    assert found.tried == 18
    assert found.past_error is not None and found.past_error > 0.08
    wide = [(one.high - one.low) / one.expected for one in found.ahead if one.low is not None and one.high is not None]
    assert wide == sorted(wide)


@pytest.mark.parametrize("amounts", [[0.0] * 20, [-500.0] * 20, [0.0] * 19 + [9e6], [1e6] + [0.0] * 19, [5.0, -5.0] * 12])
def test_months_without_sales_or_with_more_refunds_than_sales(amounts: list[float]) -> None:
    months = [Month(2023 + at // 12, at % 12 + 1, amount) for at, amount in enumerate(amounts)]
    found = seasons.forecast(months, 3, {})
    assert found is not None
    assert all(one.expected >= 0 for one in found.ahead)
    assert all(one.low is None or one.low >= 0 for one in found.ahead)
