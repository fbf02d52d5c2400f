"""Boxes to type in: full-width digits, what is being composed, and whose Ctrl+Z it is."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit.fields import LineEdit, NumberEdit, SearchBox, TextBox, half_width


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("０９１２－３４５－６７８", "0912-345-678"),
        ("１１５／１１／２１", "115/11/21"),
        ("１１２１。", "1121."),
        ("王小明", "王小明"),
        ("Ａ００９ｚ", "A009z"),
    ],
)
def test_full_width_becomes_half(typed: str, wanted: str) -> None:
    assert half_width(typed) == wanted


def test_a_number_box_narrows_when_left() -> None:
    box = NumberEdit()
    box.insert("０９１２")
    assert box.value() == "0912"
    box.editingFinished.emit()
    assert box.text() == "0912"


def _wants_undo(box: LineEdit | TextBox) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(box, event)
    return event.isAccepted()


@pytest.mark.parametrize("kind", [LineEdit, NumberEdit, TextBox, SearchBox])
def test_undo_goes_to_the_window_unless_there_is_typing_to_undo(kind: type) -> None:
    box = kind("")
    assert not _wants_undo(box)
    QTest.keyClicks(box, "abc")
    assert _wants_undo(box)


def test_zhuyin_being_composed_is_searched() -> None:
    box = SearchBox("")
    said: list[str] = []
    box.searched.connect(said.append)
    box.insert("王")
    QApplication.sendEvent(box, QInputMethodEvent("ㄇㄟ", []))
    settled = QInputMethodEvent("", [])
    settled.setCommitString("美")
    QApplication.sendEvent(box, settled)
    assert said == ["王", "王ㄇㄟ", "王美"]


def test_escape_empties_the_search() -> None:
    box = SearchBox("")
    QTest.keyClicks(box, "678")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
