"""At most two quiet hints beside the lines of a quote or sale: one click puts the thing on them, the cross puts a hint away."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.services import line_hints, suggestion_answers
from db.services.lines import LineForm
from db.services.suggestions import SuggestionRow
from resources.i18n import _
from ui.kit.card import row
from ui.kit.clearing import clear
from ui.kit.labels import button
from ui.lines.grid import LinesGrid
from ui.trying import tried

if TYPE_CHECKING:
    from ui.kit.page import Shell

_PAUSE: Final = 250  # milliseconds after the last key
Read = tuple[tuple[str, int | None], ...]


class Hints(QWidget):
    """Read anew when what stands on the lines changes; hidden where there is nothing to say."""

    def __init__(self, shell: "Shell", grid: LinesGrid, customer: Callable[[], int | None]) -> None:
        super().__init__()
        self._shell, self._grid, self._customer = shell, grid, customer
        self.found: list[SuggestionRow] = []
        self._put_away: set[tuple[str, str]] = set()
        self._read: tuple[int | None, Read] | None = None
        self._line = row(self, spacing=4)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.read)
        grid.changed.connect(self._soon.start)
        self.hide()

    def begin(self) -> None:
        """Other lines, perhaps of another customer: what was put away may be said again."""
        self._put_away, self._read = set(), None
        self._soon.start()

    def read(self) -> None:
        """As the lines stand now."""
        self._soon.stop()
        forms, customer = self._grid.forms(), self._customer()
        now = customer, _read(forms)
        if now == self._read:
            return
        self._read = now
        found = line_hints.of(forms, customer, line_hints.MOST + len(self._put_away))
        self._show([one for one in found if (one.kind, one.subject) not in self._put_away][: line_hints.MOST])

    def _show(self, found: list[SuggestionRow]) -> None:
        self.found = found
        clear(self._line)
        for one in found:
            self._line.addWidget(
                button(one.why, partial(self.take, one), kind="link", icon="plus", hint=_("Put it on the lines"))
            )
            self._line.addWidget(button("", partial(self.put_away, one), kind="icon", icon="x", hint=_("Not now")))
        self._line.addStretch(1)
        self.setVisible(bool(found))

    def take(self, one: SuggestionRow) -> None:
        """Onto the lines; the next one is typed below it."""
        if self._answer(one, suggestion_answers.accept):
            self._grid.add_forms(suggestion_answers.line_of(one, self._customer()))
            self._grid.changed.emit()
            self._grid.select(len(self._grid.presenter.entries))
            self._grid.setFocus()

    def put_away(self, one: SuggestionRow) -> None:
        """Not here, and not for this customer for a while."""
        if self._answer(one, suggestion_answers.dismiss):
            self._put_away.add((one.kind, one.subject))
            self._read = None
            self.read()

    def _answer(self, one: SuggestionRow, answer: Callable[[SuggestionRow], None]) -> bool:
        """Remember it where the customer is known; False: it could not be saved, which was told."""
        return one.customer == line_hints.NOBODY or tried(lambda: answer(one), self._shell.asks) is not None


def _read(forms: list[LineForm]) -> Read:
    """What hints hang on."""
    return tuple((one.name, one.product) for one in forms)
