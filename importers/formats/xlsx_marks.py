"""Marks of an .xlsx: found by looking for the few styles that say something, not by parsing every cell."""

import colorsys
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree  # no part with a declaration gets this far: limits.opened_zip

from importers.marks import PLAIN, Look, colour_word, put_row
from importers.values import Marks

_BIGGEST = 200 * 2**20  # bytes of one sheet's XML; beyond, memory is needed for the rows
_BIGGEST_STYLES = 4 * 2**20
_MOST_ROWS = 30_000  # marked rows looked at in a sheet; where there are more they say nothing
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d+)\"")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/?)>")
_STYLE = re.compile(rb"\bs=\"(\d+)\"")
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*?\bhidden=\"(?:1|true)\"[^>]*)>")
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


def read(data: bytes) -> dict[str, Marks]:
    """The marks by the sheets' names; raises what a broken part makes the parsers raise."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        looks = _looks(packed)
        return {name: _marks(packed, part, looks) for name, part in _parts(packed)}


def _xml(packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(packed.read(part))  # noqa: S314 - declarations were refused before


def related(packed: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """id -> (type, part) of everything this part refers to."""
    folder, name = posixpath.split(part)
    listed = f"{folder}/_rels/{name}.rels"
    if listed not in packed.namelist():
        return {}
    return {
        one.get("Id", ""): (one.get("Type", ""), posixpath.normpath(posixpath.join("/" + folder, one.get("Target", "")))[1:])
        for one in _xml(packed, listed)
    }


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets' names and parts."""
    names = set(packed.namelist())
    book = "xl/workbook.xml"
    links = related(packed, book)
    for sheet in _xml(packed, book).iter():
        if sheet.tag.endswith("}sheet"):
            link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
            part = links.get(link, ("", ""))[1]
            if part in names and packed.getinfo(part).file_size <= _BIGGEST:
                yield sheet.get("name", ""), part


def _looks(packed: zipfile.ZipFile) -> dict[int, Look]:
    """The looks of the cell styles that say something, by number."""
    if "xl/styles.xml" not in packed.namelist() or packed.getinfo("xl/styles.xml").file_size > _BIGGEST_STYLES:
        return {}
    styles = _xml(packed, "xl/styles.xml")
    space = styles.tag.partition("}")[0] + "}"
    fills = [_fill(packed, fill, space) for fill in styles.iterfind(f"{space}fills/{space}fill")]
    strikes = [_is_struck(font.find(f"{space}strike")) for font in styles.iterfind(f"{space}fonts/{space}font")]
    found = {}
    for number, form in enumerate(styles.iterfind(f"{space}cellXfs/{space}xf")):
        fill, font = int(form.get("fillId", 0)), int(form.get("fontId", 0))
        look = Look(fills[fill] if fill < len(fills) else "", strikes[font] if font < len(strikes) else False)
        if look != PLAIN:
            found[number] = look
    return found


def _is_struck(mark: ElementTree.Element | None) -> bool:
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _fill(packed: zipfile.ZipFile, fill: ElementTree.Element, space: str) -> str:
    pattern = fill.find(f"{space}patternFill")
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return ""
    colour = pattern.find(f"{space}fgColor")
    if colour is None:
        return ""
    if rgb := colour.get("rgb"):
        return _tinted(rgb[-6:], colour.get("tint"))
    if theme := colour.get("theme"):
        return _tinted(_theme(packed, int(theme)), colour.get("tint"))
    if index := colour.get("indexed"):
        from openpyxl.styles.colors import COLOR_INDEX

        return _tinted(COLOR_INDEX[int(index)][-6:], None) if int(index) < len(COLOR_INDEX) else ""
    return ""


def _theme(packed: zipfile.ZipFile, index: int) -> str:
    """The six digits of a theme's colour; the usual theme's where the file has none."""
    part = "xl/theme/theme1.xml"
    if part in packed.namelist() and index < len(_THEME):
        for one in _xml(packed, part).iter():
            if one.tag.endswith("}" + _THEME[index]):
                return next((value for kind in one for value in (kind.get("lastClr"), kind.get("val")) if value), "FFFFFF")
    return "FFFFFF"


def _tinted(digits: str, tint: str | None) -> str:
    if not re.fullmatch("[0-9A-Fa-f]{6}", digits):
        return ""
    red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    if tint and (much := float(tint)):
        hue, light, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
        light = light * (1 + much) if much < 0 else light * (1 - much) + much
        red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))
    return colour_word(red, green, blue)


def _marks(packed: zipfile.ZipFile, part: str, looks: dict[int, Look]) -> Marks:
    marks = Marks()
    content = packed.read(part)
    if b' hidden="' in content:
        _hidden(content, marks)
    _marked_rows(content, looks, marks)
    for kind, target in related(packed, part).values():
        if kind.endswith("/comments") and target in packed.namelist():
            marks.comments = list(_comments(_xml(packed, target)))
    return marks


def _hidden(content: bytes, marks: Marks) -> None:
    for found in _HIDDEN.finditer(content):
        given: dict[bytes, bytes] = dict(re.findall(rb"\b(r|min|max)=\"(\d+)\"", found[2]))
        if found[1] == b"row" and b"r" in given:
            marks.hidden_rows.append(int(given[b"r"]))
        elif b"min" in given:
            first = int(given[b"min"])
            last = min(int(given.get(b"max", first)), first + 500)  # beyond, nothing stands in them
            marks.hidden_columns += range(first - 1, last)


def _marked_rows(content: bytes, looks: dict[int, Look], marks: Marks) -> None:
    """Note the rows most of whose cells look special; a style is looked for as bytes, which skips plain cells at full speed."""
    starts: dict[int, int] = {}  # where a marked row begins -> where it ends
    for number in looks:
        wanted, place = b' s="%d"' % number, 0
        while (place := content.find(wanted, place)) >= 0:
            start = max(content.rfind(b"<row", 0, place), content.rfind(b":row", 0, place) - 1)
            end = content.find(b"row>", place)
            place = end if end >= 0 else len(content)
            starts[start] = place
            if len(starts) > _MOST_ROWS:
                return
    for start in sorted(starts):
        if found := _ROW_NUMBER.match(content, max(start, 0)) or _ROW_NUMBER.search(content, max(start - 20, 0)):
            put_row(marks, int(found[1]), list(_row_looks(content[found.end() : starts[start]], looks)))


def _row_looks(row: bytes, looks: dict[int, Look]) -> Iterator[Look]:
    """The looks of the row's cells with content."""
    cells = list(_CELL.finditer(row))
    for one in cells:
        if not one[2]:
            style = _STYLE.search(one[1])
            if row[one.end() : one.end() + 6].startswith((b"<v", b"<f", b"<is", b"<x:", b"<s:", b"<ns")) or b"t=" in one[1]:
                yield looks.get(int(style[1]), PLAIN) if style else PLAIN


def _comments(root: ElementTree.Element) -> Iterator[tuple[int, int, str]]:
    for one in root.iter():
        if one.tag.endswith("}comment"):
            place = re.fullmatch(r"([A-Z]{1,3})(\d+)", one.get("ref", ""))
            text = "".join(part.text or "" for part in one.iter() if part.tag.endswith("}t")).strip()
            if place and text:
                yield int(place[2]), _column(place[1]), text


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
