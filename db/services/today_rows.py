"""What Today is made of: one indexed statement for each kind of row, and how many there are of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from db.core.connection import rows as read
from db.core.connection import value
from db.services import options
from db.services.contact_marks import NO_ANSWER, TOUCH
from db.services.open_days import months_later

if TYPE_CHECKING:
    from db.services.today import Kind

Statement = tuple[str, list[object]]
WHO: Final = "f.customer, c.name, c.title, f.phone, f.last_text, f.last_contact_on, f.is_blacklisted"
_TASKS: Final = (
    "FROM task t LEFT JOIN customer c ON c.id = t.customer LEFT JOIN customer_figures f ON f.customer = t.customer"
    " WHERE t.done_on IS NULL AND t.due_on <= ? AND (t.customer IS NULL OR f.visible = 1)"
)
_TOUCHES: Final = (
    "FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.keep_in_touch_on <= ? AND NOT EXISTS"
    f" (SELECT 1 FROM put_off p WHERE p.customer = f.customer AND p.kind = '{TOUCH}' AND p.until > ?) AND NOT EXISTS"
    " (SELECT 1 FROM task t WHERE t.customer = f.customer AND t.done_on IS NULL AND t.due_on <= ?)"
)
_BIRTHDAYS: Final = (
    "FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.birthday_on BETWEEN ? AND ? AND f.is_blacklisted = 0"
    " AND NOT EXISTS (SELECT 1 FROM put_off p WHERE p.customer = f.customer AND p.kind = 'birthday' AND p.until > ?)"
    " AND NOT EXISTS (SELECT 1 FROM opt_out o WHERE o.customer = f.customer AND o.channel IN ('all', 'phone'))"
)
_REGULAR: Final = (
    " AND (f.last_contact_on >= ? OR EXISTS (SELECT 1 FROM customer_tag w JOIN tag g ON g.id = w.tag"
    " WHERE w.customer = f.customer AND g.name IN (SELECT value FROM json_each(?)))"
    " OR EXISTS (SELECT 1 FROM sale s WHERE s.customer = f.customer AND s.happened_on >= ?))"
)
_REVIEWS: Final = (
    "FROM blacklist b CROSS JOIN customer_figures f ON f.customer = b.customer CROSS JOIN customer c ON c.id = b.customer"
    " WHERE b.review_on <= ? AND f.visible = 1"
)
_MISSED: Final = (
    "SELECT i.customer, count(*) FROM interaction i JOIN customer_figures f ON f.customer = i.customer"
    f" WHERE i.customer IN (SELECT value FROM json_each(?)) AND i.outcome = '{NO_ANSWER}'"
    " AND i.happened_on > coalesce(f.last_contact_on, '') GROUP BY i.customer"
)
_DUE: Final = " WHERE f.visible = 1 AND f.next_contact_on <= ?"


@dataclass(frozen=True)
class Asked:
    """For which day, and for whom: "" is everybody."""

    day: date
    staff: str = ""

    @cached_property
    def today(self) -> str:
        """The day in ISO."""
        return self.day.isoformat()

    def of_task(self) -> Statement:
        """The condition that it is this person's, or nobody's and of a customer of theirs."""
        if not self.staff:
            return "", []
        return " AND (t.staff = ? OR (t.staff = '' AND coalesce(c.staff, '') IN ('', ?)))", [self.staff, self.staff]

    def of_customer(self) -> Statement:
        """The condition that this person looks after the customer, or nobody does."""
        return (" AND c.staff IN ('', ?)", [self.staff]) if self.staff else ("", [])


@dataclass(slots=True)
class Found:
    """Why somebody stands on Today. `facts`: what its words need; `more`: other reasons of the same customer."""

    key: str
    kind: "Kind"
    due_on: str
    customer: int | None
    name: str
    title: str
    phone: str
    last_text: str
    last_on: str | None
    is_blacklisted: bool
    facts: dict[str, Any]
    tasks: tuple[int, ...] = ()
    other: int | None = None
    is_beside: bool = False
    more: "list[Found]" = field(default_factory=list)


class Part(NamedTuple):
    """The first rows of one kind, and how many there are of it in all."""

    rows: list[Found]
    total: int


def found(kind: "Kind", due_on: str, who: Sequence[Any], facts: dict[str, Any], **more: Any) -> Found:
    """One of them, from the columns of `WHO`."""
    customer, name, title, phone, last_text, last_on, listed = who
    key = f"{kind}:{customer}"
    return Found(key, kind, due_on, customer, name, title, phone, last_text, last_on, bool(listed), facts, **more)


def tasks(asked: Asked, most: int) -> list[Found]:
    """What was promised and is due: as many of before as of today itself, the longest due first."""
    mine, who = asked.of_task()
    columns = f"SELECT t.id, t.title, t.due_on, t.due_time, t.first_due_on, t.staff, {WHO}"
    order = "ORDER BY t.due_on, coalesce(t.due_time, '99'), t.id LIMIT ?"
    before = (asked.day - timedelta(days=1)).isoformat()
    late = read(f"{columns} {_TASKS} {mine} {order}", before, *who, most)
    due = read(f"{columns} {_TASKS} AND t.due_on = ? {mine} {order}", asked.today, asked.today, *who, most)
    return [_task(*row) for row in (*late, *due)]


def _task(task: int, title: str, due_on: str, due_time: str | None, first: str | None, staff: str, *who: Any) -> Found:
    facts = {"title": title, "time": due_time or "", "first": first, "staff": staff}
    if who[0] is None:
        return Found(f"own:{task}", "own", due_on, None, title, "", "", "", None, False, facts, (task,))
    return found("task", due_on, who, facts, tasks=(task,))


def touches(asked: Asked, most: int) -> list[Found]:
    """Who is to be kept in touch with, and was promised nothing."""
    mine, who = asked.of_customer()
    sql = f"SELECT f.keep_in_touch_on, c.contact_interval, {WHO} {_TOUCHES} {mine} ORDER BY f.keep_in_touch_on LIMIT ?"
    rows = read(sql, asked.today, asked.today, asked.today, *who, most)
    return [found("touch", due_on, one, {"days": days}) for due_on, days, *one in rows]


def birthdays(asked: Asked, most: int) -> Part:
    """Whose birthday is near, of the regulars and those who were here in the last months."""
    statement, parameters = _near_birthdays(asked)
    columns = f"SELECT count(*) OVER (), f.birthday_on, c.birth_year, c.birth_lunar, {WHO}"
    rows = read(f"{columns} {statement} ORDER BY f.birthday_on, f.customer LIMIT ?", *parameters, most)
    facts = ({"on": row[1], "year": row[2], "is_lunar": row[3]} for row in rows)
    return Part([found("birthday", asked.today, row[4:], one) for row, one in zip(rows, facts, strict=True)], _count(rows))


def _count(rows: Sequence[Sequence[Any]]) -> int:
    """How many there are in all, which stands in the first column of each."""
    return int(rows[0][0]) if rows else 0


def _near_birthdays(asked: Asked) -> Statement:
    mine, who = asked.of_customer()
    last = (asked.day + timedelta(days=int(str(options.get("birthday_days"))))).isoformat()
    regular, parameters = regulars(asked.day)
    return f"{_BIRTHDAYS}{regular}{mine}", [asked.today, last, asked.today, *parameters, *who]


def regulars(day: date) -> Statement:
    """The condition that a customer is a regular, or was here in the last months: whose birthday is told."""
    since = months_later(day, -int(str(options.get("active_months")))).isoformat()
    return _REGULAR, [since, json.dumps(options.texts("regular_tags")), since]


def reviews(asked: Asked, most: int) -> Part:
    """Who stands on the watch list and is to be looked at again."""
    mine, who = asked.of_customer()
    columns = f"SELECT count(*) OVER (), b.reason, {WHO}"
    rows = read(f"{columns} {_REVIEWS} {mine} ORDER BY b.review_on LIMIT ?", asked.today, *who, most)
    return Part([found("review", asked.today, one, {"reason": reason}) for _all, reason, *one in rows], _count(rows))


def waiting(asked: Asked) -> int:
    """How many customers wait for a promise or to be kept in touch with, by the index; and reminders of the shop's own."""
    mine, who = asked.of_customer()
    join = " JOIN customer c ON c.id = f.customer" if mine else ""
    task, whose = asked.of_task()
    own = f"SELECT count(*) FROM task t LEFT JOIN customer c ON c.id = t.customer WHERE t.done_on IS NULL AND t.due_on <= ?{task}"
    customers = value(f"SELECT count(*) FROM customer_figures f{join}{_DUE}{mine}", asked.today, *who)
    return int(customers) + int(value(f"{own} AND t.customer IS NULL", asked.today, *whose))


def no_answers(customers: Sequence[int]) -> dict[int, int]:
    """How often these did not pick up since they were last talked to."""
    return dict(read(_MISSED, json.dumps(list(customers)))) if customers else {}
