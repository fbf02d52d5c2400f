"""Small pieces the steps of the import wizard share: combo boxes of choices, rows of chips, a tiny table."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QSizePolicy, QWidget

from ui.kit.chips import chip
from ui.kit.clearing import clear
from ui.kit.filters import FlowLayout
from ui.kit.labels import ShortLabel, plain_label
from ui.pages.importing.screens import Choice

HUES: Final = {"good": "green", "plain": "grey", "look": "amber", "bad": "red", "info": "blue"}


class _NoWheel(QObject):
    """A wheel over a closed combo scrolls the page; it never changes a choice by accident."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel to the page."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def combo(choices: Sequence[Choice], chosen: str, do: Callable[[str], object]) -> QComboBox:
    """A combo box of these choices; `do(key)` when the owner picks one."""
    made = QComboBox()
    for choice in choices:
        made.addItem(choice.label, choice.key)
    made.setCurrentIndex(max(made.findData(chosen), 0))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMaxVisibleItems(16)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.installEventFilter(_NoWheel(made))
    made.activated.connect(lambda at: do(str(made.itemData(at))))
    return made


class ChipRow(QWidget):
    """Chips that can be switched; `do(key)` where one is clicked."""

    def __init__(self, do: Callable[..., object], *, numbers: bool = True) -> None:
        super().__init__()
        self._do, self._numbers = do, numbers
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[tuple[str, str, bool]]) -> None:
        """Show chips of (key, text, checked)."""
        clear(self._flow)
        for key, text, checked in chips:
            self._flow.addWidget(chip(text, partial(self._do, int(key) if self._numbers else key), on=checked))


def small_grid(rows: Sequence[Sequence[str]], marked: Sequence[bool]) -> QFrame:
    """A tiny table of a file's first rows; the marked row is the header."""
    frame = QFrame()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    for at, cells in enumerate(rows):
        for x, text in enumerate(cells):
            label = plain_label(text, "small") if x == 0 else ShortLabel(text, "small-ink")
            label.setContentsMargins(8, 4, 8, 4)
            if at < len(marked) and marked[at]:
                label.setProperty("ground", "amber")
            grid.addWidget(label, at, x)
            grid.setColumnStretch(x, 1 if x else 0)
    return frame


def check(text: str, *, on: bool) -> QCheckBox:
    """A tick box with exactly this text."""
    made = QCheckBox(text.replace("&", "&&"))
    made.setChecked(on)
    return made
