"""Where the table of a report stands in a page that scrolls: the room of all its rows, the table where it is in sight."""

from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.kit import theme
from ui.pages.reports.table import AnswerTable

_LEAST: Final = 3.5  # rows high the table is at least


class TableRoom(QWidget):
    """The page scrolls and not the table in it: as high as what is in sight, it is moved along and pushed by as much. So its
    heads, its total and the bar below it are always seen.
    """

    def __init__(self, table: AnswerTable, area: QScrollArea) -> None:
        super().__init__()
        self._table, self._area = table, area
        self._follows = False
        table.setParent(self)
        table.verticalScrollBar().valueChanged.connect(self._pushed)
        table.fitted.connect(self.fit)
        area.verticalScrollBar().valueChanged.connect(lambda _value: self.follow())

    def fit(self) -> None:
        """As high as all rows."""
        if self.height() != (wanted := self._table.wanted_height()):
            self.setFixedHeight(wanted)
        self.follow()

    def follow(self) -> None:
        """Put the table where the room is in sight."""
        if self._follows:
            return
        self._follows = True
        view = self._area.viewport()
        top = self.mapTo(view, QPoint(0, 0)).y() if view.isAncestorOf(self) else 0
        hidden = max(0, min(-top, self.height()))
        in_sight = min(self.height(), view.height() - top) - hidden
        height = min(self.height(), max(in_sight, round(_LEAST * theme.row_height())))
        self._table.setGeometry(0, min(hidden, self.height() - height), self.width(), height)
        self._table.verticalScrollBar().setValue(self._table.y())
        self._follows = False

    def _pushed(self, value: int) -> None:
        """A key went beyond what is in sight: the page is pushed instead."""
        if not self._follows:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + value - self._table.y())
            self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, more rows."""
        super().resizeEvent(event)
        self.follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it is known what is in sight."""
        super().showEvent(event)
        self.follow()
