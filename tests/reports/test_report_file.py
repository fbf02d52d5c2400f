"""Reports as files: real numbers, percents and days in Excel, nothing a formula, csv and JSON; the history tells of each."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from db.core import audit
from db.core.errors import InputError
from reports import catalogue, report_file
from reports.question import Answer, Chart, ChartKind, Heading, Line
from tests.reports.answers_made import HOSTILE, answer, answered
from tests.reports.papers import plain

pytestmark = pytest.mark.usefixtures("shop", "saturday")


def _every_kind() -> Answer:
    headings = (
        Heading("item", "商品"), Heading("count", "筆數", "count"), Heading("much", "數量", "quantity"),
        Heading("money", "金額", "money"), Heading("share", "占比", "share"), Heading("day", "日期", "date"),
        Heading("month", "月份", "month"), Heading("days", "天數", "days"),
    )  # fmt: skip
    known = ("濾心", 3, Decimal("2.5"), -1200, 0.1234567, date(2026, 11, 21), date(2026, 11, 1), 32.5)
    unknown = ("LED 燈", *[None] * 7)
    return Answer(headings, (Line("a", known), Line("b", unknown)), records=30, chart=Chart("bars", "item", ("money",)))


def test_excel_holds_numbers_percents_and_days(tmp_path: Path) -> None:
    report_file.write(tmp_path / "x.xlsx", answered(_every_kind()))
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    head, known, unknown = sheet.iter_rows(max_row=3)
    assert [cell.value for cell in head] == ["商品", "筆數", "數量", "金額", "占比", "日期", "月份", "天數"]
    days = [cell.value.date() for cell in known[5:7]]
    assert [cell.value for cell in known[:5]] == ["濾心", 3, 2.5, -1200, 0.1234567]
    assert (days, known[7].value) == ([date(2026, 11, 21), date(2026, 11, 1)], 32.5)
    assert [cell.number_format for cell in known[3:7]] == ["#,##0", "0.0%", "yyyy/mm/dd", "yyyy/mm"]
    assert [cell.value for cell in unknown[1:]] == [None] * 7


@pytest.mark.parametrize("kind", ["bars", "columns", "stacked", "line", "heat", "donut"])
def test_excel_draws_the_chart_of_the_table_itself(kind: ChartKind, tmp_path: Path) -> None:
    report_file.write(tmp_path / "x.xlsx", answered(answer(kind, both=True)))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    (chart,) = book.worksheets[1]._charts
    assert [one.val.numRef.f for one in chart.series] == ["'哪些東西好賣？'!$B$2:$B$4", "'哪些東西好賣？'!$C$2:$C$4"]
    assert {one.cat.numRef.f for one in chart.series} == {"'哪些東西好賣？'!$A$2:$A$4"}
    told = {row[0].value: row[1].value for row in book.worksheets[2].iter_rows()}
    assert told["回答"] == "LED 燈賣得最好：190 元。"
    assert told["怎麼算的"] == "每一筆都算。"


def test_names_are_no_formulas(tmp_path: Path) -> None:
    made = answered(answer("bars", [(name, at, at) for at, name in enumerate(HOSTILE)]))
    report_file.write(tmp_path / "x.xlsx", made)
    report_file.write(tmp_path / "x.csv", made)
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0].iter_rows(min_row=2, max_row=5)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(name, "s") for name in HOSTILE[:4]]
    assert [bool(cell.quotePrefix) for cell in cells] == [False, True, False, True]  # edited in Excel it stays text
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[2][0] == "'=1+1"


def test_csv_has_plain_numbers_also_below_zero(tmp_path: Path) -> None:
    report_file.write(tmp_path / "x.csv", answered(_every_kind()))
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["濾心", "3", "2.5", "-1200", "12.3%", "2026-11-21", "2026-11-01", "32.5"]
    assert rows[2] == ["LED 燈", *[""] * 7]


def test_json_has_everything(tmp_path: Path) -> None:
    report_file.write(tmp_path / "x.json", answered(_every_kind()))
    said = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert said["title"] == "哪些東西好賣？"
    assert said["headings"][3] == {"key": "money", "title": "金額", "kind": "money"}
    assert said["lines"][0] == {"key": "a", "cells": ["濾心", 3, 2.5, -1200, 0.1235, "2026-11-21", "2026-11-01", 32.5]}
    assert (said["records"], said["total"], said["how"]) == (30, None, "每一筆都算。")


def test_the_history_says_what_went_out(tmp_path: Path) -> None:
    report_file.write(tmp_path / "好賣.pdf", answered(answer()))
    unit = audit.units(1)[0]
    assert unit.action == "reports.export"
    assert (unit.detail["key"], unit.detail["format"], unit.detail["file"]) == ("goods", "pdf", "好賣.pdf")


def test_another_ending_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="docx"):
        report_file.write(tmp_path / "x.docx", answered(answer()))
    with pytest.raises(InputError, match="pdf"):
        report_file.write_all(tmp_path / "x.xlsx", [answered(answer())])
    assert list(tmp_path.glob("x.*")) == []


def test_a_sample_is_never_written_as_if_it_were_the_shop(tmp_path: Path) -> None:
    asked = catalogue.answered("quotes_won")
    assert asked.answer.is_sample
    report_file.write(tmp_path / "x.json", asked)
    said = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert said["records"] == 0
    assert plain(said["sentence"]) == "資料太少，看不出來。"


def test_a_shaded_table_has_its_shades_in_excel_and_no_chart_of_the_same(tmp_path: Path) -> None:
    report_file.write(tmp_path / "x.xlsx", answered(answer("heat", heat=True, both=True)))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert len(book.worksheets) == 2  # the table and what was asked
    (shaded,) = book.worksheets[0].conditional_formatting
    assert str(shaded.sqref) == "B2:C4"
