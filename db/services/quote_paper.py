"""Everything a quote's paper shows, as plain values: what draws it asks nobody anything."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from db.core import session
from db.core.values import phones
from db.services import options
from db.services.customer_form import CALLED, PointForm
from db.services.letterhead import Letterhead

if TYPE_CHECKING:
    from db.services.lines import LineForm
    from db.services.quote_form import QuoteForm
    from db.services.quote_versions import Version

_TEXTS: Final = ("project", "payment_terms", "delivery_terms", "warranty_terms", "terms", "note")


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a paper is for, as printed; "" is left out."""

    name: str
    tax_id: str = ""
    contact: str = ""  # with the title, never doubled
    phone: str = ""
    fax: str = ""
    address: str = ""
    site_address: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as printed; kinds of db/core/values/amounts.py; `amount` in whole dollars, None where nothing stands."""

    kind: str = "item"
    name: str = ""
    spec: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    discount: str = ""  # "", dollars "100", or percent "5%"
    amount: int | None = None
    note: str = ""
    picture: bytes = b""  # PNG or JPEG, small; b"" none
    serial_no: str = ""
    warranty_months: int | None = None


@dataclass(frozen=True, slots=True)
class QuotePaper:
    """A quote as it is printed. Days are ISO; `number` with -R2, "" where none is given yet."""

    letterhead: Letterhead
    party: Party
    lines: tuple[PaperLine, ...]
    net: int
    tax: int
    total: int
    tax_mode: str  # of db/core/values/amounts.py
    number: str = ""
    version: int = 1
    is_draft: bool = True
    shows_version: bool = True  # 紙上印第幾版
    republic_years: bool = False
    title: str = "quote"  # quote, estimate
    quoted_on: str = ""
    valid_until: str = ""
    project: str = ""
    payment_terms: str = ""
    delivery_terms: str = ""
    warranty_terms: str = ""
    terms: str = ""
    note: str = ""
    staff: str = ""


def of(quote: int) -> QuotePaper:
    """A quote as it stands: a draft, or what was issued last as it would be drawn now (its paper itself is kept frozen)."""
    from db.services import quotes

    found = quotes.get(quote)
    is_draft = found.row.state == "draft"
    return of_form(found.form, found.row.printed_number, found.row.version, is_draft=is_draft)


def of_version(version: "Version") -> QuotePaper:
    """An issued version drawn anew, such as on another sheet: its own lines and sums under the letterhead of today."""
    from db.services import erased_papers, quote_versions

    paper = of_form(quote_versions.form(version.id), version.number, version.version, is_draft=False)
    if kept := erased_papers.name_on_quote(version.id):
        paper = replace(paper, party=Party(kept), note=erased_papers.mark())
    return replace(paper, net=version.net, tax=version.tax, total=version.total)


def of_form(form: "QuoteForm", number: str = "", version: int = 1, *, is_draft: bool = True) -> QuotePaper:
    """What is being typed, as it would be printed. InputError: a line that can't be kept."""
    from db.services import lines, quote_form

    filled = quote_form.checked(form)
    totals = lines.totals(filled.lines, filled.tax_mode)
    texts = {name: getattr(filled, name) for name in _TEXTS}
    return QuotePaper(
        Letterhead.of_shop(), party(filled.customer, filled.contact, filled.contact_name, filled.site_address),
        paper_lines(filled.lines, totals.amounts), totals.net, totals.tax, totals.total,
        filled.tax_mode, number, version, is_draft, bool(options.get("prints_version")), options.shows_republic_years(),
        filled.title, filled.quoted_on, filled.valid_until,
        staff=session.printed(filled.staff), **texts,
    )  # fmt: skip


def party(customer: int, contact: int | None = None, contact_name: str = "", site_address: str = "") -> Party:
    """The customer as they are written to, with the phone of the person where one is named."""
    from db.services import customers

    known = customers.whole(customer)
    person = next((one for one in known.contacts if contact and one.id == contact), None)
    points = [*(person.points if person else ()), *known.points]
    address = next((one.text for one in sorted(known.addresses, key=lambda one: not one.is_primary)), "")
    return Party(
        known.name, known.tax_id, contact_name, _number(points, CALLED), _number(points, ("fax",)), address,
        site_address, known.code,
    )  # fmt: skip


def _number(points: list[PointForm], kinds: tuple[str, ...]) -> str:
    """The first number of these kinds, as it is written."""
    return next((phones.shown(one.normal) or one.text for one in points if one.kind in kinds), "")


def paper_lines(lines: "Sequence[LineForm]", amounts: Iterable[int | None]) -> tuple[PaperLine, ...]:
    """The lines as they are printed, each with its amount in whole dollars."""
    pictures = _pictures({line.product for line in lines if line.product})
    return tuple(
        PaperLine(
            line.kind, line.name, line.spec, line.quantity, line.unit, line.unit_price, line.discount, amount, line.note,
            pictures.get(line.product or 0, b""), line.serial_no, line.warranty_months,
        )
        for line, amount in zip(lines, amounts, strict=True)
    )  # fmt: skip


def _pictures(products: Collection[int]) -> dict[int, bytes]:
    """The products' pictures where the shop prints them."""
    if not products or not options.get("prints_pictures"):
        return {}
    from db.services import product_pictures

    return product_pictures.thumbnails(products)
