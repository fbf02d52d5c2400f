"""Verified copies of the shop file: made by themselves, put on a stick, and fetched back."""

import errno
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import Any, Final

from db.core import checking, clock, copying, file, lock, trouble
from db.core.connection import database
from db.core.errors import DamagedError, InputError, NotFoundError, UserError
from resources.i18n import _

KEPT: Final = 10
_NOT_WRITABLE: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_ASIDE: Final = re.compile(r".*-(?P<stamp>\d{8}-\d{4})(-(?P<number>\d+))?\.crm")
SAFE: Final = 3  # so many verified ones are never deleted


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy. `at`: UTC; `shown_at`: as the shop's clock showed it.

    `reason`: close, import, migration, folder, command; aside: no copy but a file that gave way to one.
    """

    path: Path
    seq: int
    at: str
    shown_at: str
    reason: str
    size: int  # bytes
    customers: int
    verified: bool


def folder(shop: Path | None = None) -> Path:
    """Where the copies of the shop file (the open one by default) lie."""
    return copying.folder(shop or _shop())


def make(reason: str) -> Backup:
    """Copy the open shop file beside itself, verified; where nothing was done since the last copy, that one counts."""
    shop = file.current_path()
    newest = next((backup for backup in kept() if backup.verified), None)
    if newest and _is_up_to_date(newest):
        return newest
    try:
        made = _copy_to(folder(shop), reason)
    except OSError as error:
        if error.errno in _NOT_WRITABLE:  # then the shop file beside it is only looked at, too
            raise trouble.read_only() from error
        raise
    _thin_out(shop)
    return made


def to_folder(target: Path) -> Backup:
    """Copy the open shop file to a folder, such as a USB stick, verified."""
    target = Path(target)
    if not target.is_dir():
        raise _gone(target)
    try:
        return _copy_to(target, "folder")
    except UserError:
        if not target.is_dir():
            raise _gone(target) from None
        raise
    except trouble.ERRORS as error:
        raise _gone(target) from error


def kept(shop: Path | None = None) -> list[Backup]:
    """The copies of the shop file (the open one by default), newest first by their number, never by the clock."""
    shop = shop or _shop()
    return [_backup(seq, path) for seq, path in copying.numbered(folder(shop), shop)]


def put_aside(shop: Path) -> list[Backup]:
    """The files that gave way to a copy that was fetched back, newest first: one can return to them."""
    named = [(_ASIDE.fullmatch(path.name), path) for path in shop.parent.glob(f"{escape(shop.stem)}-*{shop.suffix}")]
    found = sorted((told["stamp"], int(told["number"] or 1), path) for told, path in named if told)
    return [_aside(stamp, path) for stamp, _number, path in reversed(found)]


def _aside(stamp: str, path: Path) -> Backup:
    shown_at = datetime.strptime(stamp, "%Y%m%d-%H%M").strftime("%Y-%m-%d %H:%M")  # noqa: DTZ007 - the shop's clock wrote it
    return Backup(path, 0, "", shown_at, "aside", path.stat().st_size, 0, False)


def of(path: Path) -> Backup:
    """A copy that lies somewhere else, such as on a stick."""
    return _backup(0, Path(path))


def verify(backup: Path, key: bytes | None = None) -> checking.CheckResult:
    """Look a copy over thoroughly: the hash of its sidecar, then every page; a DamagedError if it is not what was written."""
    known = copying.facts(backup)
    if known is not None and copying.sha256(backup) != known["sha256"]:
        raise _spoilt(backup)
    try:
        result = checking.of_file(backup, key, thorough=True)
    except DamagedError as error:
        raise _spoilt(backup) from error
    if not result.ok or (known is not None and result.counts != known["counts"]):
        raise _spoilt(backup)
    return result


def restore(backup: Path, target: Path | None = None, key: bytes | None = None) -> Path | None:
    """Put a copy in the place of the shop file, which is closed if it is open; where the file that was there is kept now.

    The copy is verified first and itself copied, never moved. What was there, sound or not, stays beside it under a dated name.
    """
    target = Path(target).absolute() if target else _shop()
    prepare(backup, target, key)
    return put_in_place(target)


def prepare(backup: Path, target: Path, key: bytes | None = None) -> None:
    """Verify a copy and lay a copy of it beside the shop file, ready to be put in its place. Long: for the worker."""
    backup = Path(backup)
    if not backup.is_file():
        raise NotFoundError(_("There is no backup at “{path}”.").format(path=backup))
    file.look_over(backup, key)
    verify(backup, key)
    new = _ready(target)
    with trouble.explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(backup, new)
            copying.sync(new)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def put_in_place(target: Path) -> Path | None:
    """Put what `prepare` laid ready in the place of the shop file; where the file that was there is kept now."""
    new = _ready(target)
    with trouble.explained(target):
        try:
            return _exchange(target, new)
        finally:
            new.unlink(missing_ok=True)


def _ready(target: Path) -> Path:
    return target.with_name(f"{target.name}.restoring")


def _exchange(target: Path, new: Path) -> Path | None:
    """Put the new file in the place of the shop file; where the one that was there is kept now."""
    if file.is_open() and file.current_path() == target:
        file.close()
    lock.take(target)
    try:
        aside = _put_aside(target) if target.exists() else None
        new.replace(target)
        copying.sync_folder(target.parent)
    finally:
        lock.free(target)
    return aside


def _shop() -> Path:
    return file.current_path() if file.is_open() else file.data_folder() / f"shop{file.EXTENSION}"


def _copy_to(place: Path, reason: str) -> Backup:
    shop = file.current_path()
    with trouble.explained(place):
        path = copying.into(place, shop, database.key, reason)
    return next(_backup(seq, copied) for seq, copied in copying.numbered(place, shop) if copied == path)


def _backup(seq: int, path: Path) -> Backup:
    known: dict[str, Any] = copying.facts(path) or {}
    at = known.get("utc", "")
    return Backup(
        path=path,
        seq=seq,
        at=at,
        shown_at=clock.shown(at) if at else "",
        reason=known.get("reason", ""),
        size=path.stat().st_size,
        customers=known.get("counts", {}).get("customer", 0),
        verified=bool(known),
    )


def _is_up_to_date(newest: Backup) -> bool:
    known = copying.facts(newest.path) or {}
    connection = database.connection()
    now = checking.head(connection)
    return (known.get("audit_head"), known.get("counts")) == (now["head"], checking.counts(connection))


def _thin_out(shop: Path) -> None:
    """Delete the oldest beyond KEPT, but never one of the last SAFE verified ones."""
    there = kept(shop)
    safe = {backup.path for backup in [backup for backup in there if backup.verified][:SAFE]}
    for backup in there[KEPT:]:
        if backup.path not in safe:
            backup.path.unlink(missing_ok=True)
            backup.path.with_name(backup.path.name + copying.SIDECAR).unlink(missing_ok=True)


def _put_aside(target: Path) -> Path:
    """Give the file that is there, and what a crash left beside it, a dated name."""
    stamp = clock.shown(clock.utc_now()).replace("-", "").replace(":", "").replace(" ", "-")
    aside = target.with_name(f"{target.stem}-{stamp}{target.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = target.with_name(f"{target.stem}-{stamp}-{number}{target.suffix}")
    for suffix in ("-wal", "-shm", ""):  # the log first: alone it is harmless, the file without it would lack the last units
        part = target.with_name(target.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def _gone(place: Path) -> InputError:
    return InputError(
        _(
            "“{folder}” can't be reached any more, so there is no backup there. Please plug the stick in again and try once more."
        ).format(folder=place)
    )


def _spoilt(backup: Path) -> DamagedError:
    return DamagedError(
        _("The backup “{name}” is damaged. Nothing was changed. Please choose another one.").format(name=backup.name)
    )
