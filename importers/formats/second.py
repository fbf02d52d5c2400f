"""The second readers: slower and more forgiving, for workbooks the fast reader refuses."""

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from importers import limits
from importers.declined import decline
from importers.formats.workbook import duration_text
from importers.formats.xml_sheets import open_document
from importers.values import Cell, Sheet


def sheets(data: bytes, kind: str) -> list[Sheet]:
    """The sheets of an xlsx, xls or ods workbook; raises what the reader trips over, ValueError for another kind."""
    readers: dict[str, Callable[[bytes], list[Sheet]]] = {"xlsx": _by_openpyxl, "xls": _by_xlrd, "ods": _by_content}
    if kind not in readers:
        raise ValueError(kind)
    return readers[kind](data)


def _by_content(data: bytes) -> list[Sheet]:
    with limits.opened_zip(data) as packed:
        names = {name.lower(): name for name in packed.namelist()}
        if "content.xml" not in names:
            raise decline("damaged")
        return open_document(packed.read(names["content.xml"]))


def _by_openpyxl(data: bytes) -> list[Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = _content(sheet.iter_rows(values_only=True), _cell_of_openpyxl)
        found.append(Sheet(sheet.title, rows, hidden=sheet.sheet_state != "visible"))
    book.close()
    return found


def _content(lines: Iterable[Iterable[Any]], cell: Callable[[Any], Cell]) -> list[list[Cell]]:
    """The rows up to the last with content, each up to its last cell with content: a far stray cell costs no memory."""
    rows: list[list[Cell]] = []
    filled, last = 0, 0
    for line in lines:
        row = [cell(value) for value in line]
        while row and row[-1] == "":
            row.pop()
        rows.append(row)
        if row:
            filled, last = filled + 1, len(rows)
            if filled > limits.ROWS:
                raise decline("too_many_rows")
    del rows[last:]
    return rows


def _cell_of_openpyxl(value: Any) -> Cell:
    if value is None or (isinstance(value, str) and value.startswith("#") and value in _ERRORS):
        return ""
    if isinstance(value, timedelta):
        return duration_text(int(value.total_seconds()))
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)  # as the fast reader has it
    return value if isinstance(value, (str, float, bool, date, time)) else str(value)


_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"))


def _by_xlrd(data: bytes) -> list[Sheet]:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    found = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        lines = (zip(sheet.row_types(row), sheet.row_values(row), strict=True) for row in range(sheet.nrows))
        rows = _content(lines, lambda pair: _cell_of_xlrd(pair[0], pair[1], book.datemode))
        found.append(Sheet(sheet.name, rows, hidden=sheet.visibility != 0))
        book.unload_sheet(number)
    return found


def _cell_of_xlrd(kind: int, value: Any, datemode: int) -> Cell:
    import xlrd

    match kind:
        case xlrd.XL_CELL_TEXT | xlrd.XL_CELL_NUMBER:
            return str(value) if kind == xlrd.XL_CELL_TEXT else float(value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_DATE:
            return _date_of_xlrd(value, datemode)
    return ""


def _date_of_xlrd(value: float, datemode: int) -> Cell:
    import xlrd

    try:
        found: datetime = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return float(value)
    if 0 <= value < 1:
        return found.time()
    return found.date() if found.time() == time() else found
