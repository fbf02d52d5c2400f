"""What the history shows: units as they come, filtered, and what one of them did."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from db.core import audit
from db.core.audit import UnitRow
from db.services import history, history_search, periods
from db.services.history import ChangeRow, Extent
from db.services.history_search import SAW, TOOK, HistoryQuery
from resources.i18n import N_
from ui.action_words import extent_words, fact_words
from ui.field_words import op_label, table_label
from ui.kit.starting import Start

PAGE: Final = 200
SHOWN: Final = 60  # changed rows of one unit beside the list
_OF_CUSTOMERS: Final = ("customers.", "relations.", "tags.attach", "tags.detach", "blacklist.", "opt_outs.", "attachments.")
_OF_TAGS: Final = ("tags.add", "tags.change", "tags.delete")
_OF_SETTINGS: Final = ("settings.", "own_fields.", *_OF_TAGS, "starters.", "products.", "file.")
FILTERS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "all": (N_("Every action"), ()),
    "customers": (N_("Customers"), _OF_CUSTOMERS),
    "imports": (N_("Imports"), ("imports.", "demo.")),
    "talks": (N_("Talks and sales"), ("interactions.", "sales.")),
    "settings": (N_("Settings, tags, fields"), _OF_SETTINGS),
    "undone": (N_("Taken back"), ("history.undo",)),
    "saw": (N_("What was looked at"), SAW),
    "took": (N_("What was taken along"), TOOK),
}


class View(Protocol):
    """What the presenter needs of the page."""

    def show_units(self, ids: list[int]) -> None:
        """Fill the list with these units, newest first."""

    def show_changes(self, unit: UnitRow | None, changes: list[ChangeRow]) -> None:
        """Show what one unit did."""

    def show_counted(self) -> None:
        """Say how much the large units did."""


class HistoryPresenter:
    """Reads units by the page and keeps those read."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start
        self._units: dict[int, UnitRow] = {}
        self.names: dict[int, str] = {}  # of the one customer a unit was about
        self._extents: dict[int, Extent] = {}  # a unit is never changed: counted once
        self._ids: list[int] = []
        self._oldest: int | None = None
        self._at_end = False
        self._found: list[int] | None = None  # the units a text was found in
        self._asked = 0  # how often was looked for a text: an answer of before is nobody's
        self.filter, self.actor = "all", ""
        self.text, self.period = "", "all"  # a period as periods.of knows it
        self.customer: int | None = None  # only what concerns this one

    def show_of(self, customer: int, units: Sequence[UnitRow]) -> None:
        """Show only these units of one customer, until a filter is chosen."""
        self.customer = customer
        self._units = {unit.id: unit for unit in units}
        self._learn(units)
        self._ids, self._at_end = [unit.id for unit in units], True
        self._view.show_units(list(self._ids))

    def read(self) -> None:
        """Begin again from the newest, as far as it was read before; a text is looked for on the worker."""
        self._asked += 1
        self._found = None
        if not self.text:
            self._read()
            return
        query, asked = self.query, self._asked
        self._start(lambda _progress: history_search.ids(query), lambda found: self._came(asked, found), quiet=True)

    def _came(self, asked: int, found: list[int]) -> None:
        if asked == self._asked:
            self._found = found
            self._read()

    def _read(self) -> None:
        wanted = max(len(self._ids), PAGE)
        self._units.clear()
        self._ids, self._oldest, self._at_end = [], None, False
        while len(self._ids) < wanted and not self._at_end:
            self._read_page()
        self._view.show_units(list(self._ids))

    def more(self) -> None:
        """The next page, when the list was scrolled to its end."""
        before = len(self._ids)
        while len(self._ids) < before + PAGE and not self._at_end:
            self._read_page()
        if len(self._ids) > before:
            self._view.show_units(list(self._ids))

    @property
    def query(self) -> HistoryQuery:
        """What is in view, as a question."""
        span = periods.of(self.period).span
        first, last = map(date.isoformat, span) if span else ("", "")
        return HistoryQuery(
            FILTERS[self.filter][1], self.actor, first, last, undone=self.filter == "undone", text=self.text.strip()
        )

    def actors(self) -> list[str]:
        """Whose deeds can be chosen."""
        return history_search.actors()

    def only(self, actor: str) -> None:
        """Show one person's deeds; "" everybody's."""
        self.actor = actor
        self.filter_by(self.filter)

    def search(self, text: str) -> None:
        """Show what this text stands in."""
        self.text = text
        self.filter_by(self.filter)

    def of_days(self, period: str) -> None:
        """Show what was done in this period."""
        self.period = period
        self.filter_by(self.filter)

    def _read_page(self) -> None:
        if self._found is None:
            found = history_search.units(self.query, PAGE, self._oldest)
        else:
            next_ones = self._found[len(self._ids) : len(self._ids) + PAGE]
            found = [row for one in next_ones if (row := audit.get(one))]
        self._learn(found)
        self._at_end = len(found) < PAGE
        self._oldest = found[-1].id if found else self._oldest
        self._units |= {unit.id: unit for unit in found}
        self._ids += [unit.id for unit in found]

    def _learn(self, units: Sequence[UnitRow]) -> None:
        """Whom these units were about and how much they did; the large ones are counted on the worker."""
        self.names |= history.names(units)
        new = [unit for unit in units if unit.id not in self._extents]
        self._extents |= history.extents(unit for unit in new if unit.changes <= history.AT_ONCE)
        large = [unit for unit in new if unit.changes > history.AT_ONCE]
        if large:
            self._start(lambda _progress: history.extents(large), self._counted, quiet=True)

    def _counted(self, found: dict[int, Extent]) -> None:
        self._extents |= found
        self._view.show_counted()

    def how_much(self, unit: UnitRow) -> str:
        """How much a unit did, in words; "" while it is counted."""
        if not unit.changes:
            return fact_words(unit)
        extent = self._extents.get(unit.id)
        return extent_words(unit, extent) if extent else ""

    def filter_by(self, key: str) -> None:
        """Show only one kind of unit."""
        self.filter, self.customer = key, None
        self._ids = []
        self.read()

    def rows(self, ids: Sequence[int]) -> list[UnitRow]:
        """These units, as read."""
        return [self._units[one] for one in ids if one in self._units]

    def choose(self, unit: int | None) -> None:
        """Show what this unit did."""
        row = self._units.get(unit) if unit is not None else None
        self._view.show_changes(row, history.changes(row.id, SHOWN, self.customer) if row else [])


def heading(change: ChangeRow) -> str:
    """“陳美惠・電話・changed”."""
    return "・".join(part for part in (change.whose, table_label(change.table), op_label(change.op)) if part)
