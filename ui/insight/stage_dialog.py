"""階段: the owner's own word for where a customer stands, and until when it counts."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.journal import saving
from db.services import days, stages, standings
from db.services.stage_names import STAGE_NAMES
from db.services.standings import Standing
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.form import FormDialog, FormRules, Notice, Values
from ui.kit.page import Shell

_BY_ITSELF: Final = ""  # as they buy


def put(shell: Shell, parent: QWidget, customer: int) -> FormDialog | None:
    """Ask where this customer stands; None: there is no such customer."""
    standing = standings.of(customer)
    if standing is None:
        return None
    units: list[int | None] = []
    rules = FormRules(lambda typed: units.append(_save(customer, typed)), notices=lambda _typed: [Notice(_as_they_buy(standing))])
    values = {"stage": standing.stage if standing.is_by_hand else _BY_ITSELF, "until": written(standing.until)}
    dialog = FormDialog(parent.window(), _("Where they stand"), _fields(), values, rules)
    dialog.accepted.connect(lambda: shell.toast_undo(_("Saved where they stand"), units[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _fields() -> list[Field]:
    choices = [(_BY_ITSELF, _("as they buy")), *((key, _(words)) for key, words in STAGE_NAMES.items())]
    return [
        Field("stage", N_("Stage"), "choice", choices=choices),
        Field("until", N_("Up to which day"), "number", hint=_("2027/3/1, or empty: until you change it")),
    ]


def _as_they_buy(standing: Standing) -> str:
    name = _(STAGE_NAMES[standing.by_itself])
    return _("As they buy they would be: {stage}.").format(stage=name)


def _save(customer: int, typed: Values) -> int | None:
    """The unit. InputError: there is no such day."""
    stage, day = str(typed["stage"]), days.iso(str(typed["until"]), "until")
    until = date.fromisoformat(day) if day else None
    return saving(lambda: stages.put([customer], stage, until) if stage else stages.lift([customer]))[1]
