"""The small forms over many customers: one field set for all of them, one reminder for each."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.errors import InputError
from db.services import bulk_edit, interactions
from db.services.bulk_edit import SettableField
from resources.i18n import N_, _, ngettext
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.talks.boxes import TextOfTalk, channel_field, outcome_field
from ui.talks.day_box import DayBox
from ui.talks.presenter import refuse_past

_WHICH: Final = "which"
_BOXES: Final[dict[str, Any]] = {"date": "number", "number": "number", "yes_no": "choice"}  # the box of a kind, where it differs
_DAY_KEYS: Final = ("F5", "F6", "F7", "F8")


def set_field(parent: QWidget, count: int, do: Callable[[str, str], None], at_first: str = "") -> None:
    """Ask which field and what it shall say; `do(key, typed)` may raise InputError to stay open."""
    known = {field.key: field for field in bulk_edit.fields()}
    which = Field(_WHICH, N_("Field"), "choice", choices=[(field.key, field.label) for field in known.values()])
    values: Values = {_WHICH: at_first if at_first in known else next(iter(known))}

    def save(values: Values) -> None:
        key = str(values[_WHICH])
        do(key, str(values[key] if values[key] is not None else ""))

    title = ngettext("Change a field of {count} customer", "Change a field of {count} customers", count)
    words = ngettext("Change {count}", "Change {count}", count)
    dialog = _form(parent, title, [which, *map(_box, known.values())], values, save, words, count)
    box = dialog.boxes[_WHICH]

    def follow() -> None:
        for key in known:
            dialog.show_field(key, on=key == box.value())
        dialog.fit()

    box.changed.connect(follow)
    follow()


def _box(field: SettableField) -> Field:
    kind = _BOXES.get(field.kind, field.kind)
    hint = _("is added below what stands there") if field.key == "note" else ""
    return Field(field.key, N_("New value"), kind, hint=hint, choices=field.choices)


def remind(parent: QWidget, count: int, do: Callable[[str, str], None]) -> None:
    """Ask what is to be done and when; `do(title, due_on)`."""
    fields = [
        Field("title", N_("What is to be done"), hint=_("call back about the faucet")),
        Field("due", N_("On which day"), make=lambda day: DayBox(day, _DAY_KEYS, needed=True), under="F5…F8"),
    ]
    title = ngettext("A reminder for {count} customer", "A reminder for each of {count} customers", count)
    words = ngettext("Remind me of {count}", "Remind me of {count}", count)

    def save(typed: Values) -> None:
        refuse_past(str(typed["due"]), "due")
        do(str(typed["title"]), str(typed["due"]))

    _form(parent, title, fields, {}, save, words, count)


def log(parent: QWidget, count: int, do: Callable[[str, str, str], None]) -> None:
    """Ask what was said to all of them, too many to be named; `do(text, channel, outcome)`."""
    fields = [
        Field("text", N_("Words of the talk"), make=lambda text: TextOfTalk(text, _("What was said to each of them"))),
        channel_field(),
        outcome_field(),
    ]

    def save(typed: Values) -> None:
        if not (str(typed["text"]) or str(typed["outcome"])):
            raise InputError(_("Please write what was said, if only a word."), field="text")
        do(str(typed["text"]), str(typed["channel"]), str(typed["outcome"]))

    title = ngettext("A talk with {count} customer", "The same talk with each of {count} customers", count)
    words = ngettext("Write down for {count}", "Write down for {count}", count)
    _form(parent, title, fields, {"channel": next(iter(interactions.channels()), "")}, save, words, count)


def _form(
    parent: QWidget, title: str, fields: list[Field], values: Values, save: Callable[[Values], None], yes: str, count: int
) -> FormDialog:
    told = f"{count:,}"
    dialog = FormDialog(parent.window(), title.format(count=told), fields, values, FormRules(save), save=yes.format(count=told))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
