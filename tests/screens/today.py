"""The page of today in the user's words."""

from typing import cast

from PySide6.QtCore import Qt

from tests.screens.window import Window
from ui.pages.today.line import TodayLine
from ui.pages.today.page import TodayPage


class TodayScreen:
    """Lines, their buttons, the keyboard."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.window.go("today")
        self.page = cast(TodayPage, window.window.page)
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
