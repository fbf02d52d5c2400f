"""The records of all customer tables of a session, by column and under one running number, oldest file first."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from typing import Any

from db.services.matching_keys import SCALARS
from importers.values import CleanTable


@dataclass(slots=True)
class Point:
    """A phone, mail or handle of one person."""

    kind: str
    text: str
    normal: str
    label: str = ""
    record: int = -1  # the record it came from; -1: it is in the shop


@dataclass(slots=True)
class Place:
    """An address of one person."""

    text: str
    zip: str = ""
    city: str = ""
    district: str = ""
    label: str = ""
    record: int = -1


@dataclass(slots=True)
class Person:
    """One customer as plain values, whether in the shop, in a file, or merged of several."""

    id: int | None = None  # in the shop
    scalars: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    points: list[Point] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    contacts: list[tuple[str, str, int]] = field(default_factory=list)  # name, title, record
    own: dict[str, Any] = field(default_factory=dict)  # by title
    tags: set[str] = field(default_factory=set)
    blacklist: str = ""  # the reason
    state: str = ""  # of a customer of the shop: archived, blacklisted

    @property
    def name(self) -> str:
        """What to call this person."""
        return str(next((self.scalars[key] for key in ("name", "company", "short_name", "code") if self.scalars.get(key)), ""))

    def copied(self) -> "Person":
        """The same person again, to be changed."""
        return replace(
            self,
            scalars=dict(self.scalars),
            points=[replace(point) for point in self.points],
            places=[replace(place) for place in self.places],
            contacts=list(self.contacts),
            own=dict(self.own),
            tags=set(self.tags),
        )

    def phones(self) -> list[str]:
        """Phones as shown, the first one leading."""
        return [point.text for point in self.points if point.kind in ("mobile", "phone")]


class _Grouped:
    """Which positions of a column of record numbers belong to a record."""

    def __init__(self, records: list[int]) -> None:
        self.order = sorted(range(len(records)), key=records.__getitem__)
        self.records = [records[position] for position in self.order]

    def of(self, record: int) -> list[int]:
        start = bisect_left(self.records, record)
        stop = bisect_left(self.records, record + 1, start)
        return self.order[start:stop]


class Records:
    """Columns over all tables; a single value is looked up by (column, record), one person is put together when asked for."""

    def __init__(self, tables: Sequence[CleanTable]) -> None:
        self.tables = list(tables)
        self.starts = [0, *accumulate(len(table.row_numbers) for table in self.tables)]
        self.count = self.starts[-1]
        self._columns: dict[str, list[Any]] = {}
        self._groups: dict[str, _Grouped] = {}

    def table_of(self, record: int) -> int:
        """The position of the table a record is in."""
        return bisect_left(self.starts, record + 1) - 1

    def row(self, record: int) -> int:
        """The row number Excel shows."""
        table = self.table_of(record)
        return self.tables[table].row_numbers[record - self.starts[table]]

    def column(self, name: str) -> list[Any]:
        """One scalar field of every record; None where it is empty."""
        if name not in self._columns:
            parts = [table.fields.get(name) or [None] * len(table.row_numbers) for table in self.tables]
            self._columns[name] = parts[0] if len(parts) == 1 else list(chain.from_iterable(parts))
        return self._columns[name]

    def own_column(self, title: str) -> list[Any]:
        """One own field of every record."""
        parts = [table.own.get(title) or [None] * len(table.row_numbers) for table in self.tables]
        return parts[0] if len(parts) == 1 else list(chain.from_iterable(parts))

    def own_titles(self) -> list[str]:
        """The titles of all own fields, in the order met."""
        return list(dict.fromkeys(title for table in self.tables for title in table.own))

    def names(self) -> list[str]:
        """What to call every record: its name, else company, short name, code."""
        if "\0names" not in self._columns:
            names = self.column("name")
            if not all(names):
                others = zip(names, self.column("company"), self.column("short_name"), self.column("code"), strict=True)
                names = [next((str(text) for text in texts if text), "") for texts in others]
            self._columns["\0names"] = names
        return self._columns["\0names"]

    def flat(self, part: str, column: str) -> list[Any]:
        """A column of the points, addresses or contacts of all tables; the column "record" holds running numbers."""
        key = f"\0{part}.{column}"
        if key not in self._columns:
            parts = [getattr(getattr(table, part), column) for table in self.tables]
            if column == "record":
                parts = [
                    part if not start else [number + start for number in part]
                    for part, start in zip(parts, self.starts, strict=False)
                ]
            self._columns[key] = parts[0] if len(parts) == 1 else list(chain.from_iterable(parts))
        return self._columns[key]

    def positions(self, part: str, record: int) -> list[int]:
        """Where in the flat columns of a part a record's entries stand."""
        if part not in self._groups:
            self._groups[part] = _Grouped(self.flat(part, "record"))
        return self._groups[part].of(record)

    def points(self, record: int) -> list[Point]:
        """The record's phones, mails and handles."""
        kinds, texts, normals, labels = (self.flat("points", name) for name in ("kind", "text", "normal", "label"))
        return [Point(kinds[at], texts[at], normals[at], labels[at], record) for at in self.positions("points", record)]

    def places(self, record: int) -> list[Place]:
        """The record's addresses."""
        names = ("text", "zip", "city", "district", "label")
        texts, zips, cities, districts, labels = (self.flat("addresses", name) for name in names)
        at = self.positions("addresses", record)
        return [Place(texts[one], zips[one], cities[one], districts[one], labels[one], record) for one in at]

    def contacts(self, record: int) -> list[tuple[str, str, int]]:
        """The record's people: name, title, record."""
        names, titles = self.flat("contacts", "name"), self.flat("contacts", "title")
        return [(names[at], titles[at], record) for at in self.positions("contacts", record)]

    def tags(self, record: int) -> set[str]:
        """The record's tags."""
        table = self.table_of(record)
        local = record - self.starts[table]
        return {name for name, members in self._tag_members(table).items() if local in members}

    def _tag_members(self, table: int) -> dict[str, set[int]]:
        key = f"\0tags.{table}"
        if key not in self._columns:
            self._columns[key] = [{name: set(members) for name, members in self.tables[table].tags.items()}]
        members: dict[str, set[int]] = self._columns[key][0]
        return members

    def person(self, record: int) -> Person:
        """One record put together."""
        table = self.tables[self.table_of(record)]
        local = record - self.starts[self.table_of(record)]
        values = {
            name: column[local] for name in SCALARS if (column := table.fields.get(name)) and column[local] not in (None, "")
        }
        values.setdefault("name", self.names()[record])
        own = {title: column[local] for title, column in table.own.items() if column[local] not in (None, "")}
        return Person(
            None,
            values,
            str(self._single(table, "note", local)),
            self.points(record),
            self.places(record),
            self.contacts(record),
            own,
            self.tags(record),
            str(self._single(table, "blacklist", local)),
        )

    @staticmethod
    def _single(table: CleanTable, name: str, local: int) -> Any:
        column = table.fields.get(name)
        return (column[local] if column else None) or ""

    def forget(self) -> None:
        """The tables were edited: put columns together afresh."""
        self._columns.clear()
        self._groups.clear()


def append(whole: CleanTable, chunk: CleanTable) -> None:
    """Add the next chunk of a table to those before it; its records are renumbered."""
    start, length = len(whole.row_numbers), len(chunk.row_numbers)
    for columns, added in ((whole.fields, chunk.fields), (whole.own, chunk.own)):
        for name in added.keys() | columns.keys():
            column = columns.setdefault(name, [None] * start)
            column.extend(added.get(name) or [None] * length)
    for part in ("points", "addresses", "contacts", "changes"):
        ours, theirs = getattr(whole, part), getattr(chunk, part)
        for name in theirs.__slots__:
            values = getattr(theirs, name)
            getattr(ours, name).extend(values if name != "record" or not start else [number + start for number in values])
    for name, members in chunk.tags.items():
        whole.tags.setdefault(name, []).extend(number + start for number in members)
    for rule, count in chunk.repairs.items():
        whole.repairs[rule] = whole.repairs.get(rule, 0) + count
    for problem in chunk.problems:
        problem.record += start
    whole.problems.extend(chunk.problems)
    whole.failed.update((number + start, reason) for number, reason in chunk.failed.items())
    whole.raw.update((number + start, cells) for number, cells in chunk.raw.items())
    whole.row_numbers.extend(chunk.row_numbers)
