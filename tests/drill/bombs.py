"""Files made to eat memory and time: refused in a sentence within seconds, whatever their size says."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Final

from db.core.errors import UserError
from importers.child import Child
from importers.messages import Survey
from importers.values import Source
from tests.drill.drilling import Ground, Line
from tests.drill.mutated import peak
from tests.importers import files

TITLE: Final = "Bombs"
RULES: Final = ("R13",)
_SECONDS: Final = 5.0
_MEMORY: Final = 300 << 20
_CELL: Final = "<row r='1'><c r='A1' t='str'><v>&b;</v></c></row>"


def lines(ground: Ground) -> Iterator[Line]:
    """Each bomb in a child of its own."""
    fault = list[str]()
    made = bombs(ground.many(1, 4))
    for name, content in made.items():
        path = ground.folder / name
        path.write_bytes(content)
        fault += _fault(name, path)
    yield Line("refused within 5 s and 300 MB", len(made), len(made) - len(fault), "; ".join(fault))
    yield _honest(ground)


def _fault(name: str, path: Path) -> list[str]:
    began, refused = monotonic(), ""
    with Child() as child:
        try:
            for _answer in child.ask(Survey(Source(path=path, name=name))):
                pass
        except UserError as error:
            refused = error.code
        memory = peak(child)
    took = monotonic() - began
    if not refused:
        return [f"{name}: taken"]
    return [f"{name}: {took:.1f} s, {memory >> 20} MB"] if took > _SECONDS or memory > _MEMORY else []


def bombs(weight: int) -> dict[str, bytes]:
    """Twelve of them; `weight` times as heavy."""
    blank, row = b" " * (60_000_000 * weight), "<row>" + "<c t='str'><v>x</v></c>" * 50 + "</row>"
    laughs = "<!DOCTYPE x [" + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 20}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    laughs += '<!ENTITY a "ha">]>'
    outside = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    inner = files.zipped({"x": bytes(20_000_000)})
    repeated = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    strings = "<sst>" + "<si><t>x</t></si>" * (2_500_000 * weight) + "</sst>"
    cells = '<xf numFmtId="200"/>' * 40_000 * weight
    formats = f'<numFmts><numFmt numFmtId="200" formatCode="{"0" * 300_000}"/></numFmts>'
    styles = f'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{formats}<cellXfs>{cells}</cellXfs></styleSheet>'
    return {
        "blank.xlsx": files.zipped({"xl/workbook.xml": b"<a>" + blank}),
        "entities.xlsx": files.raw_xlsx(_CELL, head=laughs),
        "outside.xlsx": files.raw_xlsx(_CELL, head=outside),
        "parts.xlsx": files.zipped({"xl/workbook.xml": "<a/>", **{f"xl/part{n}.txt": b"" for n in range(2_100)}}),
        "nested.xlsx": files.zipped({"xl/workbook.xml": inner, **{f"xl/{n}.zip": inner for n in range(30)}}),
        "strings.xlsx": files.with_part(files.xlsx(), "xl/sharedStrings.xml", strings),
        "styles.xlsx": files.with_part(files.xlsx(), "xl/styles.xml", styles),
        "rows.xlsx": files.raw_xlsx(row * (260_000 * weight)),
        "cells.ods": files.ods(files.ods_content(repeated)),
        "blank.ods": files.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": blank}),
        "rows.csv": b"\n".join(b"a,b,c" for _ in range(260_000 * weight)),
        "columns.csv": b"x," * 300_000 * weight,
    }  # fmt: skip


def _honest(ground: Ground) -> Line:
    """A range that is only declared big is no reason to refuse."""
    held = 0
    wide = '<row r="1048576"><c r="XFD1048576"/></row>'
    for name, content in {
        "declared.xlsx": files.raw_xlsx(f"<row r='1'><c r='A1' t='str'><v>姓名</v></c></row>{wide}"),
        "repeated.ods": files.ods(
            files.ods_content(
                files.ods_row("姓名", "電話") + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
                ' table:number-columns-repeated="16384"/></table:table-row>'
            )
        ),
    }.items():
        path = ground.folder / name
        path.write_bytes(content)
        with Child() as child:
            held += bool(list(child.ask(Survey(Source(path=path, name=name)))))
    return Line("a big range without content is read", 2, held)
