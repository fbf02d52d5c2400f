"""What was done: the units, the history of one row and one field, where a value came from; and taking it back."""

import json
from dataclasses import dataclass
from typing import Any, Final

from db.core import actions, audited, session
from db.core.connection import database, rows, value
from db.core.journal import lineage
from db.core.undo import base_action, can_undo, undo, undo_refusals
from db.core.undo_check import Refusal
from resources.i18n import _

__all__ = [
    "FieldChange", "Origin", "Refusal", "RowChange", "UnitRow", "field_history", "get", "is_in_effect",
    "last_redoable", "last_undoable",
    "origin", "row_history", "rows_of", "undo", "undo_refusals", "units",
]  # fmt: skip
UPDATES: Final = (  # what was written over in one row, by the index on what was written over or deleted: SQLite wants its words
    "change.row = ? AND change.tbl = ? AND change.op IN ('U', 'D') AND change.op = 'U'"
)
_ROWS_OF: Final = (
    "SELECT row FROM change WHERE id BETWEEN (SELECT first_change FROM unit WHERE id = ?1)"
    " AND (SELECT last_change FROM unit WHERE id = ?1) AND unit = ?1 AND tbl = ?2 ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the history. `at`: UTC; `undoes`: the unit it took back; `undone_by`: the one that took it back."""

    id: int
    action: str
    label: str
    at: str
    by: str
    changes: int
    detail: dict[str, Any]
    undoable: bool
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one unit did to a row. `op`: I, U or D; the images hold the changed columns, of a deleted row all of them."""

    unit: int
    at: str
    by: str
    label: str
    op: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What stood in some columns of a row and was replaced by something else; the images hold all of these columns."""

    unit: int
    at: str
    by: str
    label: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """The place in somebody else's file a value came from. `row` as Excel shows it; `at`: UTC, when it was imported."""

    file: str
    sheet: str | None
    row: int | None
    at: str
    by: str


def units(limit: int, before: int | None = None) -> list[UnitRow]:
    """The history, newest first, from below the unit `before`."""
    found = rows(f"{_UNITS} WHERE id < ? ORDER BY id DESC LIMIT ?", before or 1 << 62, limit)
    return [_unit_row(line) for line in found]


def get(unit_id: int) -> UnitRow | None:
    """One line of the history."""
    found = rows(f"{_UNITS} WHERE id = ?", unit_id)
    return _unit_row(found[0]) if found else None


def rows_of(unit_id: int, table: str) -> list[int]:
    """The rows of an audited table that this unit wrote, in the order it did."""
    found = rows(_ROWS_OF, unit_id, audited.BY_NAME[table].number)
    return list(dict.fromkeys(row for (row,) in found))


def last_undoable() -> UnitRow | None:
    """What Ctrl+Z takes back: the acting person's last unit since the program started."""
    done = _stacks()[0]
    return get(done[-1]) if done else None


def last_done() -> UnitRow | None:
    """The acting person's last unit since the program started, whatever it was."""
    found = rows(f"{_UNITS} WHERE id > ? AND actor = ? ORDER BY id DESC LIMIT 1", database.opened_at_unit, session.actor())
    return _unit_row(found[0]) if found else None


def done_since(unit_id: int) -> list[UnitRow]:
    """The acting person's units since this one and since the program started, newest first."""
    since = max(unit_id, database.opened_at_unit)
    return [_unit_row(line) for line in rows(f"{_UNITS} WHERE id > ? AND actor = ? ORDER BY id DESC", since, session.actor())]


def last_final() -> UnitRow | None:
    """The acting person's last unit since the program started, where it can't be taken back and changed the shop for good."""
    last = last_done()
    return last if last and actions.ACTIONS.get(last.action, actions.Action("", "")).final else None


def last_redoable() -> UnitRow | None:
    """What Ctrl+Shift+Z brings back: the unit undone last, unless something else was done since. Its `id` goes to undo()."""
    undone = _stacks()[1]
    return get(undone[-1]) if undone else None


def row_history(table: str, row: int) -> list[RowChange]:
    """Everything done to one row, newest first."""
    number = audited.BY_NAME[table].number
    later = rows(
        f"{_CHANGES} WHERE change.row = ? AND change.tbl = ? AND change.op IN ('U', 'D') ORDER BY change.id", row, number
    )
    made = rows(f"{_CHANGES} WHERE change.tbl = ? AND change.row = ? AND change.op = 'I' ORDER BY change.id", number, row)
    return [_row_change(line) for line in sorted([*made, *later], reverse=True)]


def field_history(table: str, row: int, *columns: str, key: str = "") -> list[FieldChange]:
    """Every value these columns had before, newest change first. `key`: of a column of JSON only the value under it."""
    number = audited.BY_NAME[table].number
    lines = rows(f"{_CHANGES} WHERE {UPDATES} ORDER BY change.id DESC", row, number)
    now = rows(f'SELECT {", ".join(columns)} FROM "{table}" WHERE id = ?', row)
    after = _of(dict(zip(columns, now[0], strict=True)) if now else {}, columns, key)
    found: list[FieldChange] = []
    for change in map(_row_change, lines):
        before = {**after, **_of(change.before, columns, key)}
        if before != after:
            found.append(FieldChange(change.unit, change.at, change.by, change.label, before, after))
        after = before
    return found


def was_changed(table: str, row: int, column: str) -> bool:
    """Whether this column ever had another value: looked up without telling what it was."""
    sql = f"SELECT 1 FROM change WHERE {UPDATES} AND before LIKE ? LIMIT 1"
    return bool(rows(sql, row, audited.BY_NAME[table].number, f'%"{column}"%'))


def _of(image: dict[str, Any], columns: tuple[str, ...], key: str) -> dict[str, Any]:
    """What an image says of these columns."""
    said = {column: image[column] for column in columns if column in image}
    return {column: json.loads(text or "{}").get(key) for column, text in said.items()} if key else said


def origin(table: str, row: int, *columns: str, key: str = "") -> Origin | None:
    """The file, sheet and row the present value of these columns came from; None: a person entered it here. `key`: see above."""
    number = audited.BY_NAME[table].number
    lines = rows(
        "SELECT change.id, change.unit, unit.undoes, change.customer, change.before, change.after"
        f" FROM change JOIN unit ON unit.id = change.unit WHERE {UPDATES} ORDER BY change.id DESC",  # a deleted row was put back
        row, number,
    )  # fmt: skip
    below = 1 << 62
    for line, unit_id, undoes, customer, before, after in lines:
        old, new = (_of(json.loads(image or "{}"), columns, key) for image in (before, after))
        if line >= below or old == new:
            continue
        if undoes is None:
            return _merged_from(unit_id, customer)
        below = value("SELECT first_change FROM unit WHERE id = ?", undoes)  # it put back what was there before that unit
    return _came_from(table, row)


_UNITS = "SELECT id, action, at, actor, changes, detail, undoes, undone_by, schema FROM unit"
_CHANGES = (
    "SELECT change.id, change.unit, unit.at, unit.actor, unit.action, unit.undoes, change.op, change.before, change.after"
    " FROM change JOIN unit ON unit.id = change.unit"
)


def _unit_row(line: tuple[Any, ...]) -> UnitRow:
    number, action, at, by, changes, detail, undoes, undone_by, schema = line
    undoable = can_undo(action, schema) and is_in_effect(number)
    return UnitRow(number, action, _label(action, undoes), at, by, changes, json.loads(detail), undoable, undoes, undone_by)


def _label(action: str, undoes: int | None) -> str:
    """The words of a unit; of an undo, what it took back or brought back."""
    if undoes is None:
        return actions.label(action)
    is_redo = value("SELECT undoes FROM unit WHERE id = ?", undoes) is not None
    words = _("Brought back: {action}") if is_redo else _("Taken back: {action}")
    return words.format(action=actions.label(base_action(undoes)))


def is_in_effect(unit_id: int) -> bool:
    """Whether a unit was never taken back, or brought back since."""
    steps = 0
    while (undone_by := value("SELECT undone_by FROM unit WHERE id = ?", unit_id)) is not None:
        unit_id, steps = undone_by, steps + 1
    return steps % 2 == 0


def _stacks() -> tuple[list[int], list[int]]:
    """The acting person's units since the file was opened: those in effect, and the undo units that could be taken back."""
    done: list[int] = []
    undone: list[tuple[int, int]] = []  # the undo unit, what it took back in the first place
    bases: dict[int, int] = {}  # of every unit that undoes, the one it began with
    mine = rows(
        "SELECT id, action, undoes, schema FROM unit WHERE id > ? AND actor = ? ORDER BY id",
        database.opened_at_unit,
        session.actor(),
    )
    for number, action, undoes, schema in mine:
        if not can_undo(action, schema):
            continue
        if undoes is None:
            done.append(number)
            undone.clear()
            continue
        base = bases[number] = bases.get(undoes) or lineage(undoes)[-1]
        if any(by == undoes for by, _base in undone):
            done.append(base)
            undone = [pair for pair in undone if pair[0] != undoes]
        else:
            done = [unit_id for unit_id in done if unit_id != base]
            undone.append((number, base))
    return done, [number for number, _base_id in undone]


def _row_change(line: tuple[Any, ...]) -> RowChange:
    _id, unit_id, at, by, action, undoes, op, before, after = line
    return RowChange(unit_id, at, by, _label(action, undoes), op, json.loads(before or "{}"), json.loads(after or "{}"))


def _merged_from(unit_id: int, customer: int | None) -> Origin | None:
    found = rows(
        "SELECT run.file, line.sheet, line.row, run.at, unit.actor FROM import_run AS run"
        " JOIN import_line AS line ON line.import_run = run.id JOIN unit ON unit.id = run.unit"
        " WHERE run.unit = ? AND line.customer = ? ORDER BY line.id DESC LIMIT 1",
        unit_id, customer,
    )  # fmt: skip
    return Origin(*found[0]) if found else None


def _came_from(table: str, row: int) -> Origin | None:
    if "came_from" not in audited.columns(database.connection(), table):
        return None
    found = rows(
        f"SELECT run.file, run.sheet, t.came_row, run.at, unit.actor FROM {table} AS t"
        " JOIN import_run AS run ON run.id = t.came_from JOIN unit ON unit.id = run.unit WHERE t.id = ?",
        row,
    )
    return Origin(*found[0]) if found else None
