"""A receipt: for a deposit, or for money that came in."""

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
    """What stands on the receipt."""
    return Document(
        title=_("Receipt for a deposit") if paper.is_deposit else _("Receipt for money"),
        letterhead=paper.letterhead,
        party=(Fact(_("Received from"), paper.party.name, is_strong=True), Fact(_("Tax ID"), paper.party.tax_id)),
        facts=(
            Fact(_("No."), paper.number, is_strong=True),
            Fact(_("Date"), dates.shown(paper.received_on, paper.republic_years)),
            Fact(_("Handled by"), paper.staff),
        ),
        columns=(Column(""), Column(_("What it is for"), is_wide=True)),
        rows=tuple(Row((label, text)) for label, text in _said(paper) if text),
        totals=tuple(_sums(paper)),
        in_words=quote_pdf.in_words(paper.amount),
        signs=(Sign(_("Received by"), paper.letterhead.seals),),
        is_closed=False,
        summary="　".join((paper.number, paper.party.name)),
    )


def method_word(method: str) -> str:
    """A way of paying in words; one that is not known stands as it is."""
    known = dict(payments.METHODS)
    return _(known[method]) if method in known else method


def _said(paper: ReceiptPaper) -> Iterator[tuple[str, str]]:
    """(what, words) of everything that is known."""
    yield _("For"), _("Slip {number}").format(number=paper.sale_number) if paper.sale_number else ""
    yield _("Paid by"), "　".join(filter(None, (method_word(paper.method), paper.reference)))
    yield _("Cheque due on"), dates.shown(paper.due_on, paper.republic_years) if paper.due_on else ""
    yield _("Note"), paper.note


def _sums(paper: ReceiptPaper) -> Iterator[Sum]:
    yield Sum(_("Received NT$"), money.shown(paper.amount), is_grand=True)
    if paper.left is not None:
        yield Sum(_("Left to pay"), money.shown(paper.left))
