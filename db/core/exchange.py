"""One shop file put in the place of another, so that at every moment the old or the new one is whole.

A copy laid ready is `shop.crm.restoring`. Its renaming to `shop.crm.coming` decides: before, the old file stands untouched under
its name; from then on the next start finishes what a crash cut off. The old file has got a second name (a hard link, a
copy where the disk knows no links) before, with the log that lies beside it.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from db.core import clock, copying, seal
from db.core.admission import LOG, has_log
from db.core.connection import connect
from db.core.errors import UserError
from db.core.file import COMING, PART, READY
from db.core.guarded import KEYS
from db.core.lock import beside
from db.core.trouble import ERRORS, damaged

_STAMP: Final = r"-(?P<stamp>\d{8}-\d{4})(-(?P<number>\d+))?"
_DAMAGED: Final = ".damaged"  # behind the whole name, to the second: no shop file any more
_DAMAGED_STAMP: Final = r"-(?P<stamp>\d{8}-\d{6})(-(?P<number>\d+))?"


def lay(source: Path, target: Path) -> None:
    """Lay a copy of the sound file `source`, which nobody has open, ready beside the target.

    Raises OSError, and DamagedError where the disk holds something else than was written.
    """
    part = beside(target, READY + PART)
    try:
        shutil.copyfile(source, part)
        copying.sync(part)
        if copying.sha256(part) != copying.sha256(source):
            raise damaged()
        part.replace(beside(target, READY))
        copying.sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def forget(target: Path) -> None:
    """Take away what was laid ready."""
    with suppress(OSError):  # the next start takes it away
        for left in _of_ready(target):
            left.unlink(missing_ok=True)


def exchange(target: Path, is_damaged: bool = False) -> Path | None:
    """Put what was laid ready in the place of the target, which nobody has open and whose lock the caller holds.

    The answer is where the file that was there is kept now; a damaged one under a name that says so. An error (OSError) leaves
    everything as it was, the log too.
    """
    if not beside(target, READY).exists():
        raise FileNotFoundError(beside(target, READY))
    aside = None
    try:
        if target.exists():
            aside = _lay_aside(target, is_damaged)
        beside(target, READY).replace(beside(target, COMING))
        copying.sync_folder(target.parent)
        _finish(target)
    except BaseException:
        with suppress(OSError):  # what can't be taken back now, the next start finishes or takes back
            _take_back(target, aside)
        raise
    return aside


def settle(target: Path, key: bytes | None = None) -> None:
    """Finish an exchange a crash cut off, or take away what was prepared and not decided; the caller holds the lock. OSError."""
    if beside(target, COMING).exists():
        _finish(target)
    ready = beside(target, READY)
    if ready.exists() and not target.exists() and not has_log(ready) and _is_sound(ready, key):
        ready.replace(target)  # the owner wanted it, and there is no other
        copying.sync_folder(target.parent)
    for aside in asides(target):
        if target.exists() and aside.samefile(target):  # a second name of the file in use, laid and never needed
            drop(aside)
    for suffix in (LOG, KEYS):
        for left in _named(target, suffix):
            if not left.with_name(left.name.removesuffix(suffix)).exists():
                left.unlink()
    for half in (*_named(target, PART), *_named(target, LOG + PART), beside(target, READY + PART), *_of_ready(target)):
        half.unlink(missing_ok=True)


def asides(target: Path) -> list[Path]:
    """The files that gave way to another, newest first by their names."""
    found = [(told, path) for path in _dated(target) if (told := _told(path, target)) and path.is_file()]
    return [path for _told_of, path in sorted(found, reverse=True)]


def is_damaged(aside: Path, target: Path) -> bool:
    """Whether this one gave way because it was damaged: what can still be read of it may be wanted, however long it lies."""
    return aside.name.startswith(target.name + _DAMAGED)


def laid_aside_at(aside: Path, target: Path) -> datetime:
    """When a file gave way, as the shop's clock showed it."""
    told = _told(aside, target)
    if told is None:
        raise ValueError(aside.name)
    return told[0]


def thin_out(target: Path, kept: int, but: Path | None = None) -> None:
    """Delete the oldest sound files that gave way; so many stay, `but` among them, whatever the clock said. OSError."""
    others = [path for path in asides(target) if path != but and not is_damaged(path, target)]
    for aside in others[kept - (but is not None) :]:
        drop(aside)


@contextmanager
def whole(path: Path, folder: Path, key: bytes | None = None) -> Iterator[Path]:
    """This shop file, which nobody has open, as one file: itself, or in `folder` a copy with the log beside it brought in.

    Writes nothing beside the file. Raises the driver's errors and OSError.
    """
    if not has_log(path):
        yield path
        return
    shutil.rmtree(folder, ignore_errors=True)  # what a crash left there
    folder.mkdir(parents=True)
    with TemporaryDirectory(dir=folder) as place:
        copied = Path(place) / path.name
        for suffix in (LOG, ""):
            shutil.copyfile(beside(path, suffix), beside(copied, suffix))
        with closing(connect(copied, key)) as connection:
            ((is_busy, *_pages),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if is_busy:
                raise damaged()
        yield copied
    with suppress(OSError):
        folder.rmdir()


def _is_sound(path: Path, key: bytes | None) -> bool:
    from db.core import checking

    try:
        return checking.of_file(path, key).ok
    except (UserError, *ERRORS):
        return False


def _told(path: Path, target: Path) -> tuple[datetime, int] | None:
    named = re.fullmatch(re.escape(target.stem) + _STAMP + re.escape(target.suffix), path.name)
    form = "%Y%m%d-%H%M"
    if named is None:
        named = re.fullmatch(re.escape(target.name + _DAMAGED) + _DAMAGED_STAMP, path.name)
        form = "%Y%m%d-%H%M%S"
    if named is None:
        return None
    try:
        at = datetime.strptime(named["stamp"], form)  # noqa: DTZ007 - the shop's clock wrote it
    except ValueError:  # a file of the owner's with such a name: February has no 30th
        return None
    return at, int(named["number"] or 1)


def _dated(target: Path, suffix: str = "") -> list[Path]:
    """What is called as files that gave way are, with this behind the name."""
    names = (f"{escape(target.stem)}-*{target.suffix}{suffix}", f"{escape(target.name)}{_DAMAGED}-*{suffix}")
    return [path for name in names for path in target.parent.glob(name)]


def _named(target: Path, suffix: str) -> list[Path]:
    """What lies beside files that gave way, with this behind the name."""
    found = _dated(target, suffix)
    return [path for path in found if _told(path.with_name(path.name.removesuffix(suffix)), target)]


def _of_ready(target: Path) -> list[Path]:
    """What was laid ready, and what SQLite left beside it where a crash came while it was made to fit."""
    return [beside(target, READY + suffix) for suffix in ("", LOG, "-shm", "-lock")]


def _new_name(target: Path, is_damaged: bool) -> Path:
    """A dated name nobody has."""
    now = clock.dated(clock.utc_now())
    stem, stamp, suffix = (target.stem, now[:13], target.suffix) if not is_damaged else (target.name + _DAMAGED, now, "")
    name, number = target.with_name(f"{stem}-{stamp}{suffix}"), 1
    while name.exists() or beside(name, LOG).exists():
        number += 1
        name = target.with_name(f"{stem}-{stamp}-{number}{suffix}")
    return name


def _lay_aside(target: Path, is_damaged: bool) -> Path:
    """Give the file that is there, and before it the log a crash left beside it, a second, dated name."""
    aside = _new_name(target, is_damaged)
    try:
        if has_log(target):
            _put(beside(target, LOG), beside(aside, LOG))
        if beside(target, KEYS).exists():  # one can return to it with the passwords of now
            _put(beside(target, KEYS), beside(aside, KEYS))
        _put(target, aside)
        copying.sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            drop(aside)
        raise
    return aside


def _put(there: Path, name: Path) -> None:
    """A second name for a file; where the disk knows no links, a copy."""
    try:
        os.link(there, name)
    except OSError:
        part = beside(name, PART)
        try:
            shutil.copyfile(there, part)
            copying.sync(part)
            part.replace(name)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def _finish(target: Path) -> None:
    """The decided file takes the place; the log of the one before goes first: it would be read into the new one."""
    for suffix in (LOG, "-shm", seal.SUFFIX):
        beside(target, suffix).unlink(missing_ok=True)
    beside(target, COMING).replace(target)
    with suppress(OSError):  # what is decided is on the disk
        copying.sync_folder(target.parent)


def _take_back(target: Path, aside: Path | None) -> None:
    """Undo an exchange that failed: first the log, then the decision, then the second name, at last what was laid ready."""
    coming, ready = beside(target, COMING), beside(target, READY)
    if coming.exists():
        if aside and has_log(aside) and not has_log(target):
            _put(beside(aside, LOG), beside(target, LOG))
        coming.replace(ready)
        copying.sync_folder(target.parent)
    if ready.exists():  # else it is done already
        if aside:
            drop(aside)
        ready.unlink(missing_ok=True)


def drop(aside: Path) -> None:
    """Delete a file that gave way, with its log and its keyring. OSError."""
    for suffix in ("", LOG, KEYS):
        beside(aside, suffix).unlink(missing_ok=True)
