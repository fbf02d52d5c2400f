"""Reminders by command: added, done, put off, listed."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from resources.i18n import _
from ui.commands.answering import Answer, shop, shop_read
from ui.commands.grammar import Adds, number, verbs

_NOBODY: Final = "-"  # the shop's own


def add_to(command: Adds) -> None:
    """The commands of this module."""
    verb = verbs(command("task", list_, _("reminders: add, done, put-off, list")))
    added = verb("add", add, _("add a reminder for a customer, or for the shop itself (-)"))
    added.add_argument("customer", metavar="CUSTOMER")
    added.add_argument("title")
    added.add_argument("--due", required=True, metavar="DAY")
    added.add_argument("--at", default="", metavar="TIME")
    added.add_argument("--repeat", default="", help=_("every so often: 7d, 2w, 1m, 1y"))
    added.add_argument("--staff", default="", help=_("who is to do it"))
    verb("done", done, _("tick a reminder off")).add_argument("id", type=number)
    put_off_ = verb("put-off", put_off, _("move a reminder to another day"))
    put_off_.add_argument("id", type=number)
    put_off_.add_argument("day", metavar="DAY")
    listed = verb("list", list_, _("reminders that are open"))
    listed.add_argument("--until", default="", metavar="DAY", help=_("due by this day, without it all"))
    listed.add_argument("--staff", default="")


def add(args: Namespace) -> Answer:
    """Add a reminder: {"unit", "task", "due_on", "done_on"}."""
    from db.services import customers, tasks
    from db.services.tasks import TaskForm

    form = TaskForm(args.title, args.due, args.at, args.repeat, args.staff)
    return _done(args, lambda: tasks.add(form, [] if args.customer == _NOBODY else [customers.named(args.customer)])[0])


def done(args: Namespace) -> Answer:
    """Tick a reminder off: {"unit", "task", "due_on", "done_on"}."""
    from db.services import tasks

    def tick() -> int:
        tasks.done([args.id])
        return int(args.id)

    return _done(args, tick)


def put_off(args: Namespace) -> Answer:
    """Move a reminder: {"unit", "task", "due_on", "done_on"}."""
    from db.services import tasks

    def move() -> int:
        tasks.put_off([args.id], args.day)
        return int(args.id)

    return _done(args, move)


def list_(args: Namespace) -> Answer:
    """Open reminders, the longest due first: {"count", "tasks": [rows]}."""
    from db.services import days, tasks

    with shop_read(args):
        until = days.iso(args.until)
        rows = tasks.open_until(date.fromisoformat(until) if until else date.max, args.staff)
    lines = (f"{one.id:>7}  {one.due_on}  {one.name}  {one.title}".rstrip() for one in rows)
    return Answer({"count": len(rows), "tasks": [asdict(one) for one in rows]}, "\n".join(lines))


def _done(args: Namespace, act: Callable[[], int]) -> Answer:
    from db.core.journal import saving
    from db.services import tasks

    with shop(args):
        task, unit = saving(act)
        row = tasks.get(task)
    data: dict[str, Any] = {"unit": unit, "task": row.id, "due_on": row.due_on, "done_on": row.done_on}
    return Answer(data, f"{row.due_on}  {row.title}", unit)
