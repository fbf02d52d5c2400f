"""資源回收筒: customers who were put away, found again, put back, or thrown away for good."""

from array import array
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from db.services import bin as waste
from db.services import customers
from db.services.bin import BinRow
from resources.i18n import N_, _, ngettext
from ui.deeds import Deeds
from ui.kit import jobs, paper
from ui.kit.cells import Cell
from ui.kit.days import written
from ui.kit.jobs import Work
from ui.kit.labels import action, button
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.kit.table import Column
from ui.pages.bin.presenter import BinPresenter
from ui.watch_list import words as watch_list

if TYPE_CHECKING:
    from db.core.events import Announcement


def _name(row: BinRow) -> Cell:
    return Cell(row.name, chips=(watch_list.chip(row.watch),) if row.watch else ())


def _reason(row: BinRow) -> Cell:
    words = dict(customers.ARCHIVE_REASONS).get(row.reason)
    return Cell(_(words) if words else row.reason)


def _day(iso: str | None) -> Cell:
    return Cell(written(iso), tone="muted")


COLUMNS = (
    Column("name", N_("Customer"), _name, 13.4, sorts=False),
    Column("phone", N_("Phone"), lambda row: Cell(row.phone, secret=("text",)), 9.4, sorts=False, leaves=1),
    Column("reason", N_("Why put away"), _reason, 11.0, sorts=False),
    Column("since", N_("Put away on"), lambda row: _day(row.since), 7.6, sorts=False),
    Column("last_contact", N_("Last contact"), lambda row: _day(row.last_contact_on), 7.6, sorts=False, leaves=2),
    Column("code", N_("Customer number"), lambda row: Cell(row.code, tone="muted"), 8.0, sorts=False, leaves=3),
)


class BinPage(ListPage):
    """Draws what the presenter reads."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell,
            name="bin",
            columns=COLUMNS,
            fetch=waste.rows,
            search_hint=_("Find somebody who was put away"),
            empty_icon="archive",
            sort="",
            buttons=(
                button(_("Print"), lambda: shell.do("print"), key="Ctrl+P"),
                button(_("Put back"), lambda: self.act("put_back"), icon="archive-restore"),
                button(_("Empty the bin…"), lambda: self.presenter.ask_to_empty(None)),
            ),
            bulk=(
                button(_("Put back"), lambda: self.act("put_back"), icon="archive-restore"),
                button(_("Throw away for good…"), lambda: self.presenter.ask_to_empty(list(self.view.chosen()))),
            ),
        )
        self._deeds = Deeds(shell, jobs.start)
        self.presenter = BinPresenter(self, shell, partial(jobs.start, quiet=True))
        self.chips.hide()
        self.show_title(_("Recycle bin"))
        self.search.searched.connect(self.presenter.search)
        self.view.activated_id.connect(shell.open_card)
        self.view.menu_actions = self._fill_menu
        self.presenter.read()

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with what is looked for (`text`)."""
        self.search.set_words(str(what.get("text", self.search.text())))
        self.search.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same is looked for."""
        return {"text": self.search.text()}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        self.model.forget()
        self.presenter.read()

    def in_view(self) -> list[int]:
        """Those who are chosen."""
        return list(self.view.chosen())

    def act(self, name: str) -> bool:
        """Put back who is chosen; the other entries are for customers who are in the list."""
        who = self.in_view()
        if name != "put_back" or not who:
            return False
        self._deeds.put_back(who)
        return True

    def paper(self) -> Work | None:
        """The list."""
        ids = self.model.ids
        return paper.listed(_("Put away"), self.model.columns, partial(waste.rows, ids)) if ids else None

    def show_customers(self, ids: "array[int]", text: str) -> None:
        """Show these, or that there is nobody."""
        self.view.show_ids(ids)
        if ids:
            self.show_rows()
            if self.view.current_id() is None:
                self.view.selectRow(0)
        else:
            self.show_empty(
                _("“{text}” was not found.").format(text=text)
                if text
                else _("Empty. Customers you put away are kept here, and can be put back at any time."),
                [],
            )
        self.say(ngettext("{count} customer put away", "{count} customers put away", len(ids)).format(count=f"{len(ids):,}"))

    def _fill_menu(self, menu: QMenu) -> None:
        who = self.in_view()
        if len(who) == 1:
            menu.addAction(action(_("Open the whole card"), lambda: self.shell.open_card(who[0]), icon="users", parent=menu))
        menu.addAction(action(_("Put back"), lambda: self._deeds.put_back(who), icon="archive-restore", parent=menu))
        menu.addSeparator()
        menu.addAction(action(_("Throw away for good…"), lambda: self.presenter.ask_to_empty(who), icon="x", parent=menu))
