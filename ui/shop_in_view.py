"""Which shop the window shows: what is done once when one is opened, and how it is exchanged for another."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from db.core import file as shop_file
from db.core import guarded, session
from db.core.errors import UserError
from db.core.lock import beside
from db.core.progress import Progress
from db.services import last_use
from resources.i18n import _
from ui import looking, staff_menu
from ui.kit import jobs
from ui.kit.labels import set_text
from ui.moving import doors
from ui.shop_files import shop_path

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_ERASED: Final = ".erased"  # the ledger (services/erased.py)
_OFFER_AFTER: Final = 1200  # milliseconds after a shop was opened


class ShopInView(QObject):
    """The shop of one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._begun: Path | None = None  # the shop that is shown
        self._offer_soon = QTimer(self, singleShot=True, interval=_OFFER_AFTER)
        self._offer_soon.timeout.connect(self._offer_left)

    def begin(self) -> None:
        """Where another shop is open than before: who acts here, and what was left half-typed."""
        path = shop_file.current_path() if shop_file.is_open() else None
        if path == self._begun:
            return
        self._begun = path
        if path is not None:
            staff_menu.begin()
            self._window.clock_band.begin(last_use.day())
            self._offer_soon.start()
            if session.is_guarded():
                self._window.guard.begin()
            self._erase_again(path)

    def tell(self) -> None:
        """Say which shop it is, and what is to be said of its file, wherever the window does."""
        from db.services import options

        window = self._window
        if window.is_locked:
            return
        name = options.text("shop_name") if shop_file.is_open() else None
        set_text(window.sidebar.shop, name or "")
        shown = looking.said() or name
        window.setWindowTitle(f"{shown} – {_('Shukebu')}" if shown else _("Shukebu"))
        window.status.tell_saved(name)
        window.clock_band.follow()
        window.safety_band.follow()
        window.lock_badge.follow()
        window.staff.follow()

    def leave_demo(self) -> None:
        """From the demo shop to the owner's own list."""
        if shop_path().exists():
            self.switch_to(shop_path(), "importing")
            return
        jobs.runner().rest()
        shop_file.close()
        self._window.begin_anew()

    @staticmethod
    def _erase_again(shop: Path) -> None:
        """Who was erased since an older copy was made that is looked at now goes again, whatever way that came here."""
        if not beside(shop, _ERASED).exists() or not session.may_do("customers.erase"):
            return

        def work(_progress: Progress) -> None:
            from db.services import restoring
            from reports import quote_pdf

            restoring.erase_again(quote_pdf.make)

        jobs.start(work, lambda _done: None, quiet=True)

    def _offer_left(self) -> None:
        if QApplication.activeModalWidget():  # something else is asked just now
            self._offer_soon.start()
        elif shop_file.is_open():
            from ui.talks.left import offer_left

            offer_left(self._window, self._window)
            doors.ask_again(self._window)

    def switch_to(self, file: Path, key: str, **what: Any) -> None:
        """Close the shop file, open this one and show a page of it; where it can't be opened, the one before."""
        before = shop_file.current_path() if shop_file.is_open() else None
        jobs.runner().rest()
        shop_file.close()
        if guarded.is_guarded(file):
            self._begun = None
            self._window.build_anew()
            self._window.go("welcome")
            self._window.guard.ask(file, lambda: self._window.go(key, **what))
            return
        try:
            shop_file.open_shop(file)
        except UserError as error:
            if before in (None, file):
                self._window.begin_anew()
            else:
                self.switch_to(before, "customers")
            self._window.asks.error(error)
            return
        self._begun = None
        self._window.build_anew()
        self._window.go(key, **what)

    def lets_go(self) -> bool:
        """Whether it may be exchanged: the page in view agrees, and the owner gives up an import under way."""
        stage = self._window.stage
        if not stage.lets_go():
            return False
        return not any(stage.again("importing").values()) or self._window.asks.confirm(
            _("An import is not finished"),
            _("An import is open that is not finished. It is given up when the backup is fetched back."),
            _("Give up the import"),
            detail=_("Nothing of it is in your shop yet, and your Excel file stays as it is."),
            danger=True,
        )
