"""Decides who stands in the list of what is owed; owns no widget."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from db.core.values.text import normal
from db.services import receivables
from db.services.receivables import AgedRow
from resources.i18n import N_, _
from ui.kit.starting import Start

LONG: Final = 60  # days
_LIGHTS: Final = ("green", "amber", "red")
CHIPS: Final[tuple[tuple[str, str, Callable[[AgedRow], bool]], ...]] = (
    ("all", N_("All"), lambda _row: True),
    ("overdue", N_("Overdue"), lambda row: row.late > 0),
    ("long", N_("Overdue over 60 days"), lambda row: row.late > LONG),
    ("over", N_("Over what they may owe"), lambda row: row.limit is not None and row.total > row.limit),
    ("monthly", N_("Monthly account"), lambda row: row.closing_day is not None),
)


class View(Protocol):
    """What the presenter asks of the tab."""

    def show_owing(self, rows: Sequence[AgedRow], text: str) -> None:
        """Show these, or that there is nobody (`text` was searched)."""

    def show_chips(self, chips: Sequence[tuple[str, str, int]], active: str) -> None:
        """The chips with their counts."""


class OwedPresenter:
    """Everybody who owes is read on the worker; chip, search and order choose among them."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start
        self._job: Any = None
        self._every: list[AgedRow] = []
        self.chip, self.text, self._order = "all", "", ("total", True)

    def read(self) -> None:
        """Something was saved, or the tab is seen at first."""
        if self._job:
            self._job.cancel()
        self._job = self._start(lambda _progress: receivables.aged(), self._take, quiet=True)

    def _take(self, found: list[AgedRow]) -> None:
        self._every = found
        chips = [(key, _(words), sum(map(meant, found))) for key, words, meant in CHIPS]
        self._view.show_chips([one for one in chips if one[2] or one[0] in ("all", self.chip)], self.chip)
        self._show()

    def search(self, text: str) -> None:
        """Show who matches, at every key."""
        self.text = text.strip()
        self._show()

    def choose_chip(self, key: str) -> None:
        """Show those of this chip."""
        self.chip = key if key in [one[0] for one in CHIPS] else "all"
        self._show()

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self._order = key, descending
        self._show()

    def _show(self) -> None:
        meant = next(test for key, _words, test in CHIPS if key == self.chip)
        needle = normal(self.text)
        digits = "".join(letter for letter in needle if letter.isdigit())
        rows = [row for row in self._every if meant(row) and _is_found(row, needle, digits)]
        key, descending = self._order
        self._view.show_owing(sorted(rows, key=lambda row: _rank(row, key), reverse=descending), self.text)


def _is_found(row: AgedRow, needle: str, digits: str) -> bool:
    return needle in normal(row.name) or bool(digits and digits in "".join(filter(str.isdigit, row.phone)))


def _rank(row: AgedRow, key: str) -> Any:
    if key == "customer":
        return row.sort_key
    if key == "light":
        return _LIGHTS.index(row.light), row.total
    return getattr(row, key) or 0, row.total
