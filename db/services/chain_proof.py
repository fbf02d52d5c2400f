"""The heads of the history, for a paper kept elsewhere: a history that was written anew no longer has them."""

import calendar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.core import clock, copying, proof, session
from db.core.connection import database, rows, value
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


def departing() -> list[Path]:
    """The copies of the open shop whose noted head its history does not have: one of the two was written anew.

    What was done after the copy that was fetched back, and before it was, stands in newer copies alone: they are as they must be.
    A copy of before this shop began is of another shop in the same place.
    """
    began = value("SELECT min(at) FROM unit")
    fetched = rows(
        "SELECT at, (SELECT count(*) FROM unit earlier WHERE earlier.id <= unit.id) FROM unit WHERE action = 'backups.restore'"
    )
    found = []
    for backup in backups.kept():
        if not backup.verified or not began or backup.at < began:
            continue
        noted = copying.facts(backup.path) or {}
        units, head = int(noted.get("audit_units", 0)), str(noted.get("audit_head"))
        is_given_up = any(backup.at <= at and units >= place for at, place in fetched)
        if not is_given_up and proof.departs(database.connection(), units, head):
            found.append(backup.path)
    return found


def _day(day: str, unit: int) -> DayHead:
    ((units, head),) = rows("SELECT (SELECT count(*) FROM unit WHERE id <= ?1), head FROM unit WHERE id = ?1", unit)
    return DayHead(day, units, bytes(head).hex())
