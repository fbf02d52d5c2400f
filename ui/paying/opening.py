"""期初欠款 in a form: what a customer owed before the shop kept its accounts here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.errors import InputError
from db.core.journal import saving
from db.core.values import money
from db.services import openings
from resources.i18n import N_, _
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.page import Shell
from ui.paying import means


def ask(shell: Shell, parent: QWidget, customer: int | None = None) -> None:
    """Open the form, perhaps for this customer; at the counter only when asked twice."""
    counter.opening(shell, lambda: _open(shell, parent, customer))


def _open(shell: Shell, parent: QWidget, customer: int | None) -> None:
    before = openings.of(customer) if customer is not None else 0
    values: Values = {"customers": [customer] if customer is not None else [], "amount": money.shown(before) if before else ""}
    saved: list[int | None] = []
    fields = [
        Field("customers", N_("Customer"), make=CustomerBox),
        Field("amount", N_("Owed before"), "amount", hint=_("whole dollars; nothing: nothing was owed")),
    ]
    title = _("What was owed before this program")
    dialog = FormDialog(parent.window(), title, fields, values, FormRules(lambda typed: saved.append(_save(typed))))
    dialog.accepted.connect(lambda: shell.toast_undo(_("Written down what was owed before"), saved[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _save(typed: Values) -> int | None:
    """The unit; None where it stood there already. InputError: nobody is chosen, or this is no amount."""
    if not typed["customers"]:
        raise InputError(_("Please choose who owes it."), field="customers")
    amount = means.amount(typed) or 0
    return saving(lambda: openings.put(typed["customers"][0], amount))[1]
