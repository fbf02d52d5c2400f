"""沖銷: a payment that was wrong is taken back by an entry against it; asked first, as it stays for good."""

from typing import TYPE_CHECKING

from db.core import audit
from db.core.values import money
from db.services import payments, receivables, sale_lists, sales
from db.services.payments import PaymentRow
from db.services.sale_lists import SaleItem
from resources.i18n import _
from ui.kit.counter import hidden
from ui.kit.days import written
from ui.trying import tried

if TYPE_CHECKING:
    from db.core.audit import UnitRow
    from ui.kit.page import Shell


def ask(shell: "Shell", payment: int) -> None:
    """Ask, and counter it."""
    text = _("{name}, {amount}: it stays in the list, and an entry of today is written against it.")
    if _is_meant(shell, payment, _("Take this payment back?"), text, _("Take it back")):
        counter(shell, payment)


def bounced(shell: "Shell", payment: int) -> None:
    """退票: ask, and counter the cheque with the reason."""
    text = _("{name}, {amount}: it is owed again, and an entry of today says the cheque bounced.")
    if _is_meant(shell, payment, _("Did the cheque bounce?"), text, _("It bounced")):
        counter(shell, payment, _("Cheque bounced"))


def _is_meant(shell: "Shell", payment: int, title: str, text: str, yes: str) -> bool:
    row = payments.get(payment)
    told = text.format(name=row.name, amount=hidden(money.shown(row.amount)))
    return shell.asks.confirm(title, told, yes, detail=_said(row), danger=True)


def counter(shell: "Shell", payment: int, note: str = "") -> None:
    """Write the entry against it, and say how the customer stands then; what is refused is said."""
    customer = payments.get(payment).customer
    if tried(lambda: payments.counter(payment, note), shell.asks):
        shell.toast(_stands(receivables.of(customer).owed))


def offer(shell: "Shell", unit: "UnitRow") -> bool:
    """Ctrl+Z after a payment: it is never undone, but can be taken back by an entry; of several each is asked, and with the slip
    that was written in the same moment that one, too. False: all was taken back before.
    """
    left = [payment for payment in payments.of_unit(unit.id) if not payments.get(payment).countered_by]
    sale = next(iter(sale_lists.rows(audit.rows_of(unit.id, "sale"))), None) if unit.action == "sales.add_paid" else None
    if sale and left:
        _ask_with(shell, left, sale)
    else:
        for payment in left:
            ask(shell, payment)
    return bool(left)


def _ask_with(shell: "Shell", paid: list[int], sale: SaleItem) -> None:
    """The money alone, or the sale or return it was written down with, too."""
    found = [payments.get(one) for one in paid]
    amount = hidden(money.shown(sum(one.amount for one in found)))
    text = _("{name}: slip {number} was written together with {amount}. The money stays in the list, and an entry of today is"
             " written against it. What becomes of the slip?")  # fmt: skip
    ways = [_("Delete the slip, too"), _("The money alone; the slip stays")]
    said = text.format(name=sale.name, number=sale.number, amount=amount)
    answer = shell.asks.choose(_("Take it back?"), said, ways, detail="\n".join(_said(one) for one in found), danger=True)
    if answer is None:
        return
    for one in paid:
        counter(shell, one)
    if answer == 0 and (done := tried(lambda: sales.delete(sale.id), shell.asks)):
        text = _("Taken back by an entry of today, and slip {number} was deleted.")
        shell.toast_undo(text.format(number=sale.number), done[1])


def _stands(owed: int) -> str:
    """A payment that is taken back is owed again, a refund is the customer's again: what they owe in all is true of both."""
    amount = hidden(money.shown(abs(owed)))
    if owed > 0:
        return _("Taken back by an entry of today. The customer owes {amount} now.").format(amount=amount)
    if owed < 0:
        return _("Taken back by an entry of today. {amount} of the customer's is paid in advance now.").format(amount=amount)
    return _("Taken back by an entry of today. The customer owes nothing now.")


def _said(row: PaymentRow) -> str:
    day = written(row.paid_on)
    return "　".join(filter(None, (day, _(dict(payments.METHODS)[row.method]), row.reference, row.cheque_no, row.sale_number)))
