"""Where the keyboard can be on a page."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def stops(page: QWidget) -> Iterator[QWidget]:
    """What Tab stops at on a page, in its order; not the areas that scroll."""
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        stops = at.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(at, QScrollArea)
        if stops and page.isAncestorOf(at) and at.isVisible() and at.isEnabled():
            yield at
        at = at.nextInFocusChain()
