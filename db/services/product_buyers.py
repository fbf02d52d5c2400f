"""Who bought a product, at which prices, and whom to call again about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from db.core.connection import rows as read
from db.core.values import money
from db.services.recalls import RECALL

_COUNT: Final = 10
_BOUGHT: Final = (
    "SELECT s.happened_on, s.customer, c.name, l.unit_price, l.quantity, l.unit, l.discount, 'sale', s.id, s.number"
    " FROM sale_line l JOIN sale s ON s.id = l.sale JOIN customer c ON c.id = s.customer"
    " WHERE l.product = ?1 AND l.kind = 'item' AND s.returns IS NULL AND c.archived_at IS NULL"
)
_QUOTED: Final = (
    "SELECT q.quoted_on, q.customer, c.name, l.unit_price, l.quantity, l.unit, l.discount, 'quote', q.id, q.number"
    " FROM quote_line l JOIN quote q ON q.id = l.quote JOIN customer c ON c.id = q.customer"
    " WHERE l.product = ?1 AND l.kind IN ('item', 'option', 'alternative') AND q.state IN ('issued', 'refused')"
    " AND c.archived_at IS NULL"
)
_LAST: Final = f"{_BOUGHT} UNION ALL {_QUOTED} ORDER BY 1 DESC, 8 DESC, 9 DESC LIMIT ?2"
_RECALLS: Final = (
    "SELECT DISTINCT t.id, t.customer, c.name, t.title, t.due_on, s.happened_on FROM product p"
    " JOIN sale_line l ON l.product = p.id JOIN sale s ON s.id = l.sale JOIN task t ON t.sale = s.id"
    " JOIN customer c ON c.id = t.customer WHERE p.id = ?1 AND t.origin = ?2 AND t.done_on IS NULL"
    " AND instr(t.title, coalesce(nullif(p.recall_item, ''), p.name)) ORDER BY t.due_on, t.id LIMIT ?3"
)  # a sale has a reminder for each span of months: that of this product names it


@dataclass(frozen=True, slots=True)
class Bought:
    """A customer who bought a product, or was told a price in a quote that went out; an accepted quote is told by its sale."""

    on: str | None  # ISO date
    customer: int
    name: str
    unit_price: Decimal | None
    quantity: Decimal | None
    unit: str
    discount: str  # as it was typed
    where: Literal["sale", "quote"]
    id: int
    number: str


@dataclass(frozen=True, slots=True)
class Recall:
    """A customer to call again about what was sold."""

    task: int
    customer: int
    name: str
    title: str
    due_on: str  # ISO date
    sold_on: str | None


def last(product: int, count: int = _COUNT) -> list[Bought]:
    """The last sales and quotes of a product, the latest first. What sells well has many: a job for the worker."""
    return [
        Bought(on, customer, name, _dollars(price), _dollars(quantity), *rest)
        for on, customer, name, price, quantity, *rest in read(_LAST, product, count)
    ]


def recalls(product: int, count: int = _COUNT) -> Sequence[Recall]:
    """Who is to be called again about it, the first due first."""
    return [Recall(*row) for row in read(_RECALLS, product, RECALL, count)]


def _dollars(scaled: int | None) -> Decimal | None:
    return None if scaled is None else money.from_scaled(scaled)
