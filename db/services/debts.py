"""What is owed by how long it is overdue, as the page of debts has it, added up for the reports."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.core import clock
from db.services import receivables
from db.services.receivables import AgedRow

BUCKETS: Final = ("not_due", "to_30", "to_60", "to_90", "over_90")
_LIMITS: Final = (0, 30, 60, 90)  # days overdue up to which each bucket goes


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is owed of one age; whole dollars, `customers` who owe any of it."""

    key: str
    amount: int
    customers: int


def buckets(rows: list[AgedRow]) -> list[Bucket]:
    """The debts by age; their sum is what is owed."""
    return [Bucket(key, sum(getattr(row, key) for row in rows), sum(getattr(row, key) > 0 for row in rows)) for key in BUCKETS]


def left_of(customer: int, bucket: str = "") -> dict[int, int]:
    """What is left to pay of each sale of this customer, of one age or all; OPENING: of what is no sale (the opening balance)."""
    left: dict[int, int] = defaultdict(int)
    for one in receivables.open_sales(customer):
        if not bucket or _bucket(one.due_on) == bucket:
            left[one.id] += one.left
    return left


def _bucket(due_on: str) -> str:
    if not due_on:
        return BUCKETS[0]
    days = (clock.today() - date.fromisoformat(due_on)).days
    return BUCKETS[sum(days > limit for limit in _LIMITS)]
