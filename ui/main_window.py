"""The window: menu bar, sidebar, the page in view, progress, status line; it passes commands and news to the pages."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QStatusBar, QWidget

from db.core import clock
from db.core import file as shop_file
from db.core.errors import UserError
from resources import i18n
from resources.i18n import _
from ui import menus, navigation
from ui.demo_band import DemoBand
from ui.kit import jobs, settings
from ui.kit.card import column, row
from ui.kit.dialogs import Asks
from ui.kit.events import EventBridge
from ui.kit.labels import plain_label, set_text
from ui.kit.page import Page
from ui.kit.progress import ProgressStrip
from ui.kit.stops import stops
from ui.shop_files import ShopFiles, is_demo, shop_path
from ui.sidebar import Sidebar

if TYPE_CHECKING:
    from db.core.events import Announcement
    from ui.doing import Doing
    from ui.kit.toast import Toast
    from ui.undoing import Undoing

LEAST: Final = (1024, 600)
AT_FIRST: Final = (1280, 680)
_BACKUP_LINE_AFTER: Final = 1500  # milliseconds after a page was shown


class MainWindow(QMainWindow):
    """Implements `Shell` for the pages and `Commands` for the menus. `dress` applies language, scheme and size of the machine."""

    def __init__(self, dress: Callable[[], None], asks: Asks | None = None) -> None:
        super().__init__()
        self.asks = asks or Asks(self)
        self._dress = dress
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.key = ""
        self.files = ShopFiles(self)
        self._bridge = EventBridge(self)
        self._bridge.saved.connect(self._saved)
        jobs.runner().started.connect(self._job_started)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.resize(*AT_FIRST)
        self.restoreGeometry(settings.get_bytes("geometry"))
        self._backup_soon = QTimer(self, singleShot=True, interval=_BACKUP_LINE_AFTER)
        self._backup_soon.timeout.connect(lambda: self.files.tell_last_backup(lambda text: set_text(self.sidebar.foot, text)))
        self._page_keys = [QShortcut(QKeySequence(f"Ctrl+{at}"), self) for at in range(1, 10)]
        for at, shortcut in enumerate(self._page_keys):
            shortcut.activated.connect(lambda at=at: self.go_nth(at))
        self._build()

    # the parts; those nobody asked for yet are not there

    @cached_property
    def undoing(self) -> "Undoing":
        """What Ctrl+Z and the toasts take back with."""
        from ui.undoing import Undoing

        return Undoing(self)

    @cached_property
    def doing(self) -> "Doing":
        """What the menus' entries do."""
        from ui.doing import Doing

        return Doing(self)

    @cached_property
    def toaster(self) -> "Toast":
        """Where short messages appear."""
        from ui.kit.toast import Toast

        return Toast(self)

    def _build(self) -> None:
        """Make everything that holds words anew; pages are made when they are shown."""
        self.setWindowTitle(_("Shukebu"))
        menus.fill(self.menuBar(), self)
        sidebar_pages = [spec for spec in navigation.PAGES if spec.in_sidebar]
        self.sidebar = Sidebar(sidebar_pages)
        self.sidebar.chosen.connect(self.go)
        self.sidebar.follow(self.width())
        self.stack = QStackedWidget()
        self.progress = ProgressStrip()
        self.band = DemoBand(self.leave_demo)
        main = QWidget()
        right = column(spacing=0)
        for part in (self.band, self.stack, self.progress, self._status_line()):
            right.addWidget(part, 1 if part is self.stack else 0)
        whole: QHBoxLayout = row(main, spacing=0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, 1)
        self.setCentralWidget(main)

    def _status_line(self) -> QStatusBar:
        line = QStatusBar()
        line.setSizeGripEnabled(False)
        line.setContentsMargins(12, 0, 12, 0)
        self.left = plain_label("", "small")
        self.right = plain_label("", "small")
        line.addWidget(self.left)
        line.addPermanentWidget(self.right)
        return line

    def rebuild(self) -> None:
        """Make all words and pages anew (another language or file), and show the same page."""
        key, self.key = self.key, ""
        what = self._pages[key].again() if key in self._pages else {}
        old = self.takeCentralWidget()
        self._pages.clear()
        self._stale.clear()
        self._build()
        if old:
            old.deleteLater()
        if made := self.centralWidget():
            made.setVisible(self.isVisible())
        self.toaster.raise_()
        if key:
            self.go(key, **what)

    # the shell, as pages see it

    def go(self, key: str, **what: Any) -> None:
        """Show a page, making it at its first time."""
        spec = navigation.spec(key)
        if spec.needs_file and not shop_file.is_open():
            spec, key = navigation.spec("welcome"), "welcome"
        current = self._pages.get(self.key)
        if current and key != self.key and not current.leave():
            self.sidebar.mark(self.key)
            return
        page = self._page(key, spec.make)
        self.key = key
        self.sidebar.setVisible(spec.needs_file)
        self.sidebar.mark(key)
        self.stack.setCurrentWidget(page)
        if key in self._stale:
            self._stale.discard(key)
            page.refresh(None)
        page.open(**what)
        self.band.setVisible(is_demo())
        self._show_status(page.status)
        self._show_shop()
        self._backup_soon.start()

    def _page(self, key: str, make: Callable[..., Page]) -> Page:
        if key not in self._pages:
            page = make(self)
            page.status_changed.connect(lambda text: self._show_status(text) if self._pages.get(self.key) is page else None)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    @property
    def page(self) -> Page:
        """The page in view."""
        return self._pages[self.key]

    def toast(self, text: str, label: str = "", do: Callable[[], object] | None = None) -> None:
        """A short message at the bottom, perhaps with one button."""
        self.toaster.tell(text, label, do)

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message with 復原, which takes this unit back; None: nothing was saved, there is nothing to take back."""
        self.toaster.tell(text, _("Take back"), None if unit is None else lambda: self.undoing.take_back(unit))

    def switch_to(self, file: Path, key: str = "customers", **what: Any) -> None:
        """Close the shop file, open this one and show a page of it."""
        before = shop_file.current_path() if shop_file.is_open() else None
        jobs.runner().rest()
        shop_file.close()
        try:
            shop_file.open_shop(file)
        except UserError as error:
            if before in (None, file):
                self.begin_anew()
            else:
                self.switch_to(before)
            self.asks.error(error)
            return
        self.key = ""
        self.rebuild()
        self.go(key, **what)

    def begin_anew(self) -> None:
        """Back to the beginning: no shop file is open."""
        self.key = ""
        self.rebuild()
        self.go("welcome")

    def lets_go(self) -> bool:
        """Whether the shop may be exchanged: the page in view agrees, and the owner gives up an import under way."""
        if self.key in self._pages and not self.page.leave():
            return False
        importing = self._pages.get("importing")
        return (
            importing is None
            or not any(importing.again().values())
            or self.asks.confirm(
                _("An import is not finished"),
                _("An import is open that is not finished. It is given up when the backup is fetched back."),
                _("Give up the import"),
                detail=_("Nothing of it is in your shop yet, and your Excel file stays as it is."),
                danger=True,
            )
        )

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

    def leave_demo(self) -> None:
        """From the demo shop to the owner's own list."""
        if shop_path().exists():
            self.switch_to(shop_path(), "importing")
            return
        jobs.runner().rest()
        shop_file.close()
        self.begin_anew()

    # commands of the menus

    def command(self, name: str, *arguments: Any) -> None:
        """Do what a menu entry says."""
        getattr(self.doing, name)(*arguments)

    def do(self, command: str) -> None:
        """What a page's button asks that is in a menu too."""
        self.command(command)

    def print_out(self, work: jobs.Work) -> None:
        """Make the PDF on the worker and print it."""
        from ui import printing

        title = _(navigation.spec(self.key).title)
        jobs.start(work, lambda pdf: printing.print_pdf(pdf, title, self.asks, self), title=_("Preparing the pages…"))

    def go_nth(self, at: int) -> None:
        """Show the page that stands at this place of the sidebar."""
        pages = [spec for spec in navigation.PAGES if spec.in_sidebar]
        if at < len(pages) and shop_file.is_open():
            self.go(pages[at].key)

    # news

    def _saved(self, announcement: "Announcement") -> None:
        if not shop_file.is_open():
            return
        self._stale = set(self._pages) - {self.key}
        if self.key in self._pages:
            self._tell_page(announcement)
        self._show_shop()

    def _tell_page(self, announcement: "Announcement") -> None:
        """News to the page in view; where what had the keyboard is drawn anew, the keyboard stays on the page."""
        page, at = self.page, QApplication.focusWidget()
        had_keyboard = at is not None and page.isAncestorOf(at)
        page.refresh(announcement)
        at = QApplication.focusWidget()
        if had_keyboard and not (at is not None and page.isAncestorOf(at)):
            (page.focusProxy() or next(stops(page), page)).setFocus()

    def _job_started(self, job: jobs.Job) -> None:
        self.progress.watch(job)

    def _show_status(self, text: str) -> None:
        set_text(self.left, text)

    def _show_shop(self) -> None:
        from db.services import options

        name = options.text("shop_name") if shop_file.is_open() else ""
        set_text(self.sidebar.shop, name)
        self.setWindowTitle(f"{name} – {_('Shukebu')}" if name else _("Shukebu"))
        saved = _("Saved automatically {time}").format(time=clock.shown(clock.utc_now())[-5:]) if shop_file.is_open() else ""
        set_text(self.right, " ・ ".join(part for part in (saved, name) if part))

    # events of the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere, and cells dragged out of a table."""
        from ui import pasted

        data = event.mimeData()
        if any(url.isLocalFile() for url in data.urls()) or pasted.cells(data.text()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files, or cells, start the import wizard."""
        from ui import pasted

        what: dict[str, Any] = {"paths": paths} if (paths := pasted.files(event.mimeData())) else {}
        if not what and (text := pasted.cells(event.mimeData().text())):
            what = {"text": text}
        if what:
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.go("importing", **what))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sidebar narrows under 1400 px."""
        super().resizeEvent(event)
        self.sidebar.follow(event.size().width())

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
        """Say once that nothing needs saving, make the day's backup, remember the geometry."""
        if self.key in self._pages and not self.page.leave():
            event.ignore()
            return
        if shop_file.is_open() and not settings.get("told_saved"):
            settings.put("told_saved", "1")
            self.asks.tell(_("Everything is saved"), _("No need to save: everything you entered is saved already."))
        settings.put("geometry", self.saveGeometry())
        self.files.backup_at_close()
        self._bridge.stop()
        event.accept()
