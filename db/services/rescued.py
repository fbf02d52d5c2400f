"""What could be read of a file, table by table, without whoever was erased since it was written."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from db.services.erased import Entry
from db.services.erased_elsewhere import hidden

Row = tuple[Any, ...]
_KNOWN_BY: Final = {  # what names a person, by table; these are read before all others
    "customer": ("name", "short_name", "tax_id"),
    "contact_point": ("text", "normal"),
    "address": ("text",),
    "contact": ("name",),
}
_PARENTS: Final = ("sale", "quote")  # rows hang on them, not on the customer


@dataclass(frozen=True, slots=True)
class Rescued:
    """One table: its columns, the rows that could be read, how many ids could not, how many are of people erased since."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]
    lost: int
    erased: int = 0


@dataclass
class Gone:
    """Who is in the ledger: `left_out` is asked table by table, customers first, then what names them, then all others."""

    ledger: Iterable[Entry]
    _rows: dict[str, set[int]] = field(default_factory=dict, init=False)  # ids of theirs: customers, sales, quotes
    _words: set[str] = field(default_factory=set, init=False)

    def left_out(self, table: Rescued) -> Rescued:
        """The table without their rows; of the shop's own lists and rules that say their name without the name."""
        if table.name == "customer":
            self._rows["customer"] = self._there(table)
        if not self._rows["customer"]:
            return table
        kept: list[Row] = []
        theirs: list[Row] = []
        for row in table.rows:
            (theirs if self._is_theirs(table, dict(zip(table.columns, row, strict=True))) else kept).append(row)
        if table.name in _PARENTS:
            self._rows[table.name] = {row[table.columns.index("id")] for row in theirs}
        for column in _KNOWN_BY.get(table.name, ()):
            said = (str(row[table.columns.index(column)] or "") for row in theirs)
            self._words |= {word for word in said if len(word) > 1}
        if "customer" not in table.columns and table.name != "customer":
            kept = [tuple(hidden(one, self._words) if isinstance(one, str) else one for one in row) for row in kept]
        return replace(table, rows=kept, erased=len(theirs))

    def _there(self, customers: Rescued) -> set[int]:
        """Which of the ledger are in this file: by number and by the moment they were made, which names nobody. One whose row
        can't be read counts, too: what hangs on it may be read.
        """
        at, born = customers.columns.index("id"), customers.columns.index("created_at")
        made = {row[at]: row[born] for row in customers.rows}
        return {one.customer for one in self.ledger if made.get(one.customer, one.born) == one.born}

    def _is_theirs(self, table: Rescued, row: dict[str, Any]) -> bool:
        customers = self._rows["customer"]
        if table.name == "customer":
            return row["id"] in customers
        if row.get("customer") in customers or row.get("other") in customers:
            return True
        if any(row.get(parent) in self._rows.get(parent, ()) for parent in _PARENTS):
            return "customer" not in table.columns
        return table.name == "waiting" and hidden(str(row["cells"]), self._words) != row["cells"]
