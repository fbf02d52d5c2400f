"""The columns of the list of quotes."""

from typing import Final

from db.core.values import money
from db.services.quotes import QuoteRow
from resources.i18n import N_, _
from ui import trade_words
from ui.kit.cells import Cell
from ui.kit.days import written
from ui.kit.table import Column
from ui.quoting import words


def _number(row: QuoteRow) -> Cell:
    if not row.number:
        return Cell(_("Draft"), tone="muted")
    return Cell(row.printed_number, bold=True)


def _state(row: QuoteRow) -> Cell:
    return Cell(chips=(words.chip(row.state),))


def _until(row: QuoteRow) -> Cell:
    left = words.left(row)
    return Cell(written(row.valid_until), tone="amber" if left and words.ends_soon(row) else "muted", note=left)


def _total(row: QuoteRow) -> Cell:
    return Cell(money.shown(row.total), secret=("text",))


def _net(row: QuoteRow) -> Cell:
    return Cell(money.shown(row.net), tone="muted", secret=("text",))


def _tax(row: QuoteRow) -> Cell:
    return Cell(_(trade_words.VALUES["tax_mode"][row.tax_mode]), tone="muted")


def _hope(row: QuoteRow) -> Cell:
    return Cell("" if row.chance is None else words.hope(row.chance), tone="muted", secret=("text",))


COLUMNS: Final = (
    Column("number", N_("Quote number"), _number, 9.6),
    Column("customer", N_("Customer"), lambda row: Cell(row.name), 12.0),
    Column("project", N_("Name of the job"), lambda row: Cell(row.project), 11.0, leaves=2),
    Column("total", N_("Total"), _total, 6.8, right=True),
    Column("state", N_("State"), _state, 6.0),
    Column("quoted_on", N_("Date of the quote"), lambda row: Cell(written(row.quoted_on), tone="muted"), 6.8, leaves=4),
    Column("valid_until", N_("Valid until"), _until, 10.8, leaves=1),
    Column("chance", N_("How sure"), _hope, 5.4, leaves=3),
    Column("reason", N_("Why"), lambda row: Cell(row.reason, tone="muted"), 7.0, sorts=False, leaves=5),
    Column("staff", N_("Handled by"), lambda row: Cell(row.staff, tone="muted"), 5.4, leaves=6),
    Column("net", N_("Before tax"), _net, 6.8, right=True, sorts=False, leaves=7, at_first=False),
    Column("tax_mode", N_("Tax"), _tax, 6.4, sorts=False, leaves=8, at_first=False),
    Column(
        "decided_on", N_("Decided on"), lambda row: Cell(written(row.decided_on), tone="muted"), 6.8, leaves=9, at_first=False
    ),
)
