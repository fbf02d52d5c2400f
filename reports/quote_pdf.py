"""A quote on paper, as the customer gets it."""

from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from typing import Final, Literal

from db.core.values import amounts, dates, money
from db.services import quote_form
from db.services.letterhead import NO_SEALS
from db.services.quote_paper import PaperLine, Party, QuotePaper
from reports import document, fonts
from reports.document import Block, Column, Document, Fact, Row, Sign, Sum
from reports.layout import Made
from reports.paper_layouts import LAYOUTS, PaperLayout
from resources.i18n import N_, _

_OUTSIDE: Final = {"option": N_("[Option] {name}"), "alternative": N_("[Instead] {name}")}
_KINDS: Final[dict[str, Literal["heading", "sum"]]] = {"heading": "heading", "subtotal": "sum"}
_NET: Final = {
    "exclusive": N_("Subtotal before tax"),
    "inclusive": N_("Of it before tax"),
    "zero": N_("Subtotal"),
    "exempt": N_("Subtotal"),
}
_TAX: Final = {
    "exclusive": N_("Business tax 5%"),
    "inclusive": N_("Of it business tax 5%"),
    "zero": N_("Business tax 0%"),
    "exempt": N_("Free of tax"),
}


def make(paper: QuotePaper, layout: PaperLayout = LAYOUTS["standard"]) -> Made:
    """The quote as a PDF; the same values make the same bytes."""
    return document.draw(of(paper), layout)


def of(paper: QuotePaper) -> Document:
    """What stands on the paper."""
    paper = replace(paper, party=guarded(paper.party))
    has_discounts = any(line.discount and line.kind in amounts.PRICED for line in paper.lines)
    return Document(
        title=_(quote_form.TITLES.get(paper.title, quote_form.TITLES["quote"])),
        letterhead=paper.letterhead,
        party=tuple(_party(paper)),
        facts=tuple(_facts(paper)),
        columns=columns(has_discounts),
        rows=tuple(rows(paper.lines, has_discounts)),
        totals=tuple(sums(paper.net, paper.tax, paper.total, paper.tax_mode)),
        in_words=in_words(paper.total),
        blocks=tuple(_blocks(paper)),
        signs=(
            Sign(_("Customer's signature (signed, it is an order)")),
            Sign(_("Quoted by"), NO_SEALS if paper.is_draft else paper.letterhead.seals),
        ),
        watermark=_("DRAFT") if paper.is_draft else "",
        summary="　".join(part for part in (paper.number, paper.party.name) if part),
        is_own=True,
    )


def guarded(party: Party) -> Party:
    """Whom a paper in the owner's own words is for: what the shop keeps of people to itself is not among them."""
    return Party(*(fonts.kept_back(getattr(party, one.name)) for one in fields(party)))


def columns(has_discounts: bool) -> tuple[Column, ...]:
    """The columns of quotes and slips; discounts only where a line has one."""
    discount = (Column(_("Discount"), "right"),) if has_discounts else ()
    return (
        Column("#"),
        Column(_("Item / spec"), is_wide=True),
        Column(_("Quantity"), "right"),
        Column(_("Unit")),
        Column(_("Unit price"), "right"),
        *discount,
        Column(_("Amount"), "right"),
    )


def rows(lines: tuple[PaperLine, ...], has_discounts: bool) -> Iterator[Row]:
    """A row for each line; only what has a price is counted at the left."""
    number = 0
    for line in lines:
        number += line.kind in amounts.PRICED
        yield _row(line, str(number) if line.kind in amounts.PRICED else "", has_discounts)


def _row(line: PaperLine, number: str, has_discounts: bool) -> Row:
    amount = "" if line.amount is None else money.shown(line.amount)
    discount = (_discount(line.discount),) if has_discounts else ()
    if line.kind in amounts.PRICED:
        is_outside = line.kind in _OUTSIDE
        name = _(_OUTSIDE[line.kind]).format(name=line.name) if is_outside else line.name
        cells = (number, name, plain(line.quantity), line.unit, plain(line.unit_price), *discount)
        shown = f"({amount})" if is_outside and amount else amount
        return Row((*cells, shown), "quiet" if is_outside else "item", tuple(_details(line)), line.picture)
    blank = ("",) * (3 + len(discount))
    name = line.name or {"subtotal": _("Subtotal"), "discount": _("Discount")}.get(line.kind, "")
    if line.kind == "discount" and line.discount.endswith("%") and line.discount not in name:
        name = _("{name} ({percent})").format(name=name, percent=line.discount)
    details = tuple(filter(None, (line.spec, line.note)))
    is_counted = line.kind in ("subtotal", "discount")
    return Row(("", name, *blank, amount if is_counted else ""), _KINDS.get(line.kind, "quiet"), details)


def _details(line: PaperLine) -> Iterator[str]:
    """What stands small below the name."""
    yield line.spec
    yield line.note
    if line.serial_no:
        yield _("Serial number {number}").format(number=line.serial_no)
    if line.warranty_months:
        yield _("Warranty {months} months").format(months=line.warranty_months)


def plain(number: Decimal | None) -> str:
    """`1,200`, `2.5`: no needless zeros."""
    return "" if number is None else f"{number.normalize():,f}"


def _discount(kept: str) -> str:
    """`5%` as it is, `1500` as `1,500`."""
    return kept if not kept or kept.endswith("%") else plain(Decimal(kept))


def sums(net: int, tax: int, total: int, tax_mode: str) -> Iterator[Sum]:
    """The sums as the shop charges tax; a shop without invoices shows none."""
    if tax_mode in _NET:
        yield Sum(_(_NET[tax_mode]), money.shown(net))
        yield Sum(_(_TAX[tax_mode]), money.shown(tax))
    yield Sum(_("Total NT$"), money.shown(total), is_grand=True)


def left(amount: int) -> Sum:
    """What is left to pay; where more was paid, how much too much it was."""
    return Sum(_("Left to pay"), money.shown(amount)) if amount >= 0 else Sum(_("Paid too much"), money.shown(-amount))


def in_words(total: int) -> str:
    """國字大寫 as a Taiwanese reads it, in any language of the program."""
    return f"新臺幣 {amounts.in_words(total)}"


def reached(party: Party) -> Fact:
    """Whom to ask and by which number; a number alone is no contact."""
    label = _("Contact") if party.contact else _("Phone")
    return Fact(label, "　".join(filter(None, (party.contact, party.phone))))


def _party(paper: QuotePaper) -> Iterator[Fact]:
    party = paper.party
    yield Fact(_("Customer"), party.name, is_strong=True)
    yield Fact(_("Tax ID"), party.tax_id)
    yield reached(party)
    yield Fact(_("Fax"), party.fax)
    yield Fact(_("Address"), party.address)
    yield Fact(_("Site address"), party.site_address)


def _facts(paper: QuotePaper) -> Iterator[Fact]:
    yield Fact(_("Quote number"), paper.number, is_strong=True)
    if paper.number and paper.shows_version and paper.version > 1:
        yield Fact(_("Version"), _("no. {version}").format(version=paper.version))
    yield Fact(_("Date of the quote"), dates.shown(paper.quoted_on, paper.republic_years))
    yield Fact(_("Valid until"), dates.shown(paper.valid_until, paper.republic_years))
    yield Fact(_("Handled by"), paper.staff)
    yield Fact(_("Name of the job"), paper.project)


def _blocks(paper: QuotePaper) -> Iterator[Block]:
    terms = [
        _("Payment: {text}").format(text=paper.payment_terms) if paper.payment_terms else "",
        _("Delivery: {text}").format(text=paper.delivery_terms) if paper.delivery_terms else "",
        _("Warranty: {text}").format(text=paper.warranty_terms) if paper.warranty_terms else "",
        _("Account: {text}").format(text=paper.letterhead.bank) if paper.letterhead.bank else "",
        paper.terms,
    ]
    yield Block(_("Terms"), "\n".join(filter(None, terms)), is_plain=True)
    yield Block(_("Note"), paper.note)
