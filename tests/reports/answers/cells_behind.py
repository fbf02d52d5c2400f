"""What stands behind every number of an answer, held against the number."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from db.core.connection import rows
from reports.catalogue import Answered
from reports.question import TOTAL, Behind, Cell, Kind, Line, number

COUNTED: Final[frozenset[Kind]] = frozenset(("count", "money", "quantity"))
TABLES: Final = {
    "customers": "customer",
    "sales": "sale",
    "quotes": "quote",
    "payments": "payment",
    "tasks": "task",
    "talks": "interaction",
}
_MONEY_OF_THE_LETTER: Final = {"money", "owed", "overdue", "quoted", "expected"}  # the other lines of its table count
_WORTH: Final = {  # what the whole rows of a noun come to
    "sales": "SELECT sum(amount) FROM sale_fact WHERE sale IN (SELECT value FROM json_each(?))",
    "quotes": "SELECT sum(total) FROM quote WHERE id IN (SELECT value FROM json_each(?))",
    "payments": "SELECT sum(amount) FROM payment WHERE id IN (SELECT value FROM json_each(?))",
    "customers": "SELECT sum(amount) FROM sale_fact WHERE customer IN (SELECT value FROM json_each(?))",
}


@dataclass(frozen=True)
class Wrong:
    """A cell that opens other rows than it counts or adds up; `line` is "" for the total."""

    line: str
    column: str
    cell: Cell
    opened: Decimal | int | None


def wrong(answered: Answered) -> Iterator[Wrong]:
    """Every number of the table that opens rows which do not come to it. AssertionError: rows that are not there."""
    answer, behind = answered.answer, answered.question.behind
    assert behind is not None
    total = [] if answer.total is None else [Line(TOTAL, answer.total)]
    for line in [*answer.lines, *total]:
        for heading, cell in zip(answer.headings, line.cells, strict=True):
            wanted = number(cell)
            if heading.kind not in COUNTED or not wanted:
                continue
            found = behind(answered.asked, line.key, heading.key)
            counts = answered.question.key == "month_letter" and line.key not in _MONEY_OF_THE_LETTER
            opened = None if found is None else _opened(found, "count" if counts else heading.kind)
            if opened != wanted:
                yield Wrong(line.key, heading.key, cell, opened)


def _opened(found: Behind, kind: Kind) -> Decimal:
    ids = list(found.ids)
    _are_there(found, ids)
    if found.parts is not None:
        assert set(found.parts) <= set(ids)
        parts = sum((number(one) or Decimal(0) for one in found.parts.values()), Decimal(0))
        return parts + (found.besides[1] if found.besides else 0)
    if kind == "money" and found.kind == "money":
        ((worth,),) = rows(_WORTH[found.noun], json.dumps(ids)) if found.noun in _WORTH else ((None,),)
        return Decimal(worth or 0) + (found.besides[1] if found.besides else 0)
    return Decimal(len(ids))


def _are_there(found: Behind, ids: list[int]) -> None:
    """Each once, and each in the shop file."""
    assert len(ids) == len(set(ids)), found.title
    sql = f"SELECT count(*) FROM {TABLES[found.noun]} WHERE id IN (SELECT value FROM json_each(?))"
    assert rows(sql, json.dumps(ids)) == [(len(ids),)], found.title
