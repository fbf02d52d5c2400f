"""The dialog 用備份救回 in the user's words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.screens.window import Window
from ui.restoration.dialog import RestorationDialog


class Restoration:
    """The list of copies and what would be missing."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.choose("檔案", "用備份救回…")
        self.dialog = next(one for one in window.window.findChildren(RestorationDialog) if one.isVisible())
        window.settle()

    def column(self, key: str) -> list[str]:
        """A column of the list."""
        at = [column.key for column in self.dialog.model.columns].index(key)
        return [str(self.dialog.model.data(self.dialog.model.index(row, at))) for row in range(self.dialog.model.rowCount())]

    def press(self, key: Qt.Key) -> None:
        """Press a key in the list."""
        QTest.keyClick(self.dialog.view, key)
        self.window.settle()

    def fetch(self) -> None:
        """Press the button that fetches the copy in view back."""
        self.dialog.go.click()
        self.window.settle()
        self.window.settle()

    def words(self) -> str:
        """Everything the dialog says."""
        return self.window.texts(self.dialog)
