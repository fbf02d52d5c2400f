"""A quote as an Excel file, opened again."""

from decimal import Decimal
from pathlib import Path

import openpyxl

from db.services.quote_paper import PaperLine
from reports import quote_excel
from tests.reports.papers import item, quote


def test_lines_and_sums_are_real_numbers(shop: Path, tmp_path: Path) -> None:
    lines = [PaperLine("heading", "一、浴室"), item("=1+1", "2.5", "100.5"), item("龍頭", "1", "3900", "option")]
    path = tmp_path / "quote.xlsx"
    assert quote_excel.write(path, quote(lines)) == 6
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[1] == [1, "=1+1", None, 2.5, "台", 100.5, None, None, 251]
    assert sheet["B3"].data_type == "s"
    assert sheet.title == "報價單 1151114-002"
    assert (rows[2][7], rows[2][8]) == ("(3,900)", None)
    assert [(row[1], row[8]) for row in rows[3:]] == [("未稅合計", 251), ("營業稅 5%", 13), ("總計 NT$", 264)]
    assert sum(Decimal(row[8]) for row in rows[:3] if row[8] is not None) == 251


def test_without_tax_there_is_one_sum(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "quote.xlsx"
    assert quote_excel.write(path, quote([item("甲")], "none")) == 2
