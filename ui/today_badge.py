"""How many wait on Today, and how many quotes for an answer, beside their entries in the sidebar: counted by the worker a
moment after anything was saved.
"""

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

    def _tell(self, counts: dict[str, int]) -> None:
        for key, count in counts.items():
            self._sidebar.tell_count(key, count)


def _waiting(_progress: Any) -> dict[str, int]:
    """By the page they wait on."""
    from db.services import quote_rows, today

    return {"today": today.badge(), "quotes": quote_rows.waiting()} if file.is_open() else {"today": 0, "quotes": 0}
