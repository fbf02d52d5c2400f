"""Beside a paper: what it is, on which sheet it is wanted, and buttons for everything that can be done with it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from resources.i18n import _
from ui.kit.boxes import Field, chosen, make_combo
from ui.kit.card import column
from ui.kit.fields import TextBox
from ui.kit.labels import button, hairline, plain_label, restyle, set_button_text, set_text
from ui.kit.scroll import ScrollColumn
from ui.papers import memory
from ui.papers.paper import ISSUED, Confirm, Paper, Wish
from ui.papers.sheet_box import SheetBox

_WIDE: Final = 19  # letters


class Panel(QWidget):
    """`asked` names what a button wants done; `wish_changed` where another sheet was chosen."""

    asked = Signal(str)
    wish_changed = Signal()

    def __init__(self, paper: Paper, confirm: Confirm | None) -> None:
        super().__init__()
        whole = column(self, spacing=0)
        self._column = ScrollColumn(margins=(16, 16, 16, 8), spacing=8, wide=_WIDE)
        self.body = self._column.body
        whole.addWidget(self._column, 1)
        self._paper, self._confirm = paper, confirm
        self._ready: list[QPushButton] = []
        self.title = plain_label("", "head", wrap=True)
        self.body.addWidget(self.title)
        self._facts = plain_label("", wrap=True)
        self.body.addWidget(self._facts)
        self._choices()
        self._main()
        self._hand_on()
        self.body.addStretch(1)
        self.said = plain_label("", "muted", wrap=True)
        foot = column(spacing=8)
        foot.setContentsMargins(16, 4, 16, 16)
        foot.addWidget(self.said)
        foot.addWidget(button(_("Close"), partial(self.asked.emit, "close"), key="Esc"))
        whole.addLayout(foot)
        self.show_paper(paper)

    # what stands there

    def _choices(self) -> None:
        self.sheet = SheetBox()
        self._put(self.sheet)
        self.years = self._choice(_("Years"), [("", _("Western years (2026/11/21)")), ("1", _("Republic years (115/11/21)"))])
        self.anew = plain_label(_("Drawn anew from what was issued; the one that was issued stays as it is."), "muted", wrap=True)
        self.body.addWidget(self.anew)

    def _choice(self, title: str, choices: list[tuple[str, str]]) -> QComboBox:
        combo = make_combo(Field("", title, "choice", choices=choices, own=True), "")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._put(combo)
        return combo

    def _put(self, combo: QComboBox) -> None:
        self.body.addWidget(combo)  # what is chosen says itself what it is
        combo.activated.connect(lambda _at: self._chosen())

    def _main(self) -> None:
        words = self._confirm.words if self._confirm else _("Print…")
        self.go = button(words, self._press, kind="primary", icon="printer", key="Ctrl+Return")
        self.body.addWidget(self.go)
        self.hint = plain_label(self._confirm.hint if self._confirm else "", "muted", wrap=True)
        self.hint.setVisible(bool(self.hint.text()))
        self.body.addWidget(self.hint)
        self._add(_("Save as PDF"), "save", "download", key="Ctrl+S")
        self.excel = self._add(_("Save as Excel"), "excel", "file-spreadsheet")

    def _hand_on(self) -> None:
        self.line = hairline()
        self.body.addWidget(self.line)
        self.words = TextBox(self._paper.text, lines=3)
        self.words.setAccessibleName(_("Words that go along"))
        self._shared = [
            self._label(_("For the customer")),
            self._add(_("Copy as a picture"), "picture", "image"),
            self._add(_("Copy the file"), "file", "copy"),
            self._add(_("Draft of a mail"), "mail", "mail"),
            self.words,
            self._add(_("Copy these words"), "text", "copy"),
        ]
        self._of_words = self._shared[-2:]  # nothing to be copied where nothing goes along
        self.offset = button(_("Printed askew? Move it…"), partial(self.asked.emit, "offset"), kind="link")
        self.body.addWidget(self.offset)

    def _label(self, words: str) -> QLabel:
        made = plain_label(words, "muted")
        self.body.addWidget(made)
        return made

    def _add(self, words: str, name: str, icon: str, key: str = "") -> QPushButton:
        if name == "text":
            self.body.addWidget(self.words)
        made = button(words, partial(self.asked.emit, name), icon=icon, key=key)
        self.body.addWidget(made)
        self._ready.append(made)
        return made

    def show_paper(self, paper: Paper) -> None:
        """Say what this paper is, and offer what can be done with it; what came of a confirmation asks for none."""
        if paper is not self._paper:
            self._confirm = None
            self.hint.hide()
            set_button_text(self.go, _("Print…"))
        self._paper = paper
        set_text(self.title, paper.name)
        set_text(self._facts, "\n".join(f"{label}　{value}" for label, value in paper.facts))
        self._facts.setVisible(bool(paper.facts))
        self._offer_sheets()
        is_free = self._confirm is None
        for part in (*self._shared, self.line):
            part.setVisible(is_free and paper.customer is not None and (bool(paper.text) or part not in self._of_words))
        self.excel.setVisible(is_free and paper.excel is not None)
        self.offset.setVisible(is_free)
        self.words.setPlainText(paper.text)

    def _offer_sheets(self) -> None:
        """Those of this paper, at first as its kind was wanted last."""
        self._wish = memory.wish(self._paper.kind, self._paper.sheets)
        self.sheet.offer(self._paper.sheets, self._wish.sheet)
        self.years.setCurrentIndex(self.years.findData("1" if self._wish.republic_years else ""))
        self._show_choices()

    def _show_choices(self) -> None:
        """What was issued has the years it has."""
        sheets = self._paper.sheets
        self.sheet.setVisible(len(sheets) > 1)
        self.years.setVisible(bool(sheets) and not self._wish.is_issued)
        self.anew.setVisible(ISSUED in sheets and not self._wish.is_issued)

    # what is asked

    def wish(self) -> Wish:
        """How the paper is wanted now."""
        if not self._paper.sheets:
            return self._wish
        return Wish(self.sheet.sheet, chosen(self.years) == "1")

    def text(self) -> str:
        """The words that go along."""
        return self.words.toPlainText()

    def _chosen(self) -> None:
        self._wish = self.wish()
        self._show_choices()
        if ISSUED not in self._paper.sheets:  # one more sheet of what was issued says nothing of the next paper
            memory.put_wish(self._paper.kind, self._wish)
        self.wish_changed.emit()

    def _press(self) -> None:
        self.asked.emit("confirm" if self._confirm else "print")

    # what is said

    def focus(self) -> None:
        """The keyboard on the one thing that is wanted most."""
        self.go.setFocus()

    @property
    def is_waiting(self) -> bool:
        """Whether nothing can be done with it just now."""
        return not self.go.isEnabled()

    def wait(self, *, on: bool) -> None:
        """While the paper is drawn nothing can be done with it."""
        for one in (self.go, *self._ready):
            one.setEnabled(not on)
        if on:
            self.say("")

    def say(self, words: str, *, careful: bool = False) -> None:
        """What was done, or what was in the way."""
        set_text(self.said, words)
        restyle(self.said, role="amber" if careful else "green")
        self.said.setVisible(bool(words))
