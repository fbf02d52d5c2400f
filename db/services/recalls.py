"""保養: the reminder to call again about what was sold, so many months later as its product says."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.values import money
from db.services import open_days, tasks
from resources.i18n import _

RECALL: Final = "recall"  # the origin of these reminders
_DUE: Final = (  # of a product something is kept: what came back is due no more
    "SELECT months, json_group_array(DISTINCT item), json_group_array(DISTINCT name), customer, happened_on FROM"
    " (SELECT p.recall_months AS months, coalesce(nullif(p.recall_item, ''), p.name) AS item, p.name, s.customer, s.happened_on"
    " FROM sale s JOIN sale b ON b.id = s.id OR b.returns = s.id JOIN sale_line l ON l.sale = b.id AND l.kind = 'item'"
    " JOIN product p ON p.id = l.product WHERE s.id = ? AND p.recall_months > 0 AND s.happened_on IS NOT NULL"
    " GROUP BY p.id HAVING sum(iif(b.returns = s.id, -abs({0}), {0})) > 0) GROUP BY months ORDER BY months"
).format(f"coalesce(l.quantity, {money.SCALE})")
_BOUGHT: Final = "SELECT coalesce(returns, id) FROM sale WHERE id = ?"
_THERE: Final = "SELECT id, title, done_on FROM task WHERE sale = ? AND origin = ?"
_GOES_ALONG: Final = (
    f"UPDATE task SET customer = ?1, updated_at = {clock.STAMP} WHERE sale = ?2 AND origin = ?3 AND customer != ?1"
)


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

    @property
    def is_ahead(self) -> bool:
        """Whether its day is not over."""
        return self.due_on >= clock.today().isoformat()


def remind(sale: int, *, is_moved: bool = False) -> None:
    """Make the reminders of a sale, or of the one it takes back, what the lines say, within the unit that is open.

    One that is there stays on the day somebody gave it, unless the sale was of another day (`is_moved`); one that is done is not
    made again, and none is made for a day that is over.
    """
    bought = int(value(_BOUGHT, sale))
    wanted = {one.title: one for one in of(bought)}
    there = read(_THERE, bought, RECALL)
    for task, title, done_on in there:
        if done_on is None:
            _bring_up(task, wanted.get(title), is_moved=is_moved and bought == sale)
    for one in wanted.values():
        run(_GOES_ALONG, one.customer, bought, RECALL)
        if one.is_ahead and all(title != one.title for _task, title, _done_on in there):
            tasks.insert(customer=one.customer, title=one.title, due_on=one.due_on, origin=RECALL, sale=bought)


def _bring_up(task: int, wanted: Recall | None, *, is_moved: bool) -> None:
    """An open reminder goes, moves or stays as it is."""
    if wanted is None or (is_moved and not wanted.is_ahead):
        run("DELETE FROM task WHERE id = ?", task)
    elif is_moved:
        run(f"UPDATE task SET due_on = ?1, updated_at = {clock.STAMP} WHERE id = ?2 AND due_on != ?1", wanted.due_on, task)


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


def _listed(names: str) -> str:
    return "、".join(json.loads(names))


def _due_on(sold_on: str, months: int) -> str:
    return open_days.on_or_after(open_days.months_later(date.fromisoformat(sold_on), months)).isoformat()
