"""An import that is not finished: the sidebar shows it, and what is dropped elsewhere asks before it joins."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QLabel, QPushButton

from db.services import lists
from resources import i18n
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.window import Window
from tests.screens.work import Held
from tests.ui.pages.test_importing import SURE, View, _book
from ui.pages.importing import describing, words
from ui.pages.importing.presenter import ImportPresenter

ASKED = "「2015客戶.xlsx」還開著，還沒匯入。"


@pytest.fixture
def sure(tmp_path: Path) -> Path:
    return _book(tmp_path, "2015客戶.xlsx", SURE)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return _book(tmp_path, "2019會員.xlsx", [["姓名", "手機"], ["林志明", "0911222333"]])


@pytest.fixture
def wizard(shop: Path, answers: Answers) -> Importing:
    return Importing(Window(answers))


def _entry(wizard: Importing) -> QPushButton | None:
    found = wizard.window.window.sidebar.findChildren(QPushButton)
    return next((one for one in found if one.text() == "匯入中…" and one.isVisible()), None)


def _names(wizard: Importing) -> list[str]:
    return [file.name for file in wizard.page.presenter.flow.files]


@pytest.mark.parametrize(
    ("answer", "left"), [(0, ["2015客戶.xlsx", "2019會員.xlsx"]), (1, ["2019會員.xlsx"]), (None, ["2015客戶.xlsx"])]
)
def test_what_is_dropped_elsewhere_asks_before_it_joins(
    wizard: Importing, answers: Answers, sure: Path, other: Path, answer: int | None, left: list[str]
) -> None:
    wizard.drop(sure)
    wizard.window.window.go("customers")
    answers.answers.append(answer)
    wizard.drop(other)
    assert answers.asked == [ASKED]
    assert _names(wizard) == left


def test_what_is_dropped_on_the_wizard_joins_without_a_question(
    wizard: Importing, answers: Answers, sure: Path, other: Path
) -> None:
    wizard.drop(sure)
    wizard.drop(other)
    assert answers.asked == []
    assert _names(wizard) == ["2015客戶.xlsx", "2019會員.xlsx"]


def test_the_sidebar_leads_back_to_an_import_until_it_is_done(wizard: Importing, sure: Path) -> None:
    assert _entry(wizard) is None
    wizard.drop(sure)
    wizard.window.window.go("customers")
    entry = _entry(wizard)
    assert entry is not None
    assert not entry.isChecked()
    entry.click()
    wizard.window.settle()
    assert (wizard.window.window.key, entry.isChecked()) == ("importing", True)
    wizard.forward()
    assert _entry(wizard) is None


def test_while_files_are_dragged_the_window_says_what_letting_go_does(wizard: Importing, sure: Path) -> None:
    window, frame = wizard.window.window, wizard.window.window.drop_frame
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sure))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dragEnterEvent(QDragEnterEvent(QPoint(500, 300), Qt.DropAction.CopyAction, data, button, none))
    assert frame.isVisible()
    assert frame.words == "放開就開始匯入"
    assert frame.geometry() == window.stage.geometry().translated(window.centralWidget().pos())
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not frame.isVisible()
    wizard.drop(sure)
    assert not frame.isVisible()


# Files that are read, and files that are refused.


def test_of_a_file_that_is_being_read_nothing_else_is_said(shop: Path, answers: Answers, sure: Path) -> None:
    view, held = View(), Held()
    presenter = ImportPresenter(view, answers, held)
    presenter.open([sure])
    assert [(item.is_reading, item.is_refused) for item in view.body.files] == [(True, False)]
    assert view.body.refused == ""
    held.work()
    presenter.files.read_as(0, "cp950")
    presenter.choose_step("files")
    assert view.body.files[0].is_reading
    held.work()
    assert not view.body.files[0].is_reading
    presenter.flow.session.close()


def test_a_file_whose_reading_was_stopped_can_be_read_again(shop: Path, answers: Answers, sure: Path) -> None:
    view, held = View(), Held()
    presenter = ImportPresenter(view, answers, held)
    presenter.open([sure])
    held.cancel()
    item = view.body.files[0]
    assert (item.problem, item.can_retry) == ("這個檔案還沒讀完。", True)
    presenter.files.retry(0)
    held.work()
    assert view.screens[-1].step == "review"
    presenter.flow.session.close()


def test_refused_files_stand_first_and_are_counted(wizard: Importing, sure: Path, other: Path, tmp_path: Path) -> None:
    for name in ("名單.jpg", "照片.jpg"):
        (tmp_path / name).write_bytes(b"\xff\xd8\xff\xe0JFIF" * 20)
    ledger = _book(tmp_path, "流水帳.xlsx", [["日期", "摘要", "收入", "支出", "餘額"], *_ledger()])
    wizard.drop(sure, other, tmp_path / "名單.jpg", ledger, tmp_path / "照片.jpg")
    wizard.go("files")
    words = "2 個檔案讀不了、1 個檔案裡找不到名單"
    (count,) = [one for one in wizard.page.findChildren(QLabel) if one.text() == words and one.isVisible()]
    assert not count.visibleRegion().isEmpty()
    shown = wizard.page.presenter.files.screen().files
    assert [item.name for item in shown] == ["名單.jpg", "流水帳.xlsx", "照片.jpg", "2015客戶.xlsx", "2019會員.xlsx"]
    newer = [one for one in wizard.page.findChildren(QPushButton) if one.text() == "這份比較新" and one.isVisible()]
    assert len(newer) == 1


def test_the_files_stay_where_the_owner_was_reading(wizard: Importing, sure: Path, tmp_path: Path) -> None:
    for at in range(6):
        (tmp_path / f"照片{at}.jpg").write_bytes(b"\xff\xd8\xff\xe0JFIF" * 20)
    wizard.drop(sure, *sorted(tmp_path.glob("照片*.jpg")))
    wizard.go("files")
    buttons = [one for one in wizard.page.findChildren(QPushButton) if one.text() == "不要了" and one.isVisible()]
    bar = wizard.page.files.area.verticalScrollBar()
    buttons[0].setFocus()
    wizard.go("columns")
    wizard.go("files")
    assert (bar.value(), bar.maximum() > 0) == (0, True)


def _ledger() -> list[list[object]]:
    return [[f"2019/{1 + at % 12}/3", "進貨" if at % 2 else "水電費", "", 1200 + at, 90000 - at] for at in range(12)]


# The last step and the result.


def test_rows_of_several_lists_say_where_they_stand(wizard: Importing, sure: Path, other: Path) -> None:
    wizard.drop(sure)
    wizard.go("review")
    assert wizard.cells("row")[0] == "2"
    wizard.drop(other)
    wizard.go("review")
    assert wizard.cells("row") == ["2015客戶 2", "2015客戶 3", "2015客戶 4", "2019會員 2"]
    review = wizard.page.review
    assert review.table is not None
    assert review.model is not None
    at = review.model.index(3, 0)
    review.table.setCurrentIndex(at)
    assert review.whole.text() == "列：2019會員.xlsx・名單・第 2 列"
    assert "2019會員.xlsx・名單・第 2 列" in review.model.data(at, Qt.ItemDataRole.ToolTipRole)
    assert "點兩下（或 F2）可以直接改。" in wizard.window.texts(review)


def test_the_last_column_has_the_room_and_a_repaired_phone_is_whole(wizard: Importing, sure: Path) -> None:
    wizard.drop(sure)
    table, model = wizard.page.review.table, wizard.page.review.model
    assert table is not None
    assert model is not None
    keys = [column.key for column in model.columns]
    assert "tax_id" not in keys  # no list has it: the others get its room
    widths = {key: table.columnWidth(at) for at, key in enumerate(keys)}
    assert max(widths, key=lambda key: widths[key]) == keys[-1] == "address"
    assert table.cut_text(model.index(0, keys.index("phone"))) == ""


def test_the_chip_of_what_waits_shows_what_it_counts(wizard: Importing, tmp_path: Path) -> None:
    rows = [["李淑芬", "0955666777", "民國78年13月3日"], ["王小明", "0922333444", "70/1/1"]]
    wizard.drop(_book(tmp_path, "客戶.xlsx", [["姓名", "手機", "生日"], *rows]))
    wizard.go("review")
    assert "待確認 1" in wizard.chips()
    wizard.page.presenter.review.filter_by("waiting")
    assert wizard.cells("name") == ["李淑芬"]


def test_the_whole_import_is_taken_back_from_its_result(wizard: Importing, sure: Path) -> None:
    wizard.drop(sure)
    wizard.forward()
    assert "匯入了 3 位客戶。" in wizard.window.texts()
    wizard.window.click("復原整次匯入")
    assert "這次匯入已經整次復原，名單和匯入前一樣。" in wizard.window.texts()
    assert len(lists.ids(lists.ListQuery())) == 0
    wizard.window.press_toast()
    assert "匯入了 3 位客戶。" in wizard.window.texts()
    assert len(lists.ids(lists.ListQuery())) == 3


def test_the_doubles_step_says_what_its_numbers_mean(wizard: Importing, tmp_path: Path) -> None:
    wizard.drop(_book(tmp_path, "2015.xlsx", [["姓名", "手機"], ["陳美惠", "0912345678"], ["王小明", "0922333444"]]))
    wizard.forward()
    rows = [["林志明", "0912345678", ""], ["王小明", "0922333444", "桃園市"], ["陳美惠", "0912345678", ""]]
    wizard.drop(_book(tmp_path, "2019.xlsx", [["姓名", "手機", "地址"], *rows]))
    wizard.go("doubles")
    assert (
        "3 列對到名單裡已有的客戶：1 列補進新資料、1 列沒有新內容、1 列要您看。沒回答的會放在「匯入紀錄」慢慢確認。"
        in wizard.window.texts()
    )


def test_in_english_sentences_and_brackets_stand_apart() -> None:
    i18n.use("en")
    assert "nothing was taken. If there are" in words.declined_sentence("statistics")
    assert describing.own_words("Age", "own:number").startswith("Keep as “Age” (")
