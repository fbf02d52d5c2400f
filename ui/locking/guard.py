"""Locks the window: covers what can be read, takes no key but the password's, and lets in who proves who they are.

What is typed stays where it was typed; a job under way goes on. Of an encrypted shop the file is closed and its key forgotten as
soon as no job needs it (Python may keep copies of it; that is as far as it goes).
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from db.core import file, session
from db.core.connection import database
from db.core.errors import DamagedError, UserError
from db.services import entry, options
from resources.i18n import _
from ui import looking
from ui.kit import clipboard, jobs
from ui.locking.covers import Covers
from ui.locking.lock_page import LockPage
from ui.looking import looks

if TYPE_CHECKING:
    from ui.main_window import MainWindow

KEY: Final = "Ctrl+Alt+L"
_TICK: Final = 5_000  # ms between two looks at the clocks
_MINUTE: Final = 60.0
_SLEPT: Final = 60.0  # seconds the wall clock ran ahead of the other: the computer slept
_FORGET_AFTER: Final = 1_000  # ms: what keeps half-typed things has kept them by then
_SIGNS_OF_LIFE: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TabletPress}
)
_TAKEN: Final = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.Shortcut, QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel,
        QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop, QEvent.Type.InputMethod,
        QEvent.Type.ToolTip,
    }
)  # fmt: skip


class Guard(QObject):
    """The lock of one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.page: LockPage | None = None
        self._covers = Covers(window)
        self._then: Callable[[], object] | None = None
        self._before: QWidget | None = None
        self._who = session.person()
        self._shop: Path | None = None
        self._opened_at_unit = 0
        self._is_asking = False  # whether the owner, who proved who it is, is asked about a damaged file
        self._is_copied = False  # whether the copy of its close is made
        self._places: tuple[str, Any] | None = None  # where the pages stood that were let go
        self._heard = (time.monotonic(), time.time())
        self._looked = self._heard
        self._clock = QTimer(self, interval=_TICK)
        self._clock.timeout.connect(self.look_at_the_clocks)
        self._forget_soon = QTimer(self, singleShot=True, interval=_FORGET_AFTER)
        self._forget_soon.timeout.connect(self._forget)

    @property
    def is_locked(self) -> bool:
        """Whether nobody is in."""
        return self.page is not None

    def begin(self) -> None:
        """A shop is in view: one that is guarded is locked when nobody is there."""
        if session.is_guarded():
            self._stay()
            self._clock.start()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        elif not self.is_locked:
            self._clock.stop()
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def ask(self, shop: Path, then: Callable[[], object]) -> None:
        """Before the file is open: ask who is there, and go on with `then` once somebody is in."""
        self._then, self._shop = then, shop
        self._cover(shop)

    def lock(self) -> None:
        """Lock now; without a guard nothing happens."""
        if self.is_locked or not (file.is_open() and session.is_guarded()):
            return
        if looking.said():  # a copy: it was opened by the shop's own window, and is opened there again
            self._window.close()
            return
        self._who, self._shop, self._opened_at_unit = session.person(), file.current_path(), database.opened_at_unit
        self._is_asking = False  # whether the owner, who proved who it is, is asked about a damaged file
        self._is_copied = False
        self._cover(self._shop)
        self._leave()
        self._forget_soon.start()

    def _leave(self) -> None:
        """Nobody acts any more, and it is noted; a job under way saves as who began it, while nobody reaches the window."""
        if self.is_locked and not jobs.runner().jobs and file.is_open():
            entry.lock()

    def look_at_the_clocks(self) -> None:
        """Lock where nobody has touched anything for the shop's minutes by either clock, or the computer slept."""
        now, before = (time.monotonic(), time.time()), self._looked
        self._looked = now
        if self.is_locked or not file.is_open():
            return
        slept = (now[1] - before[1]) - (now[0] - before[0]) > _SLEPT
        minutes = int(options.text("lock_after") or 0)
        quiet = max(now[0] - self._heard[0], now[1] - self._heard[1])
        if slept or (minutes and quiet >= minutes * _MINUTE):
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Signs of life are heard; while it is locked nothing reaches what lies under the page."""
        kind = event.type()
        if not self.is_locked:
            if kind in _SIGNS_OF_LIFE:
                self._stay()
            return kind == QEvent.Type.KeyPress and self._locks(cast("QKeyEvent", event))
        if self._is_asking:
            return False
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, self, self._cover_others)
        if kind == QEvent.Type.Resize and self._covers.lie_on(watched):
            QTimer.singleShot(0, self, self._covers.fit)
        return kind in _TAKEN and isinstance(watched, QWidget | QObject) and not self._covers.is_of_the_page(watched)

    def _locks(self, event: QKeyEvent) -> bool:
        """The window's own keys rest while a dialog or a menu is open: there the key of the lock comes this way."""
        if QKeySequence(event.keyCombination()) != QKeySequence(KEY):
            return False
        QTimer.singleShot(0, self, self.lock)
        return True

    def _stay(self) -> None:
        self._heard = (time.monotonic(), time.time())

    def _cover(self, shop: Path) -> None:
        """Lay the page over everything first; what follows may take its time."""
        self._before = QApplication.focusWidget()
        self.page = LockPage(shop, self._window)
        self.page.came_in.connect(self._uncover)
        self.page.damaged.connect(lambda error, key: self._rescue(shop, error, key))
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        looks.end_all()
        self._window.setWindowTitle(_("Shukebu"))
        self._window.menuBar().setEnabled(False)
        self._window.toaster.hide()
        clipboard.take_back_lent()
        self._covers.lay(self.page)

    def _cover_others(self) -> None:
        if not self._is_asking:
            self._covers.follow()

    def _forget(self) -> None:
        """Of an encrypted shop: let the pages go, close the file and forget its key, once no job works with it.

        An open form, or an import that is not finished, is worth more than that: then the key stays.
        """
        if not self.is_locked or not file.is_open():
            return
        if jobs.runner().jobs:
            self._forget_soon.start()
            return
        self._leave()
        stage = self._window.stage
        if database.key is None or self._covers.hide_any or any(stage.again("importing").values()):
            return
        if not self._is_copied:
            self._copy_first()
            return
        self._places = self._window.key, stage.places()
        self._window.build_anew()
        self._covers.fit()
        file.close(sealed=True)

    def _copy_first(self) -> None:
        """As at every close; where it can't be made the file is closed all the same, and the foot says so later."""
        from db.services import backups

        def then() -> None:
            self._is_copied = True
            QTimer.singleShot(0, self, self._forget)

        def failed(error: BaseException) -> None:
            then()
            if not isinstance(error, UserError):
                raise error

        jobs.start(lambda _progress: backups.make("close"), lambda _made: then(), failed, quiet=True)

    def _look_over(self) -> None:
        """The file was shut, and is open: at once, not at the next beat, it is looked over whether it is sound."""
        from ui.safety import Safety

        if (safety := self._window.findChild(Safety)) is not None:
            safety.look_again()

    def _rescue(self, shop: Path, error: DamagedError, key: bytes) -> None:
        """The owner is there, but the file can't be read: what is kept of it is offered, and the password opens that."""
        from ui.restoration.rescue import Rescue

        self._is_asking = True
        try:
            is_there = Rescue(self._window.asks, shop, error, key).offer()
        finally:
            self._is_asking = False
        if is_there and self.page is not None:
            self.page.try_it()

    def _uncover(self, paper: str) -> None:
        """Somebody is in; `paper`: the spare password, where that let them in."""
        self.page = None
        is_other = self._then is None and session.person().user != self._who.user
        self._covers.take_away(is_other=is_other)
        self._window.menuBar().setEnabled(True)
        if self._then is None:
            database.opened_at_unit = self._opened_at_unit
        self.begin()
        then, self._then = self._then, None
        places, self._places = self._places, None
        if then is not None or places is not None:
            self._look_over()
        if then is not None:
            then()
        elif places is not None:
            key, stood = places
            self._window.stage.keep_places({} if is_other else stood)
            self._window.go(key)
        elif is_other:
            self._window.rebuild()
        else:
            self._window.follow_lock()
            if self._before is not None and isValid(self._before) and self._before.isVisible():
                self._before.setFocus()
        if paper:
            from ui.locking.password_dialog import after_paper

            after_paper(self._window, paper)
