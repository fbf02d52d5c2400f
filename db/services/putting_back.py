"""A copy takes the shop file's place: laid ready beside it, then exchanged; what was there stays under a dated name."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from db.core import admission, exchange, file, keyring, lock, tally, trouble
from db.core.connection import database
from db.core.errors import InputError, NotFoundError
from db.core.progress import Progress, silent
from db.services import backups, guarding
from resources.i18n import _


def prepare(backup: Path, target: Path, key: bytes | None = None, progress: Progress = silent) -> bytes | None:
    """Verify a copy and lay a copy of it beside the shop file, ready to be put in its place; the key it opens with then. Long:
    for the worker.

    Raises NotFoundError (no such copy), InputError (it is the file in use, or its stick is gone), NewerFileError, DamagedError,
    NoSpaceError, RefusedError, BusyError (another program has the shop) and CancelledError; then nothing was changed.
    """
    backup = Path(backup)
    if not backup.is_file():
        raise NotFoundError(_("There is no backup at “{path}”.").format(path=backup))
    refuse_itself(backup, target)
    with tally.counting(progress, _("Opening the backup to try…")) as told, trouble.explained(backup):
        key = backups.key_of(backup, key)
        with backups.readable(backup, key) as path:
            admission.look_over(path, key)
            backups.verified(backup, path, key)
            told.say(_("Laying the backup ready…"))
            with trouble.explained(target, path.stat().st_size):
                target.parent.mkdir(parents=True, exist_ok=True)
                with lock.held(target):
                    exchange.lay(path, target)
                    key = _guard(backup, target, key)
        try:
            told.tell()
        except BaseException:
            forget(target)
            raise
    return key


def _guard(backup: Path, target: Path, key: bytes | None) -> bytes | None:
    """What lies ready is guarded as the open shop is; where that is not open the passwords of the copy count, beside those now:
    a ring that fits lies there at every moment, and coming in takes the others away. The answer is the key it is under now.
    """
    try:
        if file.is_open() and file.current_path() == target and guarding.guard_alike(lock.beside(target, file.READY), key):
            return database.key
        for ring in keyring.read(backup):
            if ring not in keyring.read(target):
                keyring.add(target, ring)
    except BaseException:
        forget(target)
        raise
    return key


def refuse_itself(backup: Path, shop: Path) -> None:
    """An InputError where the copy is the very file in use: it holds what is seen anyway."""
    used = [shop, file.current_path()] if file.is_open() else [shop]
    if any(one.exists() and backup.samefile(one) for one in used):
        raise InputError(_("“{name}” is the file in use now, no backup. Please choose another one.").format(name=backup.name))


def forget(target: Path) -> None:
    """Take away what `prepare` laid ready: the owner does not want it any more."""
    exchange.forget(target)


def _as_it_is(_ready: Path) -> None: ...


def put_in_place(target: Path, fit: Callable[[Path], None] = _as_it_is, is_damaged: bool = False) -> Path | None:
    """Put what `prepare` laid ready in the place of the shop file; where the file that was there is kept now.

    `fit` does to what lies ready what must be done before it is anybody's shop, while no shop file is open; `is_damaged`: the
    file that gives way says so by its name. The shop file is closed. Raises what `fit` raises, BusyError, NoSpaceError,
    RefusedError, InputError (the disk does not answer); then the file that was there is in its place, whole, and nothing lies
    ready any more.
    """
    with trouble.explained(target):
        try:
            if file.is_open() and file.current_path() == target:
                file.close()
            with lock.held(target):
                fit(lock.beside(target, file.READY))
                aside = exchange.exchange(target, is_damaged)
                with suppress(OSError):  # the next time
                    exchange.thin_out(target, backups.ASIDES, aside)
        except BaseException:
            forget(target)
            raise
    return aside
