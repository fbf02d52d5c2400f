"""Lines of history whose values were erased: made blank by an erase unit that names them, so that the chain stays whole."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from db.core.chain import ERASE
from db.core.connection import rows, run, value

_THEIRS: Final = (  # everybody who became one of them
    "WITH RECURSIVE theirs(id) AS (SELECT value FROM json_each(?) UNION SELECT customer.id FROM customer"
    " JOIN theirs ON customer.merged_into = theirs.id) SELECT id FROM theirs"
)
_LINES: Final = (  # every line of a row that ever was theirs: a number that was moved to them was somebody else's before
    "SELECT id FROM change WHERE op IN ('U', 'D') AND salt IS NOT NULL AND (tbl, row) IN"
    " (SELECT tbl, row FROM change WHERE customer IN (SELECT value FROM json_each(?1))"
    " UNION SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?2)) ORDER BY id"
)
_NAMING: Final = (
    "SELECT id FROM unit WHERE action <> ?1 AND detail <> '{}' AND EXISTS"
    " (SELECT 1 FROM json_each(?2) WHERE instr(unit.detail, value) > 0) ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Blanks:
    """The lines of `change`, and the units whose details, were made blank."""

    lines: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()


def blank(customers: Iterable[int], *, others: Iterable[tuple[int, int]] = (), said: Collection[str] = ()) -> Blanks:
    """Within an erase unit, as the last of it: nothing of these people's values stands in the history any more.

    Theirs are the lines of every row that ever was theirs or touched them, and of who was merged into them. `others`: further
    rows (number of the audited table, id) that named them. `said`: words, such as their name and numbers, of which the details
    of units are freed. The lines of the erase unit so far go too; it names all of them in its own detail.
    """
    from db.core import journal  # a check of the file needs no unit

    opened = journal.current()
    if opened is None or opened.action != ERASE:
        raise RuntimeError("only an erase unit makes history blank")
    opened.seal()
    theirs = [one for (one,) in rows(_THEIRS, json.dumps(sorted(customers)))]
    lines = [one for (one,) in rows(_LINES, json.dumps(theirs), json.dumps(list(others)))]
    units = [one for (one,) in rows(_NAMING, ERASE, json.dumps(_as_kept(said), ensure_ascii=False))]
    run(
        "UPDATE change SET before = NULL, after = NULL, salt = NULL WHERE id IN (SELECT value FROM json_each(?))",
        json.dumps(lines),
    )
    run("UPDATE unit SET detail = '{}', salt = NULL WHERE id IN (SELECT value FROM json_each(?))", json.dumps(units))
    before = _told(opened.detail)
    made = Blanks(before.lines | set(lines), before.units | set(units))
    opened.detail |= {"lines": ranges(made.lines), "units": ranges(made.units)}
    return made


def named(connection: Any) -> Blanks:
    """What the erase units of this file say they made blank."""
    told = [
        _told(json.loads(detail))
        for (detail,) in connection.execute("SELECT detail FROM unit WHERE action = ?", (ERASE,)).fetchall()
    ]
    return Blanks(frozenset().union(*(one.lines for one in told)), frozenset().union(*(one.units for one in told)))


def has_any(first: int, last: int) -> bool:
    """Whether values of these lines were erased."""
    sql = "SELECT 1 FROM change WHERE id BETWEEN ? AND ? AND op IN ('U', 'D') AND salt IS NULL LIMIT 1"
    return value(sql, first, last) is not None


def _as_kept(said: Collection[str]) -> list[str]:
    """The words as they stand in JSON."""
    return [json.dumps(one, ensure_ascii=False)[1:-1] for one in said if one.strip()]


def _told(detail: dict[str, Any]) -> Blanks:
    return Blanks(*(frozenset(numbers(str(detail.get(key, "")))) for key in ("lines", "units")))


def ranges(numbers: Collection[int]) -> str:
    """Numbers as a detail of the history keeps them, such as "3-5,9"."""
    runs = (list(group) for _, group in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]))
    return ",".join(f"{run[0][1]}-{run[-1][1]}" if len(run) > 1 else str(run[0][1]) for run in runs)


def numbers(ranges: str) -> Iterator[int]:
    """The same, one by one."""
    for part in filter(None, ranges.split(",")):
        first, _dash, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)
