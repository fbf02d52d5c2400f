"""Several of some words, each a chip that is on or off."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.boxes import Box
from ui.kit.chips import chip
from ui.kit.filters import FlowLayout


class TicksBox(Box):
    """The value is one chosen word a line."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: Any) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self.chips: dict[str, QPushButton] = {}
        for one, words in choices:
            self.chips[one] = chip(words, self.changed.emit, on=False)
            flow.addWidget(self.chips[one])
        self._tick(value)

    def _tick(self, value: Any) -> None:
        chosen = str(value or "").splitlines()
        for one, made in self.chips.items():
            made.setChecked(one in chosen)

    def value(self) -> str:
        """The chosen ones."""
        return "\n".join(one for one, made in self.chips.items() if made.isChecked())

    def fill(self, value: Any) -> None:
        """Choose these."""
        self._tick(value)
        self.changed.emit()

    def widget_for_label(self) -> QWidget:
        """The first chip."""
        return next(iter(self.chips.values()))
