"""The import wizard while a job works: nothing is pressed, lost or forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from db.services import backups, lists
from tests.importers.files import locked
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.window import Window
from tests.screens.work import Held
from tests.ui.pages.test_importing import SURE, View, _book
from ui.kit import settings
from ui.kit.fields import LineEdit
from ui.pages.importing.presenter import ImportPresenter
from ui.pages.importing.screens import PersonItem


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def sure(tmp_path: Path) -> Path:
    return _book(tmp_path, "2015客戶.xlsx", SURE)


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def waiting(shop: Path, view: View, answers: Answers, held: Held) -> Iterator[ImportPresenter]:
    made = ImportPresenter(view, answers, held)
    yield made
    made.flow.session.close()


def test_nothing_can_be_pressed_while_a_job_works(waiting: ImportPresenter, view: View, held: Held, sure: Path) -> None:
    waiting.open([sure])
    assert view.screens[-1].is_working
    held.work()
    assert not view.screens[-1].is_working
    waiting.forward()
    assert view.screens[-1].is_working


def test_a_double_click_imports_once_and_after_a_backup(waiting: ImportPresenter, held: Held, sure: Path) -> None:
    waiting.open([sure])
    held.work()
    waiting.forward()
    waiting.forward()
    assert len(held.waits) == 1
    held.work()
    assert [backup.reason for backup in backups.kept()] == ["import"]
    assert len(lists.ids(lists.ListQuery())) == 3


def test_files_dropped_while_a_job_works_are_not_lost_in_silence(
    waiting: ImportPresenter, answers: Answers, held: Held, sure: Path, tmp_path: Path
) -> None:
    waiting.open([sure])
    waiting.open([_book(tmp_path, "2019會員.xlsx", SURE)])
    assert answers.asked == ["請稍等：等目前的工作做完，再把這些加進來。"]
    held.work()
    assert [file.name for file in waiting.flow.files] == ["2015客戶.xlsx"]


def test_what_was_chosen_counts_although_the_comparison_was_cancelled(waiting: ImportPresenter, held: Held, sure: Path) -> None:
    waiting.open([sure])
    held.work()
    waiting.review.tick([0])
    held.cancel()
    waiting.forward()
    held.work()
    assert waiting.outcome is not None
    assert (waiting.outcome.added, waiting.outcome.skipped) == (2, 1)


def test_the_wizard_goes_on_when_nobody_was_picked(waiting: ImportPresenter, view: View, held: Held, tmp_path: Path) -> None:
    cards = tmp_path / "通訊錄.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:王小明\nTEL:0912345678\nEND:VCARD\n", "utf-8")
    waiting.open([cards])
    held.work()
    people: list[PersonItem] = []
    waiting.flow.changed()
    waiting.with_people(0, people.extend)  # a dialog that is left with Cancel
    held.work()
    assert [person.name for person in people] == ["王小明"]
    assert not view.screens[-1].is_working


def test_a_value_typed_over_leaves_the_keyboard_in_the_table(shop: Path, answers: Answers, sure: Path) -> None:
    window = Window(answers)
    screen = Importing(window)
    screen.drop(sure)
    table = screen.page.review.table
    assert table is not None
    window.window.activateWindow()
    QApplication.processEvents()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 2))
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    editor = table.findChild(LineEdit)
    assert editor is not None
    editor.setText("王大明")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    window.settle()
    assert "王大明" in screen.cells("name")[0]
    assert QApplication.focusWidget() is table
    assert screen.page.wizard.forward.isEnabled()


def test_the_keyboard_is_in_the_wizard_once_a_file_was_read(shop: Path, answers: Answers, sure: Path) -> None:
    window = Window(answers)
    importing = Importing(window)
    answers.answers.append([sure])
    window.press(Qt.Key.Key_O)
    assert importing.step() == "review"
    at = QApplication.focusWidget()
    assert at is not None
    assert importing.page.wizard.isAncestorOf(at)
    assert at is not importing.page.wizard.forward  # a second Enter imports nothing


@pytest.mark.parametrize("size", ["standard", "large", "extra"])
def test_the_facts_of_the_sheet_are_not_cut(shop: Path, answers: Answers, tmp_path: Path, size: str) -> None:
    window = Window(answers)
    settings.put("size", size)
    window.window.redress()
    importing = Importing(window)
    source = tmp_path / "名單.csv"
    source.write_text("姓名,電話,地址\n陳美惠,0912345678,台北市大安區信義路1號\n", "utf-8")
    importing.drop(source)
    importing.go("columns")
    window.settle()
    side = importing.page.columns.side
    assert side.widget().width() <= side.viewport().width()


def test_the_value_under_the_cursor_has_a_frame(shop: Path, answers: Answers, sure: Path) -> None:
    window = Window(answers)
    importing = Importing(window)
    importing.drop(sure)
    window.window.activateWindow()
    table = importing.page.review.table
    assert table is not None
    table.setFocus()
    table.selectRow(1)
    table.setCurrentIndex(table.model().index(1, 2))
    window.settle()
    framed = table.grab(table.visualRect(table.currentIndex())).toImage()
    table.setCurrentIndex(table.model().index(1, 3))
    window.settle()
    assert table.grab(table.visualRect(table.model().index(1, 2))).toImage() != framed


def test_another_language_does_not_lose_the_file(shop: Path, answers: Answers, sure: Path) -> None:
    window = Window(answers)
    importing = Importing(window)
    importing.drop(sure)
    window.choose("檢視", "語言/English")
    window.settle()
    assert [one.name for one in Importing(window).page.presenter.flow.files] == [sure.name]


def test_ctrl_enter_goes_on_and_alt_left_goes_back(shop: Path, answers: Answers, sure: Path) -> None:
    window = Window(answers)
    importing = Importing(window)
    importing.drop(sure)
    window.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert importing.step() == "doubles"
    window.press(Qt.Key.Key_Return)
    assert importing.step() == "review"
    window.press(Qt.Key.Key_Enter)
    assert importing.step() == "result"


def test_the_keyboard_stays_on_a_repair_that_is_switched(shop: Path, answers: Answers, tmp_path: Path) -> None:
    window = Window(answers)
    importing = Importing(window)
    source = tmp_path / "名單.csv"
    source.write_text("姓名,電話,生日\n陳美惠,912345678,65/12/1\n林志明,０９３３１１１２２２,60/1/1\n", "utf-8")
    importing.drop(source)
    importing.go("tidy")
    window.window.activateWindow()
    boxes = [one for one in importing.page.tidy.findChildren(QCheckBox) if one.isVisible()]
    boxes[1].setFocus()
    window.settle()
    rule = boxes[1].text()
    QTest.keyClick(boxes[1], Qt.Key.Key_Space)
    window.settle()
    at = QApplication.focusWidget()
    assert isinstance(at, QCheckBox)
    assert (at.text(), at.isChecked()) == (rule, False)


def test_the_password_box_has_the_keyboard_and_enter_tries_it(shop: Path, answers: Answers, tmp_path: Path) -> None:
    plain = _book(tmp_path, "2015客戶.xlsx", SURE)
    plain.write_bytes(locked(plain.read_bytes(), "1234"))
    window = Window(answers)
    screen = Importing(window)
    screen.drop(plain)
    window.settle()

    def box() -> QLineEdit:
        (found,) = [one for one in screen.page.files.findChildren(QLineEdit) if one.isVisible()]
        return found

    assert box().hasFocus()
    QTest.keyClicks(box(), "4321")
    QTest.keyClick(box(), Qt.Key.Key_Return)
    window.settle()
    assert "密碼不對" in window.texts(screen.page)
    assert box().hasFocus()
    assert box().selectedText() == "4321"
    QTest.keyClicks(box(), "1234")
    QTest.keyClick(box(), Qt.Key.Key_Return)
    window.settle()
    window.settle()
    assert screen.page.presenter.flow.files[0].error is None
    assert screen.step() != "files"
