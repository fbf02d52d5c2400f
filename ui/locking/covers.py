"""What lies over the windows of a locked shop: the lock page over its own, a cover over every other."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFrame, QWidget

from resources.i18n import _
from ui.counter_cover import KNOWS
from ui.kit.card import column
from ui.kit.labels import plain_label
from ui.locking.lock_page import LockPage

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_PASSING: Final = frozenset({Qt.WindowType.Popup, Qt.WindowType.ToolTip})  # menus, proposals under a box, hints


class _Cover(QFrame):
    """Lies over a window that is open beside the lock page."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("ground", "paper")
        self.setAutoFillBackground(True)
        body = column(self, margin=16)
        body.addStretch(1)
        body.addWidget(plain_label(_("Locked now"), "head"), 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(1)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()


class Covers:
    """Those of one window; none before `lay`, and after `take_away`."""

    def __init__(self, window: "MainWindow") -> None:
        self.page: LockPage | None = None
        self._window = window
        self._host: QDialog | None = None
        self._lying: list[tuple[QWidget, _Cover, str]] = []  # what is covered, and its title

    @property
    def hide_any(self) -> bool:
        """Whether something is open under them beside the window's own pages."""
        return bool(self._lying)

    def lay(self, page: LockPage) -> None:
        """The page over the window, covers over what else is open."""
        self.page = page
        self.follow()
        self.fit()
        page.show()
        page.raise_()
        page.begin()

    def take_away(self, *, is_other: bool) -> None:
        """All of them. `is_other`: somebody else is in; what a dialog shows was not theirs to read, and it is closed."""
        page, self.page = self.page, None
        self._leave_host()
        for over, cover, title in self._lying:
            cover.deleteLater()
            over.setWindowTitle(title)
            if is_other and isinstance(over, QDialog):
                over.reject()
        self._lying.clear()
        if page is not None:
            page.hide()
            page.deleteLater()

    def lie_on(self, watched: QObject) -> bool:
        """Whether the page stands in this window."""
        return watched in (self._window, self._host)

    def is_of_the_page(self, watched: QObject) -> bool:
        """The page's own parts, what they open, and the windows of the system, whose events go on to widgets."""
        if watched.isWindowType():
            return True
        at: QObject | None = watched
        while at is not None:
            if at in (self.page, self._host):
                return True
            at = at.parent()
        return watched is QApplication.instance()

    def follow(self) -> None:
        """Dialogs that are open, or were opened by a job meanwhile: covered; the page stands over the one that takes the keys."""
        if self.page is None:
            return
        covered = {over for over, _cover, _title in self._lying}
        for over in QApplication.topLevelWidgets():
            if not over.isVisible() or over in covered or over in (self._window, self._host) or self.is_of_the_page(over):
                continue
            if over.windowType() in _PASSING:
                over.close()
            elif isinstance(over, QFileDialog):
                over.reject()
            else:
                self._lying.append((over, _Cover(over), over.windowTitle()))
                over.setWindowTitle(_("Shukebu"))
        self._rehost()

    def _rehost(self) -> None:
        """A dialog that takes all keys would keep them from the page: then it stands in a dialog of its own over that one."""
        modal = QApplication.activeModalWidget()
        if self.page is None or modal is None or modal is self._host:
            return
        self._leave_host()
        if not any(over is self._window for over, _cover, _title in self._lying):
            self._lying.append((self._window, _Cover(self._window), self._window.windowTitle()))
        self._host = QDialog(self._window)  # of the window's own: the dialog below may go while it is locked
        self._host.setWindowTitle(_("Shukebu"))
        self._host.setProperty(KNOWS, True)
        self._host.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._host.rejected.connect(self._stay_there)
        column(self._host).addWidget(self.page)
        self._host.resize(self._window.size() * 0.7)
        self._host.show()
        self.page.show()
        self.page.begin()

    def _stay_there(self) -> None:
        """Escape does not open the lock."""
        if self.page is not None and self._host is not None:
            self._host.show()

    def _leave_host(self) -> None:
        host, self._host = self._host, None
        if host is not None:
            if self.page is not None:
                self.page.setParent(self._window)
            host.hide()
            host.deleteLater()

    def fit(self) -> None:
        """As large as what they lie on."""
        if self.page is not None and self._host is None:
            self.page.setGeometry(self._window.rect())
            self.page.raise_()
        for over, cover, _title in self._lying:
            cover.setGeometry(over.rect())
