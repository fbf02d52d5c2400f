"""The columns of what is owed: how much, since when it is overdue, and whether more may be given on account."""

from collections.abc import Callable
from typing import Final

from db.core.values import money
from db.services.receivables import LIGHTS, AgedRow
from resources.i18n import N_, _, ngettext
from ui.kit.cells import Cell, Chip
from ui.kit.table import Column


def _customer(row: AgedRow) -> Cell:
    return Cell(row.name, bold=True, sign="red" if row.watch else "")


def _light(row: AgedRow) -> Cell:
    return Cell(chips=(Chip(_(LIGHTS[row.light]), row.light, secret=True),))


def _sum(of: Callable[[AgedRow], int], tone: str = "ink") -> Callable[[AgedRow], Cell]:
    return lambda row: Cell(money.shown(of(row)) if of(row) else "", tone=tone, secret=("text",), hides_empty=True)


def _late(row: AgedRow) -> Cell:
    text = ngettext("{count} day", "{count} days", row.late).format(count=f"{row.late:,}") if row.late else ""
    return Cell(text, tone="red", secret=("text",), hides_empty=True)


def _limit(row: AgedRow) -> Cell:
    over = row.limit is not None and row.total > row.limit
    text = "" if row.limit is None else money.shown(row.limit)
    return Cell(text, tone="red" if over else "muted", secret=("text",), hides_empty=True)


COLUMNS: Final = (
    Column("customer", N_("Customer"), _customer, 10.6),
    Column("phone", N_("Phone"), lambda row: Cell(row.phone, secret=("text",)), 8.8, sorts=False, leaves=2),
    Column("light", N_("Standing"), _light, 6.6),
    Column(
        "total",
        N_("Owes"),
        lambda row: Cell(money.shown(row.total), bold=True, secret=("text",)),
        6.4,
        right=True,
    ),
    Column("late", N_("Overdue"), _late, 6.0, right=True),
    Column("not_due", N_("Not due yet"), _sum(lambda row: row.not_due, "muted"), 5.8, right=True),
    Column("to_30", N_("1–30 days"), _sum(lambda row: row.to_30), 5.6, right=True),
    Column("to_60", N_("31–60 days"), _sum(lambda row: row.to_60), 5.8, right=True),
    Column("to_90", N_("61–90 days"), _sum(lambda row: row.to_90, "red"), 5.8, right=True),
    Column("over_90", N_("Over 90 days"), _sum(lambda row: row.over_90, "red"), 6.0, right=True),
    Column("limit", N_("May owe"), _limit, 5.6, right=True, leaves=1),
)
