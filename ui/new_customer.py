"""A new customer, made where one is asked for: the usual form, filled with what was typed; one who is there already is taken."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from db.core.journal import saving
from db.services import customers, drafts
from resources.i18n import _
from ui import customer_fields as fields
from ui.kit.form import FormDialog, FormRules, Notice, Values


def ask(parent: QWidget, text: str, then: Callable[[int], Any]) -> None:
    """Ask who it is, and hand the customer's id on; a form left half filled is offered again as every other one."""
    before = fields.with_contact(text)
    slot = fields.new_draft()
    made: list[int] = []

    def save(values: Values) -> None:
        made.append(saving(lambda: customers.add(fields.to_saved(values, before)))[0])

    def take(other: int) -> None:
        dialog.reject()
        then(other)

    def notices(values: Values) -> list[Notice]:
        found = customers.likely_doubles(fields.to_form(values, before))[:2]
        return [Notice(one.sentence, ((_("Take this customer"), partial(take, one.id)),)) for one in found]

    rules = FormRules(
        save,
        lambda values: fields.warned(values, before),
        notices,
        lambda values: drafts.keep(slot, None, values),
        lambda: drafts.discard(slot, None),
    )
    dialog = FormDialog(parent.window(), fields.heading_of_new(before), fields.fields(), fields.to_values(before), rules)
    fields.follow_name(dialog)
    dialog.accepted.connect(lambda: then(made[-1]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
