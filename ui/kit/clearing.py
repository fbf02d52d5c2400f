"""Emptying a layout that is drawn anew."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget
from shiboken6 import isValid

from ui.kit.stops import before, stops

_LOOKS: Final = 3  # times that it is looked for again


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets are out of sight at once and go when Qt comes round to it.

    Where one of them had the keyboard, also under a dialog, what is put in its place gets it: else Qt sends it to wherever is
    next, such as the sidebar.
    """
    owner = layout.parentWidget()
    at = owner.window().focusWidget() if owner else None
    was_seen = at is not None and at.isVisible()
    _empty(layout)
    if owner and at and was_seen and not at.isVisible():
        sent = owner.window().focusWidget()
        QTimer.singleShot(0, owner, partial(_give_back, owner, _called(at), sent))


def _called(widget: QWidget) -> str:
    """What a widget is called when it is spoken: a button by its words where it has no other name."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _empty(inner)


def _give_back(owner: QWidget, name: str, sent: QWidget | None, looks: int = _LOOKS) -> None:
    """To what is called the same, else the first there, else what is before it; not where it was put elsewhere meanwhile.

    Where Qt `sent` it has been cleared since, too: that it is elsewhere now was nobody's wish, unless it is here.
    """
    now = owner.window().focusWidget()
    is_sent_there = sent is None or (isValid(sent) and sent.isVisible())
    if now is not None and now.isVisible() and now is not sent and (is_sent_there or owner.isAncestorOf(now)):
        return
    found = list(stops(owner))
    same = next((one for one in found if name and _called(one) == name), None)
    if same is None and looks:  # what is put there is not shown at once
        QTimer.singleShot(0, owner, partial(_give_back, owner, name, sent, looks - 1))
    elif chosen := same or next(iter(found), None) or before(owner):
        chosen.setFocus()
