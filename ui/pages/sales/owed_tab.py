"""欠款: who owes, how long it is overdue, and what is done about it: take money, write a statement, ask for payment."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from db.core.values import money
from db.services.receivables import AgedRow
from resources.i18n import _, ngettext
from ui.kit import counter, jobs, paper
from ui.kit.jobs import Work
from ui.kit.labels import action, button
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.pages.sales.owed_columns import COLUMNS
from ui.pages.sales.owed_presenter import OwedPresenter
from ui.paying import opening, requests, statement

if TYPE_CHECKING:
    from db.core.events import Announcement


class OwedTab(ListPage):
    """Draws what the presenter reads; a line is a customer."""

    def __init__(self, shell: Shell) -> None:
        self._rows: dict[int, AgedRow] = {}
        super().__init__(
            shell,
            name="owed",
            columns=COLUMNS,
            fetch=lambda ids: [self._rows[one] for one in ids if one in self._rows],
            search_hint=_("Find somebody who owes"),
            empty_icon="circle-check",
            sort="total",
            descending=True,
            buttons=(
                button(_("Statement…"), self.statement, icon="file-text"),
                button(_("Requests of the month…"), lambda: requests.ask(shell, self)),
            ),
            beside_chips=(button(_("Owed before…"), lambda: opening.ask(shell, self, self.view.current_id())),),
        )
        self.presenter = OwedPresenter(self, jobs.start)
        self.search.searched.connect(self.presenter.search)
        self.chips.chosen.connect(self.presenter.choose_chip)
        self.view.sort_changed.connect(self.presenter.sort)
        self.view.activated_id.connect(lambda _id: self.pay())
        self.view.menu_actions = self._fill_menu
        self.presenter.read()

    def open(self, **what: Any) -> None:
        """The tab is shown, perhaps with one chip (`chip`), one customer (`customer`) or what is looked for (`text`)."""
        self.search.set_words(str(what.get("text", self.search.text())))
        if "chip" in what:
            self.presenter.choose_chip(str(what["chip"]))
            self.chips.choose(self.presenter.chip)
        self.view.choose(what.get("customer"))
        self.view.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same list."""
        return {"text": self.search.text(), "chip": self.presenter.chip}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        self.presenter.read()

    def in_view(self) -> list[int]:
        """Who is chosen."""
        return list(self.view.chosen())

    def edit(self) -> None:
        """F2: the card."""
        self.see()

    def paper(self) -> Work | None:
        """The list."""
        rows = [self._rows[one] for one in self.model.ids]
        return paper.listed(_("Owed"), self.model.columns, lambda: rows) if rows else None

    # What the presenter asks for.

    def show_owing(self, rows: Sequence[AgedRow], text: str) -> None:
        """Show these, or that there is nobody."""
        self._rows = {row.customer: row for row in rows}
        self.view.show_ids(array("q", self._rows), list(rows))
        if rows:
            self.show_rows()
            if self.view.current_id() is None:
                self.view.selectRow(0)
        else:
            none = _("Nobody owes anything. What is sold and not paid at once stands here until it is.")
            self.show_empty(_("“{text}” was not found.").format(text=text) if text else none, [])
        self.say(_sums(rows))

    def show_chips(self, chips: Sequence[tuple[str, str, int]], active: str) -> None:
        """The chips with their counts."""
        self.chips.show_chips(chips)
        self.chips.choose(active)

    # What is done with whom the cursor is on.

    def pay(self) -> None:
        """收款."""
        if (customer := self.view.current_id()) is not None:
            self.shell.pay(customer)

    def statement(self) -> None:
        """對帳單."""
        statement.ask(self.shell, self, self.view.current_id())

    def see(self) -> None:
        """The card."""
        if (customer := self.view.current_id()) is not None:
            self.shell.open_card(customer)

    def _fill_menu(self, menu: QMenu) -> None:
        entries = (
            (_("Take money…"), self.pay, "plus"),
            (_("Statement…"), self.statement, "file-text"),
            (_("See the card"), self.see, "users"),
            (_("Write down a talk"), lambda: self.shell.log(self.in_view()), "pencil"),
        )
        for words, do, icon in entries:
            menu.addAction(action(words, do, icon=icon, parent=menu))


def _sums(rows: Sequence[AgedRow]) -> str:
    """「23 位客戶，共欠 356,000，其中逾期 120,000」."""
    text = ngettext(
        "{count} customer, {total} owed together, {overdue} of it overdue",
        "{count} customers, {total} owed together, {overdue} of it overdue",
        len(rows),
    )
    total, overdue = (counter.hidden(money.shown(sum(found))) for found in _of(rows))
    return text.format(count=f"{len(rows):,}", total=total, overdue=overdue)


def _of(rows: Sequence[AgedRow]) -> tuple[list[int], list[int]]:
    return [row.total for row in rows], [row.overdue for row in rows]
