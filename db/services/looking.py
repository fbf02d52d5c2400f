"""先看看: a copy laid out in a folder of our own, where it can be looked into while the shop itself stays open.

Never looked at where it lies: its stick may be pulled out, and the rotation may take it away meanwhile. What lies here is plain
only where the copy is, and is taken away when the look ends, at the latest at the next start.
"""

import shutil
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.core import admission, copying, file, guarded, migrate, session, tally, trouble
from db.core.connection import assert_pragmas, connect
from db.core.errors import DamagedError, RefusedError
from db.core.journal import require
from db.core.lock import beside
from db.core.progress import Progress, silent
from db.services import backups, erased, facts
from resources.i18n import _

_NAME: Final = f"copy{file.EXTENSION}"


@dataclass(frozen=True, slots=True)
class Laid:
    """A copy that lies ready to be looked into: `shop` is the file, `key` opens it."""

    shop: Path
    key: bytes | None = None

    def clear(self) -> None:
        """Take it away."""
        shutil.rmtree(self.shop.parent, ignore_errors=True)


def folder() -> Path:
    """Where copies lie while they are looked into."""
    return file.data_folder() / "looks"


def sweep() -> None:
    """Take away what a crash left there: for the start of the one window."""
    shutil.rmtree(folder(), ignore_errors=True)


def lay(backup: Path, shop: Path, progress: Progress = silent) -> Laid:
    """Lay a verified copy of the shop out, brought to today's schema, with the ledger of those who were erased since; the open
    shop notes it. Long: for the worker.

    RefusedError: who acts is not the owner, or it asks for a password nobody gave. Else as putting_back.prepare; nothing is left.
    """
    refuse_stranger(backup)
    place = new_place()
    laid = Laid(place / _NAME, backups.key_of(backup))
    try:
        with tally.counting(progress, _("Opening the backup to try…")), trouble.explained(backup):
            with backups.readable(backup, laid.key) as path:
                admission.look_over(path, laid.key)
                _refuse_spoilt(backup)
                with trouble.explained(laid.shop, path.stat().st_size):
                    shutil.copyfile(path, laid.shop)
            with closing(connect(laid.shop, laid.key)) as connection:
                assert_pragmas(connection)
                migrate.upgrade(connection, admission.APPLICATION_ID)
            with suppress(FileNotFoundError):
                shutil.copyfile(beside(shop, erased.BESIDE), beside(laid.shop, erased.BESIDE))
        facts.note("backups.look")
    except BaseException:
        laid.clear()
        raise
    return laid


def new_place() -> Path:
    """A folder of its own, which is swept at the next start, whatever becomes of it."""
    folder().mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=folder()))  # nobody else on this computer may read it


def refuse_stranger(backup: Path) -> None:
    """Only the owner looks; a guarded copy asks for its password, and is fetched back instead where nobody is in."""
    require("backups.look")
    if guarded.is_guarded(backup) and not session.is_guarded():
        raise RefusedError(
            _("This backup asks for a password. It can be fetched back; then it asks who is there. Nothing was changed.")
        )


def _refuse_spoilt(backup: Path) -> None:
    known = copying.facts(backup)
    if known is not None and copying.sha256(backup) != known["sha256"]:
        raise DamagedError(
            _("The backup “{name}” is damaged. Nothing was changed. Please choose another one.").format(name=backup.name)
        )
