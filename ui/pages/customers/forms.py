"""The forms over the customers page: add, change, watch list; kept as drafts while open and offered again after a power cut."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.errors import NotFoundError
from db.core.journal import saving
from db.services import customers, drafts
from db.services.customer_form import CustomerForm
from resources.i18n import _
from ui import customer_fields as fields
from ui import left_open
from ui.allowed import allowed
from ui.kit import counter
from ui.kit.form import FormDialog, FormRules, Notice, Values, offering_again
from ui.kit.page import Shell

if TYPE_CHECKING:
    from db.services.attachments import Given
    from db.services.drafts import DraftRow

Open = Callable[[int], None]


def add(shell: Shell, parent: QWidget, text: str, then: Open) -> None:
    """A new customer; `text` is what was searched."""
    if allowed(shell, "customers.add"):
        _open(shell, parent, None, fields.with_contact(text), then)


def change(shell: Shell, parent: QWidget, customer: int, then: Open) -> None:
    """The form of a customer who is there; it shows everything, so at the counter it is asked for twice."""
    if not allowed(shell, "customers.change"):
        return
    counter.opening(shell, lambda: _open(shell, parent, customer, customers.form(customer), then))


def _open(
    shell: Shell,
    parent: QWidget,
    customer: int | None,
    before: CustomerForm,
    then: Open,
    typed: Values | None = None,
    card: "Given | None" = None,
    slot: str = "",
) -> None:
    from db.services import attachments
    from ui.attachments.card_photo import CardPhoto

    title = fields.heading_of_new(before) if customer is None else before.name
    values = fields.to_values(before)
    slot = slot or (fields.DRAFT if customer is not None else fields.new_draft())

    def save(values: Values) -> None:
        form = fields.to_saved(values, before)
        if customer is None:
            given = photo.of_this_save() if photo else None
            saved.append(saving(lambda: attachments.add_customer(form, given) if given else customers.add(form)))
        else:
            saved.append((customer, saving(lambda: customers.change(customer, form))[1]))

    def open_other(other: int) -> None:
        dialog.reject()
        then(other)

    def notices(values: Values) -> list[Notice]:
        return _doubles(fields.to_form(values, before), customer, before, open_other)

    def again(typed: Values) -> None:
        _open(shell, parent, customer, before, then, typed, photo.given if photo else None)

    saved: list[tuple[int, int | None]] = []  # the customer, the unit
    photo = CardPhoto(shell.asks, card) if customer is None else None
    rules = FormRules(
        save,
        lambda values: fields.warned(values, before),
        notices,
        lambda values: drafts.keep(slot, customer, values),
        lambda: drafts.discard(slot, customer),
        offering_again(shell, _called, again),
    )
    opener = photo.opener if photo else None
    boxes = fields.fields()
    dialog = FormDialog(parent.window(), title, boxes, values, rules, save=_("Save"), aside=opener, beside=photo)
    if photo:
        fields.follow_name(dialog)
        photo.watch(dialog)
        photo.chosen.connect(dialog.boxes["name"].focus)
    if typed:
        dialog.fill(typed)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _saved(shell, customer, saved, then))
    dialog.open()


def _called(typed: Values) -> str:
    """What to call a half-filled form: the name, else the first number or address in it."""
    return str(typed.get("name", "")) or next((row["text"] for row in typed.get("points", ()) if row.get("text")), "")


def _saved(shell: Shell, customer: int | None, saved: list[tuple[int, int | None]], then: Open) -> None:
    if saved:
        known, unit = saved[-1]
        shell.toast_undo(_("Customer added") if customer is None else _("Saved"), unit)
        then(known)


def _doubles(form: CustomerForm, customer: int | None, before: CustomerForm, open_other: Callable[[int], Any]) -> list[Notice]:
    found = []
    for double in customers.likely_doubles(form, customer, before if customer is not None else None)[:2]:
        words = {"female": _("Open her card"), "male": _("Open his card")}.get(double.gender, _("Open this card"))
        keep = _keep(double.reason == "phone", customer is None)
        text = double.sentence + (" " + _("(put away)") if double.archived else "")
        found.append(Notice(text, ((words, partial(open_other, double.id)), (keep, None))))
    return found


def _keep(is_shared: bool, is_new: bool) -> str:
    """The button that goes on with what is being typed."""
    if is_new:
        return _("Shared by the family, add this customer") if is_shared else _("Somebody else, add this customer")
    return _("Shared by the family, go on") if is_shared else _("Somebody else, go on")


def offer_drafts(shell: Shell, then: Open) -> None:
    """After a power cut: offer the forms that were left open, the latest first, until one is opened or is to wait."""

    def told(draft: "DraftRow") -> tuple[str, str] | None:
        is_ours = draft.form.partition(":")[0] == fields.DRAFT
        return (_("A form was left open"), str(draft.body.get("name") or _("without a name"))) if is_ours else None

    left_open.offer(shell.asks, told, lambda draft: _reopen(shell, draft, then))


def _reopen(shell: Shell, draft: "DraftRow", then: Open) -> None:
    customer = draft.customer
    try:
        before = customers.form(customer) if customer is not None else CustomerForm()
    except NotFoundError:
        customer, before = None, CustomerForm()
    parent = shell if isinstance(shell, QWidget) else QWidget()
    _open(shell, parent, customer, before, then, draft.body, slot=draft.form)
