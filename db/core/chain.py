"""The chain of history: every unit's head hashes the head before it, so that a line changed, cut or slipped in shows."""

import hashlib
from typing import Any, Final

from db.core import tally

_BLOCK: Final = 200_000  # lines of `change` hashed at a time
_SEALED: Final = 10_000  # lines sealed at a time
STEPS: Final = 0.7  # a line that is sealed
START: Final = bytes(32)  # the head before the first unit
_KEYS: Final = (
    "SELECT coalesce(group_concat(line, ';'), '') FROM (SELECT concat_ws(',', id, tbl, row, ifnull(customer, ''), op) AS line"
    " FROM change WHERE id BETWEEN ? AND ? AND op IN ('I', 'T') ORDER BY id)"
)
_DIGESTS: Final = (
    "SELECT coalesce(group_concat(hex(digest), ''), '') FROM (SELECT digest FROM change WHERE id BETWEEN ? AND ?"
    " AND op IN ('U', 'D') ORDER BY id)"
)
_LINE: Final = (  # one text for one line; JSON holds no raw control characters
    "CAST(concat_ws(char(31), id, unit, tbl, row, ifnull(customer, ''), op, ifnull(before, ''), ifnull(after, '')) AS BLOB)"
)
_HEADER: Final = "id, action, actor, at, first_change, last_change, changes, detail, undoes, schema"


def line_digest(salt: bytes, line: bytes) -> bytes:
    """SHA-256(salt, line) of a line with images; the salt keeps its values from being guessed once they are erased."""
    return hashlib.sha256(salt + line).digest()


def seal(connection: Any, first: int, last: int) -> None:
    """Fill in the digests of a unit's lines before it is saved."""
    filling = f"UPDATE change SET digest = line_digest(salt, {_LINE}) WHERE id BETWEEN ? AND ? AND op IN ('U', 'D')"
    for start in range(first, last + 1, _SEALED):
        end = min(start + _SEALED - 1, last)
        connection.execute(filling, (start, end))
        tally.passed((end - start + 1) * STEPS)


def head(connection: Any, previous: bytes, header: tuple[Any, ...]) -> bytes:
    """The head of a unit: SHA-256(previous head, header, its lines). `header`: the columns of _HEADER."""
    hashed = hashlib.sha256(previous)
    hashed.update("\x1f".join("" if part is None else str(part) for part in header).encode())
    first, last = header[4], header[5]
    if first is not None:
        for start in range(first, last + 1, _BLOCK):
            end = min(start + _BLOCK - 1, last)
            for query in (_KEYS, _DIGESTS):
                hashed.update(connection.execute(query, (start, end)).fetchone()[0].encode())
    return hashed.digest()


def last_head(connection: Any) -> bytes:
    """The head the next unit builds on."""
    found = connection.execute("SELECT head FROM unit ORDER BY id DESC LIMIT 1").fetchone()
    return bytes(found[0]) if found else START


def first_head(connection: Any) -> bytes:
    """The head of the first unit: no two shops have the same, and it never changes; empty before anything was done."""
    found = connection.execute("SELECT head FROM unit ORDER BY id LIMIT 1").fetchone()
    return bytes(found[0]) if found else b""


def verify(connection: Any) -> list[str]:
    """What is wrong with the history, as fixed English sentences; nothing: the chain is whole."""
    problems = []
    previous, next_change, last_unit = START, 1, 0
    for *header, stored in connection.execute(f"SELECT {_HEADER}, head FROM unit ORDER BY id").fetchall():
        number, first, last = header[0], header[4], header[5]
        last_unit = number
        if first is not None:
            if first != next_change:
                problems.append(f"unit {number}: lines before it are missing")
            next_change = last + 1
            if changed := _changed_lines(connection, first, last):
                problems.append(f"unit {number}: {len(changed)} lines were changed, the first is line {changed[0]}")
        if head(connection, previous, tuple(header)) != stored:
            problems.append(f"unit {number}: does not follow from the one before")
        previous = bytes(stored)
    sequences = dict(connection.execute("SELECT name, seq FROM sqlite_sequence WHERE name IN ('unit', 'change')").fetchall())
    if sequences.get("unit", 0) != last_unit or sequences.get("change", 0) != next_change - 1:
        problems.append("the end of the history is missing")
    if connection.execute("SELECT 1 FROM change WHERE id >= ? LIMIT 1", (next_change,)).fetchone():
        problems.append("lines belong to no unit")
    return problems


def _changed_lines(connection: Any, first: int, last: int) -> list[int]:
    lines = connection.execute(
        f"SELECT id, salt, digest, {_LINE} FROM change WHERE id BETWEEN ? AND ? AND op IN ('U', 'D')", (first, last)
    )
    return [number for number, salt, digest, line in lines if salt is None or line_digest(salt, line) != digest]
