"""Lists kept by name: conditions in plain words over everything known of a customer, worked out whenever they are asked."""

import json
from collections.abc import Mapping
from typing import Any

from db.models.fields import canonical
from db.services import lists, segment_sql

Conditions = Mapping[str, Any]  # {"all" | "any" | "none": [conditions or {"field", "is", "value"}]}


def compiled(conditions: Conditions | str) -> tuple[str, list[object]]:
    """The condition as SQL on `customer_figures f` and `customer c`, and its parameters; text is the JSON of conditions."""
    return segment_sql.compiled(conditions if isinstance(conditions, Mapping) else _read(conditions))


def text_of(conditions: Conditions) -> str:
    """The one text of these conditions, for `ListQuery.conditions`; "" where nothing is asked."""
    return canonical(conditions) if any(conditions.values()) else ""


def count(conditions: Conditions, cap: int | None = None) -> int:
    """How many customers meet them, counted no further than `cap`; for the worker."""
    return lists.count(lists.ListQuery(conditions=text_of(conditions)), cap)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
