"""An export of the whole shop, changed as Excel does, and read again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from db.services.lists import ListQuery, Selection
from importers import round_trip
from importers.round_trip import Changed, Returned
from importers.values import Source
from reports import exports
from reports.exports import Wish


def export(path: Path, **more: Any) -> Path:
    exports.write(path, Wish(Selection(query=ListQuery()), exports.format_of(path), purpose=exports.OWN, **more))
    return path


def back(path: Path) -> Returned:
    found = round_trip.read(Source(path=path, name=path.name))
    assert found is not None
    return found


def in_excel(path: Path, change: Callable[[Any, dict[str, int], dict[str, int]], None]) -> Path:
    """Change the sheet as Excel does: `change(sheet, column by title, row by name)`."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    rows = {str(row[columns["姓名"] - 1].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    change(sheet, columns, rows)
    book.save(path)
    return path


def changes(returned: Returned) -> dict[tuple[str, str], Changed]:
    return {(row.name, one.title): one for row in returned.rows for one in row.changes}


def put(name: str, title: str, text: str) -> Callable[[Any, dict[str, int], dict[str, int]], None]:
    def change(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows[name], columns[title]).value = text

    return change
