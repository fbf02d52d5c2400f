"""Marks of an .xlsb: hidden rows and columns and fill colours, from the records of its binary parts ([MS-XLSB] 2.4)."""

import io
import struct
import zipfile
from collections.abc import Iterator

from importers.formats.xlsx_marks import related
from importers.marks import PLAIN, Look, colour_word, put_row
from importers.values import Marks

_BIGGEST = 100 * 2**20  # bytes of one part
_BOOK, _STYLES = "xl/workbook.bin", "xl/styles.bin"
_ROW, _CELLS, _FILL, _FORM, _COLUMNS, _SHEET, _FORMS, _FORMS_END = 0, range(2, 12), 45, 47, 60, 156, 617, 618
_SOLID = 1


def read(data: bytes) -> dict[str, Marks]:
    """The marks by the sheets' names; raises what a broken part makes struct and zipfile raise."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        looks = _looks(packed)
        links = related(packed, _BOOK)
        return {name: _marks(packed, links[link][1], looks) for name, link in _sheets(packed) if link in links}


def _records(packed: zipfile.ZipFile, part: str) -> Iterator[tuple[int, bytes]]:
    """Kind and contents of every record; both its kind and its length are written seven bits a byte."""
    if part not in packed.namelist() or packed.getinfo(part).file_size > _BIGGEST:
        return
    data, at = packed.read(part), 0
    while at < len(data):
        kind, size = data[at], 0
        at += 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        for shift in range(0, 28, 7):
            size, at = size | (data[at] & 0x7F) << shift, at + 1
            if not data[at - 1] & 0x80:
                break
        yield kind, data[at : at + size]
        at += size


def _sheets(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Every sheet's name and the id of its part."""
    for kind, body in _records(packed, _BOOK):
        if kind == _SHEET:
            link, rest = _text(body[8:])
            yield _text(rest)[0], link


def _text(body: bytes) -> tuple[str, bytes]:
    (length,) = struct.unpack_from("<I", body)
    return body[4 : 4 + 2 * length].decode("utf-16-le"), body[4 + 2 * length :]


def _looks(packed: zipfile.ZipFile) -> dict[int, Look]:
    """The styles of cells that say something."""
    fills: list[str] = []
    found: dict[int, Look] = {}
    number = -1  # of a cell's style; before and after their list the forms are others
    for kind, body in _records(packed, _STYLES):
        if kind == _FILL:
            solid = struct.unpack_from("<I", body)[0] == _SOLID and body[4] & 1
            fills.append(colour_word(*body[8:11]) if solid else "")
        elif kind in (_FORMS, _FORMS_END):
            number = 0 if kind == _FORMS else -1
        elif kind == _FORM and number >= 0:
            fill = struct.unpack_from("<H", body, 6)[0]
            if fill < len(fills) and fills[fill]:
                found[number] = Look(fills[fill])
            number += 1
    return found


def _marks(packed: zipfile.ZipFile, part: str, looks: dict[int, Look]) -> Marks:
    marks, row, worn = Marks(), 0, list[Look]()
    for kind, body in _records(packed, part):
        if kind == _ROW:
            put_row(marks, row, worn)
            row, worn = struct.unpack_from("<I", body)[0] + 1, []
            if body[11] & 0x10:
                marks.hidden_rows.append(row)
        elif kind in _CELLS:
            worn.append(looks.get(int.from_bytes(body[4:7], "little"), PLAIN))
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 16)[0] & 1:
            first, last = struct.unpack_from("<II", body)
            marks.hidden_columns.extend(range(first, min(last, first + 255) + 1))
    put_row(marks, row, worn)
    return marks
