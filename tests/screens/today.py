"""The page of today in the user's words."""

from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.screens.window import Window
from ui.kit.scroll import ScrollColumn
from ui.pages.today.line import TodayLine
from ui.pages.today.page import TodayPage


class TodayScreen:
    """Lines, their buttons, the keyboard."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.window.go("today")
        self.page = cast(TodayPage, window.window.page)
        window.wait_for(lambda: self.page.side.panel is not None)  # painted, and what waits for that was begun
        window.settle()

    def names(self) -> list[str]:
        """Who stands there."""
        return [line.row.name for line in self.page.lines]

    def line(self, name: str) -> TodayLine:
        """The line of this person."""
        return next(line for line in self.page.lines if line.row.name == name)

    def click(self, name: str, words: str) -> None:
        """Click the button of a line that says this."""
        self.window.click(words, self.line(name))

    def reply(self, name: str, text: str) -> None:
        """有接, what was said, Enter."""
        self.click(name, "有接")
        bar = self.line(name).reply
        assert bar is not None
        bar.text.setText(text)
        self.window.settle()
        bar.save()
        self.window.settle()

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        self.window.press(key, Qt.KeyboardModifier.NoModifier)

    def _area(self) -> ScrollColumn:
        return next(one for one in self.page.findChildren(ScrollColumn) if one.isAncestorOf(self.page.lines[0]))

    def top(self, name: str) -> int:
        """How far below the page's edge this person's line stands, in pixels."""
        return self.line(name).mapTo(self.page, QPoint(0, 0)).y()

    def place(self) -> tuple[int, str]:
        """How far the list is scrolled down, and whose line has the keyboard ("" of none)."""
        at = next((line for line in self.page.lines if line is QApplication.focusWidget()), None)
        return self._area().verticalScrollBar().value(), at.row.name if at else ""

    def scroll(self, pixels: int) -> None:
        """Scroll the list down so far, as far as there are lines."""
        self._area().verticalScrollBar().setValue(pixels)
        self.window.settle(0.3)
