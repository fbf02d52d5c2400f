"""One process a shop file: a lock of the operating system beside it, freed by the system when the process dies.

A second start leaves a file beside the lock; the first watches for it and comes to the front.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db.core.errors import BusyError
from resources.i18n import _

LOCK_SUFFIX: Final = "-lock"
SHOW_SUFFIX: Final = "-show"

_held: dict[Path, int] = {}


def beside(path: Path, suffix: str) -> Path:
    """A file of ours beside the shop file."""
    return path.with_name(path.name + suffix)


def take(path: Path) -> None:
    """Hold the lock of this shop file; BusyError if another process has it."""
    lock = beside(path, LOCK_SUFFIX)
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            raise BusyError(_("This shop is open in another window of Shukebu. Please close it there and try again."))
        if _is_still(lock, handle):
            _held[path] = handle
            return
        os.close(handle)  # its holder took it away while we waited


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of this shop file for a while, also where this process has it already; BusyError if another has it."""
    if path in _held:
        yield
        return
    take(path)
    try:
        yield
    finally:
        free(path)


def free(path: Path) -> None:
    """Give the lock back and take its file away; not holding it is not an error."""
    handle = _held.pop(path, None)
    if handle is None:
        return
    lock = beside(path, LOCK_SUFFIX)
    try:
        if os.name != "nt":
            with contextlib.suppress(OSError):  # the lock is what counts, not its file
                lock.unlink(missing_ok=True)
    finally:
        os.close(handle)
    if os.name == "nt":  # an open file can't be taken away there; another process may hold it again by now
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)


def call_to_front(path: Path, patience: float = 0.0) -> bool:
    """Ask the process that has this shop open to show its window; whether it heard that within so many seconds."""
    asked = beside(path, SHOW_SUFFIX)
    asked.write_text(str(os.getpid()), encoding="ascii")
    until = time.monotonic() + patience
    while asked.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not asked.exists()


def was_called(path: Path) -> bool:
    """Whether a second start asked for the window since the last call of this."""
    asked = beside(path, SHOW_SUFFIX)
    if not asked.exists():
        return False
    asked.unlink(missing_ok=True)
    return True


def _is_still(lock: Path, handle: int) -> bool:
    try:
        there, ours = lock.stat(), os.fstat(handle)
    except FileNotFoundError:
        return False
    return os.name == "nt" or (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
