"""A page that lists quotes, sales, payments or who owes: its presenter leads it, and the list goes out as a file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtWidgets import QMenu, QPushButton

from db.core.progress import Progress
from resources.i18n import _, ngettext
from ui import doors
from ui.kit import jobs, paper
from ui.kit.jobs import Work
from ui.kit.labels import action, button
from ui.kit.list_page import ListPage
from ui.kit.menus import open_below

_KINDS: Final = "Excel (*.xlsx);;CSV (*.csv)"


class Leads(Protocol):
    """What a presenter does with what is asked of its list."""

    def search(self, text: str) -> None:
        """Show what matches, at every key."""

    def choose_chip(self, key: str) -> None:
        """Show the list of this chip."""

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""


class RecordList(ListPage):
    """What the lists of quotes, of sales and of money have in common."""

    def follow(self, presenter: Leads) -> None:
        """What is searched, chosen and ordered here goes to this presenter; right-click opens the page's menu."""
        self.search.searched.connect(presenter.search)
        self.chips.chosen.connect(presenter.choose_chip)
        self.view.sort_changed.connect(presenter.sort)
        self.view.menu_actions = self.fill_menu

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the rows that are chosen."""

    def chosen_words(self, count: int) -> str:
        """How many are chosen: of papers and money, not of people."""
        return ngettext("{count} entry chosen", "{count} entries chosen", count).format(count=f"{count:,}")

    def show_chips(self, chips: Sequence[tuple[str, str] | tuple[str, str, int]], active: str) -> None:
        """The ready filters, where known with their counts."""
        self.chips.active = active
        self.chips.show_chips(chips)

    def begin(self) -> None:
        """Show the list, the cursor on its first row where it is on none."""
        self.show_rows()
        if self.view.current_id() is None:
            self.view.selectRow(0)

    def listed(self, title: str, read: Callable[[Sequence[int]], Sequence[Any]]) -> Work | None:
        """The whole list on paper, with the columns that are shown; None where it is empty."""
        ids, shown = self.model.ids, [self.model.columns[at] for at in self.view.shown_columns()]
        return paper.listed(title, shown, partial(read, ids)) if ids else None

    def more_button(self) -> QPushButton:
        """「⋯」 with what only this page does."""
        made: QPushButton = button("⋯", lambda: open_below(made, self._fill_more), hint=_("More"))
        return made

    def _fill_more(self, menu: QMenu) -> None:
        for words, do in self.commands().items():
            menu.addAction(action(words, do, parent=menu))

    def save_list(self, title: str, name: str, write: Callable[[Path, Progress], object]) -> None:
        """Ask where, `name` proposed, and `write` the list there on the worker."""
        target = doors.save_file(self.shell, title, _KINDS, Path.home() / f"{name}.xlsx")
        if target:
            said = _("Saved: {path}").format(path=target)
            jobs.start(partial(write, target), lambda _done: self.shell.toast(said), title=_("Saving…"))
