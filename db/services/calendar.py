"""A stretch of days as the calendar shows it: reminders, trade, whom to keep in touch with, birthdays, closed days, holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from db.core import clock
from db.core.connection import rows as read
from db.services import calendar_trade, open_days, tasks, today_rows
from db.services.contact_marks import NOT_REFUSED, TO_CALL, TOUCH
from db.services.open_days import OpenDays
from resources import i18n

Kind = Literal["task", "promised", "cheque", "expiring", "closes", "touch", "birthday"]
# `+`: by the index of the days, not by that of all who are visible
_TOUCHED: Final = "f.customer, c.name, f.phone, f.sort_key"
_PUT_OFF: Final = f"p.kind = '{TOUCH}' AND p.until > f.keep_in_touch_on"
_TOUCHES: Final = (  # on the day they are due, or the later one they were put off to
    f"SELECT f.keep_in_touch_on AS day, {_TOUCHED} FROM customer_figures f JOIN customer c ON c.id = f.customer"
    f" WHERE f.keep_in_touch_on BETWEEN ?1 AND ?2 AND +f.visible = 1 AND {TO_CALL}"
    f" AND NOT EXISTS (SELECT 1 FROM put_off p WHERE p.customer = f.customer AND {_PUT_OFF})"
    f" UNION ALL SELECT p.until, {_TOUCHED} FROM put_off p CROSS JOIN customer_figures f ON f.customer = p.customer"
    f" JOIN customer c ON c.id = f.customer WHERE p.until BETWEEN ?1 AND ?2 AND {_PUT_OFF} AND f.visible = 1 AND {TO_CALL}"
    " ORDER BY 1, 5"
)
_BIRTHDAYS: Final = (
    "SELECT f.birthday_on, f.customer, c.name, f.phone FROM customer_figures f JOIN customer c ON c.id = f.customer"
    " WHERE f.birthday_on BETWEEN ? AND ? AND +f.visible = 1 AND f.is_blacklisted = 0"
    f" AND {NOT_REFUSED}"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day. `task` is the reminder's id; `name` is empty for one of the shop's own; `about`: line, wanted, payment
    or quote, and its id.
    """

    kind: Kind
    day: str  # ISO
    customer: int | None
    name: str
    phone: str  # as shown
    title: str = ""
    time: str = ""
    task: int | None = None
    is_done: bool = False
    is_late: bool = False  # as Today says it: an open day has passed since
    staff: str = ""
    about: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day. `lunar`: month, day, whether the month is a leap one; `holiday` its name, whether the shop keeps it or not."""

    day: date
    closed: str
    holiday: str
    lunar: tuple[int, int, bool]
    entries: tuple[Entry, ...]


def weeks(year: int, month: int) -> list[date]:
    """The days a page of the calendar shows: whole weeks from Sunday on, five or six of them."""
    first = date(year, month, 1)
    begin = first - timedelta(days=first.isoweekday() % 7)
    following = date(year + month // 12, month % 12 + 1, 1)
    count = (following - begin).days
    return [begin + timedelta(days=at) for at in range(-(-count // 7) * 7)]


def between(first: date, last: date) -> list[Day]:
    """The days from first to last; one statement for each kind of entry. For the worker: the almanac takes a moment to load."""
    rules, language = open_days.rules(), i18n.language()
    entries: dict[str, list[Entry]] = {}
    for one in _entries(first, last, rules):
        entries.setdefault(one.day, []).append(one)

    def made(day: date) -> Day:
        holiday = open_days.public_holidays(day.year, language).get(day, "")
        return Day(day, rules.closed_because(day), holiday, lunar(day), tuple(entries.get(day.isoformat(), ())))

    return [made(first + timedelta(days=at)) for at in range((last - first).days + 1)]


def _entries(first: date, last: date, rules: OpenDays) -> Iterator[Entry]:
    yield from _tasks(first, last, rules)
    yield from calendar_trade.between(first, last)
    yield from _touches(first, last)
    yield from _birthdays(first, last)


def _tasks(first: date, last: date, rules: OpenDays) -> Iterator[Entry]:
    today = clock.today()
    for row in tasks.between(first, last):
        done = row.done_on is not None
        late = not done and rules.days_late(row.due_on, today) > 0
        said = (row.customer, row.name, row.phone, row.title, row.due_time or "")
        yield Entry("task", row.due_on, *said, row.id, done, late, row.staff)


def _touches(first: date, last: date) -> Iterator[Entry]:
    """Whom to keep in touch with from today on; who is late for it stands on Today."""
    for day, customer, name, phone, _key in read(_TOUCHES, max(first, clock.today()).isoformat(), last.isoformat()):
        yield Entry("touch", day, customer, name, phone)


def _birthdays(first: date, last: date) -> Iterator[Entry]:
    regular, parameters = today_rows.regulars(clock.today())
    sql = f"{_BIRTHDAYS}{regular} ORDER BY f.birthday_on, f.sort_key"
    for day, customer, name, phone in read(sql, first.isoformat(), last.isoformat(), *parameters):
        yield Entry("birthday", day, customer, name, phone)


@lru_cache(maxsize=512)
def lunar(day: date) -> tuple[int, int, bool]:
    """The lunar month and day, and whether it is a leap month."""
    from lunar_python import Solar  # slow to load

    found = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return abs(found.getMonth()), found.getDay(), found.getMonth() < 0
