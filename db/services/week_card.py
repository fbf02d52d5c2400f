"""The owner's card of the week: who took lists along, printed, looked at many numbers, deleted, or was refused."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from db.core import clock, session
from db.core.connection import rows
from db.services.history_search import TOOK

MANY: Final = 20  # numbers looked at, beyond which it is told
_DAYS: Final = 7
_KINDS: Final = {
    "contacts.reveal": "revealed", "lists.look_through": "leafed",
    "papers.print": "printed", "customers.empty_bin": "deleted", "customers.erase": "deleted",
    "sales.delete": "deleted", "interactions.delete": "deleted", "customers.archive": "deleted",
    "entry.failed": "refused", "entry.refused": "refused",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WeekLine:
    """What one person did in seven days. `name`: as the history has it; `revealed`: 0 where it was not many."""

    name: str
    exported: int = 0
    printed: int = 0
    revealed: int = 0
    deleted: int = 0
    refused: int = 0
    leafed: int = 0


def of() -> list[WeekLine]:
    """Everybody who did one of these, by name; empty in a shop without passwords and for who may not see the history."""
    if not (session.is_guarded() and session.may("history")):
        return []
    since = (clock.today() - timedelta(days=_DAYS - 1)).isoformat()
    found = rows(
        f"SELECT actor, action, count(*) FROM unit WHERE {clock.shop_day('at')} >= ? AND undone_by IS NULL"
        " GROUP BY actor, action ORDER BY actor",
        since,
    )
    people: dict[str, Counter[str]] = {}
    for name, action, count in found:
        if kind := _KINDS.get(action) or ("exported" if action.startswith(TOOK) else ""):
            people.setdefault(name, Counter())[kind] += count
    lines = [_line(name, counted) for name, counted in people.items()]
    return [line for line in lines if line != WeekLine(line.name)]


def _line(name: str, counted: Counter[str]) -> WeekLine:
    revealed = counted["revealed"] if counted["revealed"] > MANY else 0
    said = (counted[key] for key in ("deleted", "refused", "leafed"))
    return WeekLine(name, counted["exported"], counted["printed"], revealed, *said)
