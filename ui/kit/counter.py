"""櫃台模式 (F9): what customers at the counter must not read is hidden on the whole screen; what hides asks here, when it paints or reads."""

from typing import Final

from PySide6.QtCore import QObject, Signal

HIDDEN: Final = "•••"


class _State(QObject):
    """Whether the counter mode is on; `changed` tells who must read again."""

    changed = Signal()
    is_on: bool = False


state: Final = _State()


def switch() -> None:
    """F9: hide, or show again."""
    state.is_on = not state.is_on
    state.changed.emit()


def hidden(text: str) -> str:
    """A phone, amount, note or stage as it may be seen now; nothing stays nothing."""
    return HIDDEN if state.is_on and text else text
