"""What day it is in the shop, and the instant for the machine's stamps; tests set both."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

_FORMAT: Final = "%Y-%m-%dT%H:%M:%S"
_TAIPEI: Final = timedelta(hours=8)  # without daylight saving since 1980
STAMP: Final = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"  # SQL: this instant, as utc_now says it
_fixed: datetime | None = None


def _now() -> datetime:
    return _fixed or datetime.now(UTC)


def today() -> date:
    """The shop's day (Asia/Taipei)."""
    return (_now().astimezone(UTC) + _TAIPEI).date()


def utc_now() -> str:
    """This instant for a stamp, such as "2026-11-20T08:15:30.123Z"."""
    return utc_in(timedelta())


def utc_in(later: timedelta) -> str:
    """The stamp of the instant so much later."""
    moment = _now() + later
    return f"{moment.strftime(_FORMAT)}.{moment.microsecond // 1000:03d}Z"


def shown(stamp: str) -> str:
    """A stamp as the shop's clock showed it: "2026-11-20 16:15"."""
    return (datetime.fromisoformat(stamp) + _TAIPEI).strftime("%Y-%m-%d %H:%M")


def dated(stamp: str) -> str:
    """The same for the name of a file, to the second: "20261120-161530"."""
    return (datetime.fromisoformat(stamp) + _TAIPEI).strftime("%Y%m%d-%H%M%S")


def shop_day(stamp: str) -> str:
    """SQL: the day of a stamp, in a column of this name, as the shop's clock showed it."""
    return f"date({stamp}, '+8 hours')"


def shop_time(stamp: str) -> str:
    """SQL: its hour and minute."""
    return f"strftime('%H:%M', {stamp}, '+8 hours')"


def fix(moment: datetime | None) -> None:
    """Stop the clock at this aware instant (tests, the demo shop); None lets it run again."""
    global _fixed  # noqa: PLW0603 - the process has one clock
    _fixed = moment
