"""Where the keyboard can be on a page."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def stops(page: QWidget) -> Iterator[QWidget]:
    """What Tab stops at on a page, in its order; not the areas that scroll."""
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        if _is_stop(at) and page.isAncestorOf(at) and at.isVisible() and at.isEnabled():
            yield at
        at = at.nextInFocusChain()


def before(part: QWidget) -> QWidget | None:
    """What Tab stops at before this part of a window; None: at nothing else."""
    at = part.previousInFocusChain()
    while at is not None and at is not part:
        if _is_stop(at) and at.isVisible() and at.isEnabled():
            return at
        at = at.previousInFocusChain()
    return None


def in_order(*parts: QWidget) -> None:
    """Tab goes through these parts one after the other, and in each as its layout has them.

    Left to itself Qt goes in the order in which they were made, and what comes later to the end of the window.
    """
    found = [stop for part in parts for stop in _stops_of(part)]
    for before, after in pairwise(found):
        QWidget.setTabOrder(before, after)


def _stops_of(part: QWidget) -> Iterator[QWidget]:
    if part.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(part, QScrollArea):
        yield part  # of a row of chips each: any of them may be the one at which Tab stops
    if layout := part.layout():
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for item in filter(None, map(layout.itemAt, range(layout.count()))):
        if widget := item.widget():
            yield from _stops_of(widget)
        elif inner := item.layout():
            yield from _stops_in(inner)


def _is_stop(one: QWidget) -> bool:
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(one, QScrollArea)
