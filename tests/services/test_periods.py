"""Periods: what a key stands for on a day, what it is compared with, and the days around the New Year."""

from datetime import UTC, date, datetime

import pytest

from db.core import clock
from db.services import periods, settings

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("key", "today", "first", "last", "is_going_on"),
    [
        ("this_month", SUNDAY, date(2026, 11, 1), SUNDAY, True),
        ("this_month", date(2026, 11, 30), date(2026, 11, 1), date(2026, 11, 30), False),
        ("last_month", date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28), False),
        ("last_month", date(2026, 1, 5), date(2025, 12, 1), date(2025, 12, 31), False),
        ("this_quarter", SUNDAY, date(2026, 10, 1), SUNDAY, True),
        ("this_year", SUNDAY, date(2026, 1, 1), SUNDAY, True),
        ("last_year", SUNDAY, date(2025, 1, 1), date(2025, 12, 31), False),
        ("last_12", SUNDAY, date(2025, 12, 1), SUNDAY, True),
        ("new_year", SUNDAY, date(2026, 2, 3), date(2026, 3, 2), False),
        ("new_year", date(2026, 2, 10), date(2026, 2, 3), date(2026, 2, 10), True),
        ("new_year", date(2026, 1, 20), date(2025, 1, 15), date(2025, 2, 11), False),
    ],
)
def test_a_key_stands_for_these_days(key: str, today: date, first: date, last: date, is_going_on: bool) -> None:
    period = periods.of(key, today)
    assert (period.first, period.last, period.is_going_on) == (first, last, is_going_on)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        periods.of("the day after tomorrow", SUNDAY)


@pytest.mark.parametrize(
    ("key", "today", "first", "last"),
    [
        ("this_month", SUNDAY, date(2026, 10, 1), date(2026, 10, 22)),
        ("this_month", date(2026, 3, 30), date(2026, 2, 1), date(2026, 2, 28)),
        ("this_month", date(2026, 10, 31), date(2026, 9, 1), date(2026, 9, 30)),
        ("last_month", date(2026, 3, 3), date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_the_same_days_of_the_month_before(key: str, today: date, first: date, last: date) -> None:
    before = periods.month_before(periods.of(key, today))
    assert (before.first, before.last) == (first, last)


@pytest.mark.parametrize(
    ("key", "today", "first", "last"),
    [
        ("this_month", SUNDAY, date(2025, 11, 1), date(2025, 11, 22)),
        ("this_year", date(2028, 2, 29), date(2027, 1, 1), date(2027, 2, 28)),
        ("last_month", date(2025, 3, 1), date(2024, 2, 1), date(2024, 2, 29)),
        ("new_year", SUNDAY, date(2025, 1, 15), date(2025, 2, 11)),
        ("new_year", date(2026, 2, 10), date(2025, 1, 15), date(2025, 1, 22)),
    ],
)
def test_the_same_days_of_the_year_before(key: str, today: date, first: date, last: date) -> None:
    before = periods.year_before(periods.of(key, today))
    assert (before.first, before.last) == (first, last)


def test_the_days_before_a_first_of_the_new_year_are_as_many() -> None:
    for year in (2024, 2025, 2026, 2027):
        period = periods.new_year(year, date(2030, 1, 1))
        assert periods.new_year_day_of(period) == periods.new_year_day(year)
        assert (period.last - period.first).days == 27
    assert periods.new_year_day(2027) == date(2027, 2, 6)


def test_everything_holds_sales_without_a_day_and_is_its_own_year_before() -> None:
    everything = periods.of("all", SUNDAY)
    assert everything.days == (0, 99_999_999)
    assert everything.span is None
    assert periods.year_before(everything) == everything == periods.month_before(everything)
    assert periods.of("this_month", SUNDAY).days == (20261101, 20261122)


@pytest.mark.usefixtures("shop")
def test_it_is_said_in_the_years_of_the_shop() -> None:
    clock.fix(datetime(2026, 11, 22, 2, tzinfo=UTC))
    assert periods.of("this_month").words == "這個月 2026/11/01 – 2026/11/22"
    settings.save({"calendar": "roc"})
    assert periods.of("last_year").words == "去年 114/01/01 – 114/12/31"
    assert periods.of("all").words == "全部"


def test_the_first_choice_is_the_one_asked_at_first() -> None:
    offered = periods.choices("this_month", "all")
    assert offered[0] == ("this_month", "This month")
    assert {key for key, _label in offered} == set(periods.PERIODS) - {"all"}
