"""Tables written as web pages: what many programs export under the name of .xls, and what Word puts on the clipboard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from html.parser import HTMLParser

from importers.formats import letters
from importers.marks import PLAIN, Look, colour_of, leave_out_usual, put_row
from importers.values import Cell, Marks, Sheet

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL)
_WIDEST = 500  # columns; a span beyond says nothing
_BREAKS = ("br", "p", "div", "li")
_TEXT_OF_ODD_BREAKS = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v\n]*")


@dataclass(slots=True)
class _Grid:
    """A table being read: its rows, and the cells that reach down into rows to come."""

    rows: list[list[Cell]] = field(default_factory=list)
    reach: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) -> value from above
    marks: Marks = field(default_factory=Marks)
    row_look: Look = PLAIN
    looks: list[Look] = field(default_factory=list)  # of the row's cells with content
    cell: list[str] | None = None  # text of the open cell
    given: tuple[Look, int, int] = (PLAIN, 1, 1)  # look and spans of the open cell

    def end_cell(self) -> None:
        if self.cell is None:
            return
        text, (look, across, down) = _text("".join(self.cell)), self.given
        self.cell = None
        if text:
            self.looks.append(look if look.colour else self.row_look)
        row, number = self.rows[-1], len(self.rows) - 1
        self.fill_from_above()
        column = len(row)
        row.extend([text] + [""] * (across - 1))
        for below in range(1, down):
            for beside in range(across):
                self.reach[number + below, column + beside] = text if beside == 0 else ""

    def start_row(self, given: dict[str, str | None]) -> None:
        self.end_row()
        self.rows.append([])
        self.row_look = _look(given)
        if "display:none" in (given.get("style") or "").replace(" ", "").lower():
            self.marks.hidden_rows.append(len(self.rows))

    def end_row(self) -> None:
        self.end_cell()
        if self.rows:
            self.fill_from_above()
            if any(look != PLAIN for look in self.looks):
                put_row(self.marks, len(self.rows), self.looks)
        self.looks = []

    def fill_from_above(self) -> None:
        row, number = self.rows[-1], len(self.rows) - 1
        while (number, len(row)) in self.reach:
            row.append(self.reach.pop((number, len(row))))


def is_cut_short(page: str) -> bool:
    """Whether a page stops in the middle of its last table: a row is open where rows are closed, or the page is and was begun."""
    low = page.lower()
    last = low.rfind("<table")
    if last < 0 or "</table" in low[last:]:
        return last < 0 and low.rstrip().startswith("<html") and "</html" not in low
    open_row = "</tr" in low[last:] and low.rfind("</tr") < low.rfind("<tr")
    return open_row or ("<html" in low and "</html" not in low)


class _Tables(HTMLParser):
    """Collects the cells of every table; a table in a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Grid] = []
        self._open: list[_Grid] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "title"):
            self._silent += 1
        elif tag == "table":
            grid = _Grid()
            self.tables.append(grid)
            self._open.append(grid)
        elif tag in ("tr", "td", "th") and self._open:
            grid, given = self._open[-1], dict(attrs)
            grid.end_cell()
            if tag == "tr" or not grid.rows:
                grid.start_row(given)
            if tag != "tr":
                grid.cell, grid.given = [], (_look(given), _span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag in _BREAKS and self._open and (cell := self._open[-1].cell) and any(part.strip() for part in cell):
            cell.append("\x0b")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "title"):
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].end_cell()
        elif tag == "table" and self._open:
            self._open.pop().end_row()

    def handle_data(self, data: str) -> None:
        if self._open and (cell := self._open[-1].cell) is not None and not self._silent:
            cell.append(data)

    def finish(self) -> None:
        """Close what the file left open."""
        self.close()
        while self._open:
            self._open.pop().end_row()


def _look(given: dict[str, str | None]) -> Look:
    style = re.search(r"background(?:-color)?\s*:\s*(#?\w+)", given.get("style") or "", re.IGNORECASE)
    return Look(colour_of(style[1] if style else given.get("bgcolor") or ""))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.strip().isdecimal() else 1


def _text(raw: str) -> str:
    """A cell's text as a browser shows it: blanks and line ends are one blank, only marked breaks are breaks."""
    joined = re.sub(r"[ \t\r\n\f]+", " ", raw).replace("\x0b", "\n")
    return _TEXT_OF_ODD_BREAKS.sub("\n", joined).replace("\xa0", " ").strip()


def sheets(text: str) -> list[Sheet]:
    """The tables of a web page, one sheet each; tables of a single cell are layout, not lists."""
    parser = _Tables()
    parser.feed(text)
    parser.finish()
    grids = [grid for grid in parser.tables if sum(bool(cell) for row in grid.rows for cell in row) > 1] or parser.tables
    names: Iterator[str | None] = iter([None] if len(grids) == 1 else [f"{number}" for number in range(1, len(grids) + 1)])
    found = [Sheet(name, _squared(grid.rows), marks=grid.marks) for name, grid in zip(names, grids, strict=True)]
    for sheet in found:
        leave_out_usual(sheet)
    return found


def _squared(rows: list[list[Cell]]) -> list[list[Cell]]:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def decode(data: bytes, encoding: str | None) -> letters.Decoded:
    """The page's text; the encoding it names counts only where its bytes agree."""
    named = _CHARSET.search(data[:4096])
    if encoding or not named:
        return letters.decode(data, encoding)
    name = {"big5": "cp950", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}.get(
        named[1].decode().lower(), named[1].decode()
    )
    try:
        found = letters.decode(data, name)
    except LookupError:
        return letters.decode(data)
    return found if not found.lost else min(found, letters.decode(data), key=lambda one: one.lost)


def unpacked(data: bytes) -> bytes:
    """The page within an MHTML file (saved by Excel as one web archive): the part with the most table rows."""
    parts = [part for part in message_from_bytes(data).walk() if part.get_content_maintype() == "text"]
    bodies = [body for part in parts if isinstance(body := part.get_payload(decode=True), bytes)]
    return max(bodies, key=lambda body: body.lower().count(b"<tr"), default=b"")


def fragment(text: str) -> str:
    """The copied part of a page on the clipboard."""
    found = _FRAGMENT.search(text)
    return found[1] if found else text
