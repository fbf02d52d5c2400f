"""A copy on its way into the shop file's place: a copy of what is there before; an erased person stays so, and so does a no."""

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.core import admission, file, migrate, session
from db.core.connection import assert_pragmas, connect
from db.core.journal import require
from db.core.progress import Progress, silent
from db.core.session import Person
from db.services import backups, erased, erasing, facts, putting_back, refused
from db.services.backup_contents import Loss
from db.services.backups import Backup
from db.services.erased_papers import Draw
from db.services.refused import Refusal


@dataclass
class Fetching:
    """One copy that is to take the place of the shop file `target`; `draw` makes papers of erased people anew.

    `loss`: what will be missing, as far as it is known; `key`: of a copy the open shop's key does not open; `is_damaged`: what
    is there now can't be read.
    """

    backup: Backup
    target: Path
    draw: Draw
    loss: Loss | None = None
    key: bytes | None = None
    is_damaged: bool = False
    _refusals: list[Refusal] = field(default_factory=list, init=False, repr=False)  # of the shop that was open
    _ready: bytes | None = field(default=None, init=False, repr=False)  # the key of what lies ready

    def prepare(self, progress: Progress = silent) -> None:
        """Copy the shop that is open, then lay the copy ready. Long: for the worker. Raises what backups.make and .prepare do;
        RefusedError: not the owner's to do.
        """
        if self._is_open():
            require("backups.restore")
            if not self.is_damaged:
                backups.make("restore")
                self._refusals = refused.here()
        self._ready = putting_back.prepare(self.backup.path, self.target, self.key, progress)

    def put_in_place(self) -> Path | None:
        """Let the file laid ready take the place; where the one before is kept now. Raises what putting_back.put_in_place does.

        Before that whoever was erased since goes from it, what was refused since is refused in it as well, and its history says
        so and what it was fetched back for.
        """
        acting = Person(session.actor(), "owner", user=session.person().user if self._is_open() else None)
        return putting_back.put_in_place(self.target, lambda ready: self._fit(ready, acting), self.is_damaged)

    def _is_open(self) -> bool:
        return file.is_open() and file.current_path() == self.target

    def _fit(self, ready: Path, acting: Person) -> None:
        if file.is_open():  # the demo shop
            file.close()
        with closing(connect(ready, self._ready)) as connection:
            assert_pragmas(connection)
            migrate.upgrade(connection, admission.APPLICATION_ID)
        with file.opened(ready, self._ready):
            session.come_in(acting)
            erase_again(self.draw, self.target)
            told = self._told()
            if again := refused.replay(self._refusals):
                told["refused"] = again
            facts.note("backups.restore", **told)

    def _told(self) -> dict[str, Any]:
        """What the line of history says: which copy, and how much is missing with it."""
        told: dict[str, Any] = {"seq": self.backup.seq, "of": self.backup.shown_at, "reason": self.backup.reason}
        if self.loss is not None:
            told |= {"lost": self.loss.count, "back": self.loss.more}
        return told


def erase_again(draw: Draw, shop: Path | None = None) -> int:
    """Erase again, in the open file, whoever the ledger beside the shop (that file by default) knows as erased; how many.

    `draw` makes the papers that are kept anew. RefusedError: it is not the owner.
    """
    known = erased.ledger(shop or file.current_path())
    return erasing.replay(known, draw, shop) if erased.missing(known) else 0
