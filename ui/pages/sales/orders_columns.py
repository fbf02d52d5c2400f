"""The columns of what customers wait for."""

from decimal import Decimal
from typing import Final

from db.core import clock
from db.services import deliveries
from db.services.deliveries import DeliveryRow
from resources.i18n import N_, _
from ui.kit.cells import Cell, Chip
from ui.kit.days import coming, written
from ui.kit.table import Column
from ui.lines.reading import number
from ui.trade_words import DELIVERY_HUES

WAITING: Final = ("asked", "ordered")  # not here yet


def much(quantity: Decimal | None, unit: str) -> str:
    """「2 台」."""
    return " ".join(filter(None, (number(quantity, apart=False), unit)))


def _item(row: DeliveryRow) -> Cell:
    return Cell(row.item, note=row.spec)


def _state(row: DeliveryRow) -> Cell:
    said = _("Arrived, not told yet") if row.state == "arrived" else _(dict(deliveries.STATES)[row.state])
    return Cell(chips=(Chip(said, DELIVERY_HUES[row.state]),))


def _promised(row: DeliveryRow) -> Cell:
    if not row.promised_on:
        return Cell()
    if row.is_late:
        return Cell(_("{day}, over").format(day=coming(row.promised_on)), tone="red", bold=True)
    is_today = row.state in WAITING and row.promised_on == clock.today().isoformat()
    return Cell(_("today") if is_today else coming(row.promised_on), tone="amber" if is_today else "ink")


def _on(row: DeliveryRow) -> Cell:
    return Cell(written(row.on), tone="muted")


COLUMNS: Final = (
    Column("customer", N_("Customer"), lambda row: Cell(row.name, bold=True), 11.0),
    Column("item", N_("Item"), _item, 15.0),
    Column("quantity", N_("Quantity"), lambda row: Cell(much(row.quantity, row.unit)), 5.4, right=True, sorts=False, leaves=1),
    Column("state", N_("Where it stands"), _state, 9.8),
    Column("promised", N_("Promised for"), _promised, 7.4),
    Column("on", N_("Ordered on"), _on, 7.0, leaves=2),
)
