"""沖銷: a payment that was wrong is taken back by an entry against it; asked first, as it stays for good."""

from typing import TYPE_CHECKING

from db.core.values import dates, money
from db.services import options, payments
from db.services.payments import PaymentRow
from resources.i18n import _
from ui.kit.counter import hidden
from ui.trying import tried

if TYPE_CHECKING:
    from db.core.audit import UnitRow
    from ui.kit.page import Shell


def ask(shell: "Shell", payment: int) -> None:
    """Ask, and counter it."""
    row = payments.get(payment)
    text = _("{name}, {amount}: it stays in the list, and an entry of today is written against it.")
    told = text.format(name=row.name, amount=hidden(money.shown(row.amount)))
    if shell.asks.confirm(_("Take this payment back?"), told, _("Take it back"), detail=_said(row), danger=True):
        counter(shell, payment)


def bounced(shell: "Shell", payment: int) -> None:
    """退票: ask, and counter the cheque with the reason."""
    row = payments.get(payment)
    text = _("{name}, {amount}: it is owed again, and an entry of today says the cheque bounced.")
    told = text.format(name=row.name, amount=hidden(money.shown(row.amount)))
    if shell.asks.confirm(_("Did the cheque bounce?"), told, _("It bounced"), detail=_said(row), danger=True):
        counter(shell, payment, _("Cheque bounced"))


def counter(shell: "Shell", payment: int, note: str = "") -> None:
    """Write the entry against it; what is refused is said."""
    if tried(lambda: payments.counter(payment, note), shell.asks):
        shell.toast(_("Taken back by an entry of today. What was paid is owed again."))


def offer(shell: "Shell", unit: "UnitRow") -> None:
    """Ctrl+Z after a payment: it is never undone, but can be taken back by an entry; of several each is asked."""
    for payment in payments.of_unit(unit.id):
        if not payments.get(payment).countered_by:
            ask(shell, payment)


def _said(row: PaymentRow) -> str:
    day = dates.shown(row.paid_on, options.shows_republic_years())
    return "　".join(filter(None, (day, _(dict(payments.METHODS)[row.method]), row.reference, row.cheque_no, row.sale_number)))
