"""Everything a slip of a sale and a receipt of a payment show, as plain values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.core import session
from db.services import options
from db.services.letterhead import Letterhead
from db.services.quote_paper import PaperLine, Party, paper_lines, party

if TYPE_CHECKING:
    from db.services.payments import PaymentRow


@dataclass(frozen=True, slots=True)
class SalePaper:
    """A sale as it is printed: days are ISO, money whole dollars. `net` and `tax` are None where no tax was kept."""

    letterhead: Letterhead
    party: Party
    lines: tuple[PaperLine, ...]
    total: int
    net: int | None = None
    tax: int | None = None
    tax_mode: str = ""
    number: str = ""
    sold_on: str = ""
    due_on: str = ""
    paid: int = 0  # money, without what was allowed
    allowed: int = 0  # taken off what is owed, no money
    is_owed: bool = False
    is_return: bool = False
    invoice_no: str = ""
    project: str = ""
    kept_here: str = ""  # 寄放／未取
    note: str = ""
    staff: str = ""
    republic_years: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """Money that came in, as its receipt says; `method` is one of payments.METHODS."""

    letterhead: Letterhead
    party: Party
    amount: int
    number: str
    received_on: str
    method: str
    reference: str = ""  # the last five digits, or the cheque with its bank
    due_on: str = ""  # of a cheque
    sale_number: str = ""
    is_deposit: bool = False
    left: int | None = None  # of the sale, after this payment
    note: str = ""
    staff: str = ""
    republic_years: bool = False


def of_sale(sale: int) -> SalePaper:
    """A sale as it stands. NotFoundError: there is none."""
    from db.services import lines, payments, sales

    row = sales.get(sale)
    amounts = lines.totals(row.lines, row.tax_mode or "none").amounts
    settled = payments.of_sale(sale)
    allowed = sum(one.amount for one in settled if one.method == payments.NO_MONEY)
    return SalePaper(
        Letterhead.of_shop(),
        _party(sale, row.customer, row.site_address),
        paper_lines(row.lines, amounts),
        row.total or 0,
        row.net,
        row.tax,
        row.tax_mode,
        row.number or row.order_no,
        row.happened_on or "",
        row.due_on or "",
        sum(one.amount for one in settled) - allowed,
        allowed,
        row.is_owed,
        row.returns is not None,
        row.invoice_no,
        row.project,
        row.kept_here,
        row.note,
        session.printed(row.staff),
        options.shows_republic_years(),
    )


def receipt_number(row: "PaymentRow") -> str:
    """The number of a payment's receipt: its day and which payment it is."""
    return f"{row.paid_on.replace('-', '')}-{row.id}"


def of_payment(payment: int) -> ReceiptPaper:
    """A payment as it stands; of a sale it is a deposit while something of the sale is left. NotFoundError: there is none."""
    from db.services import payments, sales

    row = payments.get(payment)
    left = None
    if row.sale is not None:
        until = [one for one in payments.of_sale(row.sale) if (one.paid_on, one.id) <= (row.paid_on, row.id)]
        left = (sales.get(row.sale).total or 0) - sum(one.amount for one in until)
    return ReceiptPaper(
        Letterhead.of_shop(),
        party(row.customer),
        row.amount,
        receipt_number(row),
        row.paid_on,
        row.method,
        "　".join(filter(None, (row.bank, row.cheque_no, row.reference))),
        row.due_on or "",
        row.sale_number,
        bool(left and left > 0 and row.amount > 0),
        left,
        row.note,
        session.printed(row.staff),
        options.shows_republic_years(),
    )


def _party(sale: int, customer: int, site_address: str) -> Party:
    """Whom it was sold to; of somebody erased the name alone where the law wants it kept."""
    from db.services import erased_papers

    kept = erased_papers.name_on_sale(sale)
    return Party(kept) if kept else party(customer, site_address=site_address)
