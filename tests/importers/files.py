"""Files of every kind a shop owner may drop, made by the tests themselves."""

import io
import quopri
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import msoffcrypto.format.ooxml
from openpyxl import Workbook

ROWS = [["姓名", "手機", "地址"], ["王小明", "0912345678", "台北市大安區"], ["陳美玲", "0922333444", "台中市西區"]]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(rows: list[list[Any]] = ROWS, change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook of one sheet 名單, changed as said."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名單"
    for row in rows:
        sheet.append(row)
    if change:
        change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def raw_xlsx(sheet_data: str, *, properties: str = "", head: str = "") -> bytes:
    """A workbook whose sheet is written by hand: what Excel stores and openpyxl can't write."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'{properties}<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>',
    }
    return zipped(parts)


def _relation(kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{space}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


def with_part(data: bytes, name: str, content: str) -> bytes:
    """A packed file with one of its parts written anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return zipped({part: packed.read(part) for part in packed.namelist()} | {name: content})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A packed file of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return written.getvalue()


def locked(data: bytes, password: str) -> bytes:
    """A workbook under a password, as Excel writes it."""
    written = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt(password, written)
    return written.getvalue()


_OFFICE = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)


def ods_content(rows: str, styles: str = "") -> str:
    """The content.xml of a sheet with these rows; `styles` stand before it."""
    return (
        f"<?xml version='1.0'?><office:document-content {_OFFICE}><office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="名單">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )


def ods_row(*cells: str, more: str = "") -> str:
    """A row of text cells."""
    made = "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells)
    return f"<table:table-row {more}>{made}</table:table-row>"


def ods(content: str) -> bytes:
    """An OpenDocument sheet."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def biff2(rows: list[list[str]]) -> bytes:
    """A sheet of Excel 2, the oldest .xls there is: a bare stream of records."""
    records = struct.pack("<HHHH", 0x0009, 4, 2, 0x10)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            text = cell.encode("ascii")
            body = struct.pack("<HH3sB", row, column, b"\0\0\0", len(text)) + text
            records += struct.pack("<HH", 0x0004, len(body)) + body
    return records + struct.pack("<HH", 0x000A, 0)


HTML = """<html><head><meta charset="big5"><style>td {mso-number-format:"\\@"}</style></head><body>
<table><tr><td colspan=3>客戶名單</td></tr></table>
<table border=1><tr><th>姓名</th><th>手機</th><th>地址</th></tr>
<tr><td>王小明<td>0912345678<td rowspan=2>台北市<br>大安區</tr>
<tr><td>陳美玲 &amp; 家人</td><td>0922333444</td></tr></table></body></html>"""

XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="名單"><Table>
<Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">生日</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">王小明</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">1980-05-11T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"""


def mhtml() -> bytes:
    """The same page as Excel saves it in one file."""
    page = quopri.encodestring(HTML.replace('charset="big5"', 'charset="utf-8"').encode())
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=part"\r\n\r\n'
        b'--=part\r\nContent-Type: text/html; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + page + b"\r\n--=part--\r\n"
    )
