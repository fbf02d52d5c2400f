"""Conditions of lists, written short, and whom they find."""

from typing import Any

from db.services import lists, segments
from db.services.lists import ListQuery


def leaf(field: str, operator: str, wanted: Any = None) -> dict[str, Any]:
    """One condition."""
    return {"field": field, "is": operator} | ({} if wanted is None else {"value": wanted})


def names(conditions: dict[str, Any]) -> set[str]:
    """Who meets them."""
    return {row.name for row in lists.first(ListQuery(conditions=segments.text_of(conditions)))}
