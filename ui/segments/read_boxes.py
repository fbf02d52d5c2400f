"""Boxes for a number or a day: what can't be read is said in red beside the box, never dropped."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.core.values import counted, dates
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import row
from ui.kit.fields import NumberEdit
from ui.kit.labels import plain_label, restyle, set_text

_DAYS: Final = 36_500  # a hundred years
_MOST: Final = Decimal(10**14)
Read = Callable[[str], Any]  # the value of what was typed; ValueError with what is wrong with it


def number(text: str) -> int | str:
    """Any number; decimals as their text."""
    return _within(text, -_MOST, _MOST)


def amount(text: str) -> int | str:
    """A number of 0 or more."""
    return _within(text, Decimal(0), _MOST)


def whole(text: str, most: int = _DAYS) -> int:
    """Days, times or years: a whole number from 0."""
    found = _within(text, Decimal(0), Decimal(most))
    if not isinstance(found, int):
        raise ValueError(_("a whole number"))
    return found


age: Final = partial(whole, most=150)


def day(text: str) -> str:
    """A day as ISO."""
    found = dates.entry(text)
    if found is None:
        raise ValueError(_("not a date"))
    return found.isoformat()


def _within(text: str, least: Decimal, most: Decimal) -> int | str:
    found = counted.read(text)
    if found is None:
        raise ValueError(_("not a number"))
    if found < least:
        raise ValueError(_("{least} or more").format(least=f"{least:,f}"))
    if found > most:
        raise ValueError(_("{most} at most").format(most=f"{most:,f}"))
    return int(found) if found == found.to_integral_value() else f"{found.normalize():f}"


class ReadBox(QWidget):
    """The box, its unit, and what is wrong with what was typed."""

    changed = Signal()

    def __init__(self, text: str, read: Read, letters: float, name: str, unit: str = "") -> None:
        super().__init__()
        self._read, self._found = read, None
        self.problem = ""  # in words; "" of what can be read, and of an empty box
        self.edit = NumberEdit(text)
        self.edit.setFixedWidth(round(theme.px() * letters))
        self.edit.setAccessibleName(name)
        self._said = plain_label("", "red")
        line = row(self, spacing=5)
        line.addWidget(self.edit)
        if unit:
            line.addWidget(plain_label(unit, "muted"))
        line.addWidget(self._said)
        self._look()
        self.edit.textChanged.connect(lambda _text: self._typed())

    def value(self) -> Any:
        """What was read; None of an empty box, and of what can't be read."""
        return self._found

    def _typed(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        typed = self.edit.text().strip()
        self.problem, self._found = "", None
        try:
            self._found = self._read(typed) if typed else None
        except ValueError as error:
            self.problem = str(error)
        set_text(self._said, self.problem)
        self._said.setVisible(bool(self.problem))
        self.edit.setAccessibleDescription(self.problem)
        restyle(self.edit, state="wrong" if self.problem else "")
