"""Files of every kind a shop brings, made here: what the mutated ones are made from."""

from collections.abc import Iterator
from typing import Any, Final

from openpyxl import Workbook

from tests.importers import files

_HEADERS: Final = ("姓名", "手機", "地址", "生日", "備註")
_PEOPLE: Final = [
    ["王小明", "0912345678", "台北市大安區和平東路一段1號", "78/5/3", "怕狗"],
    ["陳美惠", "912345679", "新北市中和區景平路2號", "1989-05-03", None],
    ["宏達室內裝修有限公司", "02-23456789 分機 12", "臺中市西區公益路3號", "無資料", "=1+1"],
    ["許功蓋", "+886912345670", "高雄市三民區建國路4號", "32500", "〃"],
]
_CARD: Final = "BEGIN:VCARD\r\nVERSION:{version}\r\nFN:{name}\r\nTEL;TYPE=CELL:{phone}\r\nEND:VCARD\r\n"


def seeds() -> Iterator[tuple[str, bytes]]:
    """File name and content, more than fifty of them."""
    for number, count in enumerate((1, 4, 40, 400)):
        rows = [list(_HEADERS), *(_PEOPLE * count)[:count]]
        yield f"{number}.xlsx", files.xlsx(rows)
        yield f"titled-{number}.xlsx", files.xlsx([["順發水電客戶名冊"], [], *rows, ["小計", count]])
        yield f"marked-{number}.xlsx", files.xlsx(rows, _coloured)
        yield f"{number}.xls", files.biff2([["Name", "Mobile"], *([f"Wang {at}", f"09{at:08d}"] for at in range(count))])
        yield f"{number}.ods", files.ods(files.ods_content("".join(files.ods_row(*map(str, row)) for row in rows)))
        yield f"page-{number}.xls", _html(rows)
        for encoding in ("utf-8-sig", "utf-8", "cp950", "utf-16"):
            for name, mark in (("csv", ","), ("txt", "\t")):
                yield f"{encoding}-{number}.{name}", _text(rows, mark).encode(encoding, "replace")
    for version in ("2.1", "3.0", "4.0"):
        cards = "".join(_CARD.format(version=version, name=row[0], phone=row[1]) for row in _PEOPLE)
        yield f"{version}.vcf", cards.encode()
    yield "locked.xlsx", files.locked(files.xlsx(), "開店")
    yield "2003.xls", files.XML_2003.encode()
    yield "page.mht", files.mhtml()


def _coloured(book: Workbook) -> None:
    from openpyxl.styles import PatternFill

    for cell in book.worksheets[0][2]:
        cell.fill = PatternFill("solid", fgColor="FFFF9999")


def _text(rows: list[list[Any]], mark: str) -> str:
    return "\r\n".join(mark.join(str(cell or "") for cell in row) for row in rows)


def _html(rows: list[list[Any]]) -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<html><meta charset="utf-8"><table>{cells}</table></html>'.encode()
