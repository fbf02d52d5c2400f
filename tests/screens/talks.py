"""記一筆 and 提醒我 in the user's words."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.screens.window import Window
from ui.customer_box import CustomerBox
from ui.kit.form import FormDialog
from ui.talks.boxes import ChipsBox
from ui.talks.day_box import DayBox
from ui.talks.left import offer_left
from ui.talks.log import LogDialog

_NONE = Qt.KeyboardModifier.NoModifier


class Talk:
    """The dialog that is open."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.dialog: FormDialog = window.dialog()

    @property
    def log(self) -> LogDialog:
        """As the dialog of a talk."""
        return cast(LogDialog, self.dialog)

    def customers(self) -> CustomerBox:
        """The box of customers."""
        return cast(CustomerBox, self.dialog.boxes["customers"])

    def names(self) -> list[str]:
        """Who is chosen."""
        return [one.name for one in self.customers().matches_chosen()]

    def find(self, text: str) -> list[str]:
        """Type into the box of customers; what is offered."""
        box = self.customers()
        box.edit.setText(text)
        self.window.settle()
        return [box.popup.item(at).text() for at in range(box.popup.count())] if box.popup.isVisible() else []

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key where the keyboard is in the dialog."""
        self.dialog.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.dialog.focusWidget() or self.dialog, key, modifier)
        self.window.settle()

    def type(self, text: str) -> None:
        """Type what was said."""
        for letter in text:
            self.log.text.edit.insertPlainText(letter)
        self.window.settle()

    def chosen(self, field: str) -> str:
        """The chosen chip of a field, in words."""
        chips = cast(ChipsBox, self.dialog.boxes[field]).chips
        return next((made.text() for made in chips.values() if made.isChecked()), "")

    def press(self, field: str, words: str) -> None:
        """Press the chip of a field that begins with these words."""
        box = self.dialog.boxes[field]
        chips = box.chips if isinstance(box, ChipsBox) else cast(DayBox, box)._chips
        next(made for made in chips.values() if made.text().startswith(words)).click()
        self.window.settle()

    def day(self, field: str = "follow_up") -> str:
        """The day that is chosen."""
        return str(self.dialog.boxes[field].value())

    def days(self, field: str = "follow_up") -> list[str]:
        """The days that are offered."""
        return [made.text() for made in cast(DayBox, self.dialog.boxes[field])._chips.values()]

    def texts(self) -> str:
        """All words that are seen."""
        self.window.settle(0.4)
        return "\n".join(label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())

    def save(self) -> None:
        """Ctrl+Enter."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def lose_power(self) -> None:
        """The power goes while one types: the dialog is gone and nobody said no."""
        self.window.settle(0.5)
        self.dialog.hide()


def opened(window: Window, *ids: int, talk: int | None = None) -> Talk:
    """記一筆 for these customers, or of this talk."""
    window.window.log(ids, talk)
    window.settle()
    return Talk(window)


def offer(window: Window) -> None:
    """The program is started again: what was half typed is offered."""
    offer_left(window.window, window.window)
    window.settle()
