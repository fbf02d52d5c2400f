"""銷售: the page of tabs around what was sold; what the window asks goes to the tab in view."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from db.core.events import Announcement
from resources.i18n import _
from ui.kit import jobs
from ui.kit.card import column, row
from ui.kit.labels import button, plain_label
from ui.kit.list_page import ListPage
from ui.kit.page import Page, Shell
from ui.pages.sales.tabs import TABS


class SalesPage(Page):
    """Each tab is a `Page`, made when it is first looked at; open(tab=KEY, ...) hands the rest to it."""

    has_search = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._made: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._was_left = False
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for spec in TABS:
            self.tabs.addTab(_(spec.title))
        self.tabs.setAccessibleName(_("Sales"))
        self._stack = QStackedWidget()
        self.tabs.currentChanged.connect(lambda _at: self._show())
        layout = column(self, spacing=0)
        layout.addLayout(self._top())
        layout.addWidget(self._stack, 1)
        self._show()

    def _top(self) -> QHBoxLayout:
        top = row(spacing=16)
        top.setContentsMargins(18, 12, 18, 0)
        top.addWidget(plain_label(_("Sales"), "title"))
        top.addWidget(self.tabs, 1)
        self.pay_button = button(_("Take money…"), self.shell.pay, key="Ctrl+Shift+M")
        self.sell_button = button(_("Write down a sale"), self.shell.sell, kind="primary", key="Ctrl+Shift+S")
        for made in (self.pay_button, self.sell_button):
            top.addWidget(made)
        return top

    # the tab in view

    @property
    def key(self) -> str:
        """Of the tab in view."""
        return TABS[self.tabs.currentIndex()].key

    @property
    def tab(self) -> Page:
        """The tab in view."""
        return self._made[self.key]

    def _show(self) -> None:
        """Bring the tab into view, made anew at its first time, read anew where something was saved meanwhile."""
        key = self.key
        if (before := self._stack.currentWidget()) is not None and before is not self._made.get(key):
            _forget_search(before)
        if key not in self._made:
            self._make(key)
        elif key in self._stale:
            self.tab.refresh(None)
        self._stale.discard(key)
        self._stack.setCurrentWidget(self.tab)
        self.say(self.tab.said)

    def _make(self, key: str) -> None:
        tab = next(spec for spec in TABS if spec.key == key).make(self.shell)
        tab.status_changed.connect(lambda said: self.say(said) if self._made.get(self.key) is tab else None)
        self._made[key] = tab
        self._stack.addWidget(tab)

    # The page as the window knows it.

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with the tab of this key (`tab`); the rest is for the tab."""
        wanted = what.pop("tab", self.key)
        self.tabs.setCurrentIndex(next(at for at, spec in enumerate(TABS) if spec.key == wanted))
        if self._was_left:  # not before: a page that is left with its window must not begin to search
            _forget_search(self.tab)
        self._was_left = False
        self.tab.open(**what)

    def again(self) -> dict[str, Any]:
        """In another language the same tab, where it stood."""
        return {"tab": self.key} | self.tab.again()

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved: the tab in view is told at once, the others when they are looked at."""
        self._stale = set(self._made) - {self.key}
        self.tab.refresh(announcement)

    def leave(self) -> bool:
        """Whether the tab lets go."""
        self._was_left = self.tab.leave()
        return self._was_left

    def act(self, name: str) -> bool:
        """What the menu of customers asks for those who are chosen in the tab."""
        return self.tab.act(name)

    def in_view(self) -> list[int]:
        """Whose sales are chosen in the tab."""
        return self.tab.in_view()

    def focus_search(self) -> None:
        """The tab's search."""
        self.tab.focus_search()

    def edit(self) -> None:
        """F2: what is chosen in the tab."""
        self.tab.edit()

    def fold(self) -> None:
        """F4: the tab's card."""
        self.tab.fold()

    def commands(self) -> dict[str, Callable[[], object]]:
        """What only the tab in view can do."""
        return self.tab.commands()

    def paper(self) -> jobs.Work | None:
        """The tab in view as a list."""
        return self.tab.paper()


def _forget_search(tab: QWidget) -> None:
    """A list stands there whole when one comes back to it: ten minutes later nobody remembers what was looked for."""
    if isinstance(tab, ListPage) and tab.search.text():
        tab.search.set_words("")
