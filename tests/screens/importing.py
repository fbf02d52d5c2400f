"""The import wizard in the user's words."""

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt

from tests.screens.window import Window
from ui.pages.importing.page import ImportingPage


class Importing:
    """The five steps and the result."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.window.go("importing")
        self.page = cast(ImportingPage, window.window.page)

    def drop(self, *paths: Path) -> None:
        """Drop files on the window."""
        self.window.drop(*paths)
        self.window.settle()

    def step(self) -> str:
        """The key of the step in view, or of the result."""
        return self.page.presenter.flow.step

    def go(self, step: str) -> None:
        """Click a step on the bar."""
        self.page.wizard.steps[step].click()
        self.window.settle()

    def ticked(self) -> list[str]:
        """The steps with a tick."""
        return [key for key, step in self.page.wizard.steps.items() if step.is_ticked]

    def forward_words(self) -> str:
        """What the main button says."""
        return self.page.wizard.forward.text()

    def forward(self) -> None:
        """Click the main button."""
        assert self.page.wizard.forward.isEnabled()
        self.page.wizard.forward.click()
        self.window.settle()

    def columns(self) -> dict[str, str]:
        """What every column becomes, as the combo boxes say."""
        return {row.item.header: row.choice.currentText() for row in self.page.columns.rows}

    def choose(self, header: str, field: str) -> None:
        """Choose another field for a column."""
        row = next(row for row in self.page.columns.rows if row.item.header == header)
        at = row.choice.findText(field)
        row.choice.setCurrentIndex(at)
        row.choice.activated.emit(at)
        self.window.settle()

    def chips(self) -> list[str]:
        """The chips over the preview."""
        return self.page.review.chips.labels()

    def cells(self, column: str) -> list[str]:
        """A column of the preview, as a screen reader would say it."""
        model = self.page.review.model
        assert model is not None
        at = [one.key for one in model.columns].index(column)
        return [model.data(model.index(row, at)) for row in range(model.rowCount())]

    def type_over(self, row: int, column: str, text: str) -> None:
        """Type over a value of the preview."""
        model = self.page.review.model
        assert model is not None
        at = [one.key for one in model.columns].index(column)
        model.setData(model.index(row, at), text, Qt.ItemDataRole.EditRole)
        self.window.settle()

    def toggle(self, row: int) -> None:
        """Leave a row out, or take it along again."""
        table: Any = self.page.review.table
        table.selectRow(row)
        self.page.review.toggle()
        self.window.settle()
