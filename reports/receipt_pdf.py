"""A receipt: for a deposit, for money that came in, or for money that went back."""

from collections.abc import Iterator

from db.core.values import dates, money
from db.services import payments
from db.services.sale_paper import ReceiptPaper
from reports import document, quote_pdf
from reports.document import Column, Document, Fact, Row, Sign, Sum
from reports.layout import Made
from reports.paper_layouts import LAYOUTS, PaperLayout
from resources.i18n import _


def make(paper: ReceiptPaper, layout: PaperLayout = LAYOUTS["a5"]) -> Made:
    """The receipt as a PDF."""
    return document.draw(of(paper), layout)


def of(paper: ReceiptPaper) -> Document:
    """What stands on the receipt; what was given back or taken out again is said with its own words, never with a minus sign."""
    is_back = paper.amount < 0
    seals = paper.letterhead.seals
    return Document(
        title=_title(paper),
        letterhead=paper.letterhead,
        party=(
            Fact(_("Customer") if is_back else _("Received from"), paper.party.name, is_strong=True),
            Fact(_("Tax ID"), paper.party.tax_id),
        ),
        facts=(
            Fact(_("No."), paper.number, is_strong=True),
            Fact(_("Date"), dates.shown(paper.received_on, paper.republic_years)),
            Fact(_("Handled by"), paper.staff),
        ),
        columns=(Column(""), Column(_("What it is for"), is_wide=True)),
        rows=tuple(Row((label, text)) for label, text in _said(paper) if text),
        totals=tuple(_sums(paper)),
        in_words=quote_pdf.in_words(abs(paper.amount)),
        signs=(
            (Sign(_("Received, customer's signature")), Sign(_("Handed over by"), seals))
            if is_back
            else (Sign(_("Received by"), seals),)
        ),
        is_closed=False,
        summary="　".join((paper.number, paper.party.name)),
    )


def _title(paper: ReceiptPaper) -> str:
    if paper.amount < 0:
        return _("Paid back or taken out")
    return _("Receipt for a deposit") if paper.is_deposit else _("Receipt for money")


def method_word(method: str) -> str:
    """A way of paying in words; one that is not known stands as it is."""
    known = dict(payments.METHODS)
    return _(known[method]) if method in known else method


def counter_word(is_counter: bool) -> str:
    """Before an entry that takes a payment back; "" before any other."""
    return _("takes one back") if is_counter else ""


def _said(paper: ReceiptPaper) -> Iterator[tuple[str, str]]:
    """(what, words) of everything that is known."""
    yield _("For"), _("Slip {number}").format(number=paper.sale_number) if paper.sale_number else ""
    yield _("Paid by"), "　".join(filter(None, (method_word(paper.method), paper.reference)))
    yield _("Cheque due on"), dates.shown(paper.due_on, paper.republic_years) if paper.due_on else ""
    yield _("Note"), paper.note


def _sums(paper: ReceiptPaper) -> Iterator[Sum]:
    label = _("Paid back NT$") if paper.amount < 0 else _("Received NT$")
    yield Sum(label, money.shown(abs(paper.amount)), is_grand=True)
    if paper.left is not None:
        yield quote_pdf.left(paper.left)
