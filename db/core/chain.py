"""The chain of history: every unit's head hashes the head before it, so that a line changed, cut or slipped in shows.

A line holds a salted digest of its values beside them, and the head holds the digest: a person's values can be erased and the
chain stays whole. From schema 6 on the detail of a unit is held the same way.
"""

import hashlib
import secrets
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
LINE: Final = (  # one text for one line; JSON holds no raw control characters
    "CAST(concat_ws(char(31), id, unit, tbl, row, ifnull(customer, ''), op, ifnull(before, ''), ifnull(after, '')) AS BLOB)"
)
ERASE: Final = "customers.erase"  # the only action that may make history blank (core/blanks.py)
DIGESTED: Final = 6  # the schema from which on the head holds the digest of a detail
HEADER: Final = (
    "id, action, actor, at, first_change, last_change, changes,"
    f" CASE WHEN schema < {DIGESTED} THEN detail ELSE ifnull(lower(hex(digest)), '') END, undoes, schema"
)


def line_digest(salt: bytes, line: bytes) -> bytes:
    """SHA-256(salt, line) of a line with images; the salt keeps its values from being guessed once they are erased."""
    return hashlib.sha256(salt + line).digest()


def salted(detail: str) -> tuple[bytes, bytes]:
    """A new salt, and the digest of a unit's detail with it."""
    salt = secrets.token_bytes(16)
    return salt, line_digest(salt, detail.encode())


def seal(connection: Any, first: int, last: int) -> None:
    """Fill in the digests of a unit's lines before it is saved."""
    filling = f"UPDATE change SET digest = line_digest(salt, {LINE}) WHERE id BETWEEN ? AND ? AND op IN ('U', 'D')"
    for start in range(first, last + 1, _SEALED):
        end = min(start + _SEALED - 1, last)
        connection.execute(filling, (start, end))
        tally.passed((end - start + 1) * STEPS)


def head(connection: Any, previous: bytes, header: tuple[Any, ...]) -> bytes:
    """The head of a unit: SHA-256(previous head, header, its lines). `header`: the columns of HEADER."""
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
