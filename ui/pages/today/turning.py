"""Another day: birthdays that are over move to next year, on the worker; what can be offered was worked out meanwhile."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from db.core import clock, file
from ui.kit import jobs

_LOOK: Final = 15_000  # milliseconds between two looks whether another day has come


class Turning(QObject):
    """Watches the clock; `turned(int)`: so many birthdays moved; `offered`: what can be offered was worked out since."""

    another_day = Signal()
    turned = Signal(int)
    offered = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._day = clock.today()
        self._offers = ""  # when what can be offered was worked out
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._look_at_the_clock)
        self._look.start()

    def _look_at_the_clock(self) -> None:
        if not file.is_open():
            return
        if clock.today() != self._day:
            self.turn_over()
            self.another_day.emit()
        else:
            self._look_for_offers()

    def turn_over(self) -> None:
        """Do what a new day asks for."""
        from db.services import coming

        self._day = clock.today()
        jobs.start(coming.refresh_birthdays, self._turned, lambda _error: self._turned(0), quiet=True, of=self)

    def _turned(self, moved: int) -> None:
        self._is_new()
        self.turned.emit(moved)

    def _look_for_offers(self) -> None:
        """The worker does it while nothing else is done (ui/app.py)."""
        if self._is_new():
            self.offered.emit()

    def _is_new(self) -> bool:
        """Whether what can be offered was worked out since this was asked last."""
        from db.services import suggestions

        before, self._offers = self._offers, suggestions.made_at() if file.is_open() else ""
        return self._offers != before
