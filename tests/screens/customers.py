"""The customers page in the user's words."""

from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.screens.window import Window
from ui.pages.customers.page import CustomersPage


class Customers:
    """The list, the card, the forms."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = cast(CustomersPage, window.window.page)

    def names(self) -> list[str]:
        """The names in the list, in order."""
        return [self.page.model.row(at).name for at in range(self.page.model.rowCount())] if not self.page.is_empty else []

    def type(self, text: str) -> None:
        """Type into the search box."""
        self.page.search.setFocus()
        self.page.search.clear()
        for letter in text:
            self.page.search.insert(letter)
        self.window.settle()

    def compose(self, zhuyin: str) -> None:
        """Type zhuyin that the IME still shows underlined."""
        QApplication.sendEvent(self.page.search, QInputMethodEvent(zhuyin, []))
        self.window.settle()

    def enter(self) -> None:
        """Press Enter in the search box."""
        QTest.keyClick(self.page.search, Qt.Key.Key_Return)
        self.window.settle()

    def choose(self, *names: str) -> None:
        """Choose these rows."""
        self.page.view.clearSelection()
        rows = self.names()
        self.page.view.choose(self.page.model.ids[rows.index(names[0])])
        if len(names) > 1:
            wanted = [self.page.model.ids[rows.index(name)] for name in names]
            self.page.view._choose_several(type(self.page.model.ids)("q", wanted))
        self.window.settle()

    def chips(self) -> list[str]:
        """What the chips say once they are counted."""
        self.window.settle()
        return self.page.chips.labels()

    def press_chip(self, words: str) -> None:
        """Press the chip that begins with these words, once it is counted."""
        self.window.settle()
        next(made for made in self.page.chips._buttons.values() if made.text().startswith(words)).click()
        self.window.settle()

    def card(self) -> str:
        """What the card says once the cursor has rested on its row."""
        while self.page._card_soon.isActive() or not self.page._is_ready:
            self.window.settle()
        return self.window.texts(self.page.card)

    def empty_text(self) -> str:
        """What stands in the list's place."""
        return self.page.empty.text.text() if self.page.is_empty else ""

    def leave_search(self) -> None:
        """Put the keyboard into the list."""
        self.page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendPostedEvents(None, QEvent.Type.FocusIn)
