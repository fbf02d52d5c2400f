"""The columns of the list of sales."""

from typing import Final

from db.core.values import money
from db.services import deliveries
from db.services.sale_lists import SaleItem
from resources.i18n import N_, _, ngettext
from ui.kit import counter
from ui.kit.cells import Cell, Chip
from ui.kit.days import written
from ui.kit.table import Column
from ui.trade_words import DELIVERY_HUES

_UNDER_WAY: Final = ("ordered", "arrived", "told")


def _on(row: SaleItem) -> Cell:
    return Cell(written(row.on), tone="muted")


def _customer(row: SaleItem) -> Cell:
    return Cell(row.name, bold=True, sign="red" if row.watch else "")


def _what(row: SaleItem) -> Cell:
    more = ngettext("and {count} more", "and {count} more", row.more).format(count=row.more) if row.more else ""
    return Cell(row.what or row.note.replace("\n", " "), note=more)


def _total(row: SaleItem) -> Cell:
    tone = "red" if (row.total or 0) < 0 else "ink"
    return Cell("" if row.total is None else money.shown(row.total), tone=tone, secret=("text",))


def _left(row: SaleItem) -> Cell:
    """What is still to pay, red once its day is over; a sale of before the shop kept its accounts here says nothing."""
    if row.left:
        return Cell(money.shown(row.left), tone="red" if row.is_late else "amber", secret=("text",), hides_empty=True)
    said = _("paid") if row.is_owed and (row.total or 0) > 0 else ""
    return Cell(said, tone="muted", secret=("text",), hides_empty=True)


def _state(row: SaleItem) -> Cell:
    words = dict(deliveries.STATES)
    chips = [Chip(_(words[state]), DELIVERY_HUES[state]) for state in _UNDER_WAY if state in row.deliveries]
    chips += [Chip(_("Returned goods"), "red")] if row.is_return else []
    chips += [Chip(_("Paid, not yet taken along"), "violet")] if row.kept_here else []
    chips += [Chip(_("From a quote"), "green")] if row.quote else []
    return Cell(chips=tuple(chips))


COLUMNS: Final = (
    Column("on", N_("Date"), _on, 6.6),
    Column("number", N_("Slip number"), lambda row: Cell(row.number, tone="muted"), 8.4, leaves=3),
    Column("customer", N_("Customer"), _customer, 10.4),
    Column("what", N_("What was sold"), _what, 17.0, sorts=False),
    Column("total", N_("Amount"), _total, 6.8, right=True),
    Column("left", N_("Still to pay"), _left, 6.8, right=True, sorts=False),
    Column("state", N_("State"), _state, 10.0, sorts=False, leaves=1),
    Column("invoice", N_("Invoice number"), lambda row: Cell(row.invoice_no, tone="muted"), 8.4, sorts=False, leaves=2),
)


def amount(dollars: int) -> str:
    """Whole dollars as they may be seen now."""
    return counter.hidden(money.shown(dollars))
