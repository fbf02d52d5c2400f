"""Colours, comments and sheet names in the import wizard: what step 3 shows of every list is what becomes of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from db.services import tags
from tests.importers.files import xlsx
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.window import Window
from tests.screens.work import at_once
from tests.ui.pages.test_importing import View
from ui.pages.importing.presenter import ImportPresenter

TOWNS = ("中和", "永和", "板橋")
MEMBERS = "會員卡號,姓名,手機\nA1,陳美惠,0911-000-001\nA2,王小明,0911-000-002\n"


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(shop: Path, view: View, answers: Answers) -> Iterator[ImportPresenter]:
    made = ImportPresenter(view, answers, at_once)
    yield made
    made.flow.session.close()


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "2019會員.csv"
    path.write_text(MEMBERS, encoding="utf-8")
    return path


def _rows(start: int) -> list[list[Any]]:
    return [[f"客人{chr(0x4E00 + start + at)}", f"0922{start + at:06}", "新北市"] for at in range(8)]


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """Three sheets of one layout, each with a red row and a comment."""

    def change(book: Workbook) -> None:
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        book.worksheets[0].title = TOWNS[0]
        for at, name in enumerate(TOWNS[1:], 1):
            sheet = book.create_sheet(name)
            for row in [["姓名", "電話", "地址"], *_rows(100 * at)]:
                sheet.append(row)
        for sheet in book.worksheets:
            for column in "ABC":
                sheet[f"{column}3"].fill = PatternFill("solid", fgColor="FFFF0000")
            sheet["A4"].comment = Comment("常拖", "x")

    path = tmp_path / "2015客戶.xlsx"
    path.write_bytes(xlsx([["姓名", "電話", "地址"], *_rows(0)], change))
    return path


def _asked(view: View) -> dict[str, tuple[str, str]]:
    return {mark.key: (mark.label, mark.chosen) for mark in view.body.marks}


def _tags() -> dict[str, int]:
    return {row.name: row.count for row in tags.rows() if row.count}


def test_the_names_of_sheets_are_asked_of_the_file_that_has_them(
    presenter: ImportPresenter, view: View, members: Path, towns: Path
) -> None:
    presenter.open([members])
    presenter.open([towns])
    presenter.choose_step("tidy")
    assert _asked(view)["sheet"] == ("工作表名稱：中和、永和、板橋", "tag")
    presenter.choose_step("review")
    assert "工作表名稱：中和、永和、板橋 → 變成標籤" in view.body.note
    presenter.forward()
    assert {name: count for name, count in _tags().items() if name in TOWNS} == dict.fromkeys(TOWNS, 8)


@pytest.mark.parametrize("key", ["sheet", "fill", "comment"])
def test_what_is_answered_is_what_happens(presenter: ImportPresenter, view: View, members: Path, towns: Path, key: str) -> None:
    presenter.open([members])
    presenter.open([towns])
    presenter.choose_step("tidy")
    presenter.tidy.choose_mark([mark.key for mark in view.body.marks].index(key), "none")
    assert _asked(view)[key][1] == "none"
    presenter.choose_step("review")
    assert presenter.flow.plan is not None
    made = set(_tags_of(presenter))
    assert made.isdisjoint(TOWNS) == (key == "sheet")
    assert ("紅底" in made) == (key != "fill")
    noted = any("常拖" in str(line.values) for line in presenter.flow.plan.lines(range(presenter.flow.plan.count)))
    assert noted == (key != "comment")


def _tags_of(presenter: ImportPresenter) -> list[str]:
    assert presenter.flow.plan is not None
    return [name for batch in presenter.flow.plan.batches for name in batch.clean.tags]


def test_lists_answered_differently_are_asked_one_by_one(
    presenter: ImportPresenter, view: View, tmp_path: Path, towns: Path
) -> None:
    def change(book: Workbook) -> None:
        for column in "ABC":
            book.worksheets[0][f"{column}3"].fill = PatternFill("solid", fgColor="FFFF0000")

    other = tmp_path / "廠商.xlsx"
    other.write_bytes(xlsx([["姓名", "手機", "備註"], *_rows(500)], change))
    presenter.open([other])
    presenter.flow.files[0].tables[0].options.fill_choice = "none"  # as remembered of an earlier import of this layout
    presenter.open([towns])
    presenter.choose_step("tidy")
    fills = [(mark.label, mark.chosen) for mark in view.body.marks if mark.key == "fill"]
    assert fills == [("廠商.xlsx：紅底 1 列", "none"), ("2015客戶.xlsx：紅底 3 列", "tag")]
    presenter.tidy.choose_mark(0, "note")
    presenter.choose_step("review")
    assert "廠商.xlsx：紅底 1 列 → 寫進備註" in view.body.note
    assert "2015客戶.xlsx：紅底 3 列 → 變成標籤" in view.body.note
    presenter.choose_step("tidy")
    presenter.tidy.choose_mark(0, "tag")
    assert [mark.chosen for mark in view.body.marks if mark.key == "fill"] == ["tag", "tag"]  # they stay where they were


def test_what_was_said_of_marks_holds_where_a_sheet_is_looked_at_again(
    presenter: ImportPresenter, view: View, towns: Path
) -> None:
    presenter.open([towns])
    presenter.choose_step("tidy")
    presenter.tidy.choose_mark([mark.key for mark in view.body.marks].index("fill"), "none")
    presenter.columns.choose_kind("customers")
    presenter.choose_step("tidy")
    assert _asked(view)["fill"][1] == "none"
    assert _asked(view)["sheet"][1] == "tag"


def test_the_last_step_says_whole_what_the_marks_become(shop: Path, answers: Answers, members: Path, towns: Path) -> None:
    wizard = Importing(Window(answers, (1280, 689)))
    wizard.drop(members, towns)
    wizard.go("review")
    assert "工作表名稱：中和、永和、板橋 → 變成標籤" in wizard.page.review.note.text()
    assert wizard.window.clipped(wizard.page) == []
