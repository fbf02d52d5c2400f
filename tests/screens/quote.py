"""The page of a quote in the user's words."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from tests.screens import lines
from tests.screens.window import Window
from ui.lines.cell_edit import CellEdit
from ui.pages.quote.page import QuotePage
from ui.papers.dialog import PaperDialog


class QuoteScreen:
    """Head, lines, sums, what is done with it."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def page(self) -> QuotePage:
        """The page in view."""
        return cast(QuotePage, self.window.window.page)

    def begin(self, customer: int | None = None) -> None:
        """報價, for this customer."""
        self.window.window.quote(customer=customer)
        self.window.settle()

    def open(self, quote: int) -> None:
        """Open this one."""
        self.window.window.quote(quote=quote)
        self.window.settle()

    # what is typed

    def choose(self, customer: int) -> None:
        """Choose the customer in the box."""
        self.page.editor.boxes.customer.choose(customer)
        self.window.settle()

    def write(self, *texts: str) -> None:
        """Each text and Enter, into the line whose box is open, else into the empty last one; an empty text is Enter alone."""
        grid = self.page.editor.grid
        if not any(one.isVisible() for one in grid.viewport().findChildren(CellEdit)):
            lines.begin(grid)
        lines.enter(grid, *texts)
        self.window.settle()

    def kind(self, number: int) -> None:
        """Make the line whose turn it is another kind, by Alt and its number."""
        lines.press(self.page.editor.grid, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)

    def project(self, text: str) -> None:
        """Type the name of the job."""
        box = self.page.editor.boxes.project
        box.setFocus()
        box.selectAll()
        box.insert(text)
        box.textEdited.emit(box.text())
        self.window.settle()

    def valid(self, text: str) -> None:
        """Type the last day, or a number of days, and Enter."""
        box = self.page.editor.boxes.valid
        box.setFocus()
        box.setText(text)
        box.editingFinished.emit()
        self.window.settle()

    def tax(self, mode: str) -> None:
        """Choose how the tax is counted."""
        combo = self.page.editor.boxes.tax
        combo.setCurrentIndex(combo.findData(mode))
        self.window.settle()

    # what is seen

    def names(self) -> list[str]:
        """What the lines are called."""
        return [one.name for one in self.page.editor.lines()]

    def sums(self) -> str:
        """What stands in the foot."""
        return " ".join(self.window.texts(self.page.foot).split())

    def said(self) -> str:
        """What is in the way, beside the quote."""
        return self.page.editor.problem.text() if self.page.editor.problem.isVisible() else ""

    def title(self) -> str:
        """Title, number, state, what stands beside it."""
        heading = self.page.heading
        return " ".join((heading.title.text(), heading.state.text, heading.note.text()))

    def beside(self) -> str:
        """The line below the grid."""
        beside = self.page.editor.beside
        self.window.settle(0.3)
        light = beside.light.text if beside.light.isVisible() else ""
        return " ".join((beside.prices.text(), light, beside.margin.text() if beside.margin.isVisible() else ""))

    def buttons(self) -> list[str]:
        """What can be done, below."""
        return [one.text() for one in self.page.foot._offered]

    def more(self) -> QMenu:
        """⋯, as it would open."""
        menu = QMenu(self.page)
        self.page.verbs.fill(menu)
        return menu

    def choose_more(self, words: str) -> None:
        """Choose an entry of ⋯."""
        self.pick(self.more(), words)

    def others(self) -> QMenu:
        """範本 ▾, as it would open."""
        menu = QMenu(self.page)
        self.page.starting.fill_menu(menu)
        return menu

    def pick(self, menu: QMenu, words: str) -> None:
        """The entry of a menu whose words begin so."""
        next(one for one in menu.actions() if one.text().startswith(words)).trigger()
        self.window.settle()

    # its paper

    def issue(self) -> PaperDialog:
        """定稿並列印: the page that is looked at before."""
        self.window.click("定稿並列印", self.page)
        self.window.settle()
        return self.paper()

    def paper(self) -> PaperDialog:
        """The paper that is open."""
        QApplication.processEvents()
        return next(one for one in self.window.window.findChildren(PaperDialog) if one.isVisible())
