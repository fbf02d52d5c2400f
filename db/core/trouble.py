"""What the disk or SQLite says, turned into a sentence the owner can act on."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as driver

from db.core.connection import WhyReadOnly, database
from db.core.errors import BusyError, DamagedError, InputError, NoSpaceError, RefusedError, UserError
from resources.i18n import N_, _

_MEGABYTE: Final = 1 << 20
_LEAST: Final = 20  # MB that are asked for at least
_NO_ROOM: Final = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})
_REFUSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_GONE: Final = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN})
DAMAGE: Final = (driver.DatabaseError, UnicodeDecodeError)  # the latter where the driver's own message quotes what is damaged
ERRORS: Final = (*DAMAGE, OSError)


@contextmanager
def explained(path: Path | None = None, needed: int = 0) -> Iterator[None]:
    """Raise the UserError that says what went wrong with the file (by default the open one); bugs pass.

    `needed`: bytes that were to be written, for the sentence of a full disk.
    """
    try:
        yield
    except ERRORS as error:
        explanation = explain(error, path, needed)
        if explanation is None:
            raise
        raise explanation from error


def explain(error: Exception, path: Path | None = None, needed: int = 0) -> UserError | None:
    """The sentence for an error of SQLite or of the disk with this file or folder, or None if it is a bug.

    `path`: a file, there or not, or a folder that is there; without it, the file the system names, else the open one.
    """
    if not isinstance(error, ERRORS):
        return None
    if isinstance(error, UnicodeDecodeError):
        return damaged()
    said = str(error)
    path = path or _named(error) or database.path or Path.cwd()
    if isinstance(error, OSError) or "disk I/O error" in said or "unable to open database file" in said:
        return _of_the_disk(error, path, needed)
    if "disk is full" in said:
        return no_space(path, needed)
    return next((tell() for words, tell in _SAID.items() if words in said), None)


def _of_the_disk(error: Exception, path: Path, needed: int) -> UserError | None:
    number = error.errno if isinstance(error, OSError) else None
    if number in _REFUSED:
        return refused(path)
    if number in _NO_ROOM:
        return no_space(path, needed)
    if number in _GONE or not _folder(path).is_dir() or "unable to open" in str(error):
        return unreachable(path)
    return None if number is not None else no_space(path, needed)  # of a quota or a limit SQLite says no more


def _named(error: Exception) -> Path | None:
    name = getattr(error, "filename", None)
    return Path(name) if name and isinstance(name, str) else None


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def is_full(error: Exception) -> bool:
    """Whether the disk, or what one may use of it, takes no more."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def no_space(path: Path, needed: int = 0) -> NoSpaceError:
    """The disk of `path` takes no more. `needed`: bytes; 0 for an estimate: saving can take as much again as is there."""
    place = _folder(path)
    while not place.is_dir() and place != place.parent:  # it was to be made
        place = place.parent
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


def unreachable(path: Path) -> InputError:
    """The stick was pulled out, the network is gone, the disk does not answer."""
    return InputError(
        _(
            "“{place}” can't be reached: the stick may have been pulled out, or the disk does not answer."
            " Your data is as it was. Please plug it in again, or choose another place, and try once more."
        ).format(place=_folder(path))
    )


def refused(path: Path) -> RefusedError:
    """The system lets nothing be read or written there."""
    return RefusedError(
        _(
            "This computer does not allow Shukebu to work in “{place}”: it may be write-protected, or another program holds"
            " a file there. Your data is as it was. Please choose another place, or close the other program, and try again."
        ).format(place=_folder(path))
    )


_ONLY_TO_LOOK_AT: Final[dict[WhyReadOnly, str]] = {
    "place": N_(
        "The shop file can only be looked at here: its place can't be written to. Copy it to this computer to work with it."
    ),
    "moved": N_(
        "This shop moved to another computer; here it can only be looked at. Nothing was changed. The owner can unlock it above."
    ),
    "asked": N_("This is a backup, opened only to look at: nothing can be changed in it. Your shop itself goes on as it is."),
}


def read_only() -> RefusedError:
    """Nothing can be written here."""
    return RefusedError(_(_ONLY_TO_LOOK_AT[database.why_read_only]))


def refuse_read_only() -> None:
    """Refuse to write to a file that was opened for reading only."""
    if database.is_read_only:
        raise read_only()


def _busy() -> BusyError:
    return BusyError(_("Another program is holding the shop file. Please close it and try again. Nothing is lost."))


_SAID: Final[dict[str, Callable[[], UserError]]] = {
    "image is malformed": damaged,
    "not a database": damaged,
    "database is locked": _busy,
    "database table is locked": _busy,
    "readonly database": read_only,
}
