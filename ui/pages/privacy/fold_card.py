"""What every folded card of 個資小幫手 is made of: a sentence, buttons, rows with what can be done about them, a form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.journal import saving
from resources.i18n import ngettext
from ui.kit.boxes import Field
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.filters import FlowLayout
from ui.kit.form import FormDialog, FormRules, Values, offering_again
from ui.kit.labels import button, hairline, plain_label
from ui.kit.page import Shell
from ui.trying import tried

_MOST: Final = 12  # rows seen at first
_WIDE: Final = 5  # of the words, where the buttons have 1 or what they need

Act = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Item:
    """One row: what it is, small words below, what can be done; `tone`: amber or red where it presses."""

    text: str
    below: str = ""
    tone: str = ""
    acts: Sequence[Act] = ()


class FoldCard(Card):
    """Made when its fold is opened; `refresh` draws it as the shop stands now."""

    def __init__(self, shell: Shell, said: str, acts: Sequence[Act] = ()) -> None:
        super().__init__(spacing=8)
        self.shell = shell
        self.body.addWidget(plain_label(said, "muted", wrap=True))
        if acts:
            holder = QWidget()
            flow = FlowLayout(holder)
            for words, do in acts:
                flow.addWidget(button(words, do))
            self.body.addWidget(holder)
        self._rows = column(spacing=6)
        self.body.addLayout(self._rows)
        self._all: Sequence[Item] = ()
        self.refresh()

    def refresh(self) -> None:
        """Draw what stands in the shop now."""

    def show_items(self, items: Sequence[Item], empty: str = "") -> None:
        """These rows, the first ones at once; `empty`: what is said where there are none."""
        self._all = items
        self._draw(_MOST)
        if not items and empty:
            self._rows.addWidget(plain_label(empty, "muted", wrap=True))

    def _draw(self, most: int) -> None:
        clear(self._rows)
        for item in self._all[:most]:
            self._rows.addWidget(hairline())
            self._rows.addWidget(_line(item))
        if (left := len(self._all) - most) > 0:
            words = ngettext("Show {count} more", "Show {count} more", left).format(count=f"{left:,}")
            self._rows.addWidget(button(words, lambda: self._draw(len(self._all)), kind="link"), 0, Qt.AlignmentFlag.AlignLeft)

    # what is done

    def do(self, act: Callable[[], object], said: str) -> None:
        """Do it, with the way back; what is refused is said."""
        if done := tried(act, self.shell.asks):
            self.shell.toast_undo(said, done[1])
            self.refresh()

    def ask(
        self,
        title: str,
        fields: Sequence[Field],
        values: Values,
        save: Callable[[Values], object],
        said: str,
        dialog: type[FormDialog] = FormDialog,
    ) -> FormDialog:
        """Open a form; what it saves can be taken back, what was typed and not saved is offered again."""
        units: list[int | None] = []

        def again(typed: Values) -> None:
            self.ask(title, fields, values, save, said, dialog).fill(typed)

        rules = FormRules(
            lambda typed: units.append(saving(lambda: save(typed))[1]),
            dropped=offering_again(self.shell, lambda _typed: title, again),
        )
        made = dialog(self.window(), title, fields, values, rules)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.accepted.connect(lambda: self._saved(said, units[-1]))
        made.open()
        return made

    def _saved(self, said: str, unit: int | None) -> None:
        self.shell.toast_undo(said, unit)
        self.refresh()

    def print_made(self, make: Callable[[], Any], name: str) -> None:
        """Make a paper on the worker and show it to be printed."""
        self.shell.print_out(lambda _progress: bytes(make().pdf), name, "privacy")


def _line(item: Item) -> QWidget:
    made = QWidget()
    line = row(made, spacing=10)
    words = column(spacing=1)
    words.addWidget(plain_label(item.text, item.tone, wrap=True, selectable=True))
    if item.below:
        words.addWidget(plain_label(item.below, "small", wrap=True, selectable=True))
    line.addLayout(words, _WIDE)
    for label, do in item.acts:
        line.addWidget(button(label, do, kind="small"), 0, Qt.AlignmentFlag.AlignTop)
    return made


def people(ids: Sequence[int]) -> str:
    """The conditions of a list of just these customers, for the page of customers."""
    return those("people", "any_of", list(ids))


def those(field: str, operator: str, value: Any = None) -> str:
    """The conditions of a list of whom one thing is true."""
    from db.services import segments

    return segments.text_of({"all": [{"field": field, "is": operator, **({} if value is None else {"value": value})}]})


def yes_no(answer: str) -> bool:
    """What a box of yes or no holds."""
    return answer == "1"
