"""What a copy of the shop file holds: whether it is sound, how many customers, and what it lacks against the file in use."""

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from db.core import actions, chain, checking, copying, file, trouble
from db.core.audit import UnitRow
from db.core.connection import connect
from db.core.errors import UserError
from db.services.backups import Backup
from resources.i18n import _

SHOWN: Final = 100  # things named one by one
_FEW: Final = 100  # changes; a unit with more is about many customers
_LISTED: Final = "SELECT count(*) FROM customer WHERE archived_at IS NULL AND merged_into IS NULL"
_UNITS: Final = "SELECT id, action, at, actor, changes, detail, undoes, undone_by FROM unit WHERE id > ? ORDER BY id"
_WHOSE: Final = (
    "SELECT min(c.name) FROM unit u JOIN change h ON h.id BETWEEN u.first_change AND u.last_change"
    " JOIN customer c ON c.id = h.customer WHERE u.id = ? HAVING count(DISTINCT c.id) = 1"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One unit of the file in use that the copy does not know. `whose`: the one customer it is about, or ""."""

    unit: UnitRow
    whose: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be missing with the copy in the file's place: how many things, the newest of them.

    `more`: how much the copy knows that the file does not (somebody went back to an older one before).
    """

    count: int
    things: tuple[Thing, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """`sound`: it can be fetched back; `loss` None: nothing to compare with, or of another shop."""

    sound: bool
    customers: int = 0
    loss: Loss | None = None


def look_into(backup: Backup, shop: Path, key: bytes | None = None) -> Contents:
    """Read a copy through and compare it with the shop file, which may be open, damaged or gone. Long: for the worker."""
    try:
        if not _is_sound(backup, key):
            return Contents(False)
        with closing(connect(backup.path, key, "ro&immutable=1")) as copied:
            return Contents(True, copied.execute(_LISTED).fetchone()[0], _loss(copied, shop, key))
    except (UserError, *trouble.ERRORS):
        return Contents(False)


def _is_sound(backup: Backup, key: bytes | None) -> bool:
    file.look_over(backup.path, key)
    known = copying.facts(backup.path)
    if known is not None:  # it was opened and read through when it was made; only its bytes may have changed
        return bool(copying.sha256(backup.path) == known["sha256"])
    return checking.of_file(backup.path, key).ok


def _loss(copied: Any, shop: Path, key: bytes | None) -> Loss | None:
    if not shop.exists():
        return None
    log = shop.with_name(f"{shop.name}-wal")
    mode = "ro" if log.exists() and log.stat().st_size else "ro&immutable=1"
    try:
        with closing(connect(shop, key, mode)) as present:
            return _compared(copied, present)
    except trouble.ERRORS:  # a damaged file tells what it can
        return None


def _compared(copied: Any, present: Any) -> Loss | None:
    base = _unit_of(present, chain.last_head(copied))
    if base is not None:
        things = _since(present, base)
        return Loss(len(things), tuple(_thing(present, line) for line in reversed(things[-SHOWN:])))
    base = _unit_of(copied, chain.last_head(present))
    return None if base is None else Loss(0, (), len(_since(copied, base)))


def _unit_of(connection: Any, head: bytes) -> int | None:
    found = connection.execute("SELECT id FROM unit WHERE head = ?", (head,)).fetchone()
    return found[0] if found else None


def _since(connection: Any, base: int) -> list[tuple[Any, ...]]:
    """The units after this one that are still in effect; one that was taken back again, and its taking back, are none."""
    lines = connection.execute(_UNITS, (base,)).fetchall()
    by_id = {line[0]: line for line in lines}
    return [line for line in lines if (line[6] is None or line[6] <= base) and _is_in_effect(line, by_id)]


def _is_in_effect(line: tuple[Any, ...], by_id: dict[int, tuple[Any, ...]]) -> bool:
    steps = 0
    while line[7] in by_id:
        line, steps = by_id[line[7]], steps + 1
    return steps % 2 == 0


def _thing(connection: Any, line: tuple[Any, ...]) -> Thing:
    number, action, at, by, changes, detail, undoes, undone_by = line
    label = actions.label(action)
    if undoes is not None:
        (before,) = connection.execute("SELECT action FROM unit WHERE id = ?", (undoes,)).fetchone()
        label = _("Taken back: {action}").format(action=actions.label(before))
    told = json.loads(detail or "{}")
    unit = UnitRow(number, action, label, at, by, changes, told, False, undoes, undone_by)
    return Thing(unit, _whose(connection, unit))


def _whose(connection: Any, unit: UnitRow) -> str:
    """The one customer a unit is about; of a damaged file that can still be counted in, nobody."""
    try:
        found = None
        if "kept" in unit.detail:  # two customers made one
            found = connection.execute("SELECT name FROM customer WHERE id = ?", (unit.detail["kept"],)).fetchone()
        elif 0 < unit.changes <= _FEW:
            found = connection.execute(_WHOSE, (unit.id,)).fetchone()
        return str(found[0]) if found else ""
    except trouble.ERRORS:
        return ""
