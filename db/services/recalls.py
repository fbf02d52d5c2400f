"""保養: the reminder to call again about what was sold, so many months later as its product says."""

from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.services import open_days, tasks
from resources.i18n import _

RECALL: Final = "recall"  # the origin of these reminders
_DUE: Final = (
    "SELECT p.recall_months, group_concat(DISTINCT coalesce(nullif(p.recall_item, ''), p.name)), s.customer, s.happened_on"
    " FROM sale s JOIN sale_line l ON l.sale = s.id AND l.kind = 'item' JOIN product p ON p.id = l.product"
    " WHERE s.id = ? AND p.recall_months > 0 AND coalesce(l.quantity, 1) > 0 AND s.happened_on IS NOT NULL"
    " GROUP BY p.recall_months ORDER BY p.recall_months"
)
_THERE: Final = "SELECT id, title, due_on, customer, done_on FROM task WHERE sale = ? AND origin = ?"


def remind(sale: int) -> None:
    """Make the reminders of a sale what its lines say, within the unit that is open; none is made for a day that is over."""
    wanted = _wanted(sale)
    there = {tuple(key): (task, done_on) for task, *key, done_on in read(_THERE, sale, RECALL)}
    for task, done_on in (there[key] for key in there.keys() - wanted):
        if done_on is None:
            run("DELETE FROM task WHERE id = ?", task)
    for title, due_on, customer in sorted(wanted - there.keys()):
        if due_on >= clock.today().isoformat():
            tasks.insert(customer=customer, title=title, due_on=due_on, origin=RECALL, sale=sale)


def forget(sale: int) -> None:
    """Take the reminders of a sale that goes away, within the unit that is open; those done already stay without it."""
    run("DELETE FROM task WHERE sale = ? AND done_on IS NULL", sale)
    run("UPDATE task SET sale = NULL WHERE sale = ?", sale)


def _wanted(sale: int) -> set[tuple[str, str, int]]:
    """Title, ISO day it is due, customer."""
    found = set()
    for months, items, customer, sold_on in read(_DUE, sale):
        day = open_days.on_or_after(open_days.months_later(date.fromisoformat(sold_on), months))
        title = _("Service: {item} ({months} months)").format(item="、".join(items.split(",")), months=months)
        found.add((tasks.short(title), day.isoformat(), int(customer)))
    return found
