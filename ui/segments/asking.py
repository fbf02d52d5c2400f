"""〔名單〕 and 〔＋ 篩選〕 at the end of a list's chips, and the line that says what is asked where something is."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from resources.i18n import _
from ui.kit.labels import button
from ui.kit.list_page import ListPage
from ui.segments.asked import Asked

if TYPE_CHECKING:
    from db.services.lists import ListQuery
    from db.services.segments import KnownList
    from ui.segments.asked_bar import AskedBar


Take = Callable[[str, str], None]  # the text of the conditions, the key of the list they came from


class Asks(Protocol):
    """What the page's presenter knows of it."""

    query: "ListQuery"
    list: str

    @property
    def known(self) -> "KnownList | None":
        """The list known by name whose conditions are in force."""

    def ask_less(self, at: int) -> None:
        """Without the condition at this place."""


class Asking:
    """What is seen of it on the page; dialog, menu and line are made where they are first needed."""

    def __init__(self, page: ListPage, presenter: Callable[[], Asks], ask: Take) -> None:
        self._page, self._presenter, self._ask = page, presenter, ask
        self.bar: AskedBar | None = None
        self.lists = button(_("Lists"), self.open_lists, kind="chip", icon="chevron-down", hint=_("Every list that has a name"))
        self.filter = button(_("+ Filter"), self.open_filter, kind="chip")
        page.chips.add_tail(self.lists)
        page.chips.add_tail(self.filter)

    def show(self, asked: Asked | None) -> None:
        """Say what is asked of those in the list."""
        if asked and self.bar is None:
            from ui.segments.asked_bar import AskedBar

            self.bar = AskedBar()
            self.bar.less.connect(lambda at: self._presenter().ask_less(at))
            self.bar.edit.connect(self.open_filter)
            self.bar.none.connect(lambda: self._ask("", ""))
            self._page.add_below_chips(self.bar)
        if self.bar:
            self.bar.show_asked(asked)

    def open_filter(self) -> None:
        """Put together who shall stand in the list."""
        self._build(self._presenter().query.conditions)

    def _build(self, conditions: str) -> None:
        from ui.segments.dialog import SegmentDialog

        presenter = self._presenter()
        self.dialog = SegmentDialog(
            self._page.shell, self._page, conditions, presenter.known, self._ask,
            text=presenter.query.text, reopen=self._build,
        )  # fmt: skip
        self.dialog.open()

    def open_lists(self) -> None:
        """The lists that have a name, to choose from."""
        from ui.segments.lists_menu import ListsMenu

        self.menu = ListsMenu(self._page.shell, self._page, self._ask, self._presenter().list)
        self.menu.popup(self.lists.mapToGlobal(self.lists.rect().bottomLeft()))
