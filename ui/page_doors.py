"""The window's doors that every page may ask for: a card, talks, reminders, quotes, sales, payments, a print."""

from collections.abc import Sequence

from resources.i18n import _
from ui import navigation
from ui.allowed import allowed
from ui.kit import jobs
from ui.late_parts import LateParts


class PageDoors(LateParts):
    """Each imports its dialog or page when it is first asked for."""

    def open_card(self, customer: int) -> None:
        """The whole page of one customer; from there back to the page in view."""
        self._whole.go("customer", customer=customer, back=self._whole.key)

    def log(self, customers: Sequence[int] = (), talk: int | None = None, tasks: Sequence[int] = ()) -> None:
        """記一筆 for these customers, for those in view where nobody is named, or correct a talk; `tasks`: what it is about."""
        if not allowed(self._whole, "interactions.add") or (not customers and talk is None and self._whole.page.act("log")):
            return
        from ui.talks.log import log

        log(self._whole, self, customers or ([] if talk else self._whole.page.in_view()), talk, tasks=tasks)

    def remind(self, customers: Sequence[int] = (), task: int | None = None) -> None:
        """提醒我, in the same way."""
        if not allowed(self._whole, "tasks.add") or (not customers and task is None and self._whole.page.act("remind")):
            return
        from ui.talks.remind import remind

        remind(self._whole, self, customers or ([] if task else self._whole.page.in_view()), task)

    def print_out(self, work: jobs.Work, name: str = "", kind: str = "") -> None:
        """Make the PDF on the worker and show it to be printed."""
        from ui.papers import ready

        ready.look(self._whole, name or _(navigation.spec(self._whole.key).title), work, kind or self._whole.key)

    def quote(self, customer: int | None = None, quote: int | None = None) -> None:
        """報價: a new one, or the one of this id; from there back to the page in view."""
        if quote is None and not allowed(self._whole, "quotes.add"):
            return
        self._whole.go("quote", customer=customer, quote=quote, back=self._whole.key)

    def sell(self, customer: int | None = None) -> None:
        """記銷售 of this customer, of the one in view where nobody is named and one is; among sales it is the next one's turn."""
        if not allowed(self._whole, "sales.add"):
            return
        from ui.selling.entry import sell

        sell(self._whole, self, customer if self._whole.key == "sales" else self._meant(customer))

    def open_sale(self, sale: int) -> None:
        """A sale as it stands, and what can be done with it."""
        from ui.selling.detail import show

        show(self._whole, self, sale)

    def pay(self, customer: int | None = None, sale: int | None = None) -> None:
        """收款 of this customer, of the one in view where nobody is named and one is."""
        if not allowed(self._whole, "payments.add"):
            return
        from ui.paying.dialog import pay

        pay(self._whole, self, self._meant(customer), sale)

    def _meant(self, customer: int | None) -> int | None:
        in_view = self._whole.page.in_view() if customer is None else []
        return in_view[0] if len(in_view) == 1 else customer
