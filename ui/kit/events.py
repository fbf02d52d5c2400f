"""Brings what was saved, on whatever thread, to the window's thread."""

from PySide6.QtCore import QObject, Qt, Signal

from db.core import events


class EventBridge(QObject):
    """The one listener of the window; `saved` arrives on the window's thread."""

    saved = Signal(object)  # Announcement
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self.saved, Qt.ConnectionType.QueuedConnection)
        self._callback = self._heard.emit
        events.listen(self._callback)

    def stop(self) -> None:
        """Listen no more."""
        events.forget(self._callback)
