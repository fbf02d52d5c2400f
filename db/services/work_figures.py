"""What was done: talks by channel and who had them, and whether what was promised for a day was kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.core.connection import rows as read

KEPT, LATE, MISSED = "kept", "late", "missed"
OUTCOMES: Final = (KEPT, LATE, MISSED)
BY: Final = {"month": "substr({due}, 1, 7)", "staff": "t.staff", "origin": "t.origin"}
_WITHIN: Final = "(happened_on BETWEEN ?1 AND ?2 {undated})"
_TALKS: Final = f"SELECT channel, staff, count(*) FROM interaction WHERE {_WITHIN} GROUP BY 1, 2"
_TALKED: Final = f"SELECT channel, count(DISTINCT customer) FROM interaction WHERE {_WITHIN} GROUP BY 1"
_TALK_IDS: Final = f"SELECT id FROM interaction WHERE {_WITHIN} AND {{which}} ORDER BY happened_on DESC, id DESC"
_REACHED: Final = f"SELECT DISTINCT customer FROM interaction WHERE {_WITHIN} AND {{which}} ORDER BY customer"
_WHICH: Final = "(?3 IS NULL OR channel = ?3) AND (?4 IS NULL OR staff = ?4)"
_DUE: Final = "coalesce(t.first_due_on, t.due_on)"  # as it was promised first: putting it off is not keeping it
_OUTCOME: Final = f"CASE WHEN t.done_on IS NULL THEN '{MISSED}' WHEN t.done_on <= {{due}} THEN '{KEPT}' ELSE '{LATE}' END"
_TASKS: Final = "FROM task t WHERE t.customer IS NOT NULL AND t.repeat = '' AND {due} BETWEEN ?1 AND ?2 AND {due} < ?3"
_LATENESS: Final = f"julianday(t.done_on) - julianday({_DUE})"


@dataclass(frozen=True, slots=True)
class Talks:
    """How many talks went over a channel with one of the staff; "" where nobody wrote it down."""

    channel: str
    staff: str
    count: int


@dataclass(frozen=True, slots=True)
class Promised:
    """What became of what was promised; `days` the mean lateness of what was done late, None where nothing was."""

    key: str  # month 2026-11, a name, or an origin
    kept: int
    late: int
    missed: int
    days: float | None

    @property
    def all(self) -> int:
        """How many were due."""
        return self.kept + self.late + self.missed


def talks(first: date, last: date, undated: bool = False) -> list[Talks]:
    """The talks of these days by channel and staff, `undated` ones of no day with them; a scan of all talks, for the worker."""
    found = read(_TALKS.format(undated=_undated(undated)), first.isoformat(), last.isoformat())
    return [Talks(*row) for row in found]


def talked(first: date, last: date, undated: bool = False) -> dict[str, int]:
    """How many customers were reached over each channel."""
    return dict(read(_TALKED.format(undated=_undated(undated)), first.isoformat(), last.isoformat()))


def talk_ids(first: date, last: date, channel: str | None, staff: str | None, undated: bool = False) -> list[int]:
    """The talks of these days, the latest first; None: of any channel, of anybody."""
    sql = _TALK_IDS.format(undated=_undated(undated), which=_WHICH)
    return [one for (one,) in read(sql, first.isoformat(), last.isoformat(), channel, staff)]


def reached(first: date, last: date, channel: str | None, undated: bool = False) -> list[int]:
    """The customers talked to over a channel on these days."""
    sql = _REACHED.format(undated=_undated(undated), which=_WHICH)
    return [one for (one,) in read(sql, first.isoformat(), last.isoformat(), channel, None)]


def _undated(undated: bool) -> str:
    return "OR happened_on IS NULL" if undated else ""


def promises(by: str, first: date, last: date, today: date | None = None) -> list[Promised]:
    """What was due for customers on these days before today, by one of BY, in order; what comes again and again is no promise."""
    sql = (
        f"SELECT {BY[by].format(due=_DUE)}, count(*) FILTER (WHERE o = 'kept'), count(*) FILTER (WHERE o = 'late'),"
        " count(*) FILTER (WHERE o = 'missed'), avg(iif(o = 'late', lateness, NULL))"
        f" FROM (SELECT t.*, {_OUTCOME.format(due=_DUE)} AS o, {_LATENESS} AS lateness {_TASKS.format(due=_DUE)}) t"
        " GROUP BY 1 ORDER BY 1"
    )
    return [Promised(*row) for row in read(sql, *_days(first, last, today))]


def promise_ids(by: str, key: str | None, outcome: str | None, first: date, last: date, today: date | None = None) -> list[int]:
    """The reminders behind a number; None: all of them."""
    which = f"(?4 IS NULL OR {BY[by].format(due=_DUE)} = ?4) AND (?5 IS NULL OR {_OUTCOME.format(due=_DUE)} = ?5)"
    sql = f"SELECT t.id {_TASKS.format(due=_DUE)} AND {which} ORDER BY t.due_on DESC, t.id"
    return [one for (one,) in read(sql, *_days(first, last, today), key, outcome)]


def _days(first: date, last: date, today: date | None) -> tuple[str, str, str]:
    """What is due today may still be kept."""
    day = today or clock.today()
    return first.isoformat(), min(last, day - timedelta(days=1)).isoformat(), day.isoformat()
