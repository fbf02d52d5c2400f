"""Where bugs are written down, without the names and phones an error's own text may hold."""

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

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
