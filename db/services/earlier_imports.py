"""Lists imported before, row by row: which customers their rows became, and what those rows said."""

from collections.abc import Collection
from typing import Final

from db.core.audit import is_in_effect, origin
from db.core.connection import rows, value
from db.services.matching_keys import SCALARS, stands_for

_BORN: Final = ("birth_year", "birth_month", "birth_day", "birth_lunar")
_POINTS: Final = ("phone", "mobile", "fax", "email", "line_id", "line_name", "fb", "ig")


def rows_of(
    layout: str, file: str, digest: str, sheet: str | None, customers: Collection[int]
) -> dict[int, list[tuple[int, int]]]:
    """Per customer the (import_run, row) of this very file, and of the last import of a list of its layout or name they were in.

    An import that was taken back, wholly or but for what was changed since, says nothing.
    """
    found = rows(
        "SELECT id, unit, file_hash = ?1 AND sheet IS ?2 FROM import_run WHERE undone_by IS NULL AND unit IS NOT NULL"
        " AND ((sheet IS ?2 AND (file_hash = ?1 OR file = ?4)) OR (layout = ?3 AND layout <> '')) AND kind = 'customers'",
        digest,
        sheet,
        layout,
        file,
    )
    runs = {run: (unit, bool(same)) for run, unit, same in found if is_in_effect(unit)}
    made: dict[int, list[tuple[int, int]]] = {}
    for customer, run, row in _places(list(runs), set(customers)) if runs else ():
        made.setdefault(customer, []).append((run, row))
    return {customer: _last(places, runs) for customer, places in made.items()}


def _last(places: list[tuple[int, int]], runs: dict[int, tuple[int, bool]]) -> list[tuple[int, int]]:
    last = max(runs[run][0] for run, _row in places)
    return [(run, row) for run, row in places if runs[run][1] or runs[run][0] == last]


def _places(runs: list[int], wanted: set[int]) -> list[tuple[int, int, int]]:
    stands = stands_for()
    marks = ",".join(map(str, runs))
    made = rows(f"SELECT id, came_from, came_row FROM customer WHERE came_row IS NOT NULL AND came_from IN ({marks})")
    lines = rows(f"SELECT customer, import_run, row FROM import_line WHERE import_run IN ({marks})")
    every = ((stands.get(customer, customer), run, row) for customer, run, row in (*made, *lines))
    return [place for place in every if place[0] in wanted]


def said(run: int) -> bytes:
    """The marks of every row of a run as they were kept; empty for runs of older programs."""
    return bytes(value("SELECT said FROM import_run WHERE id = ?", run) or b"")


def is_typed(customer: int, field: str, shown: str) -> bool:
    """Whether a customer's value was typed in here. `field`: as in importers.merging.Difference; `shown`: a number as shown."""
    if field.startswith("own:"):
        key = value("SELECT 'f' || id FROM own_field WHERE title = ?", field.removeprefix("own:"))
        return key is not None and origin("customer", customer, "extra", key=key) is None
    if field in _POINTS or field == "address":
        table = "address" if field == "address" else "contact_point"
        row = value(f"SELECT id FROM {table} WHERE customer = ? AND text = ?", customer, shown)
        return row is not None and origin(table, row, "text") is None
    if field not in (*SCALARS, "note"):
        return False
    return origin("customer", customer, *(_BORN if field == "birthday" else (field,))) is None
