"""Keys that change something."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def once(
    key: str | Qt.Key | QKeySequence.StandardKey, owner: QWidget, act: Callable[[], Any], *, alone: bool = False
) -> QShortcut:
    """Bind a key so that a press is one deed, however long it is held; `alone`: only while the owner itself has the keyboard."""
    made = QShortcut(QKeySequence(key), owner, act)
    made.setAutoRepeat(False)
    if alone:
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
    return made
