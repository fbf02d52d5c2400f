"""The next birthday, as the calendars of the two kinds have it."""

from datetime import date

import pytest

from db.services import birthdays


@pytest.mark.parametrize(
    ("month", "day", "today", "wanted"),
    [
        (11, 22, date(2026, 11, 22), date(2026, 11, 22)),
        (11, 21, date(2026, 11, 22), date(2027, 11, 21)),
        (1, 3, date(2026, 12, 30), date(2027, 1, 3)),
        (2, 29, date(2026, 11, 22), date(2027, 2, 28)),
        (2, 29, date(2027, 11, 22), date(2028, 2, 29)),
        (2, 29, date(2027, 2, 28), date(2027, 2, 28)),
    ],
)
def test_solar(month: int, day: int, today: date, wanted: date) -> None:
    assert birthdays.next_on(month, day, False, False, today) == wanted


@pytest.mark.parametrize(
    ("month", "day", "leap", "today", "wanted"),
    [
        (1, 1, False, date(2026, 11, 22), date(2027, 2, 6)),  # 春節
        (8, 15, False, date(2026, 9, 1), date(2026, 9, 25)),  # 中秋
        (12, 30, False, date(2026, 11, 22), date(2027, 2, 5)),  # 除夕 is the 29th that year, else the 30th
        (12, 20, False, date(2027, 1, 1), date(2027, 1, 27)),  # of the lunar year before
        (6, 3, True, date(2025, 7, 1), date(2025, 7, 27)),  # 閏六月
        (6, 3, True, date(2026, 1, 1), date(2026, 7, 16)),  # no 閏六月 that year
    ],
)
def test_lunar(month: int, day: int, leap: bool, today: date, wanted: date) -> None:
    assert birthdays.next_on(month, day, True, leap, today) == wanted


def test_a_day_no_calendar_has_is_nothing() -> None:
    assert birthdays.next_on(13, 40, False, False, date(2026, 11, 22)) is None
    assert birthdays.next_on(13, 40, True, False, date(2026, 11, 22)) is None
