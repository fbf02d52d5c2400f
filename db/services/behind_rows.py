"""What rows of one kind come to together, and whose they are: of what stands behind a number, however many; for the worker."""

import json
from array import array
from collections.abc import Sequence
from typing import Final

from db.core.connection import numbers, value

_TABLES: Final = {
    "sales": "sale",
    "quotes": "quote",
    "payments": "payment",
    "tasks": "task",
    "talks": "interaction",
}
_MONEY: Final = {"sales": "total", "quotes": "total", "payments": "amount"}  # the column that can be added up


def total(noun: str, ids: Sequence[int]) -> int | None:
    """Whole dollars of all of them; None where these have no amount of their own."""
    if noun not in _MONEY:
        return None
    sql = f"SELECT coalesce(sum(r.{_MONEY[noun]}), 0) FROM json_each(?) w CROSS JOIN {_TABLES[noun]} r ON r.id = w.value"
    return int(value(sql, json.dumps(list(ids))))


def customers(noun: str, ids: Sequence[int]) -> "array[int]":
    """Whose they are, each once, in the order of the rows; what is nobody's is left out."""
    return numbers(
        f"SELECT r.customer FROM json_each(?) w CROSS JOIN {_TABLES[noun]} r ON r.id = w.value WHERE r.customer IS NOT NULL"
        " GROUP BY r.customer ORDER BY min(w.key)",
        json.dumps(list(ids)),
    )
