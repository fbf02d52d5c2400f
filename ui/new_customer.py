"""A new customer in two lines, made where one is asked for: the name and a number; the rest can wait."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from db.core.journal import saving
from db.core.values import phones
from db.services import customers
from db.services.customer_form import CustomerForm, PointForm
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Notice, Values

_DIGITS: Final = 4  # so many digits, and more digits than other letters: a number


def ask(parent: QWidget, text: str, then: Callable[[int], Any]) -> None:
    """Ask for name and number, filled with what was typed, and hand the customer's id on; one who is there already, too."""
    values = {"name": "", "phone": text} if _is_number(text) else {"name": text, "phone": ""}
    made: list[int] = []

    def save(values: Values) -> None:
        made.append(saving(lambda: customers.add(_form(values)))[0])

    def take(other: int) -> None:
        dialog.reject()
        then(other)

    def notices(values: Values) -> list[Notice]:
        found = customers.likely_doubles(_form(values))[:2]
        return [Notice(one.sentence, ((_("Take this customer"), partial(take, one.id)),)) for one in found]

    fields = [Field("name", N_("Name")), Field("phone", N_("Phone"), "number")]
    rules = FormRules(save, notices=notices)
    dialog = FormDialog(parent.window(), _("New customer"), fields, values, rules)
    dialog.accepted.connect(lambda: then(made[-1]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _is_number(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits >= _DIGITS and digits * 2 > len(text)


def _form(values: Values) -> CustomerForm:
    points = [PointForm(one.kind, one.text, one.label) for one in phones.parse(str(values["phone"]))]
    return CustomerForm(name=str(values["name"]), points=points)
