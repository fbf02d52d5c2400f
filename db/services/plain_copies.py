"""Copies of a shop that is encrypted now, which anybody can read: made before it was. They are encrypted, too, or deleted."""

import json
from pathlib import Path
from typing import Any

from db.core import admission, copying, encrypting, exchange, file, keyring, lock, tally, trouble
from db.core.connection import database
from db.core.guarded import is_encrypted
from db.core.journal import require, unit
from db.core.progress import Progress, silent
from db.services import guarding
from resources.i18n import _


def found(shop: Path) -> list[Path]:
    """Those beside this shop file: its copies, and files that gave way to one."""
    copies = [path for _seq, path in copying.numbered(copying.folder(shop), shop)]
    return [path for path in (*copies, *exchange.asides(shop)) if not is_encrypted(path)]


def encrypt(progress: Progress = silent) -> int:
    """Write each anew under the key of the open shop, verified, its sidecar too; how many. Long: for the worker.

    Each is whole at every moment, plain or encrypted. Raises NoSpaceError, RefusedError, DamagedError and CancelledError: those
    before it are done.
    """
    require("keys.encrypt")
    ring, key, shop = guarding.own(), database.key, file.current_path()
    if ring is None or key is None:
        raise RuntimeError("the shop is not encrypted")
    copies = [path for path in found(shop) if not exchange.is_damaged(path, shop)]  # those can but be deleted
    with tally.counting(progress, _("Encrypting older backups…")) as told:
        told.expect(len(copies))
        for copy in copies:
            with trouble.explained(copy, copy.stat().st_size):
                _encrypt(copy, key, ring)
            told.add(1)
    if copies:
        with unit("keys.encrypt", mode="encrypted", copies=len(copies)):
            pass
    return len(copies)


def delete() -> int:
    """Delete them; how many. RefusedError: not the owner."""
    require("keys.encrypt")
    copies = found(file.current_path())
    for copy in copies:
        with trouble.explained(copy):
            copying.drop(copy) if copy.suffix == copying.SUFFIX else exchange.drop(copy)
    if copies:
        with unit("keys.encrypt", mode="encrypted", deleted=len(copies)):
            pass
    return len(copies)


def _encrypt(copy: Path, key: bytes, ring: keyring.Ring) -> None:
    """The keyring first, then what the sidecar will say, then the copy: a power cut in between, and it is done again."""
    part = lock.beside(copy, file.PART)
    with exchange.whole(copy, file.data_folder() / "looking") as path:
        encrypting.write(path, None, part, key, "ro&immutable=1")
    guarding.put_into(part, key, ring)
    keyring.write(copy, (ring,))
    sidecar = lock.beside(copy, copying.SIDECAR)
    if sidecar.exists():
        _describe(sidecar, sha256=copying.sha256(part), size=part.stat().st_size)
    part.replace(copy)
    lock.beside(copy, admission.LOG).unlink(missing_ok=True)
    copying.sync_folder(copy.parent)


def _describe(sidecar: Path, **facts: Any) -> None:
    known = json.loads(sidecar.read_text("utf-8")) | facts
    with copying.replacing(sidecar) as part:
        part.write_text(json.dumps(known, ensure_ascii=False, sort_keys=True, indent=1), "utf-8")
