"""The import wizard while a job works: nothing is pressed, lost or forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.services import backups, lists
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.window import Window
from tests.screens.work import Held
from tests.ui.pages.test_importing import SURE, View, _book
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
