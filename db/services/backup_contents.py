"""What a copy of the shop file holds: whether it is sound, how many customers, and what it lacks against the file in use."""

import json
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from db.core import audit, chain, checking, copying, file, trouble
from db.core.audit import UnitRow
from db.core.connection import connect, database, rows, value
from db.core.errors import DamagedError, UserError
from db.services import backups, history
from db.services.backups import Backup

SHOWN: Final = 100  # things named one by one
_LISTED: Final = "SELECT count(*) FROM customer WHERE archived_at IS NULL AND merged_into IS NULL"
_SINCE: Final = "SELECT id FROM unit WHERE id > ? AND changes > 0 AND (undoes IS NULL OR undoes <= ?) ORDER BY id"

NAMED: Final = 3  # of a kind; more are counted
_NOUNS: Final = tuple(  # table, its last id, how many came after an id, and their names
    (
        noun,
        f"SELECT coalesce(max(id), 0) FROM {noun}",
        f"SELECT count(*) FROM {noun} WHERE id > ?",
        f"SELECT {name} FROM {noun} WHERE id > ? ORDER BY id" if name else "",
    )
    for noun, name in (("customer", "name"), ("interaction", ""), ("quote", "number"), ("sale", ""), ("payment", ""))
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One unit of the file in use that the copy does not know. `whose`: the one customer it is about, or ""."""

    unit: UnitRow
    whose: str


@dataclass(frozen=True, slots=True)
class Kind:
    """How many records of one kind (a table's name) the copy does not have; their names where they are few and have one."""

    noun: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be missing with the copy in the file's place: how many things, the newest of them.

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
    file.look_over(path, key)
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
    mode = "ro" if file.has_log(shop) else "ro&immutable=1"
    try:
        with closing(connect(shop, key, mode)) as present:
            return _compared(copied, present)
    except trouble.ERRORS:  # a damaged file tells what it can
        return None


def _compared(copied: Any, present: Any) -> Loss | None:
    base = _unit_of(present, chain.last_head(copied))
    if base is not None:
        with database.reading(present):
            things = _since(base)
            named = filter(None, map(audit.get, reversed(things[-SHOWN:])))
            return Loss(len(things), tuple(Thing(unit, _whose(unit)) for unit in named), kinds=_kinds(copied, present))
    base = _unit_of(copied, chain.last_head(present))
    if base is None:
        return None
    with database.reading(copied):
        return Loss(0, (), len(_since(base)))


def _kinds(copied: Any, present: Any) -> tuple[Kind, ...]:
    """What was added since: ids only rise, so it is what lies above the copy's last one. A copy may be older than a table."""
    tables = {name for (name,) in copied.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found = []
    for noun, last, counted, named in _NOUNS:
        since = (copied.execute(last).fetchone()[0] if noun in tables else 0,)
        with suppress(*trouble.ERRORS):  # a damaged file tells what it can
            count = present.execute(counted, since).fetchone()[0]
            names = [name for (name,) in present.execute(named, since)] if named and 0 < count <= NAMED else []
            if count:
                found.append(Kind(noun, count, tuple(filter(None, names))))
    return tuple(found)


def _unit_of(connection: Any, head: bytes) -> int | None:
    found = connection.execute("SELECT id FROM unit WHERE head = ?", (head,)).fetchone()
    return found[0] if found else None


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
