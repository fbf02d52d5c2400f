"""Lines of a quote or a sale as rows: what stays the same stays in its row, only what differs is written."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import Any

from peewee import Field

Row = Mapping[str, Any]


def stored(owner: Field, of: int) -> list[dict[str, Any]]:
    """The lines whose `owner` this is, in their order, as plain values: four hundred rows are read as fast as one types."""
    table: Any = owner.model
    return list(table.select().where(owner == of).order_by(table.position, table.id).dicts())


def put(owner: Field, of: int, wanted: Sequence[Row]) -> None:
    """Make them these lines, in this order, within the unit that is open."""
    table: Any = owner.model
    there = stored(owner, of)
    new = [{owner.name: of, "position": at, **line} for at, line in enumerate(wanted)]
    rows = _rows_of(there, new)
    kept = {row["id"] for row in rows if row}
    for row, line in zip(rows, new, strict=True):
        differing = {name: value for name, value in line.items() if row and row[name] != value}
        if row and differing:
            table.update(differing).where(table.id == row["id"]).execute()
    if gone := [row["id"] for row in there if row["id"] not in kept]:
        table.delete().where(table.id.in_(gone)).execute()
    if more := [line for row, line in zip(rows, new, strict=True) if not row]:
        table.insert_many(more).execute()


def _rows_of(there: Sequence[Row], new: Sequence[Row]) -> list[Row | None]:
    """For each line the row that says the same, else the next one that is free; None: it needs a new one."""
    alike: defaultdict[tuple[Any, ...], deque[Row]] = defaultdict(deque)
    names = sorted(new[0].keys() - {"position"}) if new else []
    for row in there:
        alike[tuple(row[name] for name in names)].append(row)
    same = [found.popleft() if (found := alike[tuple(line[name] for name in names)]) else None for line in new]
    taken = {row["id"] for row in same if row}
    free = (row for row in there if row["id"] not in taken)
    return [row or next(free, None) for row in same]
