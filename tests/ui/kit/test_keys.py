"""Keys that change something: a press is one deed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.keys import Held, once
from ui.kit.labels import button

PLAIN = Qt.KeyboardModifier.NoModifier


def event(kind: QEvent.Type, at: int, *, repeats: bool = False, key: Qt.Key = Qt.Key.Key_Return) -> QKeyEvent:
    made = QKeyEvent(kind, key, PLAIN, "", repeats)
    made.setTimestamp(at)
    return made


@pytest.mark.parametrize(
    ("pressed", "repeats"),
    [
        (event(QEvent.Type.KeyPress, 700), True),  # let go and pressed at once: no hand does that
        (event(QEvent.Type.KeyPress, 760), False),
        (event(QEvent.Type.KeyPress, 760, repeats=True), True),
        (event(QEvent.Type.KeyPress, 700, key=Qt.Key.Key_Delete), False),
    ],
)
def test_a_key_never_let_go_by_a_hand_repeats(pressed: QKeyEvent, repeats: bool) -> None:
    held = Held()
    held.let_go(event(QEvent.Type.KeyRelease, 700))
    assert held.repeats(pressed) is repeats


def test_repeats_x11_does_not_mark_do_nothing(qtbot: object) -> None:
    owner = QWidget()
    done: list[str] = []
    first, second = (once(key, owner, lambda: done.append("done")) for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete))
    QApplication.sendEvent(owner, event(QEvent.Type.ShortcutOverride, 10))
    first.activated.emit()
    QApplication.sendEvent(owner, event(QEvent.Type.KeyRelease, 700))
    QApplication.sendEvent(owner, event(QEvent.Type.ShortcutOverride, 700))
    first.activated.emit()
    assert done == ["done"]
    QApplication.sendEvent(owner, event(QEvent.Type.ShortcutOverride, 900, key=Qt.Key.Key_Delete))
    second.activated.emit()
    assert done == ["done", "done"]


def test_a_button_is_pressed_once(qtbot: object) -> None:
    done: list[str] = []
    target = button("合併", lambda: done.append("done"))
    for kind, at in ((QEvent.Type.KeyPress, 10), (QEvent.Type.KeyRelease, 700), (QEvent.Type.KeyPress, 700)):
        QApplication.sendEvent(target, event(kind, at))
    assert done == ["done"]
