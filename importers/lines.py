"""The lines of a plan as plain values: a table of the session, a record as shown, the sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from importers.merging import Difference
from importers.values import Change, CleanTable, Problem

if TYPE_CHECKING:
    from importers.session import FileSurvey, TableChoice

ACTIONS: Final = ("add", "update", "skip", "ask", "failed")
ADD, UPDATE, SKIP, ASK, FAILED = range(5)


@dataclass(slots=True)
class Batch:
    """One table of the session, cleaned; its lines are `start`, `start + 1`, ..."""

    survey: "FileSurvey"
    choice: "TableChoice"
    clean: CleanTable
    start: int = 0
    actions: bytearray = field(default_factory=bytearray)
    new_customers: int = 0  # made for sales and talks of people not in the list
    _by_record: dict[str, tuple[int, dict[int, list[Any]]]] = field(default_factory=dict, repr=False)

    @property
    def count(self) -> int:
        """How many records."""
        return len(self.clean.row_numbers)

    def changes_of(self, record: int) -> tuple[Change, ...]:
        """What was repaired in one record."""
        changes = self.clean.changes
        at = self._items_of("changes", range(len(changes)), changes.record, record)
        return tuple(Change(record, changes.header[n], changes.before[n], changes.after[n], changes.rule[n]) for n in at)

    def problems_of(self, record: int) -> tuple[Problem, ...]:
        """What is doubtful in one record."""
        problems = self.clean.problems
        return tuple(self._items_of("problems", problems, (one.record for one in problems), record))

    def points_of(self, record: int) -> list[int]:
        """The places of one record's phones, mails and handles."""
        owners = self.clean.points.record
        return self._items_of("points", range(len(owners)), owners, record)

    def addresses_of(self, record: int) -> list[int]:
        """The places of one record's addresses."""
        owners = self.clean.addresses.record
        return self._items_of("addresses", range(len(owners)), owners, record)

    def contacts_of(self, record: int) -> list[int]:
        """The places of one record's people."""
        owners = self.clean.contacts.record
        return self._items_of("contacts", range(len(owners)), owners, record)

    def _items_of(self, name: str, items: Sequence[Any], owners: Iterable[int], record: int) -> list[Any]:
        """The items of one record; they are sorted out by record once, and again when their number changed."""
        kept = self._by_record.get(name)
        if kept is None or kept[0] != len(items):
            by_record: dict[int, list[Any]] = {}
            for item, owner in zip(items, owners, strict=True):
                by_record.setdefault(owner, []).append(item)
            kept = self._by_record[name] = (len(items), by_record)
        return kept[1].get(record, [])


@dataclass(frozen=True, slots=True)
class Other:
    """The customer or the earlier record a line has to do with."""

    name: str
    phones: tuple[str, ...]
    address: str
    customer: int | None = None  # in the shop
    line: int | None = None  # an earlier record of the session
    where: str = ""  # file, sheet and row of the earlier record
    state: str = ""  # archived, blacklisted
    score: float = 1.0  # likeness of the names


@dataclass(frozen=True, slots=True)
class Line:
    """One record of the plan as shown; built when asked for."""

    n: int
    file: str
    sheet: str | None
    row: int
    kind: str
    action: str  # add update skip ask failed
    reasons: tuple[str, ...]  # fixed words; reasons.sentence() says them
    values: dict[str, Any]  # as it will be saved, keyed like Plan.json's first and last
    changes: tuple[Difference, ...]  # what it changes on the customer it is merged into
    repairs: tuple[Change, ...]
    problems: tuple[Problem, ...]
    other: Other | None
    ticked: bool
    answer: str = ""  # merge, separate, aside: what the user said
    whose: str = ""  # of a sale or a talk: the customer who gets it, by whatever it named them


@dataclass(frozen=True, slots=True)
class Totals:
    """records = add + update + skip + ask + failed, always."""

    records: int
    add: int
    update: int
    skip: int
    ask: int
    failed: int
    not_records: int
    repaired: int
    problems: int
    new_customers: int
