"""Verified copies of the shop file: made by themselves, put on a stick, looked over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from db.core import (
    chain,
    checking,
    clock,
    copying,
    exchange,
    file,
    guarded,
    keyring,
    proof,
    trouble,
    wrapping,
)
from db.core.connection import database, value
from db.core.errors import DamagedError, RefusedError
from db.services import facts, rotation
from resources.i18n import _

OF_COPIES: Final = frozenset({"backups.copy", "backups.drill"})  # lines about copies: no copy is made for them
MANY: Final = 50  # customers
ASIDES: Final = 5  # files that gave way to a copy


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy. `at`: UTC; `shown_at`: as the shop's clock showed it.

    `reason`: close, round, import, bulk, bin, erase, restore, migration, folder, command; aside, damaged: no copy but a file that
    gave way to one, sound or not.
    """

    path: Path
    seq: int
    at: str
    shown_at: str
    reason: str
    size: int  # bytes
    customers: int
    verified: bool
    shop: str | None = None  # whose it is: the head of the shop's first unit; None: unknown


def folder(shop: Path | None = None) -> Path:
    """Where the copies of the shop file (the open one by default) lie."""
    return copying.folder(shop or _shop())


def make(reason: str) -> Backup:
    """Copy the open shop file beside itself, verified; where nothing was done since the last copy, that one counts.

    Raises NoSpaceError, RefusedError (nothing can be written there), InputError (the disk does not answer), DamagedError.
    """
    shop = file.current_path()
    newest = last()
    if newest and is_up_to_date(newest):
        return newest
    made = _copy_to(folder(shop), reason)
    _thin_out(shop)
    return made


def to_folder(target: Path, stick: str = "") -> Backup:
    """Copy the open shop file to a folder, such as a USB stick of this name, verified. Raises as `make` does; InputError: it is
    not there.
    """
    target = Path(target)
    if not target.is_dir():
        raise trouble.unreachable(target / file.current_path().name)
    made = _copy_to(target, "folder")
    facts.note("backups.copy", seq=made.seq, stick=stick)
    return made


def kept(shop: Path | None = None) -> list[Backup]:
    """The copies beside the shop file (the open one by default), newest first by their number, never by the clock.

    Where another shop was begun in the same folder, copies of both are among them.
    """
    shop = shop or _shop()
    return [_backup(seq, path) for seq, path in copying.numbered(folder(shop), shop)]


def last() -> Backup | None:
    """The last verified copy of the open shop."""
    return next(iter(_own(file.current_path())), None)


def has_changed() -> bool:
    """Whether anything was done since the last copy of the open shop; drafts and what is derived do not count."""
    newest = last()
    return newest is None or not is_up_to_date(newest)


def lacks_many() -> bool:
    """Whether a whole list of customers came in, or went, since the last copy of the open shop: that is not good to use."""
    newest = last()
    return newest is not None and abs(value("SELECT count(*) FROM customer") - newest.customers) >= MANY


def put_aside(shop: Path) -> list[Backup]:
    """The files that gave way to a copy that was fetched back, newest first: one can return to them. Damaged ones all stay."""
    found = [_aside(path, shop) for path in exchange.asides(shop)]
    sound = [one for one in found if one.reason == "aside"][:ASIDES]
    return [one for one in found if one in sound or one.reason == "damaged"]


def _aside(path: Path, shop: Path) -> Backup:
    shown_at = exchange.laid_aside_at(path, shop).strftime("%Y-%m-%d %H:%M")
    reason = "damaged" if exchange.is_damaged(path, shop) else "aside"
    return Backup(path, 0, "", shown_at, reason, path.stat().st_size, 0, False)


def of(path: Path) -> Backup:
    """A copy that lies somewhere else, such as on a stick."""
    return _backup(0, Path(path))


def key_of(backup: Path, key: bytes | None = None) -> bytes | None:
    """The key a copy opens with: this one, else that of the open shop; none for a plain copy.

    RefusedError where it is under another one: made before the key was changed, or of another shop.
    """
    if not guarded.is_encrypted(backup):
        return None
    key, fitting = key or database.key, {ring.id for ring in keyring.read(backup)}
    if fitting and (key is None or wrapping.name_of(key) not in fitting):
        raise RefusedError(
            _("The backup “{name}” asks for the password of the day it was made. Nothing was changed.").format(name=backup.name)
        )
    return key


@contextmanager
def readable(backup: Path, key: bytes | None = None) -> Iterator[Path]:
    """A copy as one file: a file that gave way may have a log beside it. Raises the driver's errors and OSError."""
    if copying.facts(backup) is not None:  # made in one piece
        yield backup
        return
    with exchange.whole(backup, file.data_folder() / "looking", key) as path:
        yield path


def verify(backup: Path, key: bytes | None = None) -> checking.CheckResult:
    """Look a copy over thoroughly: the hash of its sidecar, then every page and the whole history.

    DamagedError if it is not what was written, InputError if its stick is gone.
    """
    with trouble.explained(backup):
        key = key_of(backup, key)
        with readable(backup, key) as path:
            return verified(backup, path, key)


def verified(backup: Path, path: Path, key: bytes | None) -> checking.CheckResult:
    """The same of a copy that is `readable` at this path, with the key it opens with."""
    known = copying.facts(backup)
    if known is not None and copying.sha256(path) != known["sha256"]:
        raise _spoilt(backup)
    try:
        result = checking.of_file(path, key, thorough=True)
    except DamagedError as error:
        raise _spoilt(backup) from error
    if not result.ok or (known is not None and result.counts != known["counts"]):
        raise _spoilt(backup)
    return result


def _shop() -> Path:
    return file.current_path() if file.is_open() else file.data_folder() / f"shop{file.EXTENSION}"


def _copy_to(place: Path, reason: str) -> Backup:
    shop = file.current_path()
    needed = shop.stat().st_size
    with trouble.explained(place / shop.name, needed):
        path = copying.into(place, shop, database.key, reason, database.path, database.mode)
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
        shop=known.get("shop"),
    )


def is_up_to_date(newest: Backup) -> bool:
    """Whether nothing was done in the open shop since this copy, but for what is noted of the copies themselves."""
    known = copying.facts(newest.path) or {}
    connection, units = database.connection(), int(known.get("audit_units", 0))
    if known.get("counts") != checking.counts(connection) or proof.departs(connection, units, str(known.get("audit_head"))):
        return False
    since = database.execute("SELECT action FROM unit ORDER BY id LIMIT -1 OFFSET ?", (units,)).fetchall()
    return {action for (action,) in since} <= OF_COPIES


def _own(shop: Path) -> list[Backup]:
    return _of_this_shop(kept(shop))


def own_in(place: Path) -> list[Backup]:
    """The verified copies of the open shop in a folder, such as a stick's, newest first."""
    return _of_this_shop([_backup(seq, path) for seq, path in copying.numbered(place, file.current_path())])


def _of_this_shop(found: list[Backup]) -> list[Backup]:
    """The verified ones of the open shop, newest first; those of another that was in this place before are none."""
    whose = ("", chain.first_head(database.connection()).hex())
    return [backup for backup in found if backup.verified and backup.shop in whose]


def counted(one: Backup) -> rotation.Copy:
    """A copy as the rotation counts it."""
    return rotation.Copy(one.seq, datetime.strptime(one.shown_at, "%Y-%m-%d %H:%M"), one.size)  # noqa: DTZ007 - the shop's clock


def is_over_its_share() -> bool:
    """Whether the copies that must stay take more room than copies may (R9)."""
    shop = file.current_path()
    return sum(one.size for one in _own(shop)) > rotation.share(shop.stat().st_size)


def _thin_out(shop: Path) -> None:
    """Let copies go that are no longer needed (rotation.py); never one of another shop, or one nothing is known of."""
    own = _own(shop)
    staying = rotation.staying([counted(one) for one in own], shop.stat().st_size)
    for backup in own:
        if backup.seq not in staying:
            copying.drop(backup.path)


def _spoilt(backup: Path) -> DamagedError:
    return DamagedError(
        _("The backup “{name}” is damaged. Nothing was changed. Please choose another one.").format(name=backup.name)
    )
