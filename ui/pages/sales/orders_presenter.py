"""Decides what stands in the list of what customers wait for; owns no widget."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from db.core.values.text import normal
from db.services import deliveries
from db.services.deliveries import DeliveryRow
from resources.i18n import N_, _
from ui.kit.starting import Start

_RANKS: Final = {"arrived": 0, "asked": 1, "ordered": 2, "told": 3}  # who must be told stands on top
CHIPS: Final[tuple[tuple[str, str, Callable[[DeliveryRow], bool]], ...]] = (
    ("all", N_("All"), lambda _row: True),
    ("arrived", N_("Arrived, not told yet"), lambda row: row.state == "arrived"),
    ("late", N_("Promised day is over"), lambda row: row.is_late),
    ("asked", N_("Asked for"), lambda row: row.state == "asked"),
    ("ordered", N_("On order"), lambda row: row.state == "ordered"),
    ("told", N_("Customer told"), lambda row: row.state == "told"),
)


class View(Protocol):
    """What the presenter asks of the tab."""

    def show_orders(self, rows: Sequence[DeliveryRow], text: str) -> None:
        """Show these, or that there is nothing (`text` was searched)."""

    def show_chips(self, chips: Sequence[tuple[str, str, int]], active: str) -> None:
        """The chips with their counts."""


class OrdersPresenter:
    """Everything that is open is read on the worker; chip, search and order choose among it."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start
        self._job: Any = None
        self.every: list[DeliveryRow] = []
        self.chip, self.text, self._order = "all", "", ("state", False)

    def read(self) -> None:
        """Something was saved, or the tab is seen at first."""
        if self._job:
            self._job.cancel()
        self._job = self._start(lambda _progress: deliveries.rows(), self._take, quiet=True)

    def _take(self, found: list[DeliveryRow]) -> None:
        self.every = found
        self._view.show_chips([(key, _(words), sum(map(meant, found))) for key, words, meant in CHIPS], self.chip)
        self._show()

    def search(self, text: str) -> None:
        """Show what matches, at every key."""
        self.text = text.strip()
        self._show()

    def choose_chip(self, key: str) -> None:
        """Show what is under this chip."""
        self.chip = key if key in [one[0] for one in CHIPS] else "all"
        self._show()

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self._order = key, descending
        self._show()

    def _show(self) -> None:
        meant = next(test for key, _words, test in CHIPS if key == self.chip)
        needle = normal(self.text)
        rows = [row for row in self.every if meant(row) and needle in normal(f"{row.name}\n{row.item}\n{row.spec}")]
        key, descending = self._order
        self._view.show_orders(sorted(rows, key=lambda row: _rank(row, key), reverse=descending), self.text)


def _rank(row: DeliveryRow, key: str) -> Any:
    """What was promised first comes first among equals."""
    promised = row.promised_on or "9999"
    if key == "state":
        return _RANKS[row.state], promised
    if key == "promised":
        return promised
    return ({"customer": row.name, "item": f"{row.item} {row.spec}", "on": row.on or ""}[key], promised)
