"""Whether the history is whole: what was edited, deleted, slipped in, cut off or written anew."""

from collections.abc import Iterator
from typing import Any, Final

from db.core import blanks, chain, migrate
from db.core.blanks import Blanks

_UNITS: Final = f"SELECT {chain.HEADER}, head, detail, salt, digest FROM unit ORDER BY id"
_OLDER_UNITS: Final = (  # of a copy that is of a schema before `chain.DIGESTED`
    "SELECT id, action, actor, at, first_change, last_change, changes, detail, undoes, schema, head, detail, NULL, NULL"
    " FROM unit ORDER BY id"
)
_LINES: Final = (
    f"SELECT id, before IS NULL AND after IS NULL, salt, digest, {chain.LINE} FROM change"
    " WHERE id BETWEEN ? AND ? AND op IN ('U', 'D')"
)


def verify(connection: Any) -> list[str]:
    """What is wrong with the history, as fixed English sentences; nothing: the chain is whole."""
    problems: list[str] = []
    previous, next_change, last_unit = chain.START, 1, 0
    erased = blanks.named(connection)
    units = _UNITS if migrate.version(connection) >= chain.DIGESTED else _OLDER_UNITS
    for *header, stored, detail, salt, digest in connection.execute(units).fetchall():
        number, first, last, schema = header[0], header[4], header[5], header[-1]
        last_unit = number
        if first is not None:
            if first != next_change:
                problems.append(f"unit {number}: lines before it are missing")
            next_change = last + 1
            problems += _lines(connection, number, first, last, erased)
        blank = number in erased.units
        if schema >= chain.DIGESTED:
            problems += _detail(number, detail, salt, digest, blank)
        is_taken_over = blank and schema < chain.DIGESTED  # its head was made with the detail that is erased
        if not is_taken_over and chain.head(connection, previous, tuple(header)) != stored:
            problems.append(f"unit {number}: does not follow from the one before")
        previous = bytes(stored)
    return problems + list(_end(connection, last_unit, next_change))


def departs(connection: Any, units: int, head: str) -> bool:
    """Whether the history is another one than when a copy noted its `head` (hex) after so many units: it was written anew."""
    if not units:
        return False
    found = connection.execute("SELECT head FROM unit ORDER BY id LIMIT 1 OFFSET ?", (units - 1,)).fetchone()
    return found is None or bytes(found[0]).hex() != head


def _lines(connection: Any, number: int, first: int, last: int, erased: Blanks) -> list[str]:
    """The lines of one unit whose values are not those that were digested, or are gone though no erase unit says so."""
    changed, missing = [], []
    for line, is_blank, salt, digest, text in connection.execute(_LINES, (first, last)):
        if salt is None and is_blank:
            if line not in erased.lines:
                missing.append(line)
        elif salt is None or chain.line_digest(salt, text) != digest:
            changed.append(line)
    found = []
    if changed:
        found.append(f"unit {number}: {len(changed)} lines were changed, the first is line {changed[0]}")
    if missing:
        found.append(f"unit {number}: {len(missing)} lines are blank that nobody erased, the first is line {missing[0]}")
    return found


def _detail(number: int, detail: str, salt: bytes | None, digest: bytes | None, blank: bool) -> Iterator[str]:
    if salt is None and detail == "{}":
        if not blank:
            yield f"unit {number}: its detail is blank and nobody erased it"
    elif salt is None or chain.line_digest(salt, detail.encode()) != digest:
        yield f"unit {number}: its detail was changed"


def _end(connection: Any, last_unit: int, next_change: int) -> Iterator[str]:
    sequences = dict(connection.execute("SELECT name, seq FROM sqlite_sequence WHERE name IN ('unit', 'change')").fetchall())
    if sequences.get("unit", 0) != last_unit or sequences.get("change", 0) != next_change - 1:
        yield "the end of the history is missing"
    if connection.execute("SELECT 1 FROM change WHERE id >= ? LIMIT 1", (next_change,)).fetchone():
        yield "lines belong to no unit"
