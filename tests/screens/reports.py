"""The page of reports in the user's words, and what opens over it."""

from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from tests.screens.window import Window
from ui.kit.link_label import LinkLabel
from ui.pages.reports.page import ReportsPage
from ui.reporting.how import HowDialog
from ui.reporting.rows_behind import RowsDialog


class Reports:
    """The page, as the owner sees and uses it."""

    def __init__(self, window: Window, question: str = "") -> None:
        self.window = window
        window.window.go("reports", **({"question": question} if question else {}))
        window.settle()

    @property
    def page(self) -> ReportsPage:
        """The page itself."""
        return cast(ReportsPage, self.window.window.page)

    def titles(self) -> list[str]:
        """The questions in sight at the left."""
        return self.page.questions.titles()

    def search(self, text: str) -> None:
        """Type into the search box over the questions."""
        self.page.questions.search.setText(text)
        self.window.settle()

    def ask(self, title: str) -> None:
        """Click a question."""
        questions = self.page.questions.list
        (item,) = questions.findItems(title, Qt.MatchFlag.MatchExactly)
        questions.setCurrentItem(item)
        self.window.settle()

    def title(self) -> str:
        """The question that is answered."""
        return self.page.head.title.text()

    def sentence(self) -> str:
        """The sentence in large letters."""
        label = self.page.answer.sentence
        return label.text() if label.isVisible() else ""

    def table(self) -> list[list[str]]:
        """The table's cells, line by line, without its head."""
        model = self.page.answer.table.answer
        return [[model.words(row, at) for at in range(model.columnCount())] for row in range(model.rowCount())]

    def heads(self) -> list[str]:
        """The heads of the table's columns."""
        model = self.page.answer.table.answer
        return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]

    def choices(self) -> dict[str, str]:
        """What is asked beside the question, as its buttons say it."""
        return {key: made.text().removesuffix(" ▾") for key, made in self.page.head.choices.items()}

    def put(self, parameter: str, words: str) -> None:
        """Choose otherwise beside the question."""
        self.page.head.choices[parameter].click()
        (menu,) = [one for one in self.page.head.choices[parameter].findChildren(QMenu) if one.isVisible()]
        next(one for one in menu.actions() if one.text() == words).trigger()
        menu.close()
        self.window.settle()

    def click(self, line: int, column: int) -> None:
        """Click a cell of the table."""
        table = self.page.answer.table
        at = table.visualRect(table.answer.index(line, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.window.settle()

    def press(self, line: int, column: int, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on a cell of the table."""
        table = self.page.answer.table
        table.setCurrentIndex(table.answer.index(line, column))
        table.setFocus()
        self.window.press(key, modifier)

    def links(self) -> list[LinkLabel]:
        """The notes that lead somewhere."""
        return [one for one in self.page.answer.notes.findChildren(LinkLabel) if one.isVisible()]

    def follow(self, link: LinkLabel) -> None:
        """Click a note."""
        QTest.mouseClick(link, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
        self.window.settle()

    def sample_button(self) -> QPushButton | None:
        """The one button over a sample; None: the answer is of this shop."""
        card = self.page.answer.sample
        return next(iter(card.findChildren(QPushButton)), None) if card.isVisible() else None

    def rows(self) -> RowsDialog | None:
        """The rows behind a number, where they are open."""
        return next((one for one in self.window.window.findChildren(RowsDialog) if one.isVisible()), None)

    def dialog(self) -> RowsDialog:
        """The same, which is open."""
        found = self.rows()
        assert found is not None
        return found

    def names_behind(self) -> list[str]:
        """Who stands in the rows behind a number."""
        dialog = self.dialog()
        at = next(at for at, one in enumerate(dialog.model.columns) if one.key in ("name", "customer"))
        return [str(dialog.model.index(row, at).data()) for row in range(dialog.model.rowCount())]

    def how(self) -> HowDialog:
        """Press 怎麼算的."""
        self.page.head.how.click()
        self.window.settle()
        return next(one for one in self.window.window.findChildren(HowDialog) if one.isVisible())
