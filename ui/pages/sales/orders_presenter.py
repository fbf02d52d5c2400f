"""Decides what stands in the list of what customers wait for; owns no widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Protocol

from db.core.values.text import normal
from db.services import deliveries
from db.services.deliveries import DeliveryRow
from resources.i18n import N_, _
from ui.kit.starting import Start

HANDED: Final = "handed"  # the chip of what is over: read only when it is looked at
_RANKS: Final = {"arrived": 0, "asked": 1, "ordered": 2, "told": 3, "handed": 4}  # who must be told stands on top
CHIPS: Final[tuple[tuple[str, str, Callable[[DeliveryRow], bool]], ...]] = (
    ("all", N_("All"), lambda _row: True),
    ("arrived", N_("Arrived, not told yet"), lambda row: row.state == "arrived"),
    ("late", N_("Promised day is over"), lambda row: row.is_late),
    ("asked", N_("Asked for"), lambda row: row.state == "asked"),
    ("ordered", N_("On order"), lambda row: row.state == "ordered"),
    ("told", N_("Customer told"), lambda row: row.state == "told"),
)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """One thing that is still to come, for everybody who waits for it; `quantity` where it was said in one unit."""

    item: str
    spec: str
    quantity: Decimal | None
    unit: str
    customers: int


class View(Protocol):
    """What the presenter asks of the tab."""

    def show_orders(self, rows: Sequence[DeliveryRow], text: str) -> None:
        """Show these, or that there is nothing (`text` was searched)."""

    def show_chips(self, chips: Sequence[tuple[str, str] | tuple[str, str, int]], active: str) -> None:
        """The chips with their counts; what is over has none."""


class OrdersPresenter:
    """What is open, or what is over, is read on the worker; chip, search and order choose among it."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start
        self._job: Any = None
        self.every: list[DeliveryRow] = []
        self._over: list[DeliveryRow] = []
        self.chip, self.text, self._order = "all", "", ("state", False)

    def read(self) -> None:
        """Something was saved, or the tab is seen at first."""
        if self._job:
            self._job.cancel()
        over = self.chip == HANDED
        self._job = self._start(
            lambda _progress: (deliveries.rows(), deliveries.handed() if over else []),
            lambda found: self._take(*found),
            quiet=True,
        )

    def _take(self, found: list[DeliveryRow], over: list[DeliveryRow]) -> None:
        self.every, self._over = found, over
        counted = [(key, _(words), sum(map(meant, found))) for key, words, meant in CHIPS]
        shown = [one for one in counted if one[2] or one[0] in ("all", "arrived", self.chip)]
        self._view.show_chips([*shown, (HANDED, _("Handed over"))], self.chip)
        self._show()

    def search(self, text: str) -> None:
        """Show what matches, at every key."""
        self.text = text.strip()
        self._show()

    def choose_chip(self, key: str) -> None:
        """Show what is under this chip."""
        self.chip = key if key in [HANDED, *(one[0] for one in CHIPS)] else "all"
        if key == HANDED:
            self.read()
        else:
            self._show()

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self._order = key, descending
        self._show()

    def _show(self) -> None:
        needle = normal(self.text)
        rows = [row for row in self._meant() if needle in normal(f"{row.name}\n{row.item} {row.spec}")]
        key, descending = self._order
        self._view.show_orders(sorted(rows, key=lambda row: _rank(row, key), reverse=descending), self.text)

    def _meant(self) -> list[DeliveryRow]:
        """What stands under the chip; what is over comes newest first and stays so among equals."""
        if self.chip == HANDED:
            return self._over
        meant = next(test for key, _words, test in CHIPS if key == self.chip)
        return [row for row in self.every if meant(row)]

    def by_item(self) -> list[ItemGroup]:
        """What is still to come, one line a thing: what most wait for first."""
        groups: dict[tuple[str, str, str], list[DeliveryRow]] = {}
        for row in self.every:
            if row.state in ("asked", "ordered"):
                groups.setdefault((row.item, row.spec, row.unit), []).append(row)
        found = [ItemGroup(item, spec, _together(rows), unit, _people(rows)) for (item, spec, unit), rows in groups.items()]
        return sorted(found, key=lambda one: (-one.customers, -(one.quantity or 0), one.item))


def _together(rows: Sequence[DeliveryRow]) -> Decimal | None:
    """How much of it; None where it was not said by everybody."""
    said = [row.quantity for row in rows if row.quantity is not None]
    return sum(said, Decimal(0)) if len(said) == len(rows) else None


def _people(rows: Sequence[DeliveryRow]) -> int:
    return len({row.customer for row in rows})


def _rank(row: DeliveryRow, key: str) -> Any:
    """What was promised first comes first among equals."""
    promised = row.promised_on or "9999"
    if key == "state":
        return _RANKS[row.state], "" if row.state == HANDED else promised
    if key == "promised":
        return promised
    return ({"customer": row.sort_key, "item": f"{row.item} {row.spec}", "on": row.on or ""}[key], promised)
