"""The facts of sales as a test reads them, and the same made anew from nothing."""

from typing import Any

from db.core.connection import rows, run
from db.services import sale_facts

_FACTS = (
    "SELECT f.day, f.sale, f.line, f.customer, i.product, CASE WHEN i.product IS NULL THEN i.normal END, f.quantity, f.amount,"
    " f.margin FROM sale_fact f LEFT JOIN item i ON i.id = f.item ORDER BY f.day, f.sale, f.line"
)


def now() -> list[tuple[Any, ...]]:
    """Every fact: day, sale, line, customer, product, free name, quantity, amount, margin."""
    return rows(_FACTS)


def anew() -> list[tuple[Any, ...]]:
    """What they are when all are worked out from nothing."""
    for table in ("sale_fact", "item", "sale_day", "sale_month", "model_fit"):
        run(f"DELETE FROM {table}")
    assert sale_facts.fill()
    return rows(_FACTS)
