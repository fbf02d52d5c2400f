"""The list of quotes in the user's words, and what is asked of one."""

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QDialog, QMenu

from tests.screens.window import Window
from ui.pages.quotes.page import QuotesPage
from ui.quoting import menu


class Quotes:
    """The page, as the owner sees and uses it."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.window.go("quotes")
        window.settle()

    @property
    def page(self) -> QuotesPage:
        """The page itself."""
        return cast(QuotesPage, self.window.window.page)

    def shown(self, column: str = "number") -> list[str]:
        """What stands in this column, row by row; nothing where a sentence stands in the list's place."""
        self.window.settle()
        model = self.page.model
        at = next(at for at, one in enumerate(model.columns) if one.key == column)
        return [] if self.page.is_empty else [str(model.index(row, at).data()) for row in range(model.rowCount())]

    def chips(self) -> list[str]:
        """The chips with their counts."""
        self.window.settle()
        return self.page.chips.labels()

    def chip(self, key: str) -> None:
        """Press a chip."""
        self.page.chips._clicked(key)
        self.window.settle()

    def search(self, text: str) -> None:
        """Type into the search box."""
        self.page.search.setText(text)
        self.window.settle()

    def choose(self, quote: int) -> None:
        """Put the cursor on this quote."""
        assert self.page.view.choose(quote)

    def menu(self, quote: int) -> list[str]:
        """What the right click on this quote offers."""
        self.choose(quote)
        made = QMenu()
        self.page.view.menu_actions(made)
        return [one.text() for one in made.actions() if one.text()]

    def do(self, quote: int, deed: str) -> None:
        """Choose an entry of a quote's menu, by its key."""
        menu.VERBS[deed][1](self.window.window, quote)
        self.window.settle()

    def dialog(self) -> QDialog:
        """The dialog in view."""
        return next(one for one in self.window.window.findChildren(QDialog) if one.isVisible())

    def says(self) -> str:
        """What stands at the left of the status line."""
        return self.page.said.text

    def save(self, target: Path) -> None:
        """Save the list as a file; where to was answered."""
        self.page.export()
        self.window.settle()
        assert target.exists()
