"""Today: whom to call, why and in what order; never empty, never more than a morning holds.

A customer stands there once. What was promised comes first, then who is to be kept in touch with, birthdays, entries of the watch
list to look at again; where there is little of it, a few to look after beside. `today_answers` is what is done about a row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from db.core import clock
from db.core.connection import value
from db.services import today_beside, today_rows, today_words
from db.services.today_rows import Asked, Found

CALLS: Final = 10  # rows shown; the others are folded
UNFOLDED: Final = 50
_LITTLE: Final = 5  # up to so many rows there is time for those beside
_WRITTEN: Final = (  # nobody writes down more in a week
    "SELECT count(*) FROM (SELECT happened_on, came_from FROM interaction ORDER BY id DESC LIMIT 5000)"
    " WHERE happened_on >= ? AND came_from IS NULL"
)
Kind = Literal["task", "own", "touch", "birthday", "review", "greet", "phone", "double"]
Group = Literal["overdue", "today", "beside"]


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One line of Today. Days are ISO; `customer` None: a reminder of the shop's own, whose words are the name."""

    key: str  # the same as long as it waits
    kind: Kind
    group: Group
    customer: int | None
    name: str
    title: str
    phone: str  # as shown
    why: str  # in words
    due_on: str
    last_text: str = ""  # the last sentence said
    last_on: str | None = None
    tasks: tuple[int, ...] = ()  # ticked off with the answer
    is_blacklisted: bool = False
    no_answers: int = 0  # since the last real contact
    other: int | None = None  # of a likely double: who else it may be


@dataclass(frozen=True, slots=True)
class Week:
    """How much was done: talks written down by hand, reminders ticked off."""

    talks: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Today:
    """The page of one day. `more`: rows folded away; `beside`: who can be looked after where there is time."""

    day: date
    rows: tuple[TodayRow, ...]
    more: int
    beside: tuple[TodayRow, ...] = ()

    @property
    def total(self) -> int:
        """How many wait, those folded away included."""
        return len(self.rows) + self.more


def plan(staff: str = "", most: int = CALLS, day: date | None = None) -> Today:
    """What is to be done on a day (today); of one person, and of nobody in particular, where `staff` is named.

    `most` rows are shown: 10, or more where the rest was unfolded.
    """
    asked = Asked(day or clock.today(), staff)
    tasks = today_rows.tasks(asked, most)
    birthdays, reviews = today_rows.birthdays(asked, most), today_rows.reviews(asked, most)
    others = [*today_rows.touches(asked, most), *birthdays.rows, *reviews.rows]
    found = _once(_chosen(tasks, others, asked.today, most))
    missed = today_rows.no_answers([one.customer for one in found if one.customer is not None])
    rows = tuple(_row(one, asked, missed) for one in found)
    rows = tuple(sorted(rows, key=lambda row: row.group != "overdue"))
    total = max(today_rows.waiting(asked) + birthdays.total + reviews.total, len(rows))
    beside = today_beside.suggestions(asked) if total <= _LITTLE else ()
    return Today(asked.day, rows, total - len(rows), tuple(_row(one, asked, {}) for one in beside))


def badge(staff: str = "") -> int:
    """How many wait today, for the sidebar."""
    asked = Asked(clock.today(), staff)
    return today_rows.waiting(asked) + today_rows.birthdays(asked, 1).total + today_rows.reviews(asked, 1).total


def week(day: date | None = None) -> Week:
    """What was done since Monday."""
    today = day or clock.today()
    monday = (today - timedelta(days=today.weekday())).isoformat()
    return Week(int(value(_WRITTEN, monday)), int(value("SELECT count(*) FROM task WHERE done_on >= ?", monday)))


def has_work() -> bool:
    """Whether the shop has written down anything that can stand on Today: a reminder, or whom to keep in touch with."""
    return bool(
        value("SELECT EXISTS (SELECT 1 FROM task) OR EXISTS (SELECT 1 FROM customer_figures WHERE keep_in_touch_on IS NOT NULL)")
    )


def _chosen(tasks: list[Found], others: list[Found], today: str, most: int) -> list[Found]:
    """So many of them: after days off, half of the places stay for what was promised for today."""
    late = [one for one in tasks if one.due_on < today]
    due = [one for one in tasks if one.due_on >= today]
    kept = min(len(due), most // 2)
    first = late[: most - kept]
    return [*first, *due[: most - len(first)], *others][:most]


def _once(found: Iterable[Found]) -> list[Found]:
    """Each customer once: what else there is about them joins the first row."""
    by_customer: dict[Any, Found] = {}
    for one in found:
        key = one.customer if one.customer is not None else one.key
        if key not in by_customer:
            by_customer[key] = one
        elif one.kind != "review":  # the watch list stays off a row that is printed; it has its own once this one is answered
            by_customer[key].more.append(one)
    return list(by_customer.values())


def _row(found: Found, asked: Asked, missed: dict[int, int]) -> TodayRow:
    count = missed.get(found.customer or 0, 0)
    group: Group = "beside" if found.is_beside else "overdue" if found.due_on < asked.today else "today"
    return TodayRow(
        key=found.key, kind=found.kind, group=group, customer=found.customer, name=found.name, title=found.title,
        phone=found.phone, why=today_words.why(found, asked.day, count), due_on=found.due_on, last_text=found.last_text,
        last_on=found.last_on, tasks=tuple(task for one in (found, *found.more) for task in one.tasks),
        is_blacklisted=found.is_blacklisted, no_answers=count, other=found.other,
    )  # fmt: skip
