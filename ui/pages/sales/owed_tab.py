"""欠款: who owes, how long it is overdue, and what is done about it: take money, write a statement, ask for payment."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QMenu

from db.core.values import money
from db.services.receivables import AgedRow
from resources.i18n import _, ngettext
from ui.kit import counter, jobs
from ui.kit.jobs import Work
from ui.kit.labels import action, button
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.pages.sales.held_list import HeldList
from ui.pages.sales.owed_columns import COLUMNS
from ui.pages.sales.owed_presenter import OwedPresenter
from ui.paying import opening, requests, statement


class OwedTab(HeldList[AgedRow]):
    """Draws what the presenter reads; a line is a customer."""

    presenter: OwedPresenter

    chosen_words = ListPage.chosen_words  # its rows are people

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell,
            name="owed",
            columns=COLUMNS,
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
        self.follow(self.presenter)
        self.view.activated_id.connect(lambda _id: self.pay())
        self.presenter.read()

    def open(self, **what: Any) -> None:
        """The tab is shown, perhaps with one chip (`chip`), one customer (`customer`) or what is looked for (`text`)."""
        super().open(**what)
        self.view.choose(what.get("customer"))

    def in_view(self) -> list[int]:
        """Who is chosen."""
        return list(self.view.chosen())

    def edit(self) -> None:
        """F2: the card."""
        self.see()

    def paper(self) -> Work | None:
        """The list."""
        return self.held_paper(_("Owed"))

    # What the presenter asks for.

    def show_owing(self, rows: Sequence[AgedRow], text: str) -> None:
        """Show these, or that there is nobody."""
        self.hold({row.customer: row for row in rows})
        if rows:
            self.begin()
        else:
            self.show_none(text, _("Nobody owes anything. What is sold and not paid at once stands here until it is."))
        self.say(_sums(rows))

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

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with whom the cursor is on."""
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
