"""A barcode scanner or card reader types like a keyboard, only faster: its code and Enter open a card from any page."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from db.core import file

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FAST: Final = 50  # milliseconds between two keys, the Enter included; nobody types so fast
_SHORTEST: Final = 4  # signs of a code
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scanner(QObject):
    """Hears the keys no box takes: Qt offers each first as a shortcut, up to the window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._code = ""
        self._last = 0  # ms, when the last key came
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gather what comes fast; Enter at its end takes it to the palette, which has the keyboard then."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_fast = event.timestamp() - self._last <= _FAST
            self._last = event.timestamp()
            if event.key() in _ENTER:
                code, self._code = self._code if is_fast else "", ""
                if len(code) >= _SHORTEST and file.is_open():
                    self._scanned(code)
            elif sign := event.text().strip():
                self._code = (self._code if is_fast else "") + sign
        return False

    def _scanned(self, code: str) -> None:
        from ui.palette.palette import Palette

        Palette(self._window).scanned(code)
