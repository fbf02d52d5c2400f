"""Rows of a copy of the shop file and those of the open one: which are the same (fetching.py)."""

from typing import Any

from db.core.audited import columns
from db.core.connection import database, rows, value

Row = dict[str, Any]


def kept(table: str, number: int) -> Row | None:
    """A row of the open shop."""
    found = rows(f"SELECT * FROM {table} WHERE id = ?", number)
    return dict(zip(columns(database.connection(), table), found[0], strict=True)) if found else None


def same(table: str, there: Row) -> Row | None:
    """The row of the open shop that is this one of the copy."""
    here = kept(table, there["id"])
    return here if here and here.get("created_at") == there.get("created_at") else None


def present(table: str, there: Row) -> int | None:
    """Under which id a row of the copy is here: its own, or the one it got when it was fetched back before."""
    if here := same(table, there):
        return int(here["id"])
    if "created_at" not in there:
        return None
    telling = {"interaction": "text", "contact_point": "text", "address": "text", "quote": "title", "task": "title"}.get(table)
    if telling is None or not value(f"SELECT 1 FROM {table} WHERE id = ?", there["id"]):
        return None
    found = rows(f"SELECT id FROM {table} WHERE created_at = ? AND {telling} = ?", there["created_at"], there[telling])
    return found[0][0] if found else None


def free(table: str, name: str, number: str) -> str:
    """The number, or with -2, -3 … behind it where another has it."""
    tried, free = 1, number
    while value(f"SELECT 1 FROM {table} WHERE {name} = ?", free):
        tried += 1
        free = f"{number}-{tried}"
    return free
