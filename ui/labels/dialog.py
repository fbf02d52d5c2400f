"""What label and envelope dialogs share: who gets one, a living picture of a sheet, and all of them made on the worker."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.core.errors import CancelledError, UserError
from db.core.progress import Progress
from db.services import letters
from db.services.errands import FREE, Errand
from db.services.letters import ENDINGS, Addressee, Letters
from db.services.lists import Selection
from reports.layout import Made
from resources.i18n import _
from ui import doors, papers
from ui.kit import jobs
from ui.kit.boxes import Field, chosen, make_combo
from ui.kit.card import column, ground, row
from ui.kit.dialogs import button_row
from ui.kit.keys import once
from ui.kit.labels import name_label, plain_label, set_button_text, set_text
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.labels.left_out import LeftOut
from ui.papers.paper import Paper
from ui.papers.view import PaperView

_WIDE: Final = 25  # letters of what is chosen at the left
_OF_WINDOW: Final = 0.96
_SOON: Final = 250  # ms after the last key
SAMPLE: Final = Addressee("234", "新北市永和區中正路 88 號 2 樓", "王大同", "先生")


class LettersDialog(QDialog):
    """The people are read on the worker; what it would look like is drawn anew whenever something was chosen otherwise."""

    kind = "letters"

    def __init__(self, shell: Shell, who: Selection | Iterable[int], title: str) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._shell = shell
        self._found: Letters | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._draw)
        self.view = PaperView()
        self.view.show_whole(on=True)
        self.count = plain_label(_("Counting…"), "title", wrap=True)
        self.left_out = LeftOut()
        self.problem = plain_label("", "amber", wrap=True)
        self.problem.hide()
        whole = row(self, spacing=0)
        whole.addWidget(self._side())
        whole.addWidget(self.view, 1)
        once("Ctrl+Return", self, self.accept)
        if parent := self.parentWidget():
            self.resize(parent.window().size() * _OF_WINDOW)
        chosen_ones = who if isinstance(who, Selection) else tuple(who)
        jobs.start(lambda _progress: letters.of(chosen_ones), self._show, quiet=True, of=self)

    def _side(self) -> QWidget:
        side = ground("card")
        body = column(side, spacing=0)
        inside = ScrollColumn(margins=(16, 16, 16, 8), spacing=8, wide=_WIDE)
        inside.body.addWidget(self.count)
        inside.body.addWidget(self.left_out)
        self.lay_out(inside.body)
        inside.body.addStretch(1)
        body.addWidget(inside, 1)
        below = column(spacing=8)
        below.setContentsMargins(16, 4, 16, 16)
        below.addWidget(self.problem)
        foot = button_row(self, self.verb(0))
        self.go = foot.buttons()[0]
        self.go.setEnabled(False)
        below.addWidget(foot)
        body.addLayout(below)
        return side

    # what each of them says itself

    @abstractmethod
    def lay_out(self, body: QVBoxLayout) -> None:
        """Put the boxes of what can be chosen here."""

    @abstractmethod
    def counted(self, count: int) -> str:
        """So many of them."""

    @abstractmethod
    def verb(self, count: int) -> str:
        """What the button says for so many."""

    @abstractmethod
    def sampled(self) -> int:
        """How many the picture shows, after `prepare`."""

    @abstractmethod
    def pages(self, count: int) -> int:
        """How many pages so many people make."""

    @abstractmethod
    def make(self, addressees: Sequence[Addressee], progress: Progress) -> Made:
        """Draw them as it is chosen. UserError: so it can't be."""

    def remember(self) -> None:
        """What was chosen is chosen the next time, too."""

    # parts for the boxes

    def choice(self, body: QVBoxLayout, title: str, choices: Sequence[tuple[str, str]], value: str) -> "Choosing":
        """A combo under its words."""
        made = Choosing(title, choices, value)
        body.addWidget(name_label(title, made.combo))
        body.addWidget(made.combo)
        made.combo.activated.connect(lambda _at: self.changed())
        return made

    def endings(self, body: QVBoxLayout, value: str) -> "Choosing":
        """收, 啟 or nothing behind a name."""
        words = [(ending or "-", ending or _("no word")) for ending in ENDINGS]
        return self.choice(body, _("Behind a person's name"), words, value or "-")

    # the people

    def _show(self, found: Letters) -> None:
        self._found = found
        count = len(found.addressees)
        set_button_text(self.go, self.verb(count))
        set_text(self.count, self.counted(count) if count else _("Nobody is left to write to."))
        self.left_out.tell(found)
        self.go.setEnabled(bool(count))
        self.go.setFocus()
        self._draw()

    # the picture

    def changed(self) -> None:
        """Something was chosen otherwise: drawn a moment later."""
        self._soon.start()

    def _draw(self) -> None:
        if self._found is None:
            return
        try:
            self.prepare()
        except UserError as error:
            self._say(error.sentence)
            return
        shown = list(self._found.addressees[: self.sampled()]) or [SAMPLE]
        jobs.start(lambda progress: self.make(shown, progress), self._drawn, self._failed, quiet=True, of=self)

    def prepare(self) -> None:
        """Read the boxes on this thread. UserError: what stands there can't be."""

    def _drawn(self, made: Made) -> None:
        self._say("")
        self.view.show_pdf(made.pdf, self.pages(len(self._found.addressees) if self._found else 0))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, UserError):
            raise error
        self._say(error.sentence)

    def _say(self, sentence: str) -> None:
        set_text(self.problem, sentence)
        self.problem.setVisible(bool(sentence))
        self.go.setEnabled(not sentence and self._found is not None and bool(self._found.addressees))

    # all of them

    def accept(self) -> None:
        """Make them all, and show them as they are printed."""
        if not self.go.isEnabled() or self._found is None:
            return
        found, shell, title = self._found, self._shell, self.windowTitle()
        try:
            self.prepare()
        except UserError as error:
            self._say(error.sentence)
            return
        taken = doors.errand(shell, _("To send letters or messages"))
        if taken is None:
            return
        self.remember()
        make, kind = self.make, self.print_kind()
        jobs.start(
            lambda progress: make(found.addressees, progress),
            lambda made: papers.show(shell, ready(title, kind, made, found, taken)),
            title=title,
        )
        super().accept()

    def print_kind(self) -> str:
        """What printer and tray are remembered by."""
        return self.kind


class Choosing:
    """A combo and the value chosen in it."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], value: str) -> None:
        self.combo = make_combo(Field("", title, "choice", choices=choices, own=True), value)

    @property
    def value(self) -> str:
        """The chosen one; "-" stands for nothing."""
        found = chosen(self.combo)
        return "" if found == "-" else found


def ready(title: str, kind: str, made: Made, found: Letters, errand: Errand = FREE) -> Paper:
    """What was made, to be printed or kept; people's addresses that are kept stand in the history."""
    from reports import letters_file

    def keep(path: Path) -> None:
        letters_file.write(path, made, found)

    count = (_("How many"), f"{len(found.addressees):,}")
    return Paper(title, title, lambda _wish: made, kind=kind, sheets=(), facts=(count,), keep=keep, errand=errand)
