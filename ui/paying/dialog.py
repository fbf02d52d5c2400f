"""收款: whose money it is, for what, how much, how it was paid; what is left stands in it already."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resources.i18n import N_, _
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.kit.boxes import ChoiceBox, Field
from ui.kit.dialogs import Asks
from ui.kit.form import FormRules, Notice, Values, offering_again
from ui.kit.page import Shell
from ui.paying import presenter
from ui.paying.means_boxes import MoneyForm, asked_fields, method_field
from ui.paying.presenter import Due, Saved
from ui.talks.boxes import SaidBox
from ui.talks.left import PAYMENT, Slot


def pay(
    shell: Shell,
    parent: QWidget,
    customer: int | None = None,
    sale: int | None = None,
    typed: Values | None = None,
    slot: str = "",
) -> None:
    """Open the dialog for this customer (nobody: it is asked), for one sale or the oldest first; `typed` was typed before."""
    counter.opening(shell, partial(_open, shell, parent, presenter.opened(customer, sale), typed, Slot(PAYMENT, slot)))


def _open(shell: Shell, parent: QWidget, values: Values, typed: Values | None, slot: Slot) -> None:
    done: list[Saved] = []
    rules = FormRules(
        lambda filled: done.append(presenter.save(filled)),
        presenter.warn,
        lambda filled: [Notice(text) for text in presenter.asides(filled)],
        slot.keep,
        slot.discard,
        offering_again(shell, lambda _typed: _("Payment"), lambda typed: pay(shell, parent, typed=typed)),
    )
    dialog = PayDialog(parent.window(), values, rules, shell.asks)
    if typed:
        dialog.fill(typed)
    dialog.accepted.connect(lambda: _tell(shell, done[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.fit()
    dialog.boxes["amount" if values["customers"] else "customers"].focus()


def _tell(shell: Shell, saved: Saved) -> None:
    from db.services import payments
    from ui.paying import receipt

    words = saved.words.format(amount=counter.hidden(saved.amount))
    if receipt.has_one(payments.get(saved.payment)):
        shell.toast(words, _("Print the receipt"), lambda: receipt.look(shell, saved.payment))
    else:
        shell.toast(words)


class PayDialog(MoneyForm):
    """The form; what it asks follows whose money it is and how it was paid."""

    def __init__(self, parent: QWidget, values: Values, rules: FormRules, asks: Asks) -> None:
        self._asks = asks
        self._prefilled = values["amount"]
        super().__init__(parent, _("Payment"), _fields(values), values, rules, save=_("Write it down"))
        self.boxes["customers"].changed.connect(self._follow_customer)
        self.boxes["sale"].changed.connect(self._fill_amount)

    def _follow_customer(self) -> None:
        cast(DueBox, self.boxes["sale"]).offer(presenter.dues(presenter.who(self.values())))
        self._fill_amount()

    def _fill_amount(self) -> None:
        """What is left stands in the box, unless a hand wrote something else."""
        box = self.boxes["amount"]
        wanted = presenter.to_pay(self.values())
        if box.value() in ("", self._prefilled):
            box.fill(wanted)
        self._prefilled = wanted

    def doubts(self, values: Values) -> list[str]:
        """Too much, given back, into a closed account, a day to come."""
        return presenter.doubts(values)

    def save(self) -> None:
        """An amount far above what is left is asked about."""
        question = presenter.far_above(self.values())
        title, yes = _("So much?"), _("Yes, write it down")
        if not question or self._asks.confirm(title, counter.hidden(question), yes, no=_("Check it again"), danger=True):
            super().save()
        else:
            self.boxes["amount"].focus()

    def look_over(self) -> None:
        """Say what will be left, too."""
        self.boxes["told"].fill(counter.hidden(presenter.told(self.values())))
        super().look_over()


class DueBox(ChoiceBox):
    """What is paid: the oldest first, or a sale by name."""

    def __init__(self, dues: Sequence[Due], value: Any) -> None:
        super().__init__(Field("sale", N_("For which sale"), choices=_choices(dues)), value)

    def offer(self, dues: Sequence[Due]) -> None:
        """Another customer's sales; the oldest first is chosen."""
        blocked = self.combo.blockSignals(True)
        self.combo.clear()
        for key, words in _choices(dues):
            self.combo.addItem(words, key)
        self.combo.blockSignals(blocked)
        self.changed.emit()


def _choices(dues: Sequence[Due]) -> list[tuple[str, str]]:
    return [(one.key, one.words) for one in dues]


def _fields(values: Values) -> list[Field]:
    dues = presenter.dues(presenter.who(values))
    return [
        Field("customers", N_("Customer"), make=CustomerBox),
        Field("sale", N_("For which sale"), make=lambda one: DueBox(dues, one)),
        Field("amount", N_("Amount"), "amount", hint=_("whole dollars")),
        Field("told", N_("What is owed"), make=SaidBox),
        method_field(),
        *asked_fields(),
        Field("paid_on", N_("Paid on"), "number", hint=_("today")),
        Field("note", N_("Note")),
    ]
