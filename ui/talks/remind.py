"""提醒我: what is to be done, when, how often, by whom."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.services import options, repeats
from resources.i18n import N_, _
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values, offering_again
from ui.kit.page import Shell
from ui.talks.boxes import ChipsBox
from ui.talks.day_box import DAY_KEYS, DayBox
from ui.talks.left import REMINDER, Slot
from ui.talks.opening import opening
from ui.talks.presenter import REPEATS, RemindPresenter


def remind(
    shell: Shell,
    parent: QWidget,
    customers: Sequence[int] = (),
    task: int | None = None,
    typed: Values | None = None,
    day: str = "",
    slot: str = "",
) -> None:
    """Open the dialog for these customers (nobody: the shop's own), or for a reminder to change; `day`: ISO, else tomorrow.

    `typed` is what was typed before, `slot` where it was kept.
    """
    opening(shell, customers, task, lambda: _open(shell, parent, customers, task, typed, day, Slot(REMINDER, slot)))


def _open(
    shell: Shell,
    parent: QWidget,
    customers: Sequence[int],
    task: int | None,
    typed: Values | None,
    day: str,
    slot: Slot,
) -> None:
    presenter = RemindPresenter(task)
    values = presenter.opened(customers) | ({"due": day} if day else {})
    saved: list[tuple[str, int | None]] = []
    again = offering_again(
        shell,
        lambda typed: counter.hidden(str(typed["title"])),
        lambda typed: remind(shell, parent, typed["customers"], task, typed),
    )
    rules = FormRules(
        lambda typed: saved.append(presenter.save(typed)),
        RemindPresenter.warn,
        keep=lambda values: slot.keep(values | {"task": task}),
        discard=slot.discard,
        dropped=again,
    )
    title = _("Remind me") if task is None else _("Change reminder")
    dialog = FormDialog(parent.window(), title, _fields(values, is_proposed=task is None and not day), values, rules)
    due = cast(DayBox, dialog.boxes["due"])
    dialog.boxes["title"].changed.connect(lambda: due.hear(str(dialog.boxes["title"].value())))
    if typed:
        dialog.fill(typed)
    dialog.show_field("customers", on=task is None)
    if task is None:  # one to change stands there whole
        counter.veils(dialog, dialog.look_over)
    dialog.accepted.connect(lambda: shell.toast_undo(*saved[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.fit()
    dialog.boxes["title"].focus()


def _fields(values: Values, *, is_proposed: bool) -> list[Field]:
    known = [(one, _(words)) for one, words in REPEATS]
    often = [*known, *([] if values["repeat"] in dict(REPEATS) else [(values["repeat"], repeats.words(values["repeat"]))])]
    return [
        Field("title", N_("What is to be done"), hint=_("call back about the faucet")),
        Field("customers", N_("Customer"), make=lambda ids: CustomerBox(ids, several=True)),
        Field(
            "due", N_("At what time"), make=lambda day: DayBox(day, DAY_KEYS, needed=True, proposed=is_proposed), under="F5…F8"
        ),
        Field("time", N_("Time"), "number", hint=_("14:30, or empty")),
        Field("repeat", N_("Again"), make=lambda one: ChipsBox(often, one)),
        *_staff(values["staff"]),
    ]


def _staff(chosen: str) -> list[Field]:
    """Who is to do it, where the shop has names; nobody in particular is a choice."""
    names = options.texts("staff")
    choices = [("", _("Anybody")), *((name, name) for name in names)]
    return [Field("staff", N_("Who does it"), make=lambda one: ChipsBox(choices, one))] if names or chosen else []
