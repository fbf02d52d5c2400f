"""價目表: what the shop sells at the prices of one level, by category, with its letterhead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from db.core import clock
from db.core.errors import InputError
from db.core.values import dates
from db.services import options, product_pictures, products
from db.services.letterhead import Letterhead
from db.services.prices import COLUMNS
from db.services.products import ProductRow
from reports import document, quote_pdf
from reports.document import Block, Column, Document, Fact, Row
from reports.layout import Made
from reports.paper_layouts import LAYOUTS, PaperLayout
from resources.i18n import N_, _

_LEVELS: Final = {"wholesale": N_("Wholesale price"), "project": N_("Contractor price")}  # retail prices need no word
_TAX: Final = {
    "exclusive": N_("Prices without tax: 5 % is added for companies; for persons it is included."),
    "inclusive": N_("Prices include tax."),
}


@dataclass(frozen=True, slots=True)
class PriceList:
    """What the paper says. `level` as in terms.LEVELS; `products` in their order; `pictures` by product."""

    letterhead: Letterhead
    products: tuple[ProductRow, ...]
    level: str = ""
    day: str = ""  # ISO date the prices count from
    note: str = ""
    tax: str = ""  # as the shop answered "invoices"
    pictures: tuple[tuple[int, bytes], ...] = ()


def of_shop(
    level: str = "", categories: Sequence[str] = (), *, day: str = "", note: str = "", with_pictures: bool = False
) -> PriceList:
    """The products sold now that have a price at this level, of these categories ("" : of none), () of all.

    InputError: nothing has such a price.
    """
    wanted = [row for row in products.rows() if not categories or row.category in categories]
    order = {name: at for at, name in enumerate(products.categories())}
    priced = sorted(
        (row for row in wanted if _price(row, level) is not None), key=lambda row: order.get(row.category, len(order))
    )
    if not priced:
        raise InputError(_("None of these products has such a price yet."))
    pictures = product_pictures.thumbnails(row.id for row in priced) if with_pictures else {}
    letterhead, day = Letterhead.of_shop(), day or clock.today().isoformat()
    return PriceList(letterhead, tuple(priced), level, day, note, options.text("invoices"), tuple(pictures.items()))


def make(paper: PriceList, layout: PaperLayout = LAYOUTS["standard"], *, republic_years: bool = False) -> Made:
    """The price list as a PDF; the same values make the same bytes."""
    return document.draw(of(paper, republic_years=republic_years), layout)


def of(paper: PriceList, *, republic_years: bool = False) -> Document:
    """What stands on the paper."""
    day = dates.shown(paper.day, republic_years)
    level = _(_LEVELS[paper.level]) if paper.level else ""
    has_codes = any(row.code for row in paper.products)
    return Document(
        title=_("Price list"),
        letterhead=paper.letterhead,
        facts=(Fact(_("Prices from"), day, is_strong=True), Fact(_("Prices"), level)),
        columns=(
            *((Column(_("Code")),) if has_codes else ()),
            Column(_("Item / spec"), is_wide=True),
            Column(_("Unit")),
            Column(level or _("Unit price"), "right"),
        ),
        rows=tuple(_rows(paper, has_codes)),
        blocks=(
            Block(
                _("Note"), "\n".join(filter(None, (_(_TAX[paper.tax]) if paper.tax in _TAX else "", paper.note))), is_plain=True
            ),
        ),
        is_closed=False,
        summary="　".join(filter(None, (level, day))),
    )


def _rows(paper: PriceList, has_codes: bool) -> Iterator[Row]:
    """A heading for every category; what has none comes last."""
    pictures = dict(paper.pictures)
    by_category = [(name, list(rows)) for name, rows in groupby(paper.products, key=lambda row: row.category)]
    blank = ("",) if has_codes else ()
    for name, rows in by_category:
        if len(by_category) > 1:
            yield Row((*blank, name or _("Others"), "", ""), "heading")
        for row in rows:
            code = (row.code,) if has_codes else ()
            details = ("　".join(filter(None, (row.spec, row.availability))),)
            price = quote_pdf.plain(_price(row, paper.level))
            yield Row((*code, row.name, row.unit, price), details=details, picture=pictures.get(row.id, b""))


def _price(row: ProductRow, level: str) -> Decimal | None:
    found: Decimal | None = getattr(row, COLUMNS[level])
    return found
