"""Whether the file that was opened still lies in its place.

A stick pulled out, or a share that is gone, may go on taking writes that nobody will ever find again.
"""

from pathlib import Path

from db.core import trouble

_place: Path | None = None
_was: tuple[int, int] | None = None


def cast(shop: Path) -> None:
    """This file is open for writing now."""
    global _place, _was
    _place, _was = shop, _identity(shop)


def weigh() -> None:
    """It is shut."""
    global _place, _was  # noqa: PLW0603 - one shop a process
    _place = _was = None


def is_held() -> bool:
    """Whether the open file is the one that lies there; also where none is open for writing."""
    return _place is None or _identity(_place) == _was


def refuse_lost() -> None:
    """An InputError where what is saved would go nowhere."""
    if _place is not None and not is_held():
        raise trouble.unreachable(_place)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino
