"""The sheet of an export that came back: which columns it has, its rows, and what every cell said when it went out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from db.services import customer_sheet, sheet_marks
from db.services.customer_sheet import SheetField
from db.services.sheet_marks import said
from importers.messages import Rows
from importers.values import Cell

if TYPE_CHECKING:
    from importers.session import FileSurvey, TableChoice

_HEAD: Final = 20  # rows in which the header is looked for
_GUARDED: Final = tuple("'=+-@＝＋－＠\t\r")


@dataclass(slots=True)
class OurSheet:
    """The sheet of customers in the file, and what stood in the hidden one."""

    name: str | None
    header_row: int
    at: dict[int, SheetField]  # by column
    number_at: int
    rows: list[tuple[int, list[Cell]]]
    marks: dict[str, frozenset[int]]
    merged: dict[int, int] = field(default_factory=dict)  # customers of the rows merged since, and who stayed


def numbered(headers: Iterable[str]) -> bool:
    """Whether a list has the column of our numbers."""
    return any(map(customer_sheet.is_number, headers))


def disregard(survey: "FileSurvey") -> None:
    """Taken as a plain list (of another shop), our numbers and marks mean nothing."""
    survey.tables = [table for table in survey.tables if table.sheet != sheet_marks.SHEET]
    survey.ignored = [one for one in survey.ignored if one[0] != sheet_marks.SHEET]
    for table in survey.tables:
        _forget_numbers(table)


def _forget_numbers(table: "TableChoice") -> None:
    for guess in table.guesses:
        if numbered([guess.header]) or guess.header == sheet_marks.SHEET:
            guess.field = guess.own_title = None


def found(parts: Sequence[Rows]) -> OurSheet | None:
    """The first sheet with our numbers in its head."""
    kept = {str(row[0]): row[1] for part in parts if part.sheet == sheet_marks.SHEET for row in part.rows if len(row) > 1}
    marks = {number: sheet_marks.unpacked(str(text)) for number, text in kept.items() if number != sheet_marks.VERSION}
    for first in parts:
        head = next((at for at, row in enumerate(first.rows[:_HEAD]) if numbered(map(str, row))), None)
        if head is not None and first.sheet != sheet_marks.SHEET:
            whole = [row for part in parts if part.sheet == first.sheet for row in part.rows]
            return _sheet(first, head, whole, marks)
    return None


def _sheet(first: Rows, head: int, whole: list[list[Cell]], marks: dict[str, frozenset[int]]) -> OurSheet:
    keys, fields = customer_sheet.titles(), {one.key: one for one in customer_sheet.fields()}
    at: dict[int, SheetField] = {}
    for place, title in enumerate(first.rows[head]):
        key = keys.get(str(title).strip())
        if key and fields[key] not in at.values():
            at[place] = fields[key]
    number_at = next(place for place, one in at.items() if one.key == "number")
    rows = [(first.first_row + place, row) for place, row in enumerate(whole) if place > head and any(map(said, row))]
    if sheet_marks.SHEET in first.rows[head]:  # of an address book: every card has its own
        marks_at = first.rows[head].index(sheet_marks.SHEET)
        marks = {said(row[number_at]): sheet_marks.unpacked(said(row[marks_at])) for _row, row in rows}
    return OurSheet(first.sheet, first.first_row + head, at, number_at, rows, marks)


def texts(sheet: OurSheet, row: list[Cell]) -> list[tuple[SheetField, str]]:
    """What a row says by column, without its number; of a csv the sign that kept a formula away is taken off."""
    cells = []
    for place, one in sheet.at.items():
        text = said(row[place], one.kind) if place < len(row) else ""
        if not sheet.marks and text.startswith("'") and text[1:].startswith(_GUARDED):
            text = text[1:]
        if one.key != "number":
            cells.append((one, text))
    return cells
