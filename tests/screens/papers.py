"""A paper over the window, in the user's words."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QDialog

from tests.screens.window import Window
from ui.papers.dialog import PaperDialog


class Papers:
    """The paper that is looked at."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def dialog(self) -> PaperDialog:
        """The dialog in view."""
        self.window.settle()
        return next(one for one in self.window.window.findChildren(PaperDialog) if one.isVisible())

    def is_open(self) -> bool:
        """Whether a paper is looked at."""
        self.window.settle()
        return any(one.isVisible() for one in self.window.window.findChildren(PaperDialog))

    def press(self, words: str) -> None:
        """Press a button beside the paper."""
        self.window.click(words, self.dialog)

    def said(self) -> str:
        """What stands below the buttons."""
        return self.dialog.panel.said.text()

    def buttons(self) -> list[str]:
        """What can be done with it."""
        from PySide6.QtWidgets import QPushButton

        return [one.text() for one in self.dialog.panel.findChildren(QPushButton) if one.isVisible()]


def lay_printer(monkeypatch: pytest.MonkeyPatch, target: Path, name: str = "EPSON LQ-310") -> list[QPrintDialog]:
    """A printer of this name whose paper is a file; the dialogs of the system that were answered with yes."""
    shown: list[QPrintDialog] = []

    def chosen(dialog: QPrintDialog) -> QDialog.DialogCode:
        shown.append(dialog)
        dialog.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: [name]))
    monkeypatch.setattr(QPrintDialog, "exec", chosen)
    return shown
