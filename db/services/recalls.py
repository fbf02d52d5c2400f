"""保養: the reminder to call again about what was sold, so many months later as its product says."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.services import open_days, tasks
from resources.i18n import _

RECALL: Final = "recall"  # the origin of these reminders
_DUE: Final = (
    "SELECT p.recall_months, group_concat(DISTINCT coalesce(nullif(p.recall_item, ''), p.name)), group_concat(DISTINCT p.name),"
    " s.customer, s.happened_on"
    " FROM sale s JOIN sale_line l ON l.sale = s.id AND l.kind = 'item' JOIN product p ON p.id = l.product"
    " WHERE s.id = ? AND p.recall_months > 0 AND coalesce(l.quantity, 1) > 0 AND s.happened_on IS NOT NULL"
    " GROUP BY p.recall_months ORDER BY p.recall_months"
)
_THERE: Final = "SELECT id, title, due_on, customer, done_on FROM task WHERE sale = ? AND origin = ?"


@dataclass(frozen=True, slots=True)
class Recall:
    """What of a sale is due again after so many months: what is renewed (濾心), of which products, on which ISO day."""

    months: int
    items: str
    products: str
    due_on: str
    customer: int

    @property
    def title(self) -> str:
        """What the reminder says."""
        return tasks.short(_("Service: {item} ({months} months)").format(item=self.items, months=self.months))


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


def of(sale: int) -> list[Recall]:
    """What there is to remind of, one for each number of months."""
    return [
        Recall(months, _listed(items), _listed(products), _due_on(sold_on, months), customer)
        for months, items, products, customer, sold_on in read(_DUE, sale)
    ]


def arranged(sale: int) -> list[tuple[str, str]]:
    """The reminders of a sale that are still open: title and ISO day, the first one first."""
    return read("SELECT title, due_on FROM task WHERE sale = ? AND done_on IS NULL ORDER BY due_on, id", sale)


def _wanted(sale: int) -> set[tuple[str, str, int]]:
    """Title, ISO day it is due, customer."""
    return {(one.title, one.due_on, one.customer) for one in of(sale)}


def _listed(joined: str) -> str:
    return "、".join(joined.split(","))


def _due_on(sold_on: str, months: int) -> str:
    return open_days.on_or_after(open_days.months_later(date.fromisoformat(sold_on), months)).isoformat()
