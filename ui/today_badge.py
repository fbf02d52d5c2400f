"""How many wait on Today, beside its entry in the sidebar: counted by the worker a moment after anything was saved."""

from typing import Any, Final

from PySide6.QtCore import QTimer

from db.core import file
from ui.kit import jobs
from ui.sidebar import Sidebar

_SOON: Final = 600  # milliseconds


class TodayBadge:
    """Counts for one sidebar."""

    def __init__(self, sidebar: Sidebar) -> None:
        self._sidebar = sidebar
        self._soon = QTimer(sidebar, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._count)

    def soon(self) -> None:
        """Count in a moment; what comes until then is counted with it."""
        self._soon.start()

    def _count(self) -> None:
        if file.is_open():
            jobs.start(_waiting, self._tell, lambda _error: None, quiet=True)

    def _tell(self, count: int) -> None:
        self._sidebar.tell_count("today", count)


def _waiting(_progress: Any) -> int:
    from db.services import today

    return today.badge() if file.is_open() else 0
