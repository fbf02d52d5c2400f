"""What Today is made of: one indexed statement for each kind of row, and how many there are of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from db.core.connection import rows as read
from db.core.connection import value
from db.services import open_days, options
from db.services.contact_marks import CAUGHT_UP, NO_ANSWER, NOT_REFUSED, TO_CALL, TOUCH
from db.services.open_days import OpenDays, months_later

if TYPE_CHECKING:
    from db.services.today import Kind

Statement = tuple[str, list[object]]
WHO: Final = "f.customer, c.name, c.title, f.phone, f.last_text, f.last_contact_on, f.is_blacklisted"
_TASKS: Final = (
    "FROM task t LEFT JOIN customer c ON c.id = t.customer LEFT JOIN customer_figures f ON f.customer = t.customer"
    " WHERE t.done_on IS NULL AND t.due_on <= ? AND (t.customer IS NULL OR f.visible = 1)"
)
_TOUCHES: Final = (
    f"FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.keep_in_touch_on <= ? AND {TO_CALL} AND NOT EXISTS"
    f" (SELECT 1 FROM put_off p WHERE p.customer = f.customer AND p.kind = '{TOUCH}' AND p.until > ?) AND NOT EXISTS"
    " (SELECT 1 FROM task t WHERE t.customer = f.customer AND t.done_on IS NULL AND t.due_on <= ?)"
)
_BIRTHDAYS: Final = (
    "FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.birthday_on BETWEEN ? AND ? AND f.is_blacklisted = 0"
    " AND NOT EXISTS (SELECT 1 FROM put_off p WHERE p.customer = f.customer AND p.kind = 'birthday' AND p.until > ?)"
    f" AND {NOT_REFUSED}"
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
_WHO: Final = "coalesce(t.customer, -t.id)"  # of whom a reminder is: one of the shop's own stands alone
_HEADS: Final = f"SELECT DISTINCT {_WHO} AS who {_TASKS}"  # read in the order of task_due_on, so the first of each stands
_OF: Final = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Asked:
    """For which day, and for whom: "" is everybody."""

    day: date
    staff: str = ""

    @cached_property
    def today(self) -> str:
        """The day in ISO."""
        return self.day.isoformat()

    @cached_property
    def rules(self) -> OpenDays:
        """The shop's open days."""
        return open_days.rules()

    @cached_property
    def late_until(self) -> str:
        """What was due by this day, the last open one before, is late; what fell on a closed day since then is due now."""
        return self.rules.before(self.day).isoformat()

    def late(self, due_on: str) -> int:
        """How many days late something is."""
        return self.rules.days_late(due_on, self.day)

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
    about: tuple[str, int] | None = None  # quote, sale, line, wanted or payment, and its id
    more: "list[Found]" = field(default_factory=list)


def found(kind: "Kind", due_on: str, who: Sequence[Any], facts: dict[str, Any], **more: Any) -> Found:
    """One of them, from the columns of `WHO`."""
    customer, name, title, phone, last_text, last_on, listed = who
    key = f"{kind}:{customer}"
    return Found(key, kind, due_on, customer, name, title, phone, last_text, last_on, bool(listed), facts, **more)


def timed(asked: Asked, most: int) -> list[int]:
    """Who was promised an hour of the day: customers, and below 0 the shop's own reminders; the first hour first."""
    return _heads(asked, "AND t.due_on > ? AND t.due_time IS NOT NULL", "GROUP BY who ORDER BY min(t.due_time), min(t.id)", most)


def due(asked: Asked, most: int) -> list[int]:
    """Who was promised something that is due and not late, as `timed` names them."""
    return _heads(asked, "AND t.due_on > ?", "ORDER BY t.due_on, t.id", most)


def late(asked: Asked, most: int) -> list[int]:
    """Who was promised something that is late, the latest day first: what was promised yesterday is still worth a call."""
    return _heads(asked, "AND t.due_on <= ?", "ORDER BY t.due_on DESC, t.id DESC", most)


def _heads(asked: Asked, which: str, order: str, most: int) -> list[int]:
    mine, who = asked.of_task()
    sql = f"{_HEADS} {which}{mine} {order} LIMIT ?"
    return [one for (one,) in read(sql, asked.today, asked.late_until, *who, most)]


def tasks(asked: Asked, of: Sequence[int]) -> list[Found]:
    """What was promised to these and is due, the longest due first."""
    mine, who = asked.of_task()
    columns = f"SELECT t.id, t.title, t.due_on, t.due_time, t.first_due_on, t.staff, t.quote, t.sale, {WHO}"
    order = f"AND {_WHO} IN {_OF} ORDER BY t.due_on, coalesce(t.due_time, '99'), t.id"
    return [_task(*row) for row in read(f"{columns} {_TASKS} {mine} {order}", asked.today, *who, json.dumps(list(of)))]


def _task(task: int, title: str, due_on: str, due_time: str | None, first: str | None, staff: str, *rest: Any) -> Found:
    quote, sale, *who = rest
    facts = {"title": title, "time": due_time or "", "first": first, "staff": staff}
    about = ("quote", quote) if quote else ("sale", sale) if sale else None
    if who[0] is None:
        return Found(f"own:{task}", "own", due_on, None, title, "", "", "", None, False, facts, (task,))
    return found("task", due_on, who, facts, tasks=(task,), about=about)


def touches(asked: Asked, most: int) -> list[Found]:
    """Who is to be kept in touch with, and was promised nothing."""
    statement, parameters = _due_touches(asked)
    sql = f"SELECT f.keep_in_touch_on, c.contact_interval, {WHO} {statement} ORDER BY f.keep_in_touch_on LIMIT ?"
    return [found("touch", due_on, one, {"days": days}) for due_on, days, *one in read(sql, *parameters, most)]


def birthdays(asked: Asked, most: int, of: Sequence[int] = ()) -> list[Found]:
    """Whose birthday is near, of the regulars and those who were here in the last months; or only `of` these."""
    statement, parameters = _near_birthdays(asked)
    if of:
        statement, parameters = f"{statement} AND f.customer IN {_OF}", [*parameters, json.dumps(list(of))]
    columns = f"SELECT f.birthday_on, c.birth_year, c.birth_lunar, {WHO}"
    rows = read(f"{columns} {statement} ORDER BY f.birthday_on, f.customer LIMIT ?", *parameters, most)
    return [
        found("birthday", asked.today, who, {"on": on, "year": year, "is_lunar": is_lunar}) for on, year, is_lunar, *who in rows
    ]


def reviews(asked: Asked, most: int) -> list[Found]:
    """Who stands on the watch list and is to be looked at again."""
    statement, parameters = _due_reviews(asked)
    rows = read(f"SELECT b.reason, {WHO} {statement} ORDER BY b.review_on LIMIT ?", *parameters, most)
    return [found("review", asked.today, one, {"reason": reason}) for reason, *one in rows]


def waiting(asked: Asked) -> int:
    """How many wait: whoever would have a row, each customer once, and the shop's own reminders."""
    mine, who = asked.of_task()
    touch, birthday, review = (made(asked) for made in (_due_touches, _near_birthdays, _due_reviews))
    each = " UNION ALL ".join(f"SELECT f.customer {statement}" for statement, _parameters in (touch, birthday, review))
    sql = f"SELECT count(DISTINCT who) FROM (SELECT {_WHO} AS who {_TASKS}{mine} UNION ALL {each})"  # UNION would scan to sort
    return int(value(sql, asked.today, *who, *touch[1], *birthday[1], *review[1]))


def _due_touches(asked: Asked) -> Statement:
    mine, who = asked.of_customer()
    return f"{_TOUCHES}{mine}", [asked.today, asked.today, asked.today, *who]


def _near_birthdays(asked: Asked) -> Statement:
    mine, who = asked.of_customer()
    first = (asked.day - timedelta(days=CAUGHT_UP)).isoformat()
    last = (asked.day + timedelta(days=int(str(options.get("birthday_days"))))).isoformat()
    regular, parameters = regulars(asked.day)
    return f"{_BIRTHDAYS}{regular}{mine}", [first, last, asked.today, *parameters, *who]


def _due_reviews(asked: Asked) -> Statement:
    mine, who = asked.of_customer()
    return f"{_REVIEWS}{mine}", [asked.today, *who]


def regulars(day: date) -> Statement:
    """The condition that a customer is a regular, or was here in the last months: whose birthday is told."""
    since = months_later(day, -int(str(options.get("active_months")))).isoformat()
    return _REGULAR, [since, json.dumps(options.texts("regular_tags")), since]


def no_answers(customers: Sequence[int]) -> dict[int, int]:
    """How often these did not pick up since they were last talked to."""
    return dict(read(_MISSED, json.dumps(list(customers)))) if customers else {}
