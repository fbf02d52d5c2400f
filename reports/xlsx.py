"""The parts of an .xlsx file with one sheet, written straight into the zip: nothing of a customer lies in a temporary folder."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from db.core.values.text import clean_text
from db.services import errands
from resources.i18n import _

Cell = str | int | Decimal | date | None
LONGEST: Final = 32_767  # characters Excel takes in a cell
# What a spreadsheet could take for a formula at the start of a cell (OWASP, CSV injection), full width included.
FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_CODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x000D_ as a character
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_ROOM: Final = 1200  # letters of each fixed part: a whole book of 4,096 bytes and more can be encrypted by msoffcrypto-tool
_EPOCH: Final = date(1899, 12, 30)
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel counts a day that never was
_TEXT, _GUARDED, _DAY, _HEAD = 1, 2, 3, 4  # places in cellXfs below
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/></numFmts>'
    '<fonts count="2"><font><sz val="12"/><name val="Microsoft JhengHei"/></font>'
    '<font><b/><sz val="12"/><name val="Microsoft JhengHei"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class Column(NamedTuple):
    """A column of a sheet. `is_text`: what is typed in Excel where nothing stands is text, too, so a phone keeps its 0."""

    title: str
    width: int = 20  # characters
    is_text: bool = False


class Behind(NamedTuple):
    """A second sheet that Excel does not show; its rows are asked for after those of the first."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write(
    file: Path | BinaryIO,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    behind: Behind | None = None,
) -> int:
    """Write the file; how many rows. Text becomes text cells, numbers and days real ones; the header stays in sight and filters.

    `title`: at most 31 characters, none of them \\ / * ? : [ ].
    """
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=4) as book:
        for name, part in _PARTS.items():
            book.writestr(name, (_XML + (part if behind is None else _with_second(part))).ljust(_ROOM), ZIP_STORED)
        book.writestr("xl/workbook.xml", _workbook(title, behind))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            count = _sheet(sheet.write, columns, rows)
        if behind:
            with book.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as sheet:
                _sheet(sheet.write, [Column(title) for title in behind.header], behind.rows, in_sight=False)
    return count


def _with_second(part: str) -> str:
    """A part that names the first sheet, naming the second as well."""
    for opening in ('<Override PartName="/xl/worksheets/sheet1.xml"', '<Relationship Id="rId1" Type="' + _OFFICE + "/worksheet"):
        if opening in part:
            first = part[part.index(opening) :].partition("/>")[0] + "/>"
            return part.replace(first, first + first.replace("sheet1", "sheet2").replace("rId1", "rId3"))
    return part


def is_day(value: Cell) -> bool:
    """Whether this is a day Excel can hold."""
    return isinstance(value, date) and value >= _FIRST_DAY


def _workbook(title: str, behind: Behind | None) -> str:
    sheet = f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/>'
    if behind:
        sheet += f'<sheet name={quoteattr(behind.title)} sheetId="2" state="veryHidden" r:id="rId3"/>'
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheet}</sheets></workbook>'


def _sheet(
    put: Callable[[bytes], object], columns: Sequence[Column], rows: Iterable[Sequence[Cell]], in_sight: bool = True
) -> int:
    letters = [_letter(number) for number in range(len(columns))]
    empty = [f'" s="{_TEXT}"/>' if column.is_text else "" for column in columns]
    chosen = ' tabSelected="1"' if in_sight else ""
    put(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{chosen} workbookViewId="0">'.encode())
    put(b'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>')
    for number, column in enumerate(columns, 1):
        style = f' style="{_TEXT}"' if column.is_text else ""  # of the rows below the last
        put(f'<col min="{number}" max="{number}" width="{column.width}"{style} customWidth="1"/>'.encode())
    head = "".join(_text(f"{letter}1", column.title, _HEAD) for letter, column in zip(letters, columns, strict=True))
    put(f'</cols><sheetData><row r="1">{head}</row>'.encode())
    last = 1
    for last, row in enumerate(rows, 2):
        put(f'<row r="{last}">{"".join(_cells(letters, empty, last, row))}</row>'.encode())
    put(b"</sheetData>")
    if in_sight:
        put(f'<autoFilter ref="A1:{letters[-1]}{last}"/>'.encode())
        put(_stamp().encode())
    put(b"</worksheet>")
    return last - 1


def _stamp() -> str:
    """Who took the list, when and what for, below every printed page; "" in a shop without passwords."""
    said = errands.stamp()
    if not said:
        return ""
    parts = (_("Contains personal data; destroy after use."), said)
    head, foot = (escape(_NO_XML.sub("", clean_text(part)).replace("&", "&&")) for part in parts)
    return (
        f"<headerFooter><oddHeader>&amp;C{head}</oddHeader><oddFooter>&amp;L{foot}&amp;R&amp;P/&amp;N</oddFooter></headerFooter>"
    )


def _cells(letters: Sequence[str], empty: Sequence[str], number: int, row: Sequence[Cell]) -> Iterator[str]:
    """The cells of a row; `empty`: how one without a value ends in each column, "" where it is left out."""
    for letter, ending, value in zip(letters, empty, row, strict=True):
        if value is None or value == "":
            if ending:
                yield f'<c r="{letter}{number}{ending}'
            continue
        place = f"{letter}{number}"
        if isinstance(value, str):
            yield _text(place, value)
        elif isinstance(value, date):
            yield f'<c r="{place}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
        else:
            yield f'<c r="{place}"><v>{value}</v></c>'


def _text(place: str, text: str, style: int = _TEXT) -> str:
    text = _NO_XML.sub("", clean_text(text))
    if len(text) * 2 > LONGEST:  # Excel counts 𠮷 and emoji as two
        text = text.encode("utf-16-le", "surrogatepass")[: LONGEST * 2].decode("utf-16-le", "ignore")
    if style == _TEXT and FORMULA.match(text):
        style = _GUARDED
    words = escape(_CODED.sub("_x005F_", text))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _letter(number: int) -> str:
    """A, B, ... Z, AA of a column counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
