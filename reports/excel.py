"""Lists as Excel files: text stays text, numbers and dates are real, and nothing a customer wrote can become a formula."""

import errno
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from db.core.errors import BusyError, NoSpaceError, RefusedError
from db.core.values.text import clean_text
from resources.i18n import _

Kind = Literal["text", "number", "date"]
# What a spreadsheet could take for a formula at the start of a cell (OWASP, CSV injection), full width included.
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_LONGEST: Final = 32_767  # characters Excel takes in a cell
_SHEET_NAME: Final = re.compile(r"[\\/*?:\[\]]")
_WIDEST: Final = 50
_SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. `text` cells are marked as text, so a phone keeps its 0 and a + stays a +."""

    title: str
    kind: Kind = "text"


class LeftOverRow(Protocol):
    """A row an import left over."""

    @property
    def file(self) -> str:
        """The name of the file it stood in."""

    @property
    def sheet(self) -> str | None:
        """Its sheet; None for text files."""

    @property
    def row(self) -> int:
        """Its number as Excel shows it."""

    @property
    def sentence(self) -> str:
        """Why it was left over, in words."""

    @property
    def cells(self) -> dict[str, str]:
        """Its cells by header."""


def write(path: Path, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]]) -> int:
    """Write one sheet to an .xlsx; how many rows. Values: text, int, Decimal, date, ISO text in date columns, None.

    The header stays in sight and filters; the file is wholly there or not at all. Raises a UserError where it can't be written.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_SHEET_NAME.sub(" ", title)[:31].strip("' ") or "1")
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLE))
    for number, column in enumerate(columns):
        shown = [column.title, *(str(row[number]) for row in sample if row[number] is not None)]
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(max(map(_wide, shown)) + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    sheet.append([_TextCell(sheet, bold=True).holding(column.title) for column in columns])
    cells = [_TextCell(sheet) for _column in columns]
    count = 0
    for row in chain(sample, rows):
        parts = zip(row, columns, cells, strict=True)
        sheet.append(
            [None if value is None or value == "" else _value(value, column.kind, cell) for value, column, cell in parts]
        )
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{count + 1}"
    replace(path, book.save)
    return count


def left_over(rows: Sequence[LeftOverRow], path: Path) -> int:
    """The rows an import left over, each with the place it stood, why, and its cells as they were; how many."""
    headers = list(dict.fromkeys(header for row in rows for header in row.cells))
    columns = [SheetColumn(_("File")), SheetColumn(_("Sheet")), SheetColumn(_("Row"), "number"), SheetColumn(_("Reason"))]
    columns += [SheetColumn(header) for header in headers]
    lines = ([row.file, row.sheet, row.row, row.sentence, *(row.cells.get(header) for header in headers)] for row in rows)
    return write(path, _("Rows to settle"), columns, lines)


class _TextCell:
    """A cell of one column that is text whatever it begins with; used again for every row, as each row is written at once."""

    def __init__(self, sheet: Any, bold: bool = False) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._plain: Any = WriteOnlyCell(sheet)
        self._guarded: Any = WriteOnlyCell(sheet)
        for cell in (self._plain, self._guarded):
            cell.data_type = "s"
            cell.number_format = "@"
            if bold:
                cell.font = Font(bold=True)
        self._guarded.quotePrefix = True

    def holding(self, text: str) -> Any:
        """The cell with this text."""
        text = clean_text(text)[:_LONGEST]
        cell = self._guarded if _FORMULA.match(text) else self._plain
        cell._value = text  # not through `value`, which would make a formula of it
        return cell


def _value(value: object, kind: Kind, cell: _TextCell) -> Any:
    """What goes into the row: a number or date as it is where the column holds such, else the cell with the text."""
    if kind == "number" and not isinstance(value, str):
        return value
    if kind == "date" and (day := _date(value)):
        return day
    return cell.holding(str(value))


def _date(value: object) -> date | None:
    """The day Excel can hold; None for others (before 1900, without a year)."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and value.year >= 1900 else None


def _wide(text: str) -> int:
    """Characters Excel needs for the first line of a text; Chinese takes two."""
    line = text.partition("\n")[0]
    return sum(1 if character.isascii() else 2 for character in line)


def harmless(text: str) -> str:
    """The text for a csv cell: an apostrophe before what a spreadsheet could take for a formula."""
    text = clean_text(text)
    return f"'{text}" if _FORMULA.match(text) else text


def replace(path: Path, fill: Callable[[Path], object]) -> None:
    """Let `fill` write a file beside the place, then move it there: an error leaves what was there as it was.

    Raises BusyError where it is open elsewhere, NoSpaceError, or RefusedError.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        fill(part)
        part.replace(path)
    except PermissionError as error:
        open_elsewhere = _("“{name}” may be open in Excel. Please close it there and save again. Your data is safe.")
        raise BusyError(open_elsewhere.format(name=path.name)) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            full = _("There is no room left to save “{name}”. Your data is safe. Please make room and try again.")
            raise NoSpaceError(full.format(name=path.name)) from error
        refused = _("“{name}” could not be saved there. Your data is safe. Please choose another place.")
        raise RefusedError(refused.format(name=path.name)) from error
    finally:
        part.unlink(missing_ok=True)
