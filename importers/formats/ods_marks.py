"""Marks of an .ods: looked for only where its styles, rows or notes say that there are some."""

import io
import re
import zipfile
from xml.parsers import expat

from importers.marks import PLAIN, Look, colour_word, put_row
from importers.values import Marks

_BIGGEST = 40 * 2**20
_WORTH_IT = re.compile(
    rb"fo:background-color=\"#|text-line-through-style=\"solid|:visibility=\"(?:collapse|filter)|<office:annotation"
)


def read(data: bytes) -> dict[str, Marks]:
    """The marks by the sheets' names; raises what a broken part makes the parser raise."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        content = packed.read("content.xml")
    if len(content) > _BIGGEST or not _WORTH_IT.search(content):
        return {}
    reading = _Reading()
    reading.parser.Parse(content, True)
    return reading.found


class _Reading:
    """One pass over content.xml."""

    def __init__(self) -> None:
        self.found: dict[str, Marks] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._heard
        self.parser.buffer_text = True
        self._marks = Marks()
        self._looks: dict[str, Look] = {}
        self._style = ""
        self._row, self._rows, self._column = 1, 1, 0
        self._cells: list[Look] = []
        self._note: list[str] | None = None
        self._repeat = 1

    def _start(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "style:style":
                self._style = given.get("style:name", "")
            case "style:table-cell-properties" | "style:text-properties" if self._style:
                self._looks[self._style] = _look(self._looks.get(self._style, PLAIN), given)
            case "table:table":
                self._marks = self.found.setdefault(given.get("table:name", ""), Marks())
                self._row = 1
                self._column = 0
            case "table:table-column":
                repeat = int(given.get("table:number-columns-repeated", 1))
                if given.get("table:visibility", "visible") != "visible":
                    self._marks.hidden_columns += range(self._column, self._column + min(repeat, 500))
                self._column += repeat
            case "table:table-row":
                self._start_row(given)
            case "table:table-cell" | "table:covered-table-cell":
                if "office:value-type" in given:
                    self._cells.append(self._looks.get(given.get("table:style-name", ""), PLAIN))
                self._repeat = int(given.get("table:number-columns-repeated", 1))
            case "office:annotation":
                self._note = []

    def _start_row(self, given: dict[str, str]) -> None:
        self._rows, self._column, self._cells = int(given.get("table:number-rows-repeated", 1)), 0, []
        if given.get("table:visibility", "visible") != "visible":
            self._marks.hidden_rows += range(self._row, self._row + min(self._rows, 1000))

    def _end(self, tag: str) -> None:
        match tag:
            case "style:style":
                self._style = ""
            case "table:table-cell" | "table:covered-table-cell":
                self._column += self._repeat
            case "table:table-row":
                if any(look != PLAIN for look in self._cells):
                    put_row(self._marks, self._row, self._cells)
                self._row += self._rows
            case "office:annotation" if self._note is not None:
                if text := "".join(self._note).strip():
                    self._marks.comments.append((self._row, self._column, text))
                self._note = None

    def _heard(self, text: str) -> None:
        if self._note is not None:
            self._note.append(text)


def _look(before: Look, given: dict[str, str]) -> Look:
    colour = before.colour
    if found := re.fullmatch("#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", given.get("fo:background-color", "")):
        colour = colour_word(*(int(part, 16) for part in found.groups()))
    return Look(colour, before.struck or given.get("style:text-line-through-style", "none") != "none")
