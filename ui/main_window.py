"""The window: menu bar, sidebar, the page in view, progress, status line; it passes commands and news to the pages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.core import file as shop_file
from resources import i18n
from resources.i18n import _
from ui import closing_offer, doors, looking, menus, navigation
from ui.allowed import allowed
from ui.clock_band import ClockBand
from ui.counter_band import CounterBand
from ui.demo_band import DemoBand
from ui.kit import backup_news, counter, jobs, settings
from ui.kit.card import column, row
from ui.kit.dialogs import Asks
from ui.kit.events import EventBridge
from ui.kit.page import PAGE_KEYS, Page
from ui.kit.progress import ProgressStrip
from ui.locking.badge import LockBadge
from ui.locking.offer import LockBand
from ui.moving import doors as doors_of_moving
from ui.page_doors import PageDoors
from ui.safety_band import SafetyBand
from ui.shop_files import ShopFiles, is_demo
from ui.shop_in_view import ShopInView
from ui.sidebar import Sidebar
from ui.staff_menu import StaffButton
from ui.stage import Stage
from ui.status_line import StatusLine
from ui.stick_band import StickBand
from ui.today_badge import TodayBadge

if TYPE_CHECKING:
    from db.core.events import Announcement

LEAST: Final = (1024, 600)
AT_FIRST: Final = (1280, 680)
_REMEMBERED_AFTER: Final = 1000  # milliseconds after its size changed
_BACKUP_LINE_AFTER: Final = 1500  # milliseconds after a page was shown


class MainWindow(PageDoors):
    """Implements `Shell` for the pages and `Commands` for the menus. `dress` applies language, scheme and size of the machine."""

    def __init__(self, dress: Callable[[], None], asks: Asks | None = None) -> None:
        super().__init__()
        self.asks = asks or Asks(self)
        self.asks.diagnose = partial(self.command, "diagnosis")
        self._dress = dress
        self.files = ShopFiles(self)
        self._bridge = EventBridge(self)
        self._bridge.saved.connect(self._saved)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.resize(*AT_FIRST)
        self.restoreGeometry(settings.get_bytes("geometry"))
        self._remember_soon = QTimer(self, singleShot=True, interval=_REMEMBERED_AFTER)
        self._remember_soon.timeout.connect(lambda: settings.put("geometry", self.saveGeometry()))
        self._backup_soon = QTimer(self, singleShot=True, interval=_BACKUP_LINE_AFTER)
        self._backup_soon.timeout.connect(self.tell_backup)
        self._backup_soon.timeout.connect(lambda: self.lock_band.follow())  # noqa: PLW0108 - made anew with the words
        self._page_keys = [QShortcut(QKeySequence(key), self) for key in PAGE_KEYS]
        for at, shortcut in enumerate(self._page_keys):
            shortcut.activated.connect(lambda at=at: self.go_nth(at))
        self._shop = ShopInView(self)
        self._build()
        doors.stand_at(self)
        counter.state.changed.connect(self._veil)

    def _build(self) -> None:
        """Make everything that holds words anew; pages are made when they are shown."""
        self.setWindowTitle(_("Shukebu"))
        menus.fill(self.menuBar(), self)
        self.sidebar = Sidebar(navigation.PAGES)
        self.sidebar.chosen.connect(self.go)
        self.sidebar.follow(self.width())
        self.stage = Stage(self)
        self.status = StatusLine(self.go)
        self.staff = StaffButton(self)
        self.lock_badge = LockBadge(self)
        self.status.addPermanentWidget(self.lock_badge)
        self.status.addPermanentWidget(self.staff)
        self.stage.said.connect(self.status.say)
        self.stage.kept.connect(self._shop.tell)
        self.stage.going_on.connect(lambda key, on: self.sidebar.show_open(key, on=on))
        self.progress = ProgressStrip()
        jobs.runner().started.connect(self.progress.watch)
        self.band = DemoBand(self._shop.leave_demo)
        self.counter_band = CounterBand()
        self.clock_band = ClockBand()
        self.safety_band = SafetyBand()
        self.safety_band.unlocking.connect(lambda: doors_of_moving.unlock(self))
        self.stick_band: StickBand = StickBand(self)
        self.lock_band: LockBand = LockBand(self)
        self.badge = TodayBadge(self.sidebar)
        self.stage.waiting_changed.connect(self.badge.soon)
        main = QWidget()
        right = column(spacing=0)
        bands = (self.band, self.safety_band, self.clock_band, self.counter_band, self.lock_band, self.stick_band)
        for part in (*bands, self.stage, self.progress, self.status):
            right.addWidget(part, 1 if part is self.stage else 0)
        whole: QHBoxLayout = row(main, spacing=0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, 1)
        self.setCentralWidget(main)

    def rebuild(self) -> None:
        """Make all words and pages anew (another language); every page goes on where it stood."""
        key, places = self.key, self.stage.places()
        self.build_anew()
        self.stage.keep_places(places)
        if key:
            self.go(key)

    def build_anew(self) -> None:
        """Make everything anew; no page is in view."""
        old = self.takeCentralWidget()
        self._build()
        if old:
            for soon in old.findChildren(QTimer):  # what was to be shown may be of a shop that is closed by now
                soon.stop()
            old.deleteLater()
        if made := self.centralWidget():
            made.setVisible(self.isVisible())
        self.toaster.raise_()

    # the shell, as pages see it

    def go(self, key: str, **what: Any) -> None:
        """Show a page, making it at its first time."""
        spec = navigation.spec(key)
        if spec.needs_file and not shop_file.is_open():
            spec = navigation.spec("welcome")
        if spec.key != self.key and not self.stage.lets_go():
            self.sidebar.mark(self.key)
            return
        self.sidebar.setVisible(shop_file.is_open())
        self.sidebar.mark(spec.key)
        self._shop.begin()
        self.stage.put(spec, **what)
        self.band.setVisible(is_demo())
        if is_demo() and spec.key == "customers":
            self._offer_tour()
        self._shop.tell()
        self._backup_soon.start()
        self.badge.soon()

    @property
    def key(self) -> str:
        """Of the page in view; none while the window is made."""
        return self.stage.key

    @property
    def page(self) -> Page:
        """The page in view."""
        return self.stage.page

    def toast(self, text: str, label: str = "", do: Callable[[], object] | None = None) -> None:
        """A short message at the bottom, perhaps with one button; none over the lock."""
        if not self.is_locked:
            self.toaster.tell(text, label, do)

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message with 復原, which takes this unit back; None: nothing was saved, there is nothing to take back."""
        self.toast(text, _("Take back"), None if unit is None else lambda: self.undoing.take_back(unit))

    def switch_to(self, file: Path, key: str = "customers", **what: Any) -> None:
        """Close the shop file, open this one and show a page of it."""
        self._shop.switch_to(file, key, **what)

    def begin_anew(self) -> None:
        """Back to the beginning: no shop file is open."""
        self.build_anew()
        self.go("welcome")

    def lets_go(self) -> bool:
        """Whether the shop may be exchanged: the page in view agrees, and the owner gives up an import under way."""
        return self._shop.lets_go()

    def redress(self) -> None:
        """Language, scheme or size of the letters changed: dress, and make the words anew where they differ."""
        before = i18n.language()
        self._dress()
        if i18n.language() != before:
            jobs.runner().wait()  # what a job answers goes to the page that asked
            self.rebuild()
        else:
            menus.fill(self.menuBar(), self)
        self.sidebar.follow(self.width())

    # commands of the menus

    def command(self, name: str, *arguments: Any) -> None:
        """Do what a menu entry says; with a copy that is looked into, nothing that is done with the shop itself."""
        if looking.said() and name in menus.OF_THE_SHOP:
            self.asks.tell(_("Only to look at"), looking.said())
            return
        if name not in menus.WRITES or allowed(self, menus.DOES[name]):
            getattr(self.doing, name)(*arguments)

    def do(self, command: str, *arguments: Any) -> None:
        """What a page's button asks that is in a menu too."""
        self.command(command, *arguments)

    def go_nth(self, at: int) -> None:
        """Show the page that stands at this place of the sidebar."""
        pages = [spec for spec in navigation.PAGES if spec.in_sidebar]
        if at < len(pages) and shop_file.is_open():
            self.go(pages[at].key)

    # news

    def _saved(self, announcement: "Announcement") -> None:
        if not shop_file.is_open() or self.is_locked:
            return
        self.stage.tell(announcement)
        if announcement.action == "imports.run":
            self._offer_tour()
        self._shop.tell()
        self.badge.soon()

    def _veil(self) -> None:
        """The counter mode began or ended: everything in view is read anew."""
        self.counter_band.follow()
        self.toaster.hide()
        if self.key:
            self.stage.tell(None)

    def _offer_lock(self) -> None:
        self.lock_band.follow()
        self.lock_badge.follow()

    def _offer_tour(self) -> None:
        from ui.help.offer import offer

        offer(self)

    def follow_lock(self) -> None:
        """Somebody came in again: everything in view is read anew."""
        self._shop.tell()
        self.stage.tell(None)
        self.badge.soon()

    def tell_backup(self) -> None:
        """Look how the backups stand, and say it wherever it stands."""
        self.files.tell_backup(backup_news.news.told.emit)

    # events of the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sidebar narrows under 1400 px."""
        super().resizeEvent(event)
        self.sidebar.follow(event.size().width())
        self._remember_soon.start()  # whatever becomes of the program

    def changeEvent(self, event: QEvent) -> None:
        """The sidebar follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "sidebar"):
            self.sidebar.follow(self.width())

    def to_front(self) -> None:
        """Show the window over the others: a second start asked for it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.toast(_("Shukebu was open already; this is it."))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say once that nothing needs saving, make the day's backup, remember the geometry; of a copy nothing."""
        if looking.said():
            self._bridge.stop()
            event.accept()
            return
        if not self.is_locked and (not self.stage.lets_go() or (event.spontaneous() and closing_offer.shows_page(self))):
            event.ignore()  # under the lock nobody is there to be asked
            return
        if shop_file.is_open() and not self.is_locked and not settings.get("told_saved"):
            settings.put("told_saved", "1")
            self.asks.tell(_("Everything is saved"), _("No need to save: everything you entered is saved already."))
        settings.put("geometry", self.saveGeometry())
        self.files.backup_at_close()
        self._bridge.stop()
        event.accept()
