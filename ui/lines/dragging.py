"""Lines are moved by their handles: a line shows where they go when the button is let go."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QTableView

from ui.kit import theme
from ui.lines.columns import HANDLE
from ui.lines.model import KIND_ROLE


class Dragging(QObject):
    """Watches the handles of a table; `move(to)` puts the chosen rows before the row `to`, `click()` is for one that is only
    pressed.
    """

    def __init__(self, view: QTableView, move: Callable[[int], object], click: Callable[[], object]) -> None:
        super().__init__(view)
        self._view, self._move, self._click = view, move, click
        self._to: int | None = None  # while a handle is held
        self._mark = QFrame(view.viewport())
        self._mark.hide()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press, move and let go; of anything else the table hears itself."""
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._begin(at)
            return False
        if self._to is None:
            return False
        if event.type() == QEvent.Type.MouseMove:
            self._point(at)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._end(event.modifiers() == Qt.KeyboardModifier.NoModifier)
        return True

    def _begin(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if index.column() == HANDLE and index.data(KIND_ROLE):
            self._to = -1

    def _point(self, at: QPoint) -> None:
        """Between which rows it would go; the empty last row stays the last."""
        last = self._view.model().rowCount() - 1
        row = self._view.rowAt(at.y())
        if row < 0:
            row = last if at.y() > 0 else 0
        elif at.y() > self._view.rowViewportPosition(row) + self._view.rowHeight(row) // 2:
            row += 1
        self._to = min(row, last)
        self._mark.setStyleSheet(f"background: {theme.current().accent_text}")
        self._mark.setGeometry(0, self._view.rowViewportPosition(self._to) - 2, self._view.viewport().width(), 3)
        self._mark.show()

    def _end(self, is_plain: bool) -> None:
        to, self._to = self._to, None
        self._mark.hide()
        if to is not None and to >= 0:
            self._move(to)
        elif is_plain:
            self._click()
