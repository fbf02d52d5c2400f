"""Another day: birthdays that are over move to next year, and what can be offered is worked out anew; all on the worker."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from db.core import clock, file
from db.core.progress import Progress
from ui.kit import jobs

_LOOK: Final = 60_000  # milliseconds between two looks whether another day has come


class Turning(QObject):
    """Watches the clock; `turned(int)` tells how many birthdays moved, `offered` that what can be offered is known."""

    another_day = Signal()
    turned = Signal(int)
    offered = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._day = clock.today()
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._look_at_the_clock)
        self._look.start()

    def _look_at_the_clock(self) -> None:
        if clock.today() != self._day and file.is_open():
            self.turn_over()
            self.another_day.emit()

    def turn_over(self) -> None:
        """Do what a new day asks for."""
        from db.services import coming

        self._day = clock.today()
        jobs.start(coming.refresh_birthdays, self._turned, lambda _error: self._turned(0), quiet=True, of=self)

    def _turned(self, moved: int) -> None:
        self.turned.emit(moved)
        if file.is_open():
            jobs.start(_work_out_offers, self._offered, lambda _error: None, quiet=True, of=self)

    def _offered(self, _is_new: bool) -> None:
        self.offered.emit()


def _work_out_offers(progress: Progress) -> bool:
    """Once a day; whether it was done now."""
    import importlib.util

    from db.services import suggestions

    if any(importlib.util.find_spec(f"db.services.{one}") is None for one in ("baskets", "white_spaces", "quote_chances")):
        return False
    return suggestions.fill_once_a_day(progress)
