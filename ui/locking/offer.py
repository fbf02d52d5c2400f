"""The band 「要不要上鎖？」 after the first import: never in the way; again a week later, then no more."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QFrame

from db.core import clock, file, session
from db.core.connection import database
from resources.i18n import _
from ui.kit import settings
from ui.kit.card import row
from ui.kit.labels import button, plain_label
from ui.kit.page import Shell
from ui.locking.badge import ASKED, NEVER
from ui.shop_files import is_demo

_AGAIN: Final = timedelta(days=7)
_TWICE: Final = "lock_asked_twice"


def is_due() -> bool:
    """Whether it may be asked now: a shop of the owner's that nobody guards, with customers, not put off."""
    if not file.is_open() or session.is_guarded() or is_demo() or database.is_read_only:
        return False
    said = settings.get(ASKED)
    return said != NEVER and (not said or clock.today() >= date.fromisoformat(said)) and _has_import()


def later() -> None:
    """Not now: once more in a week, after that it stands in the settings alone."""
    if settings.get(_TWICE):
        never()
        return
    settings.put(_TWICE, "1")
    settings.put(ASKED, (clock.today() + _AGAIN).isoformat())


def never() -> None:
    """The owner does not want it: it stands in the settings."""
    settings.put(ASKED, NEVER)


def _has_import() -> bool:
    from db.services import imports

    return bool(imports.runs())


class LockBand(QFrame):
    """Asks, with two buttons, and takes no key; it goes by itself once it is answered."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.setProperty("band", "accent")
        line = row(self)
        line.setContentsMargins(18, 5, 18, 5)
        words = _("Your customers are in. Lock the shop, so that not everybody at this computer reads them?")
        line.addWidget(plain_label(words, wrap=True), 1)
        self.look = button(_("See how"), self._look, kind="small")
        self.not_now = button(_("Not now"), self._later, kind="small")
        line.addWidget(self.look)
        line.addWidget(self.not_now)
        self.hide()

    def follow(self) -> None:
        """Show or hide it."""
        self.setVisible(is_due())

    def _look(self) -> None:
        from ui.locking import setup

        later()
        self.hide()
        setup.open_dialog(self._shell)

    def _later(self) -> None:
        later()
        self.hide()
