"""Chips in a row as one stop of Tab: the arrows walk among them, Space presses the one that has the keyboard."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.chips import chip
from ui.kit.filters import FlowLayout
from ui.kit.keys import once
from ui.kit.labels import tip, with_key

_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChipRow(QObject):
    """The chips of a widget, in lines as wide as it; Tab stops at the chosen one, else at the first."""

    def __init__(self, holder: QWidget) -> None:
        super().__init__(holder)
        self._holder = holder
        self._flow = FlowLayout(holder)
        self._chips: list[QPushButton] = []

    def add(self, words: str, do: Callable[[], object], key: str = "") -> QPushButton:
        """One more chip, pressed by a click, or by its key from anywhere in the form."""
        made = chip(words, do, on=False)
        tip(made, with_key(words, key))
        made.installEventFilter(self)
        self._flow.addWidget(made)
        self._chips.append(made)
        for before, after in pairwise(self._chips):
            QWidget.setTabOrder(before, after)
        self.stop_at_chosen()
        if key:
            once(key, self._holder, do)
        return made

    def take_off(self, gone: QPushButton) -> None:
        """This chip goes."""
        self._chips.remove(gone)
        self._flow.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self.stop_at_chosen()

    def stop_at_chosen(self) -> None:
        """Another chip was chosen, or none."""
        self._stop_at(next((one for one in self._chips if one.isChecked()), next(iter(self._chips), None)))

    def _stop_at(self, stop: QObject | None) -> None:
        for one in self._chips:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An arrow gives the keyboard to the chip beside; Tab leaves the row from wherever it is."""
        if event.type() == QEvent.Type.FocusIn:
            self._stop_at(watched)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _STEPS:
            return False
        at = next(at for at, one in enumerate(self._chips) if one is watched)
        self._chips[(at + _STEPS[Qt.Key(event.key())]) % len(self._chips)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
