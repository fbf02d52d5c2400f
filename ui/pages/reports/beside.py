"""Beside a report's chart: what was left out and how to mend it; over a sample what the report would say."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from reports.catalogue import Answered
from reports.question import Note
from resources.i18n import _
from ui.kit import counter
from ui.kit.card import Card, row
from ui.kit.clearing import clear
from ui.kit.labels import button, plain_label
from ui.kit.link_label import LinkLabel
from ui.kit.page import Shell
from ui.kit.pill import Pill
from ui.reporting import seen
from ui.reporting.acts import ACTS, FILLED_BY

_ENDS: Final = "。.…！？"


class NotesCard(Card):
    """The notes of an answer; those that speak of customers lead to them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=12, spacing=5)
        self._shell = shell

    def tell(self, answered: Answered) -> None:
        """The notes, and what a click does."""
        clear(self.body)
        veil = counter.hidden if seen.speaks_of_money(answered.answer) else str
        for note in answered.answer.notes:
            self._add(note, veil)
        self.setVisible(self.body.count() > 0)
        self.body.addStretch(1)

    def _add(self, note: Note, veil: Callable[[str], str]) -> None:
        if note.conditions and veil(note.text) == note.text:
            go = note.conditions
            words = note.text if note.text.endswith(tuple(_ENDS)) else f"{note.text}…"
            self.body.addWidget(LinkLabel(words, lambda: self._shell.go("customers", conditions=go)))
        else:
            self.body.addWidget(plain_label(veil(note.text), wrap=True))
        if note.act in ACTS:
            self.body.addWidget(act_button(self._shell, note.act, kind="link"), 0, Qt.AlignmentFlag.AlignLeft)


class SampleCard(Card):
    """示範: what the report will say once there is something to say, and the one button that begins it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=14, spacing=8)
        self._shell = shell

    def tell(self, answered: Answered) -> None:
        """Shown over a sample only."""
        clear(self.body)
        self.setVisible(answered.answer.is_sample)
        if not answered.answer.is_sample:
            return
        line = row(spacing=10)
        line.addWidget(Pill(_("Sample"), "amber"))
        words = _("This is made up. With your own records it says: {what}").format(what=_(answered.question.answers))
        line.addWidget(plain_label(words, wrap=True), 1)
        line.addWidget(act_button(self._shell, FILLED_BY[answered.question.needs], kind="primary"))
        self.body.addLayout(line)


def act_button(shell: Shell, key: str, kind: str) -> QPushButton:
    """The button of one of ACTS."""
    act = ACTS[key]
    return button(_(act.words), lambda: act.do(shell), kind=kind)
