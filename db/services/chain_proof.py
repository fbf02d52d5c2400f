"""The heads of the history, for a paper kept elsewhere: a history that was written anew no longer has them."""

import calendar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.core import clock, copying, file, proof, session
from db.core.connection import database, rows
from db.services import backups


@dataclass(frozen=True, slots=True)
class DayHead:
    """The last unit of one day. `day`: ISO, of the shop; `units`: how many there were in the whole history then; `head`: hex."""

    day: str
    units: int
    head: str


def month(of: date) -> list[DayHead]:
    """The last head of every day of this month on which something was done. RefusedError without the right "history"."""
    session.demand("history")
    first = of.replace(day=1).isoformat()
    last = of.replace(day=calendar.monthrange(of.year, of.month)[1]).isoformat()
    day = clock.shop_day("at")
    found = rows(f"SELECT {day}, max(id) FROM unit WHERE {day} BETWEEN ? AND ? GROUP BY 1 ORDER BY 1", first, last)
    return [_day(one, unit) for one, unit in found]


def departing(shop: Path | None = None) -> list[Path]:
    """The backups whose noted head this history does not have: one of them was written anew, or a backup was fetched back."""
    found = []
    for backup in backups.kept(shop or file.current_path()):
        noted = copying.facts(backup.path) or {}
        if "audit_head" in noted and proof.departs(database.connection(), int(noted["audit_units"]), str(noted["audit_head"])):
            found.append(backup.path)
    return found


def _day(day: str, unit: int) -> DayHead:
    ((units, head),) = rows("SELECT (SELECT count(*) FROM unit WHERE id <= ?1), head FROM unit WHERE id = ?1", unit)
    return DayHead(day, units, bytes(head).hex())
