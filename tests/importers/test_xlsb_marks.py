"""Hidden rows, hidden columns and colours of binary workbooks."""

import struct

from importers.formats import xlsb_marks
from importers.values import Marks
from tests.importers import files

_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
)


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(body)]) if len(body) < 0x80 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
    return head + size + body


def text(said: str) -> bytes:
    return struct.pack("<I", len(said)) + said.encode("utf-16-le")


def row(number: int, *styles: int, hidden: bool = False) -> bytes:
    head = struct.pack("<IIHBBBI", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    cells = b"".join(record(7, struct.pack("<III", column, style, 0)) for column, style in enumerate(styles))
    return record(0, head) + cells


def workbook(*rows: bytes, columns: bytes = b"") -> bytes:
    fills = [
        struct.pack("<IBBhBBBB", pattern, 3, 0, 0, *rgb, 255) + bytes(56) for pattern, rgb in ((0, (255, 0, 0)), (1, (255, 0, 0)))
    ]
    forms = [struct.pack("<HHHHII", 0, 0, 0, fill, 0, 0) for fill in (0, 1)]
    inherited = record(626) + record(47, forms[1]) + record(627)
    styles = b"".join(record(45, fill) for fill in fills) + inherited
    styles += record(617) + b"".join(record(47, form) for form in forms) + record(618) + record(47, forms[1])
    return files.zipped(
        {
            "xl/workbook.bin": record(156, struct.pack("<II", 0, 1) + text("rId1") + text("客戶")),
            "xl/_rels/workbook.bin.rels": _RELATED,
            "xl/styles.bin": styles,
            "xl/worksheets/sheet1.bin": columns + b"".join(rows),
        }
    )


def test_hidden_rows_and_columns_and_colours_are_found() -> None:
    hidden = record(60, struct.pack("<IIIIH", 1, 2, 2560, 0, 1)) + record(60, struct.pack("<IIIIH", 3, 3, 2560, 0, 6))
    data = workbook(row(1, 0, 0), row(2, 1, 1), row(5, 0, 0, hidden=True), row(200, 1, 0), columns=hidden)
    assert xlsb_marks.read(data) == {"客戶": Marks(fills={2: "red"}, hidden_rows=[5], hidden_columns=[1, 2])}
