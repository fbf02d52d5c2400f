"""What happens to errors: a UserError is shown as its sentence, a bug is logged and told with a number; the window goes on."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from db.core import trouble
from db.core.errors import CancelledError, UserError
from ui.bug_log import number
from ui.kit.dialogs import Asks

_log = logging.getLogger(__name__)


class Crashes:
    """Takes every error nobody caught. `asks` may be replaced by the window's own."""

    def __init__(self, asks: Asks, log_folder: Path) -> None:
        self.asks = asks
        self._folder = log_folder
        self._before: Callable[..., object] = sys.excepthook
        self._telling = False

    def install(self) -> None:
        """Take over from Python's own."""
        self._before = sys.excepthook
        sys.excepthook = self.caught

    def remove(self) -> None:
        """Give it back."""
        sys.excepthook = self._before

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show or log one error; never raises, never opens a second dialog over the first."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, CancelledError):
            return
        if isinstance(error, Exception) and not isinstance(error, UserError):
            error = trouble.explain(error) or error
        if not isinstance(error, UserError):
            _log.error("bug %s", number(error), exc_info=(kind, error, trace))
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(error)
        finally:
            self._telling = False

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.asks.error(error)
            return
        self.asks.bug(number(error), self._folder)
