"""The papers of a sale: the slip with its prices, what goes with the goods."""

from dataclasses import replace
from typing import TYPE_CHECKING

from db.services import sale_lists
from resources.i18n import _
from ui.papers import Paper, Wish

if TYPE_CHECKING:
    from reports.layout import Made

KIND = "sale"  # what printer and sheet are remembered by


def slip(sale: int, *, shows_prices: bool = True) -> Paper:
    """銷貨單, or without prices 出貨單; of what came back 退貨單."""
    item = sale_lists.rows([sale])[0]
    title = _("Return slip") if item.returns else _("Sales slip") if shows_prices else _("Delivery slip")
    named = " ".join(filter(None, (title, item.number, item.name)))
    again = ("slip" if shows_prices else "delivery", str(sale))
    return Paper(named, named, lambda wish: _drawn(sale, wish, shows_prices=shows_prices), item.customer, kind=KIND, again=again)


def _drawn(sale: int, wish: Wish, *, shows_prices: bool) -> "Made":
    from db.services import sale_paper
    from reports import sale_pdf

    paper = replace(sale_paper.of_sale(sale), republic_years=wish.republic_years)
    return sale_pdf.make(paper, wish.layout, shows_prices=shows_prices)
