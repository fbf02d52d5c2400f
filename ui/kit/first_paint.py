"""What may wait until the window stands on the screen: counts, the card, whatever the first sight does not show."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Holds work back until `widget` was painted once; afterwards work is done at once."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._waiting: list[Callable[[], object]] = []
        self.is_over = False
        widget.installEventFilter(self)

    def then(self, do: Callable[[], object]) -> None:
        """Do this after the first paint."""
        if self.is_over:
            do()
        else:
            self._waiting.append(do)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint; what waits is done when it is over."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go)
        return False

    def _go(self) -> None:
        self.is_over = True
        for do in self._waiting:
            do()
        self._waiting.clear()
