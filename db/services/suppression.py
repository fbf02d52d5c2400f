"""Who was erased and must not be written to again: known by keyed hashes of their numbers alone, which name nobody (§20(2))."""

import hmac
import json
from collections.abc import Iterable
from hashlib import sha256

from db.core import clock
from db.core.audited import BY_NAME
from db.core.connection import rows, run, value
from db.core.journal import current


def marks(normals: Iterable[str]) -> list[str]:
    """The keyed hashes of these numbers and addresses in normal form; the key is the shop file's own and never leaves it."""
    key = bytes(value("SELECT value FROM secret WHERE name = 'marks'") or b"")
    return sorted({hmac.new(key, one.encode(), sha256).hexdigest()[:32] for one in normals if one})


def is_suppressed(normal: str) -> bool:
    """Whether somebody with this number, mail or LINE ID was erased."""
    known = _known() if normal else set()
    return bool(known and known & set(marks([normal])))


def apply(customer: int, normals: Iterable[str]) -> bool:
    """Within an open unit: a customer to whom these numbers came just now wants nothing by any channel where one has a mark;
    whether it is so.
    """
    return bool(_refuse([(customer, one) for one in normals if one]))


def apply_all() -> int:
    """The same of everybody a number came to within the open unit, such as an import; how many."""
    opened = current()
    between = opened.lines() if opened else None
    if between is None or not _known():
        return 0
    return _refuse(
        rows(
            "SELECT customer, normal FROM contact_point WHERE normal <> '' AND id IN (SELECT row FROM change"
            " WHERE id BETWEEN ? AND ? AND op = 'I' AND tbl = ?)",
            *between,
            BY_NAME["contact_point"].number,
        )
    )


def _refuse(points: list[tuple[int, str]]) -> int:
    known = _known()
    found = sorted({customer for customer, normal in points if known & set(marks([normal]))}) if known else []
    return sum(
        run(
            "INSERT INTO opt_out (customer, channel, since) SELECT ?1, 'all', ?2"
            " WHERE NOT EXISTS (SELECT 1 FROM opt_out WHERE customer = ?1 AND channel = 'all')",
            customer,
            clock.today().isoformat(),
        )
        for customer in found
    )


def _known() -> set[str]:
    return {mark for (text,) in rows("SELECT marks FROM erased") for mark in json.loads(text or "[]")}
