"""A chip that is on or off, such as a choice of three sizes."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from ui.kit import theme
from ui.kit.labels import button


def chip(text: str, do: Callable[[], object], *, on: bool) -> QPushButton:
    """Wide enough for its bold letters, so that nothing moves or is cut when it is switched on."""
    made = button(text, do, kind="chip")
    made.setCheckable(True)
    made.setChecked(on)
    _Room(made)
    return made


class _Room(QObject):
    """Keeps a chip as wide as that while the letters change their size."""

    def __init__(self, made: QPushButton) -> None:
        super().__init__(made)
        self._made = made
        theme.state.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._made.setMinimumWidth(QFontMetrics(theme.font(bold=True)).horizontalAdvance(self._made.text()) + 30)
