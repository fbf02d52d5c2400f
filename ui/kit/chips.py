"""A chip that is on or off, such as a choice of three sizes."""

from collections.abc import Callable

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from ui.kit import theme
from ui.kit.labels import button


def chip(text: str, do: Callable[[], object], *, on: bool) -> QPushButton:
    """Wide enough for its bold letters, so that nothing moves or is cut when it is switched on."""
    made = button(text, do, kind="chip")
    made.setCheckable(True)
    made.setChecked(on)
    made.setMinimumWidth(QFontMetrics(theme.font(bold=True)).horizontalAdvance(text) + 30)
    return made
