"""The head of a report: the question, what is asked beside it, the days it is about, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from reports.catalogue import Answered
from reports.question import Parameter
from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.days import written
from ui.kit.filters import FlowLayout
from ui.kit.labels import action, button, plain_label, set_text
from ui.kit.menus import open_below

_FEW = 2  # choices that need no name before them


class Head(QWidget):
    """Filled anew with each answer; a choice is told by its parameter's key."""

    chosen = Signal(str, str)

    def __init__(self, how: Callable[[], object], export: Callable[[QMenu], object], print_out: Callable[[], object]) -> None:
        super().__init__()
        self.title = plain_label("", "title", wrap=True)
        self.meta = plain_label("", "muted")
        self.how = button(_("How it is worked out"), how)
        self.export: QPushButton = button(_("Export ▾"), lambda: open_below(self.export, export), key="Ctrl+E")
        self.print = button(_("Print"), print_out, kind="primary", key="Ctrl+P")
        first = row(spacing=8)
        first.addWidget(self.title, 1)
        for made in (self.how, self.export, self.print):
            first.addWidget(made)
        self._line = QWidget()
        self._flow = FlowLayout(self._line, spacing=8)
        self._flow.addWidget(self.meta)
        self.choices: dict[str, QPushButton] = {}
        body = column(self, spacing=6)
        body.setContentsMargins(18, 10, 18, 10)
        body.addLayout(first)
        body.addWidget(self._line)

    def tell(self, answered: Answered) -> None:
        """The question and what was asked beside it."""
        question, asked = answered.question, answered.asked
        set_text(self.title, _(question.title))
        self._flow.removeWidget(self.meta)
        clear(self._flow)
        names = len(question.parameters) > _FEW
        self.choices = {one.key: self._choice(one, asked[one.key], named=names) for one in question.parameters}
        for made in self.choices.values():
            self._flow.addWidget(made)
        self._flow.addWidget(self.meta)
        self.say(days(answered))

    def say(self, words: str) -> None:
        """Put these words behind what can be chosen."""
        set_text(self.meta, words)
        self.meta.setVisible(bool(words))
        self._line.setVisible(bool(words or self.choices))

    def _choice(self, one: Parameter, chosen: str, *, named: bool) -> QPushButton:
        words = _(dict(one.choices)[chosen])
        told = _("{what}: {choice}").format(what=_(one.label), choice=words) if named else words
        made: QPushButton = button(f"{told} ▾", lambda: open_below(made, partial(self._fill, one, chosen)), hint=_(one.label))
        made.setAccessibleName(f"{_(one.label)} {words}")
        return made

    def _fill(self, one: Parameter, chosen: str, menu: QMenu) -> None:
        for key, words in one.offered:
            entry = action(_(words), partial(self.chosen.emit, one.key, key), parent=menu)
            entry.setCheckable(True)
            entry.setChecked(key == chosen)
            menu.addAction(entry)


def days(answered: Answered) -> str:
    """The days the answer is about: 2025/12/01 – 2026/11/22; "" where it is about no time."""
    period = answered.answer.period
    if period is None or answered.answer.is_sample:
        return ""
    first, last = map(written, period)
    return first if first == last else f"{first} – {last}"
