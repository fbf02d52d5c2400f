"""The watch on what is copied anywhere on this computer: a phone number brings up who it is. Off until it is switched on."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from db.core import file
from db.services import callers
from ui.kit import clipboard, settings

if TYPE_CHECKING:
    from ui.caller.popup import CallerPopup
    from ui.main_window import MainWindow

_SETTING: Final = "watch_clipboard"
_LONGEST: Final = 40  # letters that are looked at: a number, not a letter or a password


def is_on() -> bool:
    """Whether this computer's owner has switched it on."""
    return settings.get(_SETTING) == "1"


class ClipboardWatch(QObject):
    """Looks at what is copied while it is on; keeps no number."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.popup: CallerPopup | None = None
        self._watches = False
        self.follow()

    def switch(self) -> None:
        """On or off, remembered on this computer."""
        settings.put(_SETTING, "0" if is_on() else "1")
        self.follow()

    def follow(self) -> None:
        """Watch where it is switched on."""
        if is_on() == self._watches:
            return
        changed = QGuiApplication.clipboard().dataChanged
        if is_on():
            changed.connect(self._copied)
        else:
            changed.disconnect(self._copied)
            self.forget()
        self._watches = is_on()

    def number(self) -> str:
        """The number the popup shows, for Ctrl+K; "" where there is none."""
        return self.popup.number if self.popup and self.popup.isVisible() else ""

    def forget(self) -> None:
        """Take the popup away, and its number with it."""
        if self.popup:
            self.popup.hide()

    def _gone(self) -> None:
        self.popup = None

    def _copied(self) -> None:
        board = QGuiApplication.clipboard()
        if not file.is_open() or board.ownsClipboard() or clipboard.is_ours():
            return
        text = board.text()
        if len(text) > _LONGEST or not callers.is_number(text):
            return
        from ui.caller.popup import CallerPopup

        self.forget()
        self.popup = CallerPopup(self._window, callers.shown(text), callers.of_number(text))
        self.popup.gone.connect(self._gone)
        self.popup.appear()
