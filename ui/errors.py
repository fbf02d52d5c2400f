"""What happens to errors: a UserError is shown as its sentence, a bug is logged and told with a number; the window goes on."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from db.core.errors import CancelledError, UserError
from resources.i18n import _
from ui.kit.dialogs import Asks

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

_log = logging.getLogger(__name__)
_SIZE: Final = 500_000  # bytes a log file
_ROOT: Final = Path(__file__).parent.parent


class _NoNamesFormatter(logging.Formatter):
    """Writes where a bug happened but not the error's own text: it may hold a customer's name or phone."""

    def format(self, record: logging.LogRecord) -> str:
        """One line and the places; what another handler made of the error is not used."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The error's kind and the places it came through."""
        kind, _error, trace = ei
        return f"{kind.__name__ if kind else ''}\n" + "\n".join(_places(trace))


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def _short(name: str) -> str:
    path = Path(name)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def number(error: BaseException) -> str:
    """A short number that is the same for the same bug."""
    import hashlib

    places = [type(error).__name__, *_places(error.__traceback__)]
    return "E-" + hashlib.sha256("\n".join(places).encode()).hexdigest()[:6].upper()


def log_to(folder: Path) -> "RotatingFileHandler":
    """Write warnings and bugs to shukebu.log in this folder; returns the handler, for closing."""
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "shukebu.log", maxBytes=_SIZE, backupCount=2, encoding="utf-8")
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_NoNamesFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


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
        self.asks.tell(
            _("Something went wrong"),
            _("That step did not work. What you saved before is safe, and you can go on working."),
            _("Error number {number}. Please note it if it happens again; details are in {folder}.").format(
                number=number(error), folder=self._folder
            ),
        )
