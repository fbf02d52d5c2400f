"""What a workbook says without words: fill colours, struck-through rows, comments, hidden rows and columns."""

import colorsys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from importers.values import Marks, Sheet

_USUAL = 0.4  # a colour on more of the rows is the table's background or its bands and says nothing
_AHEAD = 16 * 2**20  # bytes
_FEW = 8  # rows; in a shorter list every colour counts
_HUES = (
    (15, "red"),
    (40, "orange"),
    (70, "yellow"),
    (165, "green"),
    (255, "blue"),
    (290, "purple"),
    (345, "pink"),
    (361, "red"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What one cell looks like."""

    colour: str = ""  # a colour word, "" for white and none
    struck: bool = False


PLAIN = Look()


def begin(data: bytes, kind: str) -> Callable[[list[Sheet]], None]:
    """The function that fills the marks into the sheets once they are read; what can't be found out is left blank.

    In an .xlsx they are looked for while its cells are read, unless both would need much memory at once.
    """
    found: dict[str, Marks] = {}
    looking = threading.Thread(target=_look, args=(data, kind, found), daemon=True)
    if ahead := kind == "xlsx" and len(data) <= _AHEAD:
        looking.start()

    def fill_in(sheets: list[Sheet]) -> None:
        if ahead:
            looking.join()
        elif any(sheet.rows for sheet in sheets):
            _look(data, kind, found)
        for sheet in sheets:
            if sheet.name in found:
                sheet.marks = found[sheet.name]
                leave_out_usual(sheet)

    return fill_in


def _look(data: bytes, kind: str, found: dict[str, Marks]) -> None:
    from importers.formats import ods_marks, xls_marks, xlsb_marks, xlsx_marks

    readers: dict[str, Callable[[bytes], dict[str, Marks]]] = {
        "xlsx": xlsx_marks.read,
        "xls": xls_marks.read,
        "xlsb": xlsb_marks.read,
        "ods": ods_marks.read,
    }
    with suppress(Exception):  # the rows are read: what they look like is not worth refusing them
        found.update(readers[kind](data) if kind in readers else {})


def leave_out_usual(sheet: Sheet) -> None:
    """Forget colours and strokes on so many rows that they say nothing about one."""
    rows = len(sheet.rows)
    if rows <= _FEW:
        return
    times = Counter(sheet.marks.fills.values())
    sheet.marks.fills = {row: colour for row, colour in sheet.marks.fills.items() if times[colour] <= _USUAL * rows}
    if len(sheet.marks.strikes) > _USUAL * rows:
        sheet.marks.strikes = []


def put_row(marks: Marks, row: int, looks: list[Look]) -> None:
    """Note what most of a row's cells with content look like."""
    if not looks:
        return
    look, times = Counter(look.colour for look in looks).most_common(1)[0]
    if look and times * 2 > len(looks):
        marks.fills[row] = look
    if sum(look.struck for look in looks) * 2 > len(looks):
        marks.strikes.append(row)


def colour_of(text: str) -> str:
    """The word for a colour as web pages and XML write it: #FF0000, or a name they share with us."""
    digits = text.strip().lstrip("#")
    if len(digits) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in digits):
        return colour_word(*bytes.fromhex(digits))
    return digits.lower() if digits.lower() in {word for _limit, word in _HUES} else ""


def colour_word(red: int, green: int, blue: int) -> str:
    """The word a person would use for this colour; "" for white."""
    hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    if value < 0.2:
        return "black"
    if saturation < 0.08:
        return "" if value > 0.96 else "grey"
    word = next(word for limit, word in _HUES if hue * 360 < limit)
    if word == "red" and saturation < 0.5 and value > 0.85:
        return "pink"
    return "brown" if word == "orange" and value < 0.65 else word
