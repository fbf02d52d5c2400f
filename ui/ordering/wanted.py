"""缺貨登記: a customer asks for what is not there; it waits in the list until it is handed over."""

from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.core.errors import InputError
from db.core.journal import saving
from db.core.values import money
from db.services import lists, products, wanted
from db.services.wanted import WantedForm
from resources.i18n import N_, _
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.kit.boxes import Box, Field
from ui.kit.card import column
from ui.kit.days import written
from ui.kit.form import FormDialog, FormRules, Values, offering_again
from ui.kit.labels import restyle
from ui.kit.page import Shell
from ui.lines.reading import number
from ui.products.boxes import ProductSearch


def note(shell: Shell, parent: QWidget, customer: int | None = None, row: int | None = None, typed: Values | None = None) -> None:
    """Open the form for this customer (nobody: it is asked), or to correct what was noted (`row`)."""
    form = partial(_open, shell, parent, customer, row, typed)
    if row is None:
        form()
    else:
        counter.opening(shell, form)


def _open(shell: Shell, parent: QWidget, customer: int | None, row: int | None, typed: Values | None) -> None:
    saved: list[tuple[str, int | None]] = []
    values = _opened(customer, row)
    rules = FormRules(
        lambda filled: saved.append(_save(filled, row)),
        dropped=offering_again(
            shell, lambda filled: str(filled["item"]["name"]), lambda typed: note(shell, parent, customer, row, typed)
        ),
    )
    title = _("Asked for, not there") if row is None else _("Correct what was asked for")
    dialog = FormDialog(parent.window(), title, _fields(), values, rules)
    if typed:
        dialog.fill(typed)
    dialog.accepted.connect(lambda: shell.toast_undo(*saved[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    cast(ItemBox, dialog.boxes["item"]).edit.taken.connect(partial(_follow_product, dialog))
    cast(CustomerBox, dialog.boxes["customers"]).picked.connect(dialog.boxes["item"].focus)
    dialog.boxes["item" if values["customers"] else "customers"].focus()


def _follow_product(dialog: FormDialog, product: int) -> None:
    """Another product has its own specification and unit."""
    found = products.get(product)
    dialog.boxes["spec"].fill(found.spec)
    dialog.boxes["unit"].fill(found.unit)


def _opened(customer: int | None, row: int | None) -> Values:
    if row is None:
        who = [customer] if customer is not None else []
        empty = {"name": "", "product": None}
        return {"customers": who, "item": empty, "spec": "", "quantity": "1", "unit": "", "promised_on": "", "note": ""}
    found = wanted.get(row)
    return {
        "customers": [found.customer], "item": {"name": found.name, "product": found.product}, "spec": found.spec,
        "quantity": number(found.quantity, apart=False), "unit": found.unit,
        "promised_on": written(found.promised_on), "note": found.note,
    }  # fmt: skip


def _fields() -> list[Field]:
    return [
        Field("customers", N_("Customer"), make=CustomerBox),
        Field("item", N_("What is wanted"), make=ItemBox),
        Field("spec", N_("Specification")),
        Field("quantity", N_("Quantity"), "number"),
        Field("unit", N_("Unit")),
        Field("promised_on", N_("Promised for"), "number", hint=_("11/25, Friday… or empty")),
        Field("note", N_("Note")),
    ]


def _save(typed: Values, row: int | None) -> tuple[str, int | None]:
    """What to tell, and the unit. InputError: nobody is chosen, nothing is named, this is no quantity."""
    if not typed["customers"]:
        raise InputError(_("Please choose who wants it."), field="customers")
    quantity = money.parse_decimal(typed["quantity"])
    if quantity is None and typed["quantity"].strip():
        raise InputError(_("“{value}” is no quantity.").format(value=typed["quantity"]), field="quantity")
    customer, item = typed["customers"][0], typed["item"]
    form = WantedForm(
        customer, item["name"], item["product"], typed["spec"], quantity, typed["unit"], typed["note"],
        promised_on=typed["promised_on"],
    )  # fmt: skip
    _done, unit = saving(lambda: wanted.add(form) if row is None else wanted.change(row, form))
    name = "".join(one.name for one in lists.rows([customer]))
    return _("{name} waits for: {item}").format(name=name, item=item["name"]), unit


class ItemBox(Box):
    """What is wanted: typed freely, or a product picked from those it may mean."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.edit = _ItemSearch()
        self.edit.setPlaceholderText(_("Name or product number, or anything else"))
        column(self, spacing=0).addWidget(self.edit)
        self._product: int | None = None
        self.fill(value)
        self.edit.taken.connect(self._take)
        self.edit.textEdited.connect(lambda _text: self._typed())

    def _take(self, product: int) -> None:
        self._product = product
        self.edit.write(products.get(product).name)
        self.edit.popup.hide()
        self.changed.emit()

    def _typed(self) -> None:
        self._product = None
        self.changed.emit()

    def value(self) -> dict[str, Any]:
        """Its name, and the product it is; a number typed or scanned whole is that product."""
        typed = self.edit.text().strip()
        found = products.by_code(typed) if typed and self._product is None else None
        return {"name": found.name, "product": found.id} if found else {"name": typed, "product": self._product}

    def fill(self, value: Any) -> None:
        """Type this in."""
        self._product = value["product"]
        blocked = self.edit.blockSignals(True)
        self.edit.write(value["name"])
        self.edit.blockSignals(blocked)

    def widget_for_label(self) -> QWidget:
        """The line."""
        return self.edit

    def mark(self, places: set[str]) -> None:
        """An amber edge where doubtful."""
        restyle(self.edit, state="look" if places else "")


class _ItemSearch(ProductSearch):
    """Enter takes what the cursor of the list is on, or what has exactly this number; else what was typed stays as it is, and
    the next field is there.
    """

    def _meant(self) -> int | None:
        exact = products.by_code(self.text())
        return self.popup.chosen() or (exact.id if exact else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter never stays without an answer."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_plain = is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        goes_on = is_plain and bool(self.text().strip())
        super().keyPressEvent(event)
        if goes_on:
            self.popup.hide()
            self.focusNextChild()
