"""The shop's day is Taipei's, whatever the computer's zone."""

from datetime import UTC, date, datetime

import pytest

from db.core import clock


@pytest.mark.parametrize(
    ("moment", "day", "stamp", "shown"),
    [
        (datetime(2026, 11, 20, 15, 59, 59, 999_000, UTC), date(2026, 11, 20), "2026-11-20T15:59:59.999Z", "2026-11-20 23:59"),
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), date(2026, 11, 21), "2026-11-20T16:00:00.000Z", "2026-11-21 00:00"),
        (datetime(2027, 1, 1, 3, 4, 5, 6_000, UTC), date(2027, 1, 1), "2027-01-01T03:04:05.006Z", "2027-01-01 11:04"),
    ],
)
def test_fixed_moment(moment: datetime, day: date, stamp: str, shown: str) -> None:
    clock.fix(moment)
    assert clock.today() == day
    assert clock.utc_now() == stamp
    assert clock.shown(stamp) == shown


def test_clock_runs_again() -> None:
    clock.fix(datetime(1970, 1, 1, tzinfo=UTC))
    clock.fix(None)
    assert clock.today() > date(2025, 1, 1)
