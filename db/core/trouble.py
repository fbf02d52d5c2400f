"""What the disk or SQLite says, turned into a sentence the owner can act on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as driver

from db.core.connection import database
from db.core.errors import BusyError, DamagedError, NoSpaceError, RefusedError, UserError
from resources.i18n import _

_MEGABYTE: Final = 1 << 20
_LEAST: Final = 20  # MB that are asked for at least
_NO_ROOM: Final = frozenset({27, 28, 122})  # EFBIG ENOSPC EDQUOT
ERRORS: Final = (driver.DatabaseError, OSError)


@contextmanager
def explained(path: Path | None = None) -> Iterator[None]:
    """Raise the UserError that says what went wrong with the file (by default the open one); bugs pass."""
    try:
        yield
    except ERRORS as error:
        explanation = explain(error, path)
        if explanation is None:
            raise
        raise explanation from error


def explain(error: Exception, path: Path | None = None) -> UserError | None:
    """The sentence for an error of SQLite or of the disk with this file (by default the open one), or None if it is a bug."""
    if not isinstance(error, ERRORS):
        return None
    said = str(error)
    if "disk is full" in said or "disk I/O error" in said or is_full(error):
        return no_space(path or database.path or Path.cwd())
    if "image is malformed" in said or "not a database" in said:
        return damaged()
    if "database is locked" in said or "database table is locked" in said:
        return BusyError(_("Another program is holding the shop file. Please close it and try again. Nothing is lost."))
    if "readonly database" in said:
        return read_only()
    return None


def is_full(error: Exception) -> bool:
    """Whether the disk, or what one may use of it, takes no more."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def no_space(path: Path, needed: int = 0) -> NoSpaceError:
    """The disk of `path` takes no more. `needed`: bytes; 0 for an estimate: saving can take as much again as is there."""
    place = path if path.is_dir() else path.parent
    there = path.stat().st_size if path.is_file() else 0
    free = shutil.disk_usage(place).free // _MEGABYTE
    megabytes = max(_LEAST, (needed or there) // _MEGABYTE)
    if free >= 4 * megabytes:  # a quota, a limit, or a disk that fails
        sentence = _(
            "{drive} did not take what was to be saved. Nothing was saved, your data is as it was. Please check the disk."
        )
    else:
        sentence = _(
            "{drive} has {free} MB left; about {needed} MB are needed."
            " Nothing was saved, your data is as it was. Please make room and try again."
        )
    return NoSpaceError(sentence.format(drive=drive(place), free=free, needed=megabytes))


def drive(place: Path) -> str:
    """What the owner calls the disk: D: on Windows, elsewhere the folder it is mounted at."""
    if place.drive:
        return place.drive
    folder = place.absolute()
    while not folder.is_mount() and folder != folder.parent:
        folder = folder.parent
    return str(folder)


def damaged() -> DamagedError:
    """The file is damaged."""
    return DamagedError(_("The shop file is damaged. Nothing was written to it. Please fetch your data back from a backup."))


def read_only() -> RefusedError:
    """Nothing can be written here."""
    return RefusedError(
        _("The shop file can only be looked at here: its place can't be written to. Copy it to this computer to work with it.")
    )


def refuse_read_only() -> None:
    """Refuse to write to a file that was opened for reading only."""
    if database.is_read_only:
        raise read_only()
