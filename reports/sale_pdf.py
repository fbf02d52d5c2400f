"""A sale on paper: 銷貨單 with its prices, 出貨單 without."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from db.core.values import amounts, dates, money
from db.services.sale_paper import SalePaper
from reports import document, fonts, quote_pdf
from reports.document import Block, Document, Fact, Row, Sign, Sum
from reports.layout import Made
from reports.paper_layouts import LAYOUTS, PaperLayout
from resources.i18n import _

_BEFORE_PRICES: Final = 4  # number, name, quantity, unit


def make(paper: SalePaper, layout: PaperLayout = LAYOUTS["standard"], *, shows_prices: bool = True) -> Made:
    """The slip as a PDF; without prices it is what goes with the goods."""
    return document.draw(of(paper, shows_prices=shows_prices), layout)


def of(paper: SalePaper, *, shows_prices: bool = True) -> Document:
    """What stands on the slip."""
    paper = replace(paper, party=quote_pdf.guarded(paper.party), note=fonts.kept_back(paper.note))
    has_discounts = shows_prices and any(line.discount and line.kind in amounts.PRICED for line in paper.lines)
    columns, rows = quote_pdf.columns(has_discounts), tuple(quote_pdf.rows(paper.lines, has_discounts))
    if not shows_prices:
        columns, rows = columns[:_BEFORE_PRICES], tuple(_unpriced(paper, rows))
    return Document(
        title=_title(paper, shows_prices),
        letterhead=paper.letterhead,
        party=tuple(_party(paper)),
        facts=tuple(_facts(paper)),
        columns=columns,
        rows=rows,
        totals=tuple(_sums(paper)) if shows_prices else (),
        in_words=quote_pdf.in_words(paper.total) if shows_prices else "",
        blocks=tuple(_blocks(paper, shows_prices)),
        signs=(Sign(_("Received, customer's signature")), Sign(_("Handed over by"), paper.letterhead.seals)),
        summary="　".join(filter(None, (paper.number, paper.party.name))),
        is_own=True,
    )


def _title(paper: SalePaper, shows_prices: bool) -> str:
    if paper.is_return:
        return _("Return slip")
    return _("Sales slip") if shows_prices else _("Delivery slip")


def _unpriced(paper: SalePaper, rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows of what is handed over: no prices, no sums."""
    for line, row in zip(paper.lines, rows, strict=True):
        if line.kind not in ("discount", "subtotal"):
            yield replace(row, cells=row.cells[:_BEFORE_PRICES])


def _party(paper: SalePaper) -> Iterator[Fact]:
    party = paper.party
    yield Fact(_("Customer"), party.name, is_strong=True)
    yield Fact(_("Tax ID"), party.tax_id)
    yield quote_pdf.reached(party)
    yield Fact(_("Address"), party.address)
    yield Fact(_("Site address"), party.site_address)


def _facts(paper: SalePaper) -> Iterator[Fact]:
    yield Fact(_("No."), paper.number, is_strong=True)
    yield Fact(_("Date"), dates.shown(paper.sold_on, paper.republic_years))
    yield Fact(_("Invoice number"), paper.invoice_no)
    yield Fact(_("Name of the job"), paper.project)
    yield Fact(_("Handled by"), paper.staff)


def _sums(paper: SalePaper) -> Iterator[Sum]:
    """The sums; where something was paid or allowed also what is left, of a return what is still to be given back."""
    mode = paper.tax_mode if paper.net is not None and paper.tax is not None else "none"
    yield from quote_pdf.sums(paper.net or 0, paper.tax or 0, paper.total, mode)
    if paper.is_return and paper.paid:
        yield Sum(_("Paid back so far"), money.shown(-paper.paid))
        yield Sum(_("Left to pay back"), money.shown(_left(paper)))
    elif paper.is_owed and (paper.paid or paper.allowed):
        if paper.paid:
            yield Sum(_("Paid so far"), money.shown(paper.paid))
        if paper.allowed:
            yield Sum(_("Allowance"), money.shown(paper.allowed))
        yield quote_pdf.left(_left(paper))


def _left(paper: SalePaper) -> int:
    """What is still to be paid, of a return to be given back."""
    left = paper.total - paper.paid - paper.allowed
    return -left if paper.is_return else left


def _blocks(paper: SalePaper, shows_prices: bool) -> Iterator[Block]:
    said = [
        _("Please pay until {day}").format(day=dates.shown(paper.due_on, paper.republic_years)) if paper.due_on else "",
        _("Account: {text}").format(text=paper.letterhead.bank) if paper.letterhead.bank else "",
    ]
    asks = shows_prices and paper.is_owed and not paper.is_return and _left(paper) > 0
    yield Block(_("Paying"), "\n".join(filter(None, said)) if asks else "", is_plain=True)
    yield Block(_("Kept at the shop"), paper.kept_here)
    yield Block(_("Note"), paper.note)
