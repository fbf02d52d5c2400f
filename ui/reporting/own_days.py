"""自己選日子: the first and the last day a report is to be about."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from db.core.errors import InputError
from db.services import days, periods
from resources.i18n import N_, _
from ui.kit.boxes import Box, Field
from ui.kit.days import written
from ui.kit.form import FormDialog, FormRules, Values


def ask(parent: QWidget, chosen: str, then: Callable[[str], object]) -> FormDialog:
    """Ask from which day to which; `then` gets them as `periods.own` writes them. `chosen`: the period asked so far."""
    period = periods.of(chosen)
    first, last = period.span or (None, None)
    taken: list[str] = []
    rules = FormRules(lambda typed: taken.append(_taken(typed)))
    values = {"first": written(first), "last": written(last)}
    dialog = FormDialog(parent.window(), _("Choose the days"), _fields(), values, rules, save=_("Show"))
    dialog.accepted.connect(lambda: then(taken[-1]))
    _on_enter(dialog.boxes["first"], dialog.boxes["last"].focus)
    _on_enter(dialog.boxes["last"], dialog.save)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _on_enter(box: Box, do: Callable[[], object]) -> None:
    """Enter goes on, as in any two boxes of days."""
    if isinstance(edit := box.widget_for_label(), QLineEdit):
        edit.returnPressed.connect(do)


def _fields() -> list[Field]:
    hint = _("2026/3/1, 115/3/1 or “yesterday”")
    return [Field("first", N_("From which day"), "number", hint=hint), Field("last", N_("To which day"), "number", hint=hint)]


def _taken(typed: Values) -> str:
    """InputError: a day is missing or there is none such; the two may stand the wrong way round."""
    first, last = (_day(str(typed[key]), key) for key in ("first", "last"))
    return periods.own(first, last)


def _day(text: str, key: str) -> date:
    iso = days.iso(text, key)
    if not iso:
        raise InputError(_("Please write both days."), field=key)
    return date.fromisoformat(iso)
