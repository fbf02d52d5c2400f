"""The columns of the list of payments."""

from typing import Final

from db.core import clock
from db.core.values import money
from db.services import payments
from db.services.payments import PaymentRow
from resources.i18n import N_, _
from ui.kit.cells import Cell, Chip
from ui.kit.days import written
from ui.kit.table import Column


def _amount(row: PaymentRow) -> Cell:
    return Cell(money.shown(row.amount), tone="red" if row.amount < 0 else "ink", bold=True, secret=("text",))


def _method(row: PaymentRow) -> Cell:
    told = "　".join(filter(None, (row.reference, row.bank, row.cheque_no)))
    return Cell(_(dict(payments.METHODS)[row.method]), note=told, secret=("note",))


def state(row: PaymentRow) -> str:
    """How it stands with a payment: countered, an entry against one, a cheque that is due, to come or cashed; "" of others."""
    if row.counters or row.countered_by:
        return "counters" if row.counters else "countered"
    if not row.due_on:
        return ""
    if row.cleared_on:
        return "cashed"
    return "due" if row.due_on <= clock.today().isoformat() else "to_come"


def _state(row: PaymentRow) -> Cell:
    words = {
        "counters": (_("takes one back"), "red"),
        "countered": (_("countered"), "red"),
        "cashed": (_("cashed {day}").format(day=written(row.cleared_on)), "green"),
        "due": (_("cheque due {day}").format(day=written(row.due_on)), "red"),
        "to_come": (_("cheque for {day}").format(day=written(row.due_on)), "amber"),
    }
    found = words.get(state(row))
    return Cell(chips=(Chip(*found),) if found else ())


def _for(row: PaymentRow) -> Cell:
    return Cell(row.sale_number, tone="muted")


COLUMNS: Final = (
    Column("on", N_("Date"), lambda row: Cell(written(row.paid_on), tone="muted"), 6.6),
    Column("customer", N_("Customer"), lambda row: Cell(row.name, bold=True), 11.0),
    Column("amount", N_("Amount"), _amount, 7.0, right=True),
    Column("method", N_("Paid by"), _method, 12.0, sorts=False),
    Column("due", N_("Cheque, counter entry"), _state, 9.6),
    Column("sale", N_("For which sale"), _for, 8.0, sorts=False, leaves=2),
    Column("note", N_("Note"), lambda row: Cell(row.note, tone="muted", secret=("text",)), 9.0, sorts=False, leaves=3),
    Column("staff", N_("Handled by"), lambda row: Cell(row.staff, tone="muted"), 5.0, sorts=False, leaves=4),
)
