"""The head of a report: the question, what is asked beside it, the days it is about, and what can be done with it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.services import periods
from reports import report_words
from reports.catalogue import Answered
from reports.question import Parameter, Question
from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.filters import FlowLayout
from ui.kit.labels import action, button, plain_label, restyle, set_text
from ui.kit.menus import open_below

_FEW = 2  # choices that need no name before them


class Head(QWidget):
    """Filled anew with each question; a choice is told by its parameter's key."""

    chosen = Signal(str, str)
    days_wanted = Signal(str, str)  # 自己選日子…: the parameter's key, and what is chosen now

    def __init__(
        self,
        how: Callable[[], object],
        export: Callable[[QMenu], object],
        print_out: Callable[[], object],
        unfold: Callable[[], object],
    ) -> None:
        super().__init__()
        self.every = button(_("All reports ▸"), unfold, key="F4")
        self.every.hide()  # while the list of them stands beside
        self.title = plain_label("", "title", wrap=True)
        self.meta = plain_label("", "muted")
        self.how = button(_("How it is worked out"), how)
        self.export: QPushButton = button(_("Export ▾"), lambda: open_below(self.export, export), key="Ctrl+E")
        self.print = button(_("Print"), print_out, kind="primary", key="Ctrl+P")
        first = row(spacing=8)
        first.addWidget(self.every)
        first.addWidget(self.title, 1)
        for made in self._doing():
            first.addWidget(made)
        self._line = QWidget()
        self._flow = FlowLayout(self._line, spacing=8)
        self._flow.addWidget(self.meta)
        self.choices: dict[str, QPushButton] = {}
        self._asked: tuple[str, dict[str, str]] = ("", {})
        body = column(self, spacing=6)
        body.setContentsMargins(18, 10, 18, 10)
        body.addLayout(first)
        body.addWidget(self._line)

    def _doing(self) -> tuple[QPushButton, ...]:
        return self.how, self.export, self.print

    def expect(self, question: Question, asked: Mapping[str, str]) -> None:
        """This is asked and not answered yet: there is nothing to print."""
        self._ask(question, asked)
        self.say("")
        self._offer(is_answered=False)

    def tell(self, answered: Answered) -> None:
        """The question and what was asked beside it; over a sample another button is the green one."""
        self._ask(answered.question, answered.asked)
        own = any(one.takes_days and periods.is_own(answered.asked[one.key]) for one in answered.question.parameters)
        self.say("" if own else report_words.days(answered))
        restyle(self.print, kind="" if answered.answer.is_sample else "primary")
        self._offer(is_answered=True)

    def fail(self, sentence: str) -> None:
        """There is no answer, and why."""
        self.say(sentence)
        self._offer(is_answered=False)

    def forget(self) -> None:
        """Nothing is asked."""
        set_text(self.title, "")
        self._fill_line({})
        self._asked = ("", {})
        self.fail("")

    def say(self, words: str) -> None:
        """Put these words behind what can be chosen."""
        set_text(self.meta, words)
        self.meta.setVisible(bool(words))
        self._line.setVisible(bool(words or self.choices))

    def _offer(self, *, is_answered: bool) -> None:
        for made in self._doing():
            made.setEnabled(is_answered)

    def _ask(self, question: Question, asked: Mapping[str, str]) -> None:
        """The question, and a button for each choice; the keyboard stays on the one it was on."""
        if self._asked == (question.key, asked):
            return
        has = self.window().focusWidget()  # also under the dialog that asked for days
        before = next((key for key, made in self.choices.items() if made is has), "")
        self._asked = (question.key, dict(asked))
        set_text(self.title, _(question.title))
        names = len(question.parameters) > _FEW
        self._fill_line({one.key: self._choice(one, asked[one.key], named=names) for one in question.parameters})
        if before in self.choices:
            self.choices[before].setFocus()

    def _fill_line(self, choices: dict[str, QPushButton]) -> None:
        self._flow.removeWidget(self.meta)
        clear(self._flow)
        self.choices = choices
        for made in choices.values():
            self._flow.addWidget(made)
        self._flow.addWidget(self.meta)

    def _choice(self, one: Parameter, chosen: str, *, named: bool) -> QPushButton:
        words = report_words.chosen(one, chosen)
        told = _("{what}: {choice}").format(what=_(one.label), choice=words) if named else words
        made: QPushButton = button(f"{told} ▾", lambda: open_below(made, partial(self._fill, one, chosen)), hint=_(one.label))
        made.setAccessibleName(f"{_(one.label)} {words}")
        return made

    def _fill(self, one: Parameter, chosen: str, menu: QMenu) -> None:
        for key, words in one.offered:
            self._add(menu, _(words), partial(self.chosen.emit, one.key, key), is_chosen=key == chosen)
        if one.takes_days:
            menu.addSeparator()
            is_own = chosen not in dict(one.choices)
            self._add(menu, _("Choose the days…"), partial(self.days_wanted.emit, one.key, chosen), is_chosen=is_own)

    def _add(self, menu: QMenu, words: str, do: Callable[[], object], *, is_chosen: bool) -> None:
        entry = action(words, do, parent=menu)
        entry.setCheckable(True)
        entry.setChecked(is_chosen)
        menu.addAction(entry)
