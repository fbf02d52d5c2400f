"""What a copy of the shop file holds: whether it is sound, how many customers, and what it lacks against the file in use."""

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from db.core import admission, audit, audited, chain, checking, clock, copying, file, trouble
from db.core.audit import UnitRow
from db.core.chain import ERASE
from db.core.connection import connect, database, rows, value
from db.core.errors import DamagedError, UserError
from db.services import backups, history
from db.services.backups import Backup

SHOWN: Final = 100  # things named one by one
_LISTED: Final = "SELECT count(*) FROM customer WHERE archived_at IS NULL AND merged_into IS NULL"
_SINCE: Final = (  # an erasing is never missing: it is done again in what is fetched back
    f"SELECT id FROM unit WHERE id > ? AND changes > 0 AND (undoes IS NULL OR undoes <= ?) AND action <> '{ERASE}' ORDER BY id"
)
NAMED: Final = 3  # of a kind; more are counted
_NAMES: Final = {"customer": "SELECT name FROM customer WHERE id = ?", "quote": "SELECT number FROM quote WHERE id = ?"}
_NOUNS: Final = ("customer", "interaction", "quote", "sale", "payment", "task", "product")
_OF_CUSTOMER: Final = ("contact", "contact_point", "address", "customer_tag", "blacklist", "opt_out")
_PARTS: Final = f"tbl IN ({', '.join(str(audited.BY_NAME[name].number) for name in _OF_CUSTOMER)})"
_TOLD: Final = f"tbl IN ({', '.join(str(audited.BY_NAME[name].number) for name in _NOUNS)})"
_CUSTOMER: Final = audited.BY_NAME["customer"].number
_RECORDS: Final = (  # what these units made or changed, by day: a record once; a new phone number is a change of its customer
    f"WITH line AS (SELECT {clock.shop_day('unit.at')} AS day, CASE WHEN {_PARTS} THEN {_CUSTOMER} ELSE tbl END AS tbl,"
    f" CASE WHEN {_PARTS} THEN customer ELSE row END AS row, CASE WHEN {_PARTS} THEN 'U' ELSE op END AS op"
    " FROM json_each(?) AS since JOIN unit ON unit.id = since.value"
    " JOIN change ON change.id BETWEEN unit.first_change AND unit.last_change AND change.unit = unit.id"
    f" WHERE {_TOLD} OR {_PARTS}),"
    " record AS (SELECT tbl, row, min(CASE op WHEN 'I' THEN day END) AS made, max(op = 'D') AS gone, max(day) AS day"
    " FROM line WHERE row IS NOT NULL GROUP BY tbl, row)"
    " SELECT coalesce(made, day), tbl, made IS NULL, count(*), json_group_array(row) FROM record WHERE NOT gone"
    " GROUP BY 1, 2, 3 ORDER BY 1 DESC, 3, 2"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One unit of the file in use that the copy does not know. `whose`: the one customer it is about, or ""."""

    unit: UnitRow
    whose: str


@dataclass(frozen=True, slots=True)
class Kind:
    """How many records of one kind (a table's name) were made, or `is_change`: changed, on one day ("2026-11-22") since the copy;
    their names where they are few and have one.
    """

    day: str
    noun: str
    count: int
    names: tuple[str, ...] = ()
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be missing with the copy in the file's place: how many things, the newest of them, and of which kinds by day,
    the newest day first.

    `more`: how much the copy knows that the file does not (somebody went back to an older one before).
    """

    count: int
    things: tuple[Thing, ...]
    more: int = 0
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """`sound`: it can be fetched back; `loss` None: nothing to compare with, or of another shop.

    `shop`: the name of the shop it is of. `refusal`: why it can't be used where that is no damage (a newer program made it,
    its stick was pulled out).
    """

    sound: bool
    customers: int = 0
    loss: Loss | None = None
    refusal: str = ""
    shop: str = ""


def look_into(backup: Backup, shop: Path, key: bytes | None = None) -> Contents:
    """Read a copy through and compare it with the shop file, which may be open, damaged or gone. Long: for the worker."""
    try:
        key = backups.key_of(backup.path, key)
        with trouble.explained(backup.path), backups.readable(backup.path, key) as path:
            if not _is_sound(backup, path, key):
                return Contents(False)
            with closing(connect(path, key, "ro&immutable=1")) as copied:
                name = copied.execute("SELECT value FROM setting WHERE key = 'shop_name'").fetchone()
                customers = copied.execute(_LISTED).fetchone()[0]
                return Contents(
                    True, customers, _loss(copied, shop, _key_here(shop, key)), shop=json.loads(name[0]) if name else ""
                )
    except UserError as error:
        return Contents(False, refusal="" if isinstance(error, DamagedError) else error.sentence)
    except trouble.ERRORS:
        return Contents(False)


def _is_sound(backup: Backup, path: Path, key: bytes | None) -> bool:
    admission.look_over(path, key)
    known = copying.facts(backup.path)
    if known is not None:  # it was opened and read through when it was made; only its bytes may have changed
        return bool(copying.sha256(path) == known["sha256"])
    return checking.of_file(path, key).ok


def _key_here(shop: Path, key: bytes | None) -> bytes | None:
    """The key of the shop a copy under this key is compared with."""
    is_open = file.is_open() and file.current_path() == shop
    return database.key if is_open else key


def _loss(copied: Any, shop: Path, key: bytes | None) -> Loss | None:
    if not shop.exists():
        return None
    mode = "ro" if admission.has_log(shop) else "ro&immutable=1"
    try:
        with closing(connect(shop, key, mode)) as present:
            return _compared(copied, present)
    except trouble.ERRORS:  # a damaged file tells what it can
        return None


def _compared(copied: Any, present: Any) -> Loss | None:
    base = _parting(copied, present)
    if base is None:
        return None
    with database.reading(copied):
        more = len(_since(base))
    with database.reading(present):
        things = _since(base)
        named = filter(None, map(audit.get, reversed(things[-SHOWN:])))
        return Loss(len(things), tuple(Thing(unit, _whose(unit)) for unit in named), more, _kinds(things))


def _parting(copied: Any, present: Any) -> int | None:
    """The last unit both know; None: they never were one shop. A head holds all before it, so the way there is halved."""
    if chain.first_head(copied) != chain.first_head(present):
        return None
    known, unknown = 0, 1 + (present.execute("SELECT max(id) FROM unit").fetchone()[0] or 0)
    while unknown - known > 1:
        middle = (known + unknown) // 2
        last = present.execute("SELECT id, head FROM unit WHERE id > ? AND id <= ? ORDER BY id DESC LIMIT 1", (known, middle))
        found = last.fetchone()
        if found is None or copied.execute("SELECT 1 FROM unit WHERE id = ? AND head = ?", found).fetchone():
            known = middle
        else:
            unknown = found[0]
    return known or None


def _kinds(things: list[int]) -> tuple[Kind, ...]:
    """What these units made and changed."""
    try:
        found = rows(_RECORDS, json.dumps(things))
        return tuple(
            Kind(day, noun, count, _names(noun, json.loads(ids)) if count <= NAMED else (), bool(is_change))
            for day, table, is_change, count, ids in found
            for noun in [audited.BY_NUMBER[table].name]
        )
    except trouble.ERRORS:  # a damaged file tells what it can
        return ()


def _names(noun: str, ids: list[int]) -> tuple[str, ...]:
    found = (value(_NAMES[noun], one) for one in ids) if noun in _NAMES else ()
    return tuple(filter(None, found))


def _since(base: int) -> list[int]:
    """The units after this one that are still in effect; one that was taken back again, and its taking back, are none."""
    return [unit for (unit,) in rows(_SINCE, base, base) if audit.is_in_effect(unit)]


def _whose(unit: UnitRow) -> str:
    """The one customer a unit is about; of a damaged file that can still be counted in, nobody."""
    try:
        if "kept" in unit.detail:  # two customers made one
            return str(value("SELECT name FROM customer WHERE id = ?", unit.detail["kept"]) or "")
        return history.names([unit]).get(unit.id, "")
    except trouble.ERRORS:
        return ""
