"""An encrypted file copied as it lies, by a child process: through SQLite every page would be decrypted and encrypted again.

The caller holds a read transaction on it meanwhile. Until that ends SQLite's checkpoint brings nothing newer into the file, and
does not begin the log anew: the file, copied first, and the log, copied after it, are whole together. Only a child may open them:
were the file closed in this process, SQLite would lose its locks on it.
"""

import errno
import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from db.core import own_child, tally
from db.core.lock import beside

_LOG: Final = "-wal"
_PAUSE: Final = 0.05  # seconds between two looks at the cancel button


def copy(source: Path, target: Path) -> None:
    """Copy the file and its log, both on the disk when this returns. OSError, and what the cancel button raises."""
    from subprocess import TimeoutExpired

    child = own_child.start("copy-file", {"from": str(source), "to": str(target)})
    try:
        while child.poll() is None:
            tally.passed(0)
            with suppress(TimeoutExpired):
                child.wait(_PAUSE)
        number = own_child.heard(child)["errno"]
    except ValueError:
        number = errno.EIO
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    if number:
        raise OSError(number, os.strerror(number), str(target))


# the child


def main() -> int:
    """Do what is asked; whoever asked and is gone wants nothing any more."""
    asked = own_child.asked()
    threading.Thread(target=_leave_with_the_parent, daemon=True).start()
    source, target = Path(asked["from"]), Path(asked["to"])
    try:
        _copy(source, target)
        if beside(source, _LOG).exists():
            _copy(beside(source, _LOG), beside(target, _LOG))
    except OSError as error:
        own_child.answer({"errno": error.errno or errno.EIO})
    else:
        own_child.answer({"errno": 0})
    return 0


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
        writing.flush()
        os.fsync(writing.fileno())


def _leave_with_the_parent() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)
