"""What the rows of a list said when they came in, as short marks: the same list again offers only what it says otherwise now."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from zlib import crc32

from db.core.values import text as words
from db.services import earlier_imports
from db.services.matching_keys import SCALARS
from importers.merging import place_key
from importers.records import Person, Records
from importers.values import CleanTable

_HEAD = 2  # before a row's marks: its number, and how many they are


def mark(name: str, value: object) -> int:
    """A value under its field in 32 bits. Of one row's few values two meet once in a hundred million rows."""
    return crc32(f"{name}\0{value}".encode("utf-8", "surrogatepass"))


def of_table(clean: CleanTable) -> list[list[int]]:
    """The marks of every record of a table of customers, by column."""
    made: list[list[int]] = [[] for _row in clean.row_numbers]
    columns: dict[str, Sequence[object]] = {name: clean.fields[name] for name in SCALARS if name in clean.fields}
    columns["name"] = Records([clean]).names()
    columns |= {f"own:{title}": column for title, column in clean.own.items()}
    for name, column in columns.items():
        _put(made, range(len(column)), (name,) * len(column), column)
    points, places, people = clean.points, clean.addresses, clean.contacts
    reached = [normal or text for normal, text in zip(points.normal, points.text, strict=True)]
    _put(made, points.record, ("point",) * len(reached), reached)
    _put(made, places.record, ("address",) * len(places.text), [place_key(text) for text in places.text])
    _put(made, people.record, ("contact",) * len(people.name), [words.normal(name) for name in people.name])
    for tag, members in clean.tags.items():
        _put(made, members, ("tags",) * len(members), (tag,) * len(members))
    for record, note in enumerate(clean.fields.get("note", ())):
        made[record].extend(mark("note", line) for line in _lines(note or ""))
    listed = clean.fields.get("blacklist", ())
    _put(made, range(len(listed)), ("blacklist",) * len(listed), listed)
    for problem in clean.problems:
        made[problem.record].append(mark(f"?{problem.header}", problem.value))
    return made


def _put(made: list[list[int]], records: Iterable[int], names: Sequence[str], values: Sequence[object]) -> None:
    known: dict[object, int] = {}
    for record, name, value in zip(records, names, values, strict=True):
        if value in (None, ""):
            continue
        told = str(value)
        if told not in known:
            known[told] = mark(name, told)
        made[record].append(known[told])


def of_person(person: Person) -> Iterator[int]:
    """The marks of one record as it is put together."""
    for name, value in (*person.scalars.items(), *((f"own:{title}", value) for title, value in person.own.items())):
        yield mark(name, value)
    yield from (mark("point", point.normal or point.text) for point in person.points)
    yield from (mark("address", place_key(place.text)) for place in person.places)
    yield from (mark("contact", words.normal(name)) for name, _title, _record in person.contacts)
    yield from (mark("tags", tag) for tag in person.tags)
    yield from (mark("note", line) for line in _lines(person.note))
    if person.blacklist:
        yield mark("blacklist", person.blacklist)


def fresh(person: Person, known: Collection[int]) -> Person:
    """Of one record what it did not say when its list came in last."""
    if not known:
        return person
    return Person(
        person.id,
        {name: value for name, value in person.scalars.items() if mark(name, value) not in known},
        "\n".join(line for line in _lines(person.note) if mark("note", line) not in known),
        [point for point in person.points if mark("point", point.normal or point.text) not in known],
        [place for place in person.places if mark("address", place_key(place.text)) not in known],
        [one for one in person.contacts if mark("contact", words.normal(one[0])) not in known],
        {title: value for title, value in person.own.items() if mark(f"own:{title}", value) not in known},
        {tag for tag in person.tags if mark("tags", tag) not in known},
        "" if mark("blacklist", person.blacklist) in known else person.blacklist,
    )


def _lines(note: object) -> Iterator[str]:
    return filter(None, (line.strip() for line in str(note).split("\n")))


def packed(rows: Sequence[int], marks: Sequence[Sequence[int]]) -> bytes:
    """The marks of a table as its import_run keeps them."""
    found = array("I")
    for row, some in zip(rows, marks, strict=True):
        found.extend((row, len(some), *some))
    return found.tobytes()


def unpacked(kept: bytes) -> dict[int, frozenset[int]]:
    """Excel's row -> its marks."""
    numbers = array("I", kept)
    found: dict[int, frozenset[int]] = {}
    at = 0
    while at < len(numbers):
        row, count = numbers[at : at + _HEAD]
        at += _HEAD
        found[row] = frozenset(numbers[at : at + count])
        at += count
    return found


def before(layout: str, file: str, digest: str, sheet: str | None, customers: Collection[int]) -> dict[int, set[int]]:
    """What this list said of these customers, when this very file came in and when one of this layout or name did last."""
    rows = earlier_imports.rows_of(layout, file, digest, sheet, customers)
    by_run: dict[int, list[tuple[int, int]]] = {}
    for customer, places in rows.items():
        for run, row in places:
            by_run.setdefault(run, []).append((customer, row))
    found: dict[int, set[int]] = {}
    for run, told in by_run.items():
        marks = unpacked(earlier_imports.said(run))
        for customer, row in told:
            found.setdefault(customer, set()).update(marks.get(row, ()))
    return found
