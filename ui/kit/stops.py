"""Where the keyboard can be on a page."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def stops(page: QWidget) -> Iterator[QWidget]:
    """What Tab stops at on a page, in its order; not the areas that scroll."""
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        if _is_stop(at) and page.isAncestorOf(at) and at.isVisible() and at.isEnabled():
            yield at
        at = at.nextInFocusChain()


def in_order(*parts: QWidget) -> None:
    """Tab goes through these parts one after the other, and in each from its upper left to its lower right.

    Left to itself Qt goes in the order in which they were made, and what comes later to the end of the window.
    """
    found = [stop for part in parts for stop in _stops_of(part)]
    for before, after in pairwise(found):
        QWidget.setTabOrder(before, after)


def _stops_of(part: QWidget) -> list[QWidget]:
    inside = [one for one in part.findChildren(QWidget) if _is_stop(one) and one.window() is part.window()]  # no popup's list
    inside.sort(key=lambda one: (at := one.mapTo(part, QPoint(0, 0)), (at.y(), at.x()))[1])
    return [part, *inside] if _is_stop(part) else inside


def _is_stop(one: QWidget) -> bool:
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(one, QScrollArea)
