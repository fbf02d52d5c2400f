"""The palette and the card of who was copied, in the user's words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.screens.window import Window
from ui.caller.popup import CallerPopup
from ui.palette.palette import Palette


class PaletteScreen:
    """Ctrl+K, typing, choosing."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def open(self) -> None:
        """Press Ctrl+K."""
        self.window.press(Qt.Key.Key_K)

    @property
    def palette(self) -> Palette:
        """The palette that is open."""
        return next(one for one in self.window.window.findChildren(Palette) if one.isVisible())

    def is_open(self) -> bool:
        """Whether it is there."""
        return any(one.isVisible() for one in self.window.window.findChildren(Palette))

    def type(self, text: str) -> None:
        """Type letter by letter, as a hand does."""
        for letter in text:
            self.palette.box.insert(letter)
        self.window.settle(0.01)

    def compose(self, zhuyin: str) -> None:
        """Type zhuyin that the input method still shows underlined."""
        QApplication.sendEvent(self.palette.box, QInputMethodEvent(zhuyin, []))
        self.window.settle(0.01)

    def lines(self) -> list[str]:
        """What was found, each line's name."""
        return [hit.title for hit in self.palette.hits.hits.hits]

    def kinds(self) -> list[str]:
        """What kind of thing each line is."""
        return [hit.kind for hit in self.palette.hits.hits.hits]

    def card(self) -> str:
        """The caller card beside the chosen line."""
        return self.window.texts(self.palette.card)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the box."""
        QTest.keyClick(self.palette.box, key, modifier)
        self.window.settle()

    def scan(self, code: str, pause: float = 0) -> None:
        """A scanner's keys and its Enter, so many seconds apart, wherever the keyboard is."""
        handle = self.window.window.windowHandle()
        for key in (*code, Qt.Key.Key_Return):
            QTest.keyClick(handle, key)
            if pause:
                self.window.settle(pause)
        self.window.settle()

    def copy_elsewhere(self, text: str) -> None:
        """Another program copies this."""
        QGuiApplication.clipboard().setText(text)
        self.window.settle()

    def popup(self) -> str:
        """What the card in the corner says, "" where there is none."""
        found = [one for one in self.window.window.findChildren(CallerPopup) if one.isVisible()]
        return self.window.texts(found[0]) if found else ""
