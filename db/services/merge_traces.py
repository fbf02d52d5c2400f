"""What a merge did, read from the history: which unit it was, and what it changed in which row."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from db.core import audit, audited
from db.core.connection import rows
from db.core.errors import RefusedError
from db.services.customer_form import BIRTHDAY
from resources.i18n import _

_OUTSIDE: Final = frozenset({"merged_into", "archived_at", "archive_reason", "came_from", "came_row"})  # no fields of a form
_OWN: Final = "extra."


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: `gone` went into `into` (which may have gone on since). `at`: UTC."""

    gone: int
    into: int
    unit: int
    at: str
    by: str


@dataclass(slots=True)
class Trace:
    """What the merge did to one row: I, U or D, and the changed columns as they were before and after; of D the whole row."""

    table: str
    row: int
    op: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldTrace:
    """One field of the customer that stayed: its columns before and after the merge. `key`: as merging.merge calls it."""

    key: str
    before: dict[str, Any]
    after: dict[str, Any]


def of(gone: int) -> Merge | None:
    """The merge that made this customer a part of another, the last one; None: none is known."""
    found = rows(
        "SELECT unit.id, json_extract(after, '$.merged_into'), unit.at, unit.actor FROM change JOIN unit ON unit.id = change.unit"
        f" WHERE {audit.UPDATES} AND json_extract(after, '$.merged_into') IS NOT NULL ORDER BY change.id DESC LIMIT 1",
        gone, audited.BY_NAME["customer"].number,
    )  # fmt: skip
    return Merge(gone, found[0][1], found[0][0], *found[0][2:]) if found else None


def note_then(merge: Merge, now: str) -> str:
    """The note of who was merged, as it was then; `now`: as it is."""
    found = rows(
        f"SELECT json_extract(before, '$.note') FROM change WHERE {audit.UPDATES} AND unit > ?"
        " AND json_extract(before, '$.note') IS NOT NULL ORDER BY id LIMIT 1",
        merge.gone, audited.BY_NAME["customer"].number, merge.unit,
    )  # fmt: skip
    return str(found[0][0]) if found else now


def traces(unit: int) -> list[Trace]:
    """What the unit did, a row once, in the order it was done. RefusedError: a part of it was erased for good."""
    found: dict[tuple[int, int], Trace] = {}
    for number, row, op, before, after in rows(
        "SELECT tbl, row, op, before, after FROM change WHERE id BETWEEN (SELECT first_change FROM unit WHERE id = ?1)"
        " AND (SELECT last_change FROM unit WHERE id = ?1) AND op <> 'T' ORDER BY id",
        unit,
    ):
        if op != "I" and before is None:
            raise RefusedError(_("A part of this merge was erased for good; it can't be split any more."))
        trace = found.setdefault((number, row), Trace(audited.BY_NUMBER[number].name, row, op))
        trace.op = "D" if op == "D" else trace.op
        trace.before = json.loads(before or "{}") | trace.before
        trace.after |= json.loads(after or "{}")
    return list(found.values())


def fields(done: Iterable[Trace], customer: int) -> dict[str, FieldTrace]:
    """The fields of this customer the traces changed, by key; a birthday is one field, an own value is one each."""
    found: dict[str, FieldTrace] = {}
    for trace in done:
        if (trace.table, trace.row, trace.op) == ("customer", customer, "U"):
            before, after = flat(trace.before), flat(trace.after)
            for column in sorted(before.keys() | after.keys()):
                if before.get(column) != after.get(column) and column not in _OUTSIDE:
                    one = found.setdefault(key_of(column), FieldTrace(key_of(column), {}, {}))
                    one.before[column], one.after[column] = before.get(column), after.get(column)
    return found


def flat(image: dict[str, Any]) -> dict[str, Any]:
    """An image whose own values stand beside the columns, as extra.f7."""
    own = {f"{_OWN}{key}": value for key, value in json.loads(image.get("extra") or "{}").items()}
    return {column: value for column, value in image.items() if column != "extra"} | own


def folded(values: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Columns to be written of what `flat` laid out; `extra`: the own values there are now."""
    columns = {column: value for column, value in values.items() if not column.startswith(_OWN)}
    own = {column.removeprefix(_OWN): value for column, value in values.items() if column.startswith(_OWN)}
    if own:
        both = {**extra, **own}
        columns["extra"] = {key: value for key, value in both.items() if value is not None}
    return columns


def key_of(column: str) -> str:
    """The field a column belongs to."""
    return "birthday" if column in BIRTHDAY else column.removeprefix(_OWN)
