"""Workbooks by python-calamine, the fast reader of .xlsx, .xlsm, .xlsb, .xls and .ods."""

import io
from datetime import timedelta
from itertools import chain, islice
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from importers.declined import decline
from importers.values import Cell, Sheet

_MOST_FILLED = 2_000_000  # rows under merged cells; only a malicious file has more
Range = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), counted from 0


def sheets(data: bytes) -> list[Sheet] | None:
    """Every sheet of cells in the workbook, hidden ones too; none where this reader can't read it."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _sheet(book.get_sheet_by_index(index), hidden=meta.visible != SheetVisibleEnum.Visible)
            for index, meta in enumerate(book.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        raise decline("password_needed") from None
    except (CalamineError, OSError, ValueError):
        return None
    except BaseException as panic:  # a Rust panic arrives as an exception of its own, not an Exception
        if type(panic).__name__ == "PanicException":
            return None
        raise


def _sheet(sheet: CalamineSheet, *, hidden: bool) -> Sheet:
    if sheet.start is None:
        return Sheet(sheet.name, [], hidden=hidden)
    first, left = sheet.start
    rows: list[list[Any]] = list(islice(sheet.iter_rows(), first, None))
    if timedelta in set(map(type, chain.from_iterable(rows))):
        rows = [[duration_text(int(cell.total_seconds())) if type(cell) is timedelta else cell for cell in row] for row in rows]
    if left:
        rows = [[""] * left + row for row in rows]
    fill_merged(rows, first, sheet.merged_cell_ranges or [])
    return Sheet(sheet.name, rows, first_row=first + 1, hidden=hidden)


def duration_text(seconds: int) -> str:
    """A duration as Excel shows it: 30:05:00."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def fill_merged(rows: list[list[Cell]], first: int, ranges: list[Range]) -> None:
    """Give the cells under a merged cell its value: downwards always, to the right only for a heading over headings."""
    left_over = _MOST_FILLED
    for (top, left), (bottom, right) in ranges:
        row = top - first
        left_over -= bottom - top
        if left_over < 0:
            return
        if not 0 <= row < len(rows) or left >= len(rows[row]):
            continue
        value = rows[row][left]
        if value in ("", None):
            continue
        for below in rows[row + 1 : bottom - first + 1]:
            below.extend([""] * (left + 1 - len(below)))
            if below[left] in ("", None):
                below[left] = value
        if right > left and _is_group(rows, row, bottom - first, left, right):
            rows[row][left : right + 1] = [value] * (right + 1 - left)


def _is_group(rows: list[list[Cell]], row: int, last: int, left: int, right: int) -> bool:
    """Is this merged cell a heading over a heading in each of its columns, with other cells beside it?"""
    if last + 1 >= len(rows):
        return False
    beneath = rows[last + 1][left : right + 1]
    if len(beneath) <= right - left:
        return False
    beside = rows[row][:left] + rows[row][right + 1 :]
    return any(cell not in ("", None) for cell in beside) and all(isinstance(cell, str) and cell for cell in beneath)
