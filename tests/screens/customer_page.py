"""The whole page of one customer in the user's words."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.screens.window import Window
from ui.kit.timeline import Moment
from ui.pages.customers.one_page import CustomerPage


class OneCustomer:
    """Facts, people, promises and the timeline."""

    def __init__(self, window: Window, customer: int) -> None:
        self.window = window
        window.window.open_card(customer)
        window.settle()
        self.page = cast(CustomerPage, window.window.page)

    def text(self) -> str:
        """Every word of the page but the timeline's, once what was drawn anew stands there."""
        for _look in range(20):
            found = self.window.texts(self.page)
            if self.page.card is None or self.page.card.form.name in found:
                break
            self.window.settle()
        return found

    def moments(self) -> list[Moment]:
        """What the timeline has read."""
        return self.page.timeline.shown()

    def happened(self) -> list[str]:
        """The words of the timeline, the newest first."""
        return [one.text for one in self.moments()]

    def chips(self) -> list[str]:
        """The kinds with their counts."""
        return self.page.timeline.chips.labels()

    def press_chip(self, words: str) -> None:
        """Show one kind only."""
        next(made for made in self.page.timeline.chips._buttons.values() if made.text().startswith(words)).click()
        self.window.settle()

    def search(self, text: str) -> None:
        """Search in what happened."""
        self.page.timeline.search.set_words(text)
        self.window.settle(0.3)

    def choose(self, words: str) -> None:
        """Put the cursor on the moment that says this."""
        at = next(at for at, one in enumerate(self.moments()) if words in one.text)
        self.page.timeline.view.setCurrentIndex(self.page.timeline.view.timeline.index(at))

    def press(self, key: Qt.Key) -> None:
        """Press a key in the timeline."""
        QTest.keyClick(self.page.timeline.view, key)
        self.window.settle()

    def back(self) -> None:
        """Escape."""
        self.page.go_back()
        self.window.settle()
