"""When a copy is made by itself, and the monthly try-out of all of them."""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from db.core import clock
from db.core.connection import database, value
from db.core.errors import UserError
from db.core.progress import Progress, silent
from db.services import backups, chain_proof, facts
from resources.i18n import _

EVERY: Final = 30 * 60.0  # seconds, where something was done
MONTHLY: Final = timedelta(days=30)
_last: float | None = None  # by the clock nobody can set


@dataclass(frozen=True, slots=True)
class Drill:
    """What came of trying all copies out: how many, and the names of those that could not be opened, and of those that know
    another history than the shop has.
    """

    tried: int
    broken: tuple[str, ...]
    departing: tuple[str, ...] = ()


def begin() -> None:
    """A shop was opened: the next copy is due half an hour from now."""
    global _last  # noqa: PLW0603 - of the process
    _last = time.monotonic()


def make_when_due(_progress: Progress = silent) -> bool:
    """Copy the open shop where half an hour has passed, or a whole list came in, and something was done since. For the worker,
    in silence: a disk that takes no more is said by the state at the window's foot, not by a dialog.
    """
    global _last  # noqa: PLW0603 - of the process
    is_early = _last is not None and time.monotonic() - _last < EVERY
    if database.is_read_only or (is_early and not backups.lacks_many()):
        return False
    _last = time.monotonic()
    with suppress(UserError):
        backups.make("round")
        return True
    return False


def drill_when_due(progress: Progress = silent) -> Drill | None:
    """Once a month try every kept copy out, whole: hash, pages, references, history; noted as a line of history (R10).

    The heads they noted are held against the history there is now: who wrote it anew could not change those of every copy.
    """
    last = value("SELECT max(at) FROM unit WHERE action = 'backups.drill'")
    now = datetime.fromisoformat(clock.utc_now())
    if database.is_read_only or (last and abs(now - datetime.fromisoformat(last)) < MONTHLY):
        return None
    copies = [one for one in backups.kept() if one.verified]
    if not copies:
        return None
    broken = []
    for number, one in enumerate(copies):
        progress(_("Trying the backups out…"), number, len(copies))
        try:
            backups.verify(one.path, database.key)
        except UserError:
            broken.append(one.path.name)
    departing = [path.name for path in chain_proof.departing()]
    facts.note("backups.drill", tried=len(copies), sound=not broken, broken=broken, departing=departing)
    return Drill(len(copies), tuple(broken), tuple(departing))
