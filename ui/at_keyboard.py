"""What the entries of 編輯 do with the clipboard and where the keyboard is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from resources.i18n import _
from ui import pasted
from ui.kit import clipboard

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class AtKeyboard:
    """The part of the commands of one window that goes to the box or list being typed in."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def cut(self) -> None:
        """剪下, in the box being typed in."""
        self._at_keyboard("cut")

    def copy(self) -> None:
        """複製 what is chosen where the keyboard is: letters of a box or of the card, rows of a list."""
        at = QApplication.focusWidget()
        if isinstance(at, QLabel):
            if at.hasSelectedText():
                clipboard.put(at.selectedText())
        else:
            self._at_keyboard("copy")

    def choose_all(self) -> None:
        """全選, of a box or a list."""
        self._at_keyboard("selectAll")

    def _at_keyboard(self, verb: str) -> None:
        """Let the box or the list that has the keyboard do it; what can't is left alone."""
        do = getattr(QApplication.focusWidget(), verb, None)
        if do:
            do()

    def paste(self) -> None:
        """Words into the box being typed in; else it is for the page, and cells copied in a spreadsheet start an import."""
        copied = QApplication.clipboard().mimeData() or QMimeData()  # none: a clipboard nobody can read
        text, at = pasted.cells(copied.text()), QApplication.focusWidget()
        if isinstance(at, QLineEdit | QPlainTextEdit) and copied.hasText() and not text:
            at.paste()
        elif self._window.page.take_copied(copied):
            pass
        elif text:
            self._window.go("importing", text=text)
        else:
            self._window.toast(_("The clipboard holds no table. Copy the cells in Excel first."))
