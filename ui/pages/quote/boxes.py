"""The boxes of a quote's head that know more than letters: what was said before, and the last day it is valid."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter

from db.core.errors import InputError
from resources.i18n import _
from ui.kit.days import written
from ui.kit.fields import LineEdit, NumberEdit
from ui.kit.labels import restyle, tip
from ui.pages.quote.presenter import QuotePresenter


class SaidEdit(LineEdit):
    """One line that offers what was said before; the arrow down shows all of it."""

    said = Signal(str)  # typed or taken
    entered = Signal()

    def __init__(self, name: str, before: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._before = before
        self._model = QStringListModel(self)
        self._completer = completer = QCompleter(self._model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self.said)
        self.setCompleter(completer)
        self.textEdited.connect(self.said)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What was said before is looked up when it may be asked for."""
        self._model.setStringList(list(self._before()))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow down: everything; Enter goes on."""
        if event.key() == Qt.Key.Key_Down:
            self._completer.setCompletionPrefix("")
            self._completer.complete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """What stands there, from elsewhere."""
        if text != self.text():
            self.clear()
            self.insert(text)
            self.setCursorPosition(0)


class ValidEdit(NumberEdit):
    """The last day: as a day, as a number of days, or by the arrows up and down through 14, 30 and 60 days."""

    changed = Signal()
    entered = Signal()

    def __init__(self, presenter: QuotePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setAccessibleName(_("Valid until"))
        tip(self, _("A day, or a number of days; the arrows up and down go through 14, 30 and 60 days"))
        self.editingFinished.connect(self._take)
        self._why = ""

    @property
    def why(self) -> str:
        """Why what stands here can't be read; "" where it can."""
        return self._why

    def settle(self) -> None:
        """What is still being typed counts."""
        self._take()

    def show_day(self) -> None:
        """The day as it is now."""
        self._say("")
        self.clear()
        self.insert(written(self._presenter.form.valid_until))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows step, Enter goes on."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._presenter.step_valid(up=event.key() == Qt.Key.Key_Up)
            self.show_day()
            self.changed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self.value() == written(self._presenter.form.valid_until):
            self._say("")
            return
        try:
            self._presenter.put_valid(self.value())
        except InputError as error:
            self._say(error.sentence)
        else:
            self.show_day()
        self.changed.emit()

    def _say(self, why: str) -> None:
        self._why = why
        restyle(self, state="wrong" if why else "")
