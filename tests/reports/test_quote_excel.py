"""A quote as an Excel file, opened again."""

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from db.services.quote_paper import PaperLine
from reports import quote_excel
from tests.reports.papers import item, quote


def _opened(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _table(sheet: Worksheet) -> list[list[object]]:
    """What stands below the titles."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=9)]
    return rows[next(at for at, row in enumerate(rows) if row[0] == "#") + 1 :]


def test_lines_and_sums_are_real_numbers(shop: Path, tmp_path: Path) -> None:
    lines = [PaperLine("heading", "一、浴室"), item("=1+1", "2.5", "100.5"), item("龍頭", "1", "3900", "option")]
    path = tmp_path / "quote.xlsx"
    assert quote_excel.write(path, quote(lines)) == 6
    sheet = _opened(path)
    rows = _table(sheet)
    assert rows[1] == [1, "=1+1", None, 2.5, "台", 100.5, None, None, 251]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"} == {"s"}
    assert sheet.title == "報價單 1151114-002"
    assert (rows[2][7], rows[2][8]) == ("(3,900)", None)
    assert [(row[1], row[8]) for row in rows[3:6]] == [("未稅合計", 251), ("營業稅 5%", 13), ("總計 NT$", 264)]


def test_it_can_be_sent_as_it_is(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "quote.xlsx"
    quote_excel.write(path, quote([item("甲", "1", "1000")], payment_terms="訂金三成", note="週一至週五", project="大安張宅"))
    said = {str(cell.value) for row in _opened(path).iter_rows() for cell in row if cell.value is not None}
    wanted = {"順發水電材料行", "報價單", "宏達室內裝修有限公司", "04595257", "1151114-002", "2026/12/16", "大安張宅",
              "新臺幣 壹仟零伍拾元整", "付款：訂金三成", "週一至週五"}  # fmt: skip
    assert wanted - said == set()


def test_without_tax_there_is_one_sum(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "quote.xlsx"
    assert quote_excel.write(path, quote([item("甲")], "none")) == 2
