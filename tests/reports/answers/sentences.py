"""Which cells of its table a sentence speaks of: found by changing one after another and reading the sentence again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from db.services.cross_tabs import OTHERS, UNKNOWN
from reports.question import TOTAL, Answer, Cell, Heading, Kind, Line, Question, number
from reports.shown import shown

HEAD: Final = "head"  # stands for the line of the titles
RECORDS: Final = "records"
SIDE: Final = "c:"  # before the columns of a cross-tab
_NAMELESS: Final = (UNKNOWN, OTHERS, "0", "-", "is:", "no_birthday", "no_source", "why:")  # besides those its chart draws lighter

_T = TypeVar("_T")
Place = tuple[str, str]  # the key of a line (TOTAL, HEAD, RECORDS), the key of a column


def spoken(question: Question, answer: Answer) -> set[Place]:
    """Every cell that stands in the sentence: were it another one, the sentence would say that in its place."""
    told = question.say(answer)
    return {place for place, old, new, changed in _changes(answer) if _says(told, old, question.say(changed), new)}


def _says(told: str, old: str, changed: str, new: str) -> bool:
    at = told.find(old)
    while old and at >= 0:
        if told[:at] + new + told[at + len(old) :] == changed:
            return True
        at = told.find(old, at + 1)
    return False


def _changes(answer: Answer) -> Iterator[tuple[Place, str, str, Answer]]:
    """Each cell, title and the count of records: as it is said, as it would be said changed, and the answer so changed."""
    for at, heading in enumerate(answer.headings):
        other = replace(heading, title=f"{heading.title}☆")
        yield (HEAD, heading.key), heading.title, other.title, replace(answer, headings=_with(answer.headings, at, other))
        for place, line in enumerate(answer.lines):
            for old, new, cell in _other(line.cells[at], heading.kind):
                changed = replace(line, cells=_with(line.cells, at, cell))
                yield (line.key, heading.key), old, new, replace(answer, lines=_with(answer.lines, place, changed))
        for old, new, cell in _other(answer.total[at] if answer.total else None, heading.kind):
            yield (TOTAL, heading.key), old, new, replace(answer, total=_with(answer.total or (), at, cell))
    more = answer.records + 1
    yield (RECORDS, ""), f"{answer.records:,}", f"{more:,}", replace(answer, records=more)


def _with(those: Iterable[_T], at: int, other: _T) -> tuple[_T, ...]:
    return tuple(other if place == at else one for place, one in enumerate(those))


def _other(cell: Cell, kind: Kind) -> Iterator[tuple[str, str, Cell]]:
    """Others of its kind, a little more and a little less of a number: the largest stays the largest; none of nothing."""
    if isinstance(cell, str) and cell:
        yield cell, f"{cell}☆", f"{cell}☆"
    elif isinstance(cell, date):
        yield shown(cell, kind), shown(cell + timedelta(days=1), kind), cell + timedelta(days=1)
    elif isinstance(cell, int | float | Decimal):
        for more in (-0.01, 0.01) if kind == "share" else (-1, 1):
            other = type(cell)(cell + more)
            yield shown(abs(cell), kind), shown(abs(other), kind), other


def meant(answer: Answer, text: str) -> set[Place]:
    """The cells a text names: 「first name money; total all; max:money name」 is of three lines.

    A line is `first`, `last`, `tenth`, `total`, `head`, `=KEY`, or `max:COLUMN` and `min:COLUMN` of those with a name; the
    column `c:` of a cross-tab is that with the most in the line, of those with a name.
    """
    found: set[Place] = set()
    side = ""
    for part in filter(None, map(str.strip, text.split(";"))):
        which, *columns = part.split()
        if which == RECORDS:
            found.add((RECORDS, ""))
            continue
        line = None if which in (HEAD, TOTAL, "total") else _line(answer, which)
        if line is not None and SIDE in columns:
            side = _side(answer, line).key
        key = line.key if line else HEAD if which == HEAD else TOTAL
        found |= {(key, side if one == SIDE else one) for one in columns}
    return found


def _line(answer: Answer, which: str) -> Line:
    if which in ("first", "last"):
        return answer.lines[0 if which == "first" else -1]
    if which == "tenth":
        return answer.lines[min(10, len(answer.lines)) - 1]
    if which.startswith("="):
        return next(line for line in answer.lines if line.key == which[1:])
    end, column = which.split(":", 1)
    pick = max if end == "max" else min
    at = answer.place(column)
    faded = answer.chart.faded if answer.chart else ()
    named = [line for line in answer.lines if line.key not in (*faded, *_NAMELESS)]
    return pick(named, key=lambda line: number(line.cells[at]) or 0)


def _side(answer: Answer, line: Line) -> Heading:
    sides = [(at, one) for at, one in enumerate(answer.headings) if one.key.startswith(SIDE)]
    named = [(at, one) for at, one in sides if one.key not in (SIDE + UNKNOWN, SIDE + OTHERS)]
    return max(named, key=lambda one: number(line.cells[one[0]]) or 0)[1]
