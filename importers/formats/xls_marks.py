"""Marks of an .xls, by xlrd: slower than the reading itself, so only for files of a shop's size."""

import io
from collections.abc import Callable
from typing import Any

from importers.marks import PLAIN, Look, colour_word, put_row
from importers.values import Marks

_BIGGEST = 8 * 2**20


def read(data: bytes) -> dict[str, Marks]:
    """The marks by the sheets' names; raises whatever xlrd trips over."""
    import xlrd

    if len(data) > _BIGGEST:
        return {}
    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True)
    looks = [_look(book, form) for form in book.xf_list]
    return {name: _marks(book.sheet_by_name(name), looks) for name in book.sheet_names()}


def _look(book: Any, form: Any) -> Look:
    colour = ""
    if form.background.fill_pattern == 1 and (rgb := book.colour_map.get(form.background.pattern_colour_index)):
        colour = colour_word(*rgb)
    struck = form.font_index < len(book.font_list) and bool(book.font_list[form.font_index].struck_out)
    return Look(colour, struck)


def _marks(sheet: Any, looks: list[Look]) -> Marks:
    marks = Marks(
        comments=[(row + 1, column, note.text.strip()) for (row, column), note in sorted(sheet.cell_note_map.items())],
        hidden_rows=[row + 1 for row, info in sorted(sheet.rowinfo_map.items()) if info.hidden],
        hidden_columns=[column for column, info in sorted(sheet.colinfo_map.items()) if info.hidden and column < sheet.ncols],
    )
    special = {number for number, look in enumerate(looks) if look != PLAIN}
    _rows(sheet, marks, special, lambda number: looks[number])
    return marks


def _rows(sheet: Any, marks: Marks, special: set[int], look: Callable[[int], Look]) -> None:
    for row in range(sheet.nrows if special else 0):
        forms = [cell.xf_index for cell in sheet.row(row) if cell.ctype not in (0, 6)]
        if not special.isdisjoint(forms):
            put_row(marks, row + 1, [look(form) for form in forms])
