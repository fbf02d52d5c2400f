"""What was changed in Excel is taken over: one unit, all of it or nothing; and how the command line tells of it."""

from collections.abc import Callable, Sequence
from typing import Any

from db.core import clock
from db.core.errors import ChangedSinceError
from db.core.journal import unit
from db.core.progress import Progress, silent
from db.services import bulk, customers, sheet_changes
from db.services.customer_form import CustomerForm
from importers import round_trip
from importers.commit import Outcome
from importers.round_trip import BackRow, Returned
from resources.i18n import _


def commit(returned: Returned, progress: Progress = silent, back_up: Callable[[], object] | None = None) -> Outcome:
    """Take over what is ticked, in one unit; a cancel leaves nothing. `back_up` is called before anything is written."""
    rows = returned.ticked
    away = [customer for customer, _name in _put_away(returned)]
    opened_id = None
    if rows or away:
        if back_up:
            progress(_("Making a backup first"), 0, 0)
            back_up()
        with unit("imports.run", files=[returned.file]) as opened:
            _write(returned, rows, opened.id, progress)
            if away:
                customers.archive(away)
            opened_id = opened.id
    added = sum(1 for one in rows if one.customer is None)
    return Outcome(opened_id, added, len(rows) - added, returned.records - len(rows), 0, 0, added)


def _write(returned: Returned, rows: Sequence[BackRow], unit_id: int, progress: Progress) -> None:
    (run,) = bulk.reserve("import_run", 1)
    names = ("id", "unit", "file", "file_hash", "sheet", "layout", "kind", "records", "at", "said")
    told = (returned.file, returned.digest, returned.sheet, "", "customers", returned.records, clock.utc_now(), None)
    bulk.insert_rows("import_run", names, [(run, unit_id, *told)])
    lines = []
    _refuse_changed(returned, rows)
    for at, row in enumerate(rows):
        progress(_("Saving"), at, len(rows))
        form = CustomerForm() if row.customer is None else customers.form(row.customer)
        for one in row.changes:
            if one.ticked:
                sheet_changes.apply(form, one.key, one.after)
        came: dict[str, Any] = {"came_from": run, "came_row": row.row}
        if row.customer is None:
            lines.append((run, returned.sheet, row.row, customers.insert(form, **came), 1))
        else:
            customers.update(row.customer, form, **came)
            lines.append((run, returned.sheet, row.row, row.customer, 1))
    bulk.insert_rows("import_line", ("import_run", "sheet", "row", "customer", "changed"), lines)


def _refuse_changed(returned: Returned, rows: Sequence[BackRow]) -> None:
    """ChangedSinceError: what is to be replaced was changed after the file was read, or its customer merged."""
    known = [(row.customer, row) for row in rows if row.customer is not None]
    now = dict(round_trip.said_now([customer for customer, _row in known], returned.columns))
    for customer, row in known:
        if any(one.ticked and now.get(customer, {}).get(one.key) != one.before for one in row.changes):
            raise _changed_since(customer, row.name)
    named = {customer: row.name for customer, row in known} | dict(_put_away(returned))
    for customer in customers.merged(named):
        raise _changed_since(customer, named[customer])


def _put_away(returned: Returned) -> list[tuple[int, str]]:
    return returned.missing if returned.put_away else []


def _changed_since(customer: int, name: str) -> ChangedSinceError:
    words = _("{name} was changed after the file was read. Nothing was taken over. Please read the file again.")
    return ChangedSinceError(words.format(name=name), customer=customer)


def json(returned: Returned, unit_id: int | None = None, *, committed: bool = False) -> dict[str, Any]:
    """The command line's contract of an import (design section 9), with what was changed and what is missing."""
    rows = returned.ticked
    added = sum(1 for one in rows if one.customer is None)
    problems = [
        {"row": row.row, "column": one.title, "value": one.after, "reason": one.state}
        for row in returned.rows
        for one in row.changes
        if one.state
    ]
    table: dict[str, Any] = {
        "sheet": returned.sheet,
        "kind": "customers",
        "header_row": returned.header_row,
        "rows": returned.records,
        "columns": [{"header": one.title, "field": one.key} for one in returned.columns],
        "add": added,
        "update": len(rows) - added,
        "skip": returned.records - len(rows),
        "ask": 0,
        "failed": 0,
        "not_records": [],
        "repairs": {},
        "problems": problems,
        "missing": [{"id": customer, "name": name} for customer, name in returned.missing],
    }
    head: dict[str, Any] = {"unit": unit_id} if committed else {}
    return {**head, "file": returned.file, "tables": [table], "ignored_sheets": []}
