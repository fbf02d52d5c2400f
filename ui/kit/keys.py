"""Keys that change something: a press is one deed, however long the key is held."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


class Held:
    """Tells a press from the repeats of a held key, which X11 does not always mark: there it is let go and pressed at once."""

    def __init__(self) -> None:
        self._let_go = (0, 0)  # the key, and when (ms)

    def let_go(self, event: QKeyEvent) -> None:
        """A key was let go."""
        self._let_go = (event.key(), event.timestamp())

    def repeats(self, event: QKeyEvent) -> bool:
        """Whether this press is one of a key that was never let go by a hand."""
        return event.isAutoRepeat() or (event.timestamp() > 0 and self._let_go == (event.key(), event.timestamp()))


class _Watch(QObject):
    """Sees the keys of a widget and of what is in it before they become shortcuts."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._held = Held()
        self.repeats = False
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                self.repeats = self._held.repeats(event)
            elif event.type() == QEvent.Type.KeyRelease:
                self._held.let_go(event)
        return False


class _GoesOn(QObject):
    """Enter on what takes something off goes on to the next field; the blank, Delete and the mouse take off."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        QApplication.sendEvent(watched, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
        return True


def enter_goes_on(button: QPushButton) -> QPushButton:
    """Enter never presses this button, on which the keyboard stands after something was chosen: it goes on as Tab does."""
    button.installEventFilter(_GoesOn(button))
    return button


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether this is Shift+F10, the menu key of keyboards that have none."""
    return event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier


def once(
    key: str | Qt.Key | QKeySequence.StandardKey, owner: QWidget, act: Callable[[], Any], *, alone: bool = False
) -> QShortcut:
    """Bind a key so that a press is one deed; `alone`: only while the owner itself has the keyboard."""
    watch = owner.findChild(_Watch, options=Qt.FindChildOption.FindDirectChildrenOnly) or _Watch(owner)

    def pressed() -> None:
        if not watch.repeats:
            act()

    made = QShortcut(QKeySequence(key), owner, pressed)
    made.setAutoRepeat(False)
    if alone:
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
    return made
