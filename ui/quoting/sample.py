"""A quote as an example: what the shop's papers look like before the first one was written."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from db.core import clock
from db.services import lines, options, quote_form
from db.services.letterhead import Letterhead, Picture
from db.services.lines import LineForm
from db.services.quote_paper import Party, QuotePaper, paper_lines
from resources.i18n import N_, _

if TYPE_CHECKING:
    from reports.layout import Made

_LINES: Final = (
    (N_("Bathroom fan with heater"), Decimal(2), N_("pcs"), Decimal(6800)),
    (N_("Waterproof socket"), Decimal(6), N_("pcs"), Decimal(180)),
    (N_("Installation"), Decimal(1), N_("lot"), Decimal(4500)),
)
_DAYS: Final = 30


def head(texts: Mapping[str, str], pictures: Mapping[Picture, bytes]) -> Letterhead:
    """A letterhead of what is typed: texts by the keys of options."""
    return Letterhead(
        texts["shop_name"] or _("(name of the shop)"), texts["tax_id"], texts["address"], texts["phone"],
        line_id=options.text("line_id"), bank=options.text("bank_account"), logo=pictures.get("logo", b""),
        seal=pictures.get("seal", b""), owner_seal=pictures.get("owner_seal", b""),
    )  # fmt: skip


def drawn(letterhead: Letterhead, tax_mode: str, *, republic_years: bool | None = None) -> "Made":
    """Three lines for somebody, under this letterhead; with the years the shop writes where nothing is said of them."""
    from reports import quote_pdf

    made = paper(letterhead, tax_mode)
    return quote_pdf.make(made if republic_years is None else replace(made, republic_years=republic_years))


def paper(letterhead: Letterhead, tax_mode: str) -> QuotePaper:
    """What the example shows."""
    forms = [LineForm(name=_(name), quantity=count, unit=_(unit), unit_price=price) for name, count, unit, price in _LINES]
    totals, today = lines.totals(forms, tax_mode), clock.today().isoformat()
    return QuotePaper(
        letterhead, Party(_("(name of the customer)")), paper_lines(forms, totals.amounts), totals.net, totals.tax, totals.total,
        tax_mode, is_draft=False, title=options.text("quote_title"), quoted_on=today,
        valid_until=quote_form.valid_until(today, _DAYS), republic_years=options.shows_republic_years(),
        terms=next(iter(options.texts("quote_terms")), ""),
    )  # fmt: skip
