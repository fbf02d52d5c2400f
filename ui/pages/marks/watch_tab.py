"""The tab of the watch list: whom to look at again first; nothing of it is seen in counter mode, nothing is printed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from db.services.blacklist import BlacklistRow
from resources.i18n import N_, _
from ui.kit import counter
from ui.kit.card import column, row
from ui.kit.cells import Cell
from ui.kit.days import written
from ui.kit.empty import EmptyState
from ui.kit.keys import once
from ui.kit.labels import action, button, plain_label, set_text
from ui.kit.list_view import ListView
from ui.kit.page import Shell
from ui.kit.table import Column, TableModel
from ui.pages.marks.presenter import MarksPresenter
from ui.watch_list import words
from ui.watch_list.choosing import put_somebody
from ui.watch_list.entry_dialog import put
from ui.watch_list.presenter import Deeds


def _why(entry: BlacklistRow) -> Cell:
    proof = " ・ ".join(part.replace("\n", " ") for part in (entry.evidence, entry.owner_note) if part)
    return Cell(entry.reason.replace("\n", " "), note=proof)


def _again(entry: BlacklistRow) -> Cell:
    return Cell(written(entry.review_on), tone="amber" if entry.is_due else "muted", dot="amber" if entry.is_due else "")


COLUMNS: Final = (
    Column("who", N_("Customer"), lambda entry: Cell(entry.name, bold=True), 11.0, sorts=False),
    Column(
        "level",
        N_("How much"),
        lambda entry: Cell(chips=(words.chip(entry.level),)),
        10.2,
        sorts=False,
    ),
    Column("why", N_("Why"), _why, 19.5, sorts=False),
    Column("since", N_("Since"), lambda entry: Cell(written(entry.since), tone="muted"), 6.5, sorts=False, leaves=2),
    Column("again", N_("Look again on"), _again, 8.0, sorts=False, leaves=1),
    Column("by", N_("By"), lambda entry: Cell(entry.by, tone="muted"), 5.0, sorts=False, leaves=3),
)


class WatchTab(QWidget):
    """The list, and three things to do with whom is chosen."""

    def __init__(self, shell: Shell, presenter: MarksPresenter, deeds: Deeds, counted: Callable[[int], None]) -> None:
        super().__init__()
        self._shell, self._presenter, self._deeds, self._counted = shell, presenter, deeds, counted
        self.model = TableModel(COLUMNS, presenter.entries, self)
        self.view = ListView("watch_list", self.model)
        self.view.setAccessibleName(_("Watch list"))
        self.view.activated_id.connect(lambda customer: put(shell, [customer]))
        self.view.menu_actions = self._menu
        once(QKeySequence.StandardKey.Delete, self.view, self.lift)
        self.nothing = EmptyState("circle-check")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        body = column(self, spacing=0)
        body.addWidget(self._bar())
        body.addWidget(self._stack, 1)

    def _bar(self) -> QWidget:
        self.bar = QWidget()
        line = row(self.bar, spacing=8)
        line.setContentsMargins(18, 4, 18, 8)
        self.hint = plain_label("", "amber", wrap=True)
        line.addWidget(self.hint, 1)
        self.change_button = button(_("Edit"), self.change, key="Return")
        self.lift_button = button(_("Take off"), self.lift, key="Delete")
        self.card_button = button(_("See the card"), self.see)
        for made in (self.change_button, self.lift_button, self.card_button):
            line.addWidget(made)
        self.put_button = button(_("Put somebody on…"), lambda: put_somebody(self._shell), kind="primary")
        line.addWidget(self.put_button)
        return self.bar

    def draw(self) -> None:
        """Read the list anew."""
        ids = self._presenter.entry_ids()
        self.view.show_ids(ids)
        if ids and self.view.current_id() is None:
            self.view.choose(ids[0])
        hidden = counter.state.is_on
        self._stack.setCurrentIndex(0 if ids and not hidden else 1)
        self.bar.setVisible(not hidden)
        for made in (self.change_button, self.lift_button, self.card_button):
            made.setVisible(bool(ids))
        set_text(self.hint, self._presenter.due())
        empty = _("Nobody is on the watch list. Who owes, does not fetch what they ordered or makes trouble can be put here.")
        self.nothing.tell(_("Hidden while customers can see the screen. F9 shows it.") if hidden else empty)
        self._counted(0 if hidden else len(ids))

    def chosen(self) -> list[int]:
        """Whom something is done to."""
        return list(self.view.chosen())

    def change(self) -> None:
        """The entry of whom the cursor is on."""
        if (customer := self.view.current_id()) is not None:
            put(self._shell, [customer])

    def lift(self) -> None:
        """Take whom is chosen off, with 復原."""
        if who := self.chosen():
            self._deeds.lift(who)

    def see(self) -> None:
        """The card of whom the cursor is on."""
        if (customer := self.view.current_id()) is not None:
            self._shell.open_card(customer)

    def _menu(self, menu: QMenu) -> None:
        for text, do in ((_("Edit"), self.change), (_("Take off"), self.lift), (_("See the card"), self.see)):
            menu.addAction(action(text, do, parent=menu))
