"""The clipboard: what the window copies, and what stays of it when the program ends."""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_copied: Final[list[QMimeData]] = []  # the last


def put(text: str, html: str = "") -> None:
    """Copy this text; `html` is the same for programs that take tables."""
    held = QMimeData()
    held.setText(text)
    if html:
        held.setHtml(html)
    before = list(_copied)  # lives until the new one has its place
    _copied[:] = [held]
    QGuiApplication.clipboard().setMimeData(held)
    before.clear()


def is_ours() -> bool:
    """Whether what is in the clipboard was put there by this window."""
    return bool(_copied) and QGuiApplication.clipboard().mimeData() is _copied[0]


def let_go() -> None:
    """Before the program ends: what Python made would outlive Python (a crash at the exit); the text stays, as Qt's own."""
    board = QGuiApplication.clipboard()
    if is_ours():  # else somebody else has copied since
        board.setText(board.text())
    _copied.clear()
