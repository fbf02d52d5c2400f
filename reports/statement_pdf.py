"""對帳單／請款單: what was owed, bought and paid between two days, and what is to pay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.core.values import dates, money
from db.services import options, quote_paper, statements
from db.services.letterhead import Letterhead
from db.services.quote_paper import Party
from db.services.statements import Entry, Statement
from reports import document, quote_pdf, receipt_pdf
from reports.document import Block, Column, Document, Fact, Row, Sign, Sum
from reports.layout import Made
from reports.paper_layouts import LAYOUTS, PaperLayout
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """A statement with who writes it and to whom."""

    letterhead: Letterhead
    party: Party
    statement: Statement
    republic_years: bool = False
    is_request: bool = False  # 請款單: it asks for the money


def of_customer(customer: int, first: str, last: str, *, is_request: bool = False) -> StatementPaper:
    """A customer's statement between two ISO days, or 請款單. NotFoundError: there is no such customer."""
    found = statements.of(customer, first, last)
    party, roc = quote_paper.party(found.customer), options.shows_republic_years()
    return StatementPaper(Letterhead.of_shop(), party, found, roc, is_request)


def make(papers: Sequence[StatementPaper], layout: PaperLayout = LAYOUTS["standard"]) -> Made:
    """The statements in one PDF, each with pages of its own number; ValueError: none."""
    return document.draw_all([of(paper) for paper in papers], layout)


def of(paper: StatementPaper) -> Document:
    """What stands on one statement."""
    found, roc = paper.statement, paper.republic_years
    first, last = dates.shown(found.first, roc), dates.shown(found.last, roc)
    return Document(
        title=_("Request for payment") if paper.is_request else _("Statement of account"),
        letterhead=paper.letterhead,
        party=(
            Fact(_("Customer"), paper.party.name, is_strong=True),
            Fact(_("Tax ID"), paper.party.tax_id),
            quote_pdf.reached(paper.party),
            Fact(_("Address"), paper.party.address),
        ),
        facts=(
            Fact(_("First day"), first),
            Fact(_("Last day"), last),
            Fact(_("Pay until"), dates.shown(found.pay_by, roc) if found.pay_by else "", is_strong=True),
        ),
        columns=(
            Column(_("Date")),
            Column(_("Slip, invoice"), is_wide=True),
            Column(_("Charged"), "right"),
            Column(_("Received"), "right"),
            Column(_("Balance"), "right"),
        ),
        rows=tuple(_rows(found, roc)),
        totals=(
            Sum(_("Owed before"), money.shown(found.opening)),
            Sum(_("Charged"), money.shown(found.charged)),
            Sum(_("Received"), money.shown(found.received)),
            Sum(_("Paid too much NT$") if found.closing < 0 else _("To pay NT$"), money.shown(abs(found.closing)), is_grand=True),
        ),
        in_words="" if found.closing < 0 else quote_pdf.in_words(found.closing),
        blocks=(Block(_("Terms of payment"), _asked(paper)), Block(_("Account to pay to"), paper.letterhead.bank)),
        signs=(Sign(_("Customer's signature")), Sign(_("Drawn up by"), paper.letterhead.seals)),
        summary=f"{paper.party.name}　{first}–{last}",
    )


def _rows(found: Statement, roc: bool) -> Iterator[Row]:
    yield Row(("", _("Owed before"), "", "", money.shown(found.opening)), "sum")
    for entry in found.entries:
        charged, received = _amount(entry.charged), _amount(entry.received)
        yield Row(
            (dates.shown(entry.on, roc), _said(entry), charged, received, money.shown(entry.balance)), details=(entry.note,)
        )


def _said(entry: Entry) -> str:
    """What an entry is, in one line."""
    if entry.kind == "payment":
        words = (receipt_pdf.counter_word(entry.is_counter), receipt_pdf.method_word(entry.method), entry.number)
        return "　".join(filter(None, words))
    word = _("Goods taken back") if entry.charged < 0 else _("Sale")
    invoice = _("invoice {number}").format(number=entry.invoice_no) if entry.invoice_no else ""
    return "　".join(filter(None, (word, entry.number, invoice)))


def _asked(paper: StatementPaper) -> str:
    """請於 12/10 前付款, of a request that has something to ask for."""
    found = paper.statement
    if not paper.is_request or found.closing <= 0 or not found.pay_by:
        return ""
    return _("Please pay until {day}").format(day=dates.shown(found.pay_by, paper.republic_years))


def _amount(amount: int) -> str:
    return money.shown(amount) if amount else ""
