"""Which columns of a list the owner wants, in what order and how wide; remembered on this machine under the list's name."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ui.kit import settings
from ui.kit.table import Column

Shown = Sequence[tuple[str, int]]  # keys of the columns in view from the left, each with its width in hundredths of a letter
_HUNDREDTHS: Final = 100


class ColumnChoice:
    """What was chosen; a column that comes later stands as it is declared."""

    def __init__(self, name: str) -> None:
        self._place = f"columns/{name}"
        self._kept: dict[str, Any] = json.loads(settings.get(self._place, "{}"))

    @property
    def has_widths(self) -> bool:
        """Whether the owner made a column wider or narrower."""
        return bool(self._kept.get("widths"))

    def order(self, columns: Sequence[Column]) -> list[str]:
        """The keys of all columns, those moved by hand first and in that order."""
        keys = [column.key for column in columns]
        moved = [key for key in self._kept.get("order", []) if key in keys]
        return [*moved, *(key for key in keys if key not in moved)]

    def wants(self, column: Column) -> bool:
        """Whether the owner wants to see it."""
        return column.at_first != (column.key in self._kept.get("turned", []))

    def width(self, column: Column) -> float:
        """How wide it is, in letters."""
        return float(self._kept.get("widths", {}).get(column.key, column.width))

    @property
    def is_made(self) -> bool:
        """Whether the owner ticked columns: then what is ticked is shown, however short the room is."""
        return bool(self._kept.get("ticked") or self._kept.get("turned"))

    def toggle(self, key: str) -> None:
        """Show or hide a column."""
        self._kept["turned"] = sorted(set(self._kept.get("turned", ())) ^ {key})
        self._kept["ticked"] = True
        self._keep()

    def widen(self, key: str, letters: float) -> None:
        """A column was made this wide."""
        self._kept.setdefault("widths", {})[key] = round(letters, 2)
        self._keep()

    def move(self, keys: Iterable[str]) -> None:
        """The columns stand in this order now."""
        self._kept["order"] = list(keys)
        self._keep()

    def put(self, keys: Sequence[str], shown: Iterable[str], columns: Sequence[Column]) -> None:
        """All columns in this order, and which of them are in view."""
        wanted = set(shown)
        self._kept["order"] = list(keys)
        self._kept["ticked"] = True
        self._kept["turned"] = sorted(one.key for one in columns if one.at_first != (one.key in wanted))
        self._keep()

    def forget(self) -> None:
        """As at first."""
        self._kept = {}
        self._keep()

    def shown(self, columns: Sequence[Column]) -> tuple[tuple[str, int], ...]:
        """The wanted columns as a view keeps them."""
        known = {column.key: column for column in columns}
        wanted = [known[key] for key in self.order(columns) if self.wants(known[key])]
        return tuple((column.key, round(self.width(column) * _HUNDREDTHS)) for column in wanted)

    def take(self, shown: Shown, columns: Sequence[Column]) -> None:
        """What a view has kept; columns that are not there any more are left out."""
        declared = {column.key: column.width for column in columns}
        self._kept["widths"] = {
            key: width / _HUNDREDTHS for key, width in shown if key in declared and width != round(declared[key] * _HUNDREDTHS)
        }
        self.put([key for key, _width in shown], [key for key, _width in shown], columns)

    def _keep(self) -> None:
        kept = {key: one for key, one in self._kept.items() if one}
        settings.put(self._place, json.dumps(kept))
