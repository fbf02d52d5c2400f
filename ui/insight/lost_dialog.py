"""走掉了: customers are closed as lost, with the reason and the day; they are counted in the reports and no longer called."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.journal import saving
from db.services import days, lists, losing
from resources.i18n import N_, _, ngettext
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.page import Shell
from ui.trying import tried


def close(shell: Shell, parent: QWidget, who: Sequence[int]) -> FormDialog:
    """Ask why these customers went."""
    saved: list[tuple[int, int | None]] = []
    rules = FormRules(lambda typed: saved.append(_save(who, typed)))
    title, values = _("Gone for good"), {"reason": "", "on": ""}
    dialog = FormDialog(parent.window(), title, _fields(), values, rules, save=_("They are gone"), hint=_about(who))
    dialog.accepted.connect(lambda: shell.toast_undo(_said(saved[-1][0]), saved[-1][1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def reopen(shell: Shell, who: Sequence[int]) -> None:
    """They are customers again."""
    if done := tried(partial(losing.reopen, who), shell.asks):
        shell.toast_undo(_("Counted as customers again"), done[1])


def _fields() -> list[Field]:
    reasons = [("", _("Please choose")), *((key, _(words)) for key, words in losing.REASONS.items())]
    return [
        Field("reason", N_("Why they went"), "choice", choices=reasons),
        Field("on", N_("Since"), "number", hint=_("today, if empty")),
    ]


def _about(who: Sequence[int]) -> str:
    if len(who) == 1:
        return "".join(row.name for row in lists.rows(who))
    return ngettext("{count} customer", "{count} customers", len(who)).format(count=f"{len(who):,}")


def _save(who: Sequence[int], typed: Values) -> tuple[int, int | None]:
    """How many were closed, and the unit. InputError: there is no such day."""
    day = days.iso(str(typed["on"]), "on")
    on = date.fromisoformat(day) if day else None
    return saving(lambda: losing.close(who, str(typed["reason"]), on))


def _said(count: int) -> str:
    return ngettext("{count} customer closed as gone", "{count} customers closed as gone", count).format(count=f"{count:,}")
