"""What the window looks at by itself while a shop is open: whether its file is sound, and whether it is still there."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from db.core import file, session, soundness, trouble
from db.core.connection import database
from db.core.errors import UserError
from ui.kit import jobs
from ui.shop_files import is_demo

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_HEARTBEAT: Final = 2_000  # ms
_ROUND: Final = 60_000  # ms between two looks whether a copy is due
_STICKS: Final = 5_000  # ms between two looks which sticks are there
_IS_TOLD: Final = 50  # ms between two looks whether the child has answered


def _not_now(error: Exception) -> None:
    """What could not be done in silence is done at the next round, and the foot says how old the newest copy is."""
    if not isinstance(error, UserError):
        raise error


class Safety(QObject):
    """Of one window; made when that was painted once."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._looked_at: Path | None = None
        self._heart = QTimer(self, interval=_HEARTBEAT)
        self._heart.timeout.connect(self.beat)
        self._told = QTimer(self, interval=_IS_TOLD)
        self._told.timeout.connect(self._hear)
        self._round = QTimer(self, interval=_ROUND)
        self._round.timeout.connect(self.go_round)
        self._sticks = QTimer(self, interval=_STICKS)
        self._sticks.timeout.connect(lambda: window.stick_band.look())  # noqa: PLW0108 - made anew with the words
        for timer in (self._heart, self._round, self._sticks):
            timer.start()
        self.beat()

    def look_again(self) -> None:
        """The file was closed and is open again: nobody saves in it before it is known to be sound."""
        self._looked_at = None
        self.beat()

    def beat(self) -> None:
        """A shop that was opened since is looked at; the band says whether its file is within reach."""
        shop = file.current_path() if file.is_open() else None
        if shop != self._looked_at:
            self._looked_at = shop
            if shop is not None:
                self._begin(shop)
        self._window.safety_band.follow()

    def go_round(self) -> None:
        """A copy where one is due, in silence; once a month all of them are tried out; then how they stand is said anew."""
        if not file.is_open() or is_demo() or jobs.runner().jobs or session.person().role == "nobody":
            return
        from db.services import backup_rounds

        jobs.start(backup_rounds.make_when_due, lambda _made: self._window.tell_backup(), _not_now, quiet=True, of=self)
        jobs.start(backup_rounds.drill_when_due, lambda _drill: None, _not_now, quiet=True, of=self)

    def _begin(self, shop: Path) -> None:
        from db.services import backup_rounds

        backup_rounds.begin()
        if not database.is_read_only:
            soundness.begin(shop, database.key)
            self._told.start()

    def _hear(self) -> None:
        if not soundness.is_told():
            return
        self._told.stop()
        found = soundness.verdict()
        if found is not None and not found.ok:
            self._rescue()

    def _rescue(self) -> None:
        """The file is damaged: it is shut as it is, and what is kept of it is offered; without that the program ends."""
        from ui.restoration.rescue import Rescue

        shop, key = file.current_path(), database.key
        self._window.toaster.hide()
        jobs.runner().rest()
        file.close()
        if Rescue(self._window.asks, shop, trouble.damaged(), key).offer():
            self._looked_at = None
            self._window.switch_to(shop)
        else:
            self._window.close()
