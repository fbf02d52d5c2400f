"""New customers of a plan as columns ready for the database."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from db.core.values.text import clean_text
from db.models.fields import canonical
from db.services import bulk
from db.services.known_as import other_code
from db.services.matching_keys import NUMBERS, SCALARS, birthday_parts
from importers import origins
from importers.grouping import Group
from importers.records import Person, Records

if TYPE_CHECKING:
    from importers.plan import Plan

_TEXTS: Final = tuple(name for name in SCALARS if name not in ("birthday", "customer_since", "kind", *NUMBERS))
_BORN: Final = ("birth_year", "birth_month", "birth_day", "birth_lunar")
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


class Adding:
    """The records that become customers: their ids, and the columns of every table they fill."""

    def __init__(self, plan: "Plan", runs: dict[int, int], own: dict[str, str], tags: dict[str, int]) -> None:
        """`runs`: import_run by table; `own`: key in `extra` by title; `tags`: id by name."""
        self.plan = plan
        self.records: Records = plan.records
        self.runs = runs
        self.own = own
        self.tags = tags
        self.adds = [batch.start + at for batch in plan.people for at, action in enumerate(batch.actions) if not action]
        self.groups: dict[int, Group] = {
            root: group for root, group in plan.groups.items() if root >= 0 and not plan.action(root)
        }
        self.ids = bulk.reserve("customer", len(self.adds))
        self.id_of = dict(zip(self.adds, self.ids, strict=True))

    def counts(self) -> dict[str, int]:
        """About how many rows each table gets."""
        count = len(self.adds)
        points, places = (len(self.records.flat(part, "record")) for part in ("points", "addresses"))
        return {"customer": count, "contact_point": points if count else 0, "address": places if count else 0, "contact": 0}

    def write(self) -> None:
        """Insert customers, then what hangs on them."""
        self._customers()
        self._parts("contact", "contacts", ("name", "title"))
        self._parts("contact_point", "points", ("kind", "text", "normal", "label"))
        self._parts("address", "addresses", ("text", "zip", "city", "district", "label"))
        for group in self.groups.values():
            write_parts(self.id_of[group.root], group.person, self.came)
        self._marks()

    def came(self, record: int) -> tuple[int, int]:
        """import_run and row of a record."""
        return self.runs[self.records.table_of(record)], self.records.row(record)

    def _customers(self) -> None:
        count = len(self.adds)
        columns: dict[str, Any] = {"id": self.ids}
        for name in _TEXTS:
            given = self.records.names() if name == "name" else self.records.column(name)
            if any(given):
                columns[name] = cleaned(self._picked(given))
        columns["kind"] = [kind or "person" for kind in self._picked(self.records.column("kind"))]
        columns["customer_since"] = [day or None for day in self._picked(self.records.column("customer_since"))]
        for name in NUMBERS:
            columns[name] = [number(text) for text in self._picked(self.records.column(name))]
        columns["note"] = cleaned(self._picked(self.records.column("note")))
        columns.update(_born(self._picked(self.records.column("birthday"))))
        columns["extra"] = self._extras()
        columns["came_from"] = [
            self.runs[table] for table, batch in enumerate(self.plan.people) for _at in range(batch.actions.count(0))
        ]
        columns["came_row"] = [
            row
            for batch in self.plan.people
            for row, action in zip(batch.clean.row_numbers, batch.actions, strict=True)
            if not action
        ]
        columns.update(origins.columns(self.plan))
        self._patch(columns)
        if "code" in columns:
            _once(columns["code"], columns["note"], set(self.plan.keys.codes))
        bulk.insert("customer", columns, count)

    def _picked(self, column: Sequence[Any]) -> list[Any]:
        if len(self.adds) == len(column):
            return list(column)
        return [column[record] for record in self.adds]

    def _extras(self) -> list[str]:
        """The own fields of every record as the canonical JSON the shop keeps."""
        filled = sorted(
            (self.own[title], self.records.own_column(title)) for title in self.records.own_titles() if title in self.own
        )
        if not filled:
            return ["{}"] * len(self.adds)
        pieces = []
        for key, column in filled:
            known: dict[Any, str] = {None: "", "": ""}
            for value in set(column):
                known.setdefault(value, f'"{key}":{_encode(value)},')
            pieces.append(self._picked([known[value] for value in column]))
        joined = map("".join, zip(*pieces, strict=True))
        return [f"{{{text[:-1]}}}" for text in joined]

    def _patch(self, columns: dict[str, Any]) -> None:
        """Records others were merged into carry the merged values."""
        if not self.groups:
            return
        columns.update((name, columns.get(name) or [""] * len(self.adds)) for name in _TEXTS)
        first = self.ids[0]
        for group in self.groups.values():
            at = self.id_of[group.root] - first
            values = row_values(group.person, self.own)
            for name, value in values.items():
                columns[name][at] = value

    def _parts(self, table: str, part: str, names: tuple[str, ...]) -> None:
        """The phones, addresses or people of all records that stand alone, by column."""
        owners = self.records.flat(part, "record")
        merged = {record for group in self.groups.values() for record in (group.root, *group.differences)}
        alone = self.id_of if not merged else {record: number for record, number in self.id_of.items() if record not in merged}
        holders = [alone.get(owner) for owner in owners]
        everyone = None not in holders
        at = range(len(owners)) if everyone else [position for position, holder in enumerate(holders) if holder is not None]
        columns: dict[str, Any] = {"customer": holders if everyone else [holders[position] for position in at]}
        for name in names:
            column = self.records.flat(part, name)
            columns[name] = cleaned(column if everyone else [column[position] for position in at])
        columns["position"] = _positions(columns["customer"])
        places = self._places()
        columns["came_from"] = [places[owners[position]][0] for position in at]
        columns["came_row"] = [places[owners[position]][1] for position in at]
        bulk.insert(table, columns, len(at))

    def _places(self) -> list[tuple[int, int]]:
        if not hasattr(self, "_placed"):
            self._placed = [
                (self.runs[table], row) for table, batch in enumerate(self.plan.people) for row in batch.clean.row_numbers
            ]
        return self._placed

    def _marks(self) -> None:
        """Tags and the watch list."""
        pairs = set()
        for batch in self.plan.people:
            for name, members in batch.clean.tags.items():
                for local in members:
                    root = self.plan.matches.root(batch.start + local)
                    if root in self.id_of:
                        pairs.add((self.id_of[root], self.tags[name]))
        bulk.insert_rows("customer_tag", ("customer", "tag"), sorted(pairs))
        reasons = self.records.column("blacklist")
        listed = {self.id_of[record]: str(reasons[record]) for record in self.adds if reasons[record]}
        listed.update((self.id_of[root], group.person.blacklist) for root, group in self.groups.items() if group.person.blacklist)
        bulk.insert_rows(
            "blacklist", ("customer", "reason"), ((number, clean_text(reason)) for number, reason in sorted(listed.items()))
        )


def cleaned(column: list[Any]) -> list[str]:
    """Text as the shop keeps it: None is empty; one look at the whole column, cells only where it fails."""
    texts = [value or "" for value in column]
    try:
        whole = "\n".join(texts)
    except TypeError:
        texts = [str(value) for value in texts]
        whole = "\n".join(texts)
    return texts if clean_text(whole) == whole else [clean_text(text) for text in texts]


def _once(codes: list[str], notes: list[str], taken: set[str]) -> None:
    """A code names one customer: one that is taken goes into the note of whom it can't name."""
    if len(set(codes) | taken) == len(codes) + len(taken):
        return
    for at, code in enumerate(codes):
        if code and code in taken:
            codes[at] = ""
            notes[at] = other_code(notes[at], code)
        taken.add(code)


def _born(column: list[Any]) -> dict[str, list[Any]]:
    parts = {text: birthday_parts(text) for text in set(column)}
    split = [parts[text] for text in column]
    return {name: [part[at] for part in split] for at, name in enumerate(_BORN)}


def _positions(holders: list[int]) -> list[int]:
    """0, 1, 2 ... within each customer, in the order met."""
    if len(set(holders)) == len(holders):
        return [0] * len(holders)
    met: dict[int, int] = {}
    found = []
    for holder in holders:
        position = met.get(holder, 0)
        met[holder] = position + 1
        found.append(position)
    return found


def number(text: str | None) -> int | None:
    """A term of NUMBERS as its column holds it."""
    return int(text) if text else None


def row_values(person: Person, own: dict[str, str]) -> dict[str, Any]:
    """The columns of the customer row of one person."""
    values: dict[str, Any] = {name: clean_text(str(person.scalars.get(name) or "")) for name in _TEXTS}
    values["kind"] = person.scalars.get("kind") or "person"
    values["customer_since"] = person.scalars.get("customer_since") or None
    values |= {name: number(person.scalars.get(name)) for name in NUMBERS}
    values["note"] = clean_text(person.note)
    values.update(zip(_BORN, birthday_parts(person.scalars.get("birthday")), strict=True))
    values["extra"] = canonical({own.get(title, title): value for title, value in person.own.items()})
    return values


def write_parts(customer: int, person: Person, came: Any, only_new: bool = False) -> None:
    """The phones, addresses and people of one person, each with where it came from; `only_new`: what the shop has stays."""
    bulk.insert_rows(
        "contact_point",
        ("customer", "kind", "text", "normal", "label", "position", "came_from", "came_row"),
        (
            (customer, point.kind, clean_text(point.text), point.normal, clean_text(point.label), at, *came(point.record))
            for at, point in enumerate(person.points)
            if point.record >= 0 or not only_new
        ),
    )
    bulk.insert_rows(
        "address",
        ("customer", "text", "zip", "city", "district", "label", "position", "came_from", "came_row"),
        (
            (
                customer,
                clean_text(place.text),
                place.zip,
                place.city,
                place.district,
                clean_text(place.label),
                at,
                *came(place.record),
            )
            for at, place in enumerate(person.places)
            if place.record >= 0 or not only_new
        ),
    )
    bulk.insert_rows(
        "contact",
        ("customer", "name", "title", "position", "came_from", "came_row"),
        (
            (customer, clean_text(name), clean_text(title), at, *came(record))
            for at, (name, title, record) in enumerate(person.contacts)
            if record >= 0 or not only_new
        ),
    )


def tag_names(batches: Iterable[Any]) -> list[str]:
    """All tags of a plan's tables, in the order met."""
    return list(dict.fromkeys(name for batch in batches for name in batch.clean.tags))
