"""收款: every payment, the cheques that are to come, and the money of a day on paper."""

from array import array
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from db.core.values import money
from db.services import payment_lists, payments
from db.services.payment_lists import PaymentQuery, Sums
from db.services.payments import PaymentRow
from resources.i18n import _, ngettext
from ui.kit import counter, jobs, paper
from ui.kit.jobs import Work
from ui.kit.labels import action, button
from ui.kit.page import Shell
from ui.kit.record_list import RecordList
from ui.pages.sales.takings_columns import COLUMNS, state
from ui.pages.sales.takings_presenter import TakingsPresenter
from ui.paying import countering, receipt, takings
from ui.trying import tried

if TYPE_CHECKING:
    from db.core.events import Announcement


class TakingsTab(RecordList):
    """Draws what the presenter reads; a payment is never changed: it is countered."""

    def __init__(self, shell: Shell) -> None:
        self.cash_button = button(_("Cashed"), self.cash)
        self.bounce_button = button(_("Bounced…"), self.bounce)
        self.receipt_button = button(_("Receipt"), self.receipt, icon="printer")
        super().__init__(
            shell,
            name="payments",
            columns=COLUMNS,
            fetch=payment_lists.rows,
            search_hint=_("Customer, last five digits, cheque, slip or amount"),
            empty_icon="inbox",
            sort="on",
            descending=True,
            buttons=(
                self.receipt_button,
                button(_("Takings of today"), partial(takings.look, shell)),
                button(_("Of another day…"), partial(takings.ask, shell)),
            ),
            beside_chips=(self.cash_button, self.bounce_button, button(_("Take back…"), self.take_back, key="Delete")),
        )
        self._wanted: int | None = None  # the payment to be shown as soon as the list is read
        self.presenter = TakingsPresenter(self, jobs.start)
        self.follow(self.presenter)
        self.view.current_changed.connect(lambda _id: self._follow())
        self.view.activated_id.connect(lambda _id: self.see())
        self._follow()
        self.presenter.refresh()

    def open(self, **what: Any) -> None:
        """The tab is shown, perhaps with one chip (`chip`), what is looked for (`text`), or at one `payment` among all."""
        if "payment" in what:
            self._wanted = int(what["payment"])
            what = {"text": "", "chip": PaymentQuery().chip}
        if "text" in what:
            self.search.set_words(str(what["text"]))
        if "chip" in what:
            self.presenter.choose_chip(str(what["chip"]))
            self.chips.choose(str(what["chip"]))
        self.view.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same list."""
        return {"text": self.search.text(), "chip": self.presenter.query.chip}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        self.model.forget()
        self.presenter.refresh()

    def in_view(self) -> list[int]:
        """Whose payment is chosen."""
        row = self.current()
        return [row.customer] if row else []

    def paper(self) -> Work | None:
        """The list."""
        ids = self.model.ids
        return paper.listed(_("Payments"), self.model.columns, partial(payment_lists.rows, ids)) if ids else None

    def current(self) -> PaymentRow | None:
        """The payment the cursor is on."""
        at = self.view.current_id()
        return next(iter(payment_lists.rows([at])), None) if at is not None else None

    # What the presenter asks for.

    def show_payments(self, query: PaymentQuery, ids: "array[int]", sums: Sums) -> None:
        """Show these and what they come to, or that there is none."""
        self.view.show_ids(ids)
        if ids:
            self.show_rows()
            if self.view.choose(self._wanted):
                self._wanted = None
            if self.view.current_id() is None:
                self.view.selectRow(0)
        else:
            self.show_empty(_nothing(query), [] if query.text.strip() else [button(_("Take money…"), self.shell.pay)])
        text = ngettext("{count} payment, {amount} together", "{count} payments, {amount} together", sums.count)
        self.say(text.format(count=f"{sums.count:,}", amount=counter.hidden(money.shown(sums.money))))
        self._follow()

    # What is done with the payment the cursor is on.

    def see(self) -> None:
        """The customer's card."""
        if row := self.current():
            self.shell.open_card(row.customer)

    def receipt(self) -> None:
        """Its receipt."""
        if (row := self.current()) and receipt.has_one(row):
            receipt.look(self.shell, row.id)

    def take_back(self) -> None:
        """An entry against it."""
        if row := self.current():
            countering.ask(self.shell, row.id)

    def cash(self) -> None:
        """The bank paid the cheque."""
        if (row := self.current()) and (done := tried(partial(payments.clear, row.id), self.shell.asks)):
            self.shell.toast_undo(_("Cheque of {name} cashed").format(name=row.name), done[1])

    def bounce(self) -> None:
        """The bank did not pay it: an entry against it, with the reason."""
        if row := self.current():
            countering.bounced(self.shell, row.id)

    def _follow(self) -> None:
        """Cheques alone are cashed or bounce; what brought no money has no receipt."""
        row = self.current()
        self.receipt_button.setEnabled(row is None or receipt.has_one(row))
        is_open = row is not None and state(row) in ("due", "to_come")
        for made in (self.cash_button, self.bounce_button):
            made.setVisible(is_open)

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the payment the cursor is on."""
        row = self.current()
        if row is None:
            return
        entries = [(_("See the card"), self.see, "users")]
        if receipt.has_one(row):
            entries.append((_("Receipt"), self.receipt, "printer"))
        if state(row) in ("due", "to_come"):
            entries += [(_("Cashed"), self.cash, "check"), (_("Bounced…"), self.bounce, "x")]
        if not row.counters and not row.countered_by:
            entries.append((_("Take back…"), self.take_back, "undo-2"))
        for words, do, icon in entries:
            menu.addAction(action(words, do, icon=icon, parent=menu))
        menu.addAction(action(_("Takings of this day"), partial(takings.look, self.shell, row.paid_on), parent=menu))


def _nothing(query: PaymentQuery) -> str:
    if text := query.text.strip():
        return _("“{text}” was not found.").format(text=text)
    if query.chip == "cheques":
        return _("No cheque is to come.")
    return _("Money that comes in will stand here: who paid, how, for which sale.")
