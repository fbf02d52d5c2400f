"""A menu that is made when it is asked for, and gone once it is closed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

Fill = Callable[[QMenu], object]


def open_below(at: QWidget, fill: Fill) -> None:
    """The menu of a button, below it."""
    open_at(at, fill, at.mapToGlobal(QPoint(0, at.height())))


def open_at(owner: QWidget, fill: Fill, point: QPoint) -> None:
    """A menu at this point of the screen."""
    menu = QMenu(owner)
    fill(menu)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(point)
