"""沒成 and 作廢: why, in one click of what was said before, or in words of one's own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from db.core.journal import saving
from db.services import quote_life, quotes
from resources.i18n import N_, _
from ui.kit.boxes import Box, Field, LineBox
from ui.kit.card import column
from ui.kit.chip_row import ChipRow
from ui.kit.form import FormDialog, FormRules, Notice, Values
from ui.quoting import words

if TYPE_CHECKING:
    from ui.kit.page import Shell

_USUAL: Final = {
    "refused": (
        N_("Too expensive"),
        N_("Bought elsewhere"),
        N_("Not doing it for now"),
        N_("Did not fit in time"),
        N_("No answer"),
    ),
    "void": (
        N_("The customer changed their mind"),
        N_("Written by mistake"),
        N_("Twice the same"),
        N_("Another one was written"),
    ),
}  # English ids of what is offered before the shop has reasons of its own
_OFFERED: Final = 7


def refuse(shell: "Shell", quote: int) -> None:
    """Ask why it was not taken, and write it down."""
    row = quotes.get(quote).row

    def save(reason: str) -> None:
        _done, unit = saving(lambda: quote_life.refuse(quote, reason))
        shell.toast_undo(_("{number} was not taken").format(number=words.number(row)), unit)

    _ask(shell, _("Not taken: {quote}").format(quote=words.titled(row)), "refused", _("Not taken"), save, ())


def void(shell: "Shell", quote: int) -> None:
    """Ask why, and make it void."""
    row = quotes.get(quote).row

    def save(reason: str) -> None:
        quote_life.void(quote, reason)
        shell.toast(_("{number} is void").format(number=words.number(row)))

    stays = _("Its papers stay. The number {number} is not given again, and this can't be taken back.").format(number=row.number)
    _ask(shell, _("Make void: {quote}").format(quote=words.titled(row)), "void", _("Make void"), save, (Notice(stays),))


def offered(state: str) -> list[str]:
    """The reasons to choose from: what was said most, then what is usual."""
    usual = [_(one) for one in _USUAL[state]]
    return list(dict.fromkeys([*quotes.reasons(state), *usual]))[:_OFFERED]


def _ask(shell: "Shell", title: str, state: str, verb: str, save: Callable[[str], None], notices: tuple[Notice, ...]) -> None:
    field = Field("reason", N_("Why"), make=lambda value: ReasonBox(offered(state), value))
    rules = FormRules(lambda values: save(str(values["reason"])), notices=lambda _values: list(notices))
    values: Values = {"reason": ""}
    parent = shell if isinstance(shell, QWidget) else None
    dialog = FormDialog(parent, title, [field], values, rules, save=verb, hint=_("A reason may be left out"))
    cast(ReasonBox, dialog.boxes["reason"]).entered.connect(dialog.save_button.click)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


class ReasonBox(Box):
    """Reasons as chips over a line; a chip writes itself into the line."""

    entered = Signal()  # Enter in the line: nothing more to say

    def __init__(self, reasons: list[str], value: Any) -> None:
        super().__init__()
        self._line = LineBox(Field("reason", N_("Why"), hint=_("or in your own words")), value)
        self.chips: dict[str, QPushButton] = {}
        holder = QWidget()
        self._row = ChipRow(holder)
        for reason in reasons:
            self.chips[reason] = self._row.add(reason, partial(self.fill, reason))
        layout = column(self, spacing=8)
        layout.addWidget(holder)
        layout.addWidget(self._line)
        self._line.changed.connect(self._typed)
        self._line.edit.returnPressed.connect(self.entered)

    def _typed(self) -> None:
        for reason, made in self.chips.items():
            made.setChecked(reason == self.value())
        self._row.stop_at_chosen()
        self.changed.emit()

    def value(self) -> str:
        """What stands in the line."""
        return self._line.value()

    def fill(self, value: Any) -> None:
        """This stands in the line."""
        self._line.fill(value)

    def widget_for_label(self) -> QWidget:
        """The line."""
        return self._line.edit
