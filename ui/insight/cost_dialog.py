"""花在這位客人的錢: what was spent on a customer, written down, corrected and taken back; for the owner."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from db.core.journal import saving
from db.core.values import money
from db.services import customer_costs
from db.services.customer_costs import CostForm, CostRow
from resources.i18n import N_, _
from ui.kit import theme
from ui.kit.boxes import Field
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.days import written
from ui.kit.form import FormDialog, FormRules, Values, offering_again
from ui.kit.labels import button, plain_label, set_text
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.trying import tried

_WIDE_EM = 19


def note(shell: Shell, parent: QWidget, customer: int, typed: Values | None = None) -> FormDialog:
    """Write down one more; what stands there already is beside it."""
    saved: list[tuple[str, int | None]] = []
    rules = FormRules(
        lambda filled: saved.append(_save(customer, filled)),
        dropped=offering_again(shell, lambda filled: str(filled["note"]), lambda filled: note(shell, parent, customer, filled)),
    )
    values = {"amount": "", "kind": "service", "happened_on": "", "note": ""}
    spent = SpentList(shell, customer)
    dialog = FormDialog(parent.window(), _("Spent on them"), _fields(), values, rules, beside=spent)
    if typed:
        dialog.fill(typed)
    dialog.accepted.connect(lambda: shell.toast_undo(*saved[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def correct(shell: Shell, parent: QWidget, cost: CostRow, done: Callable[[], object]) -> FormDialog:
    """Write one of them anew, over what is open; `done` once it is saved."""
    saved: list[tuple[str, int | None]] = []
    rules = FormRules(lambda filled: saved.append(_change(cost, filled)))
    values = {"amount": str(cost.amount), "kind": cost.kind, "happened_on": written(cost.happened_on), "note": cost.note}
    dialog = FormDialog(parent.window(), _("Correct what was spent"), _fields(), values, rules)
    dialog.accepted.connect(lambda: shell.toast_undo(*saved[-1]))
    dialog.accepted.connect(done)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _fields() -> list[Field]:
    return [
        Field("amount", N_("Amount"), "amount"),
        Field("kind", N_("For what"), "choice", choices=[(key, _(words)) for key, words in customer_costs.KINDS]),
        Field("happened_on", N_("Date"), "number", hint=_("today, if empty")),
        Field("note", N_("Note")),
    ]


def _save(customer: int, typed: Values) -> tuple[str, int | None]:
    """What to tell, and the unit. Errors as `customer_costs.add`."""
    cost, unit = saving(lambda: customer_costs.add(_form(customer, typed)))
    return _said(_("{amount} written down as spent"), cost), unit


def _change(cost: CostRow, typed: Values) -> tuple[str, int | None]:
    """What to tell, and the unit. Errors as `customer_costs.change`."""
    _none, unit = saving(lambda: customer_costs.change(cost.id, _form(cost.customer, typed)))
    return _said(_("Corrected to {amount}"), cost.id), unit


def _form(customer: int, typed: Values) -> CostForm:
    return CostForm(customer, str(typed["amount"]), str(typed["kind"]), str(typed["happened_on"]), str(typed["note"]))


def _said(words: str, cost: int) -> str:
    return words.format(amount=money.shown(customer_costs.get(cost).amount))


class SpentList(QFrame):
    """What was spent so far, the latest first, each with a way to correct it and to take it out."""

    def __init__(self, shell: Shell, customer: int) -> None:
        super().__init__()
        self._shell, self._customer = shell, customer
        self.setProperty("band", "side")
        self.setFixedWidth(round(theme.px() * _WIDE_EM))
        inside = column(self, margin=14, spacing=8)
        self._sum = plain_label("", "head", wrap=True)
        self._column = ScrollColumn(margins=(0, 0, 6, 0), spacing=6)
        inside.addWidget(self._sum)
        inside.addWidget(self._column, 1)
        self.show_rows()

    def show_rows(self) -> None:
        """Read anew."""
        found, sums = customer_costs.of(self._customer), customer_costs.spent(self._customer)
        words = _("So far: {amount}") if found else _("Nothing written down yet.")
        set_text(self._sum, words.format(amount=money.shown(sums.all)))
        clear(self._column.body)
        for one in found:
            self._column.body.addLayout(self._line(one))
        self._column.body.addStretch(1)

    def _line(self, one: CostRow) -> QHBoxLayout:
        made = row(spacing=6)
        said = f"{written(one.happened_on)} {customer_costs.kind_words(one.kind)} {money.shown(one.amount)} {one.note}".strip()
        made.addWidget(plain_label(said, wrap=True), 1)
        made.addWidget(button(_("Correct"), partial(correct, self._shell, self, one, self.show_rows), kind="link"))
        made.addWidget(button(_("Delete"), partial(self.delete, one.id), kind="link"))
        return made

    def delete(self, cost: int) -> None:
        """It was none, with the way back."""
        if done := tried(partial(customer_costs.delete, cost), self._shell.asks):
            self._shell.toast_undo(_("Deleted from what was spent"), done[1])
            self.show_rows()
