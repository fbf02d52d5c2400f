"""收據 of a payment: looked at, printed, handed on."""

from dataclasses import replace
from typing import TYPE_CHECKING

from db.services import payments, sale_paper
from db.services.payments import PaymentRow
from resources.i18n import _
from ui import papers
from ui.kit.page import Shell
from ui.papers import Paper, Wish

if TYPE_CHECKING:
    from reports.layout import Made


def has_one(payment: PaymentRow) -> bool:
    """Whether money came or went: an allowance has no receipt."""
    return payment.method != payments.NO_MONEY


def look(shell: Shell, payment: int) -> None:
    """Show the receipt."""
    papers.look(shell, paper(payment))


def paper(payment: int) -> Paper:
    """The receipt as a paper; it is drawn on the worker."""
    row = payments.get(payment)
    number = sale_paper.receipt_number(row)

    def make(wish: Wish) -> "Made":
        from reports import receipt_pdf

        found = replace(sale_paper.of_payment(payment), republic_years=wish.republic_years)
        return receipt_pdf.make(found, wish.layout)

    name = " ".join((_("Receipt"), number, row.name))
    sheets = ("a5", "standard", "two_up", "half", "preprinted", "plain")
    return Paper(name, name, make, row.customer, kind="receipt", sheets=sheets, again=("receipt", str(payment)))
