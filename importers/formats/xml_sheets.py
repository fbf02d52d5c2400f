"""Sheets written as XML: Excel's own 2003 format, and OpenDocument where the fast reader refuses it."""

import contextlib
import re
from collections.abc import Callable
from datetime import date, datetime, time
from xml.parsers import expat

from importers import limits
from importers.declined import decline
from importers.formats.workbook import duration_text, fill_merged
from importers.marks import PLAIN, Look, colour_of, leave_out_usual, put_row
from importers.values import Cell, Sheet

_MOST_CELLS = 20_000_000
_MOST_ROWS = limits.ROWS
_MOST_COLUMNS = limits.COLUMNS
_DEEPEST = 200


class _Reader:
    """What both formats share: sheets of rows, cells placed by number, merged ranges, nothing declared."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._rows: list[list[Cell]] = []
        self._ranges: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._cells = 0
        self._row = self._column = 0
        self._text: list[str] = []
        self._listening = False
        self._depth = 0

    def read(self, data: bytes) -> list[Sheet]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._heard
        parser.buffer_text = True
        parser.Parse(data, True)
        return self.sheets

    def _started(self, tag: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise decline("bomb")
        self.start(tag.rpartition(" ")[2], {name.rpartition(" ")[2]: value for name, value in given.items()})

    def _ended(self, tag: str) -> None:
        self._depth -= 1
        self.end(tag.rpartition(" ")[2])

    def _heard(self, text: str) -> None:
        if self._listening:
            self._text.append(text)

    def start(self, tag: str, given: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, tag: str) -> None:
        raise NotImplementedError

    def open_sheet(self, name: str, *, hidden: bool = False) -> None:
        self.sheets.append(Sheet(name, [], hidden=hidden))
        self._rows, self._ranges, self._row, self._column = self.sheets[-1].rows, [], 0, 0

    def close_sheet(self) -> None:
        fill_merged(self._rows, 0, self._ranges)

    def put(self, value: Cell, row: int, column: int) -> None:
        """Place a cell; only content makes rows and columns."""
        if value in ("", None) or row < 0 or column < 0:
            return
        self._cells += 1
        if row >= _MOST_ROWS or column >= _MOST_COLUMNS or self._cells > _MOST_CELLS:
            raise decline("too_many_rows")
        while len(self._rows) <= row:
            self._rows.append([])
        cells = self._rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = value

    def merged(self, down: int, across: int) -> None:
        if down or across:
            self._ranges.append(((self._row, self._column), (self._row + down, self._column + across)))


def _refuse(*_declared: object) -> None:
    raise decline("bomb")


class _Excel2003(_Reader):
    """<Worksheet><Table><Row ss:Index><Cell ss:Index ss:MergeAcross><Data ss:Type>"""

    _type = _style = ""
    _across = _down = 0

    def __init__(self) -> None:
        super().__init__()
        self._looks: dict[str, Look] = {}
        self._seen: list[Look] = []  # of the row's cells
        self._cell_look = PLAIN

    def start(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "Worksheet":
                self.open_sheet(given.get("Name", ""))
                self._row = -1
            case "Visible" if self.sheets:
                self._text, self._listening = [], True
            case "Style":
                self._style = given.get("ID", "")
            case "Interior" | "Font" if self._style and not self.sheets:
                before = self._looks.get(self._style, PLAIN)
                colour = colour_of(given.get("Color", "")) if tag == "Interior" else before.colour
                self._looks[self._style] = Look(colour, before.struck or given.get("StrikeThrough") == "1")
            case "Row" if self.sheets:
                self._row = _number(given.get("Index"), self._row + 2) - 1
                self._column = -1
                self._across = 0
                self._seen = []
                if given.get("Hidden") == "1":
                    self.sheets[-1].marks.hidden_rows.append(self._row + 1)
            case "Cell":
                self._column = _number(given.get("Index"), self._column + self._across + 2) - 1
                self._across, self._down = _number(given.get("MergeAcross"), 0), _number(given.get("MergeDown"), 0)
                self.merged(self._down, self._across)
                self._cell_look = self._looks.get(given.get("StyleID", ""), PLAIN)
            case "Comment":
                self._text, self._listening = [], True
            case "Data" if not self._listening:
                self._type, self._text, self._listening = given.get("Type", ""), [], True

    def end(self, tag: str) -> None:
        match tag:
            case "Visible" if self.sheets:
                self._listening = False
                self.sheets[-1].hidden = "".join(self._text).strip() != "SheetVisible"
            case "Comment" if self.sheets:
                self._listening = False
                self.sheets[-1].marks.comments.append((self._row + 1, self._column, "".join(self._text).strip()))
            case "Row" if self.sheets:
                if any(look != PLAIN for look in self._seen):
                    put_row(self.sheets[-1].marks, self._row + 1, self._seen)
            case "Data" if self._type:
                self._listening = False
                self._seen.append(self._cell_look)
                self.put(_typed(self._type, "".join(self._text)), self._row, self._column)
                self._type = ""
            case "Worksheet" if self.sheets:
                self.close_sheet()
                leave_out_usual(self.sheets[-1])


class _OpenDocument(_Reader):
    """<table:table><table:table-row><table:table-cell office:value-type>, each with its number of repetitions."""

    _value: Cell = ""
    _repeat = _row_repeat = 1
    _notes = 0

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "table":
                self.open_sheet(given.get("name", ""))
            case "table-row":
                self._row_repeat, self._column = _number(given.get("number-rows-repeated"), 1), 0
            case "table-cell" | "covered-table-cell":
                self._repeat = _number(given.get("number-columns-repeated"), 1)
                self._value, self._paragraphs = _office_value(given), []
                self.merged(_number(given.get("number-rows-spanned"), 1) - 1, _number(given.get("number-columns-spanned"), 1) - 1)
            case "annotation":
                self._notes += 1
            case "p" if not self._notes:
                self._text, self._listening = [], True
            case "s" if self._listening:
                self._text.append(" " * min(_number(given.get("c"), 1), 1000))
            case "tab" if self._listening:
                self._text.append("\t")
            case "line-break" if self._listening:
                self._text.append("\n")

    def end(self, tag: str) -> None:
        match tag:
            case "annotation":
                self._notes -= 1
            case "p" if not self._notes and self._listening:
                self._listening = False
                self._paragraphs.append("".join(self._text))
            case "table-cell" | "covered-table-cell":
                self._place(self._value if self._value != "" else "\n".join(self._paragraphs))
            case "table-row":
                self._row += self._row_repeat
            case "table" if self.sheets:
                self.close_sheet()

    def _place(self, value: Cell) -> None:
        if value not in ("", None):
            for row in range(self._row, self._row + self._row_repeat):
                for column in range(self._column, self._column + self._repeat):
                    self.put(value, row, column)
        self._column += self._repeat


def excel_2003(data: bytes) -> list[Sheet]:
    """The sheets of an XML Spreadsheet 2003 file."""
    return _Excel2003().read(data)


def open_document(content: bytes) -> list[Sheet]:
    """The sheets of an OpenDocument content.xml or flat .fods file."""
    return _OpenDocument().read(content)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _typed(kind: str, text: str) -> Cell:
    if kind == "Number":
        with contextlib.suppress(ValueError):
            return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        return _moment(text)
    return "" if kind == "Error" else text


def _office_value(given: dict[str, str]) -> Cell:
    kind = given.get("value-type", "")
    readers: dict[str, Callable[[], Cell]] = {
        "float": lambda: float(given["value"]),
        "currency": lambda: float(given["value"]),
        "percentage": lambda: float(given["value"]),
        "boolean": lambda: given["boolean-value"] == "true",
        "date": lambda: _moment(given["date-value"]),
        "time": lambda: _lasting(given["time-value"]),
    }
    with contextlib.suppress(KeyError, ValueError):
        if kind in readers:
            return readers[kind]()
    return given.get("string-value", "")


def _moment(text: str) -> Cell:
    """An ISO moment: a date without a time of day, a time where Excel's day zero stands before it, or the text."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    if (found.year, found.month) == (1899, 12):
        return found.time()
    return date(found.year, found.month, found.day) if found.time() == time() else found


def _lasting(text: str) -> Cell:
    """PT08H30M00S: a time of day, beyond a day a text of hours."""
    found = re.fullmatch(r"P(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)", text)
    if not found:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return time(hours, minutes, seconds) if hours < 24 else duration_text(hours * 3600 + minutes * 60 + seconds)
