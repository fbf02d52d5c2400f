"""What is typed is kept a moment after the last key, saved when the page is left, asked about where it was saved elsewhere."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from db.core import file
from db.core.errors import BusyError, ChangedSinceError, InputError, UserError
from db.services import drafts
from resources.i18n import _
from ui.kit import jobs
from ui.kit.page import Shell
from ui.pages.quote.editor import Editor
from ui.pages.quote.presenter import QuotePresenter

_PAUSE: Final = 500  # milliseconds


class Keeping(QWidget):
    """`kept` after what is typed was remembered; `another` where a quote read anew stands in the presenter."""

    kept = Signal()
    another = Signal()

    def __init__(self, shell: Shell, presenter: QuotePresenter, editor: Editor, go_on: Callable[[str], object]) -> None:
        """`go_on(slot)` opens again what was kept there."""
        super().__init__(editor)
        self.hide()
        self._shell, self._presenter, self._editor, self._go_on = shell, presenter, editor, go_on
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.keep)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._catch_up)
        editor.changed.connect(self._soon.start)
        editor.grid.typing.connect(self._soon.start)

    def _is_writing(self) -> bool:
        return self._presenter.is_open and file.is_open()

    def keep(self) -> None:
        """Remember what is typed, so that a power cut takes nothing; a full disk is said."""
        self._soon.stop()
        if not self._is_writing():
            return
        lines = self._editor.grid.presenter.so_far()
        try:
            if not self._presenter.is_worth_keeping(lines):
                self.forget()
            elif self._presenter.keep(lines):
                self.kept.emit()
            else:
                self._wait()
        except UserError as error:
            self._editor.say(error.sentence)

    def forget(self) -> None:
        """Nothing of what is typed is left open."""
        self._soon.stop()
        if not self._presenter.forget():
            self._wait()

    def _wait(self) -> None:
        """A job is writing: what was to be written is, as soon as it ends, whatever page is in view then."""
        self._later.start()
        for job in jobs.runner().jobs:  # also where it ends because the window is closed
            job.ended.connect(drafts.catch_up)

    def _catch_up(self) -> None:
        if file.is_open() and not drafts.catch_up():
            self._later.start()

    def is_complete(self) -> bool:
        """Whether it can be issued; what is missing is said."""
        self._editor.settle()
        try:
            self._presenter.refuse_empty(self._editor.lines())
        except InputError as error:
            self._refused(error.sentence, str(error.details.get("field", "")))
            return False
        return True

    def save(self) -> bool:
        """Save the draft; what is in the way is said beside it, and nothing is lost. Whether it is saved."""
        self._editor.settle()
        self._soon.stop()
        if faults := self._editor.faults():
            self._editor.say("\n".join(faults))
            return False
        return self._is_done(lambda: self._presenter.save(self._editor.lines()))

    def _is_done(self, save: Callable[[], object]) -> bool:
        try:
            save()
        except ChangedSinceError as error:
            self._ask(error)
        except BusyError:
            self._refused(_("A job is writing just now. What you typed is kept; please try again when it ends."))
        except UserError as error:
            self._refused(error.sentence, str(error.details.get("field", "")))
        else:
            return True
        return False

    def _refused(self, sentence: str, field: str = "") -> None:
        self.keep()
        self._editor.say(sentence)
        if field == "customer":
            self._editor.boxes.customer.focus()

    def _ask(self, error: ChangedSinceError) -> None:
        """Somebody else saved the draft meanwhile: theirs, or mine beside it."""
        ways = [_("Look at what stands there now"), _("Keep mine as a quote of its own")]
        choice = self._shell.asks.choose(_("This quote was changed elsewhere"), error.sentence, ways)
        if choice == 0:
            self.forget()
            self._presenter.load(self._presenter.id or 0)
            self.another.emit()
        elif choice == 1 and self._is_done(lambda: self._presenter.save_as_another(self._editor.lines())):
            self.another.emit()

    def put_away(self) -> None:
        """Another quote or page is wanted: what is typed is saved, or kept until it can be."""
        if not self._is_writing():
            return
        self._editor.settle()
        self._soon.stop()
        lines = self._editor.lines()
        if not self._presenter.is_worth_keeping(lines):
            self.forget()
            return
        try:
            self._presenter.save(lines)
        except UserError as error:
            self.keep()
            slot = self._presenter.slot
            self._shell.toast(error.sentence, _("Go on typing"), lambda: self._go_on(slot))
