"""Taking a unit back: its changes walked backwards in a unit of their own, so redo is the undo of the undo.

Refused, row by row, unless every row is still as the unit left it, nothing else refers to a row it made, what it brings back
finds what it refers to, and no value it puts back is taken by now.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from db.core import audited, blanks, chain, migrate, tally
from db.core.actions import ACTIONS
from db.core.connection import database, rows, run, value
from db.core.errors import ChangedSinceError, NotFoundError, RefusedError
from db.core.journal import Unit, lineage, unit
from db.core.progress import Progress, silent
from db.core.undo_check import Refusal, Undoing
from resources.i18n import _, ngettext

_BLOCK: Final = 10_000  # rows taken back at a time
_AFTER: Final = 6  # steps a customer: figures looked up, search line forgotten or made


def undo(unit_id: int, *, rest: bool = False, progress: Progress = silent) -> Unit:
    """Take this unit back; a unit that was redone is taken back again by undoing the redo.

    `rest`: leave out the customers that were changed since, whole, and take back everything else. Raises ChangedSinceError
    with `details["rows"]` (a list of Refusal) when something was changed since (with `rest`: when nothing else is left),
    RefusedError when it can't be taken back at all.
    """
    target = tip(unit_id)
    _refuse_final(target)
    with tally.counting(progress, _("Taking back")) as told, unit("history.undo") as opened:
        opened.undoes = target
        between = _lines(target)
        whole = True
        if between is not None:
            undoing = Undoing(*between)
            try:
                whole = _leave_out(undoing, rest, base_action(target) == "imports.run")
                run("PRAGMA defer_foreign_keys = ON")
                told.expect(_way(undoing))
                _take_back(undoing)
            finally:
                undoing.forget()
        whole = whole and not _was_partly(target)
        if whole:
            _mark_runs(target, opened.id)
        opened.detail = {"undoes": target, "action": base_action(target)} | ({} if whole else {"partly": True})
    return opened


def undo_refusals(unit_id: int) -> list[Refusal]:
    """The rows that keep this unit from being taken back whole; nothing is changed."""
    between = _lines(tip(unit_id))
    if between is None:
        return []
    with database.atomic():
        undoing = Undoing(*between)
        try:
            return undoing.refusals()
        finally:
            undoing.forget()


def tip(unit_id: int) -> int:
    """The unit whose undoing takes this one back: itself, or the last redo of it. RefusedError if it is undone already."""
    chain = [unit_id]
    while (undone_by := value("SELECT undone_by FROM unit WHERE id = ?", chain[-1])) is not None:
        chain.append(undone_by)
    if len(chain) % 2 == 0:
        raise RefusedError(_("This was taken back already."))
    return chain[-1]


def base_action(unit_id: int) -> str:
    """The action an undo or redo is about in the end."""
    return str(value("SELECT action FROM unit WHERE id = ?", lineage(unit_id)[-1]))


def can_undo(action: str, schema: int) -> bool:
    """Whether units of this action, run under this schema, can be taken back."""
    return action in ACTIONS and ACTIONS[action].undo and schema >= migrate.undo_floor()


def _refuse_final(unit_id: int) -> None:
    found = rows("SELECT action, schema FROM unit WHERE id = ?", unit_id)
    if not found:
        raise NotFoundError(_("There is no such line in the history."))
    if not can_undo(*found[0]):
        raise RefusedError(_("This can't be taken back."))
    if (between := _lines(unit_id)) and blanks.has_any(*between):
        raise RefusedError(_("This can't be taken back: data of a person in it was erased. Nothing was changed."))


def _lines(unit_id: int) -> tuple[int, int] | None:
    found = rows("SELECT first_change, last_change FROM unit WHERE id = ? AND first_change IS NOT NULL", unit_id)
    return found[0] if found else None


def _leave_out(undoing: Undoing, rest: bool, is_import: bool) -> bool:
    """Refuse, or with `rest` keep the refused customers and rows, until nothing speaks against the others.

    True when nothing was kept.
    """
    whole = True
    while refusals := undoing.refusals():
        if rest:
            undoing.keep(refusals)
        if not rest or undoing.is_empty():
            raise ChangedSinceError(_refused_sentence(refusals, is_import), rows=refusals)
        whole = False
    return whole


def _refused_sentence(refusals: list[Refusal], is_import: bool) -> str:
    if all(refusal.reason == "issued" for refusal in refusals):
        return _("This can't be taken back: the quote was issued since, and what was issued stays as it is.")
    customers = len({refusal.customer for refusal in refusals if refusal.customer is not None})
    if not customers:
        return _("This can't be taken back whole: it was changed again since.")
    after_import = ngettext(
        "This can't be taken back whole: {count} customer was changed again after the import.",
        "This can't be taken back whole: {count} customers were changed again after the import.",
        customers,
    )
    since = ngettext(
        "This can't be taken back whole: {count} customer was changed again since.",
        "This can't be taken back whole: {count} customers were changed again since.",
        customers,
    )
    return (after_import if is_import else since).format(count=f"{customers:,}")


def _way(undoing: Undoing) -> int:
    """How many steps it takes about: every line taken back and sealed, every customer's figures and search line after it."""
    lines, customers = undoing.last - undoing.first + 1, undoing.count("customer")
    return round(lines * (1 + chain.STEPS) + customers * _AFTER)


def _take_back(undoing: Undoing) -> None:
    """Delete what the unit made, then walk its updates and deletes backwards."""
    for table in reversed(audited.TABLES):  # what refers comes after what it refers to
        for first, last in undoing.made(table, _BLOCK):
            tally.passed(
                run(
                    f"DELETE FROM {table.name} WHERE id IN"
                    " (SELECT row FROM temp.undo_row WHERE tbl = ? AND row BETWEEN ? AND ? AND net = 'made')",
                    table.number, first, last,
                )
            )  # fmt: skip
    for op, number, first, last in _runs(undoing):
        table = audited.BY_NUMBER[number]
        if op == "D":
            _bring_back(table, first, last)
        else:
            _put_back(table, first, last)
        tally.passed(last - first + 1)


def _runs(undoing: Undoing) -> Iterator[tuple[str, int, int, int]]:
    """The unit's updates and deletes backwards, as runs of one operation on one table: op, table, first and last line."""
    lines = rows(
        "SELECT id, op, tbl FROM change WHERE id BETWEEN ? AND ? AND op IN ('U', 'D') ORDER BY id DESC",
        undoing.first,
        undoing.last,
    )
    for (op, number), run_of in groupby(lines, key=lambda line: line[1:]):
        ids = [line[0] for line in run_of]
        for start in range(0, len(ids), _BLOCK):
            block = ids[start : start + _BLOCK]
            yield op, number, block[-1], block[0]


def _bring_back(table: audited.Audited, first: int, last: int) -> None:
    """Insert the deleted rows of these lines; columns added since take their default."""
    mine = (
        "id BETWEEN ? AND ? AND tbl = ? AND op = 'D' AND row IN"
        " (SELECT row FROM temp.undo_row WHERE tbl = ? AND net IN ('back', 'renewed'))"
    )
    parameters = (first, last, table.number, table.number)
    image = value(f"SELECT before FROM change WHERE {mine} LIMIT 1", *parameters)
    if image is None:
        return
    run(f"DELETE FROM {table.name} WHERE id IN (SELECT row FROM change WHERE {mine})", *parameters)  # renewed in the same unit
    names = list(json.loads(image))
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f"json_extract(before, '$.{name}')" for name in names)
    run(f"INSERT INTO {table.name} ({columns}) SELECT {values} FROM change WHERE {mine} ORDER BY id", *parameters)


def _put_back(table: audited.Audited, first: int, last: int) -> None:
    """Give the changed columns of these lines their values before, the latest line first."""
    lines = rows(
        "SELECT row, before FROM change WHERE id BETWEEN ? AND ? AND tbl = ? AND op = 'U' AND row IN"
        " (SELECT row FROM temp.undo_row WHERE tbl = ? AND net <> 'made') ORDER BY id DESC",
        first, last, table.number, table.number,
    )  # fmt: skip
    images = [(row, json.loads(before)) for row, before in lines]
    connection: Any = database.connection()
    for names, same in groupby(images, key=lambda image: tuple(image[1])):
        changes = ", ".join(f'"{name}" = ?' for name in names)
        connection.executemany(
            f"UPDATE {table.name} SET {changes} WHERE id = ?", [(*before.values(), row) for row, before in same]
        )


def _was_partly(unit_id: int) -> bool:
    """Whether this brings back, or takes back again, what an undo of less than the whole took back."""
    return any(value("SELECT detail ->> '$.partly' FROM unit WHERE id = ?", one) for one in lineage(unit_id))


def _mark_runs(target: int, by: int) -> None:
    """The imports of an undone unit are marked undone; those of a redone one are not any more."""
    *later, base = lineage(target)
    is_redo = len(later) % 2 == 1
    run("UPDATE import_run SET undone_by = ? WHERE unit = ?", None if is_redo else by, base)
