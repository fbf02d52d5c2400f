"""What is to be done, and when: reminders for a customer or the shop, put off, repeated, done."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any, Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Task
from db.services import bulk, days, open_days, repeats, seen
from db.services import customers as people
from db.services.lists import Selection, selected
from resources.i18n import _

HAND: Final = "hand"
FOLLOW_UP: Final = "follow_up"
QUOTE: Final = "quote"  # asks what became of a quote
_TITLE: Final = 200  # letters of a title; a reminder is a line, not a letter
_SELECT: Final = (
    "SELECT t.id, t.customer, coalesce(c.name, ''), coalesce(f.phone, ''), t.title, t.due_on, t.due_time, t.first_due_on,"
    " t.repeat, t.staff, t.origin, t.interaction, t.done_on, t.done_by"
    " FROM task t LEFT JOIN customer c ON c.id = t.customer LEFT JOIN customer_figures f ON f.customer = t.customer WHERE "
)
_OPEN: Final = "t.done_on IS NULL AND c.archived_at IS NULL"  # of nobody, or of somebody who was not put away


@dataclass(slots=True)
class TaskForm:
    """One reminder as it is typed; days may be words such as 明天. `repeat`: "" or every so often (7d, 2w, 1m, 1y)."""

    title: str
    due_on: str
    due_time: str = ""  # HH:MM
    repeat: str = ""
    staff: str = ""
    seen: str = ""  # the reminder as this form read it; a save over something newer is refused


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One reminder as it stands; days are ISO; without a customer it is the shop's own."""

    id: int
    customer: int | None
    name: str
    phone: str
    title: str
    due_on: str
    due_time: str | None
    first_due_on: str | None
    repeat: str
    staff: str
    origin: str
    interaction: int | None
    done_on: str | None
    done_by: str
    kept_repeat: str = ""  # with the day that short months lack, as `repeats` counts on

    @property
    def seen(self) -> str:
        """What a form that read this gives back when it is saved."""
        return seen.mark(astuple(replace(self, name="", phone="")))


def add(filled: TaskForm, customers: Iterable[int] = ()) -> list[int]:
    """Write down a reminder: one for each customer, or one of the shop's own; their ids."""
    values = _values(filled)
    with unit("tasks.add"):
        known: list[int | None] = list(dict.fromkeys(people.follow(one) for one in customers))
        return [insert(customer=one, **values) for one in known or [None]]


def add_for_all(who: Selection | Iterable[int] | int, filled: TaskForm) -> int:
    """A reminder for each of many customers, in one statement; how many."""
    values = _values(filled) | {"origin": HAND}
    with unit("tasks.add"):
        return bulk.insert_for(selected(who).as_json(), "task", values)


def insert(
    *,
    customer: int | None,
    title: str,
    due_on: str,
    due_time: str | None = None,
    repeat: str = "",
    staff: str = "",
    origin: str = HAND,
    interaction: int | None = None,
    first_due_on: str | None = None,
    quote: int | None = None,
    sale: int | None = None,
) -> int:
    """Write a reminder within the unit that is open; `due_on` is ISO; its id."""
    made = Task.create(
        customer=customer, title=short(title), due_on=due_on, due_time=due_time, repeat=repeat, staff=staff, origin=origin,
        interaction=interaction, first_due_on=first_due_on, quote=quote, sale=sale,
    )  # fmt: skip
    return int(made.id)


def change(task: int, filled: TaskForm) -> None:
    """Correct a reminder. ChangedSinceError: it was changed after the form was read."""
    with unit("tasks.change"):
        row = _row(task)
        sentence = _("This reminder was changed while it was open here. Nothing was overwritten. Open it again and look.")
        seen.refuse(filled.seen, get(task).seen, sentence)
        values = _values(filled)
        if row.due_on != values["due_on"]:  # a new beginning: one that repeats is counted from here
            values["first_due_on"] = None
        elif repeats.plain(row.repeat) == filled.repeat:
            values["repeat"] = row.repeat
        row.write(values)


def delete(ids: Iterable[int]) -> int:
    """Delete reminders; how many were there."""
    with unit("tasks.delete"):
        return sum(Task.delete().where(Task.id == one).execute() for one in ids)


def done(ids: Iterable[int]) -> int:
    """Tick reminders off; one that repeats leaves its next one in the same unit. How many were open."""
    with unit("tasks.done"):
        rows = [_row(one) for one in ids]
        still_open = [row for row in rows if row.done_on is None]
        for row in still_open:
            row.write({"done_on": clock.today().isoformat(), "done_by": session.actor()})
            if row.repeat:
                _repeat(row)
        return len(still_open)


def put_off(ids: Iterable[int], until: str) -> str:
    """改天: move open reminders to another day (the next open one), which comes back as ISO."""
    wanted = days.iso(until)
    if wanted is None:
        raise InputError(_("Please say until which day."))
    day = open_days.on_or_after(date.fromisoformat(wanted)).isoformat()
    with unit("tasks.put_off"):
        for row in (_row(one) for one in ids):
            if row.done_on is None and row.due_on != day:
                row.write({"due_on": day, "first_due_on": row.first_due_on or row.due_on})
    return day


def get(task: int) -> TaskRow:
    """One reminder. NotFoundError: there is none."""
    found = _rows("t.id = ?", "t.id", task)
    if not found:
        raise _gone()
    return found[0]


def is_there(task: int) -> bool:
    """Whether there is such a reminder (still)."""
    return Task.get_or_none(Task.id == task) is not None


def open_until(day: date, staff: str = "") -> list[TaskRow]:
    """What is open and due by this day, the longest due first; where `staff` is named theirs and what is nobody's."""
    return _rows(f"{_OPEN} AND t.due_on <= ? AND (? IN ('', t.staff) OR t.staff = '')", _BY_DUE, day.isoformat(), staff)


def between(first: date, last: date) -> list[TaskRow]:
    """What is or was due on these days, done or not, by day: the calendar."""
    return _rows("t.due_on BETWEEN ? AND ? AND c.archived_at IS NULL", _BY_DUE, first.isoformat(), last.isoformat())


def of(customer: int) -> list[TaskRow]:
    """A customer's reminders: the open ones by day, then those done, the latest first."""
    order = f"t.done_on IS NOT NULL, t.done_on DESC, {_BY_DUE}"
    return _rows("t.customer = ?", order, customer)


def of_ids(wanted: Sequence[int]) -> list[TaskRow]:
    """These reminders, in this order; those that are gone are left out."""
    found = {row.id: row for row in _rows("t.id IN (SELECT value FROM json_each(?))", "t.id", json.dumps(list(wanted)))}
    return [found[one] for one in wanted if one in found]


def due_of(customer: int) -> list[TaskRow]:
    """What was promised to a customer and is due by today: a talk may settle it."""
    return _rows(f"t.customer = ? AND {_OPEN} AND t.due_on <= ?", _BY_DUE, customer, clock.today().isoformat())


def promised_in(talk: int) -> list[TaskRow]:
    """What was promised in a talk: one reminder at most is open."""
    return _rows("t.interaction = ?", "t.id", talk)


def short(title: str) -> str:
    """A title in one line, no longer than a line can be read."""
    line = one_line(clean_text(title))
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"


_BY_DUE: Final = "t.due_on, coalesce(t.due_time, '99'), t.id"


def _rows(condition: str, order: str, *parameters: object) -> list[TaskRow]:
    found: Sequence[Any] = read(f"{_SELECT}{condition} ORDER BY {order}", *parameters)
    return [replace(TaskRow(*row), repeat=repeats.plain(row[8]), kept_repeat=row[8]) for row in found]


def _values(filled: TaskForm) -> dict[str, Any]:
    title, due_on = short(filled.title), days.iso(filled.due_on, "due_on")
    if not title:
        raise InputError(_("Please write what is to be done."), field="title")
    if due_on is None:
        raise InputError(_("Please say on which day."), field="due_on")
    return {
        "title": title,
        "due_on": due_on,
        "due_time": days.time(filled.due_time),
        "repeat": repeats.anchored(filled.repeat, date.fromisoformat(due_on)),
        "staff": one_line(clean_text(filled.staff)),
    }


def _repeat(row: Any) -> None:
    """The next one, counted from the day this one was first due; what was missed meanwhile is not made up."""
    planned = date.fromisoformat(row.first_due_on or row.due_on)
    following = repeats.following(row.repeat, planned, max(date.fromisoformat(row.due_on), clock.today()))
    if following is None:
        return
    day = open_days.on_or_after(following)
    insert(
        customer=row.customer_id, title=row.title, due_on=day.isoformat(), due_time=row.due_time, repeat=row.repeat,
        staff=row.staff, origin=row.origin, first_due_on=None if day == following else following.isoformat(),
    )  # fmt: skip


def _row(task: int) -> Any:
    row = Task.get_or_none(Task.id == task)
    if row is None:
        raise _gone()
    return row


def _gone() -> NotFoundError:
    return NotFoundError(_("This reminder is not there any more."))
