"""The history by who, what and when: what somebody saw, changed or took along."""

from dataclasses import dataclass
from typing import Final

from db.core import audit, clock, session
from db.core.audit import UnitRow
from db.core.connection import rows

SAW: Final = ("contacts.reveal", "lists.look_through", "entry.", "requests.report")
TOOK: Final = (
    "customers.export", "products.export", "sales.export", "papers.", "reports.export", "quotes.export", "tasks.export",
    "history.export", "backups.copy", "file.move", "diagnosis.make", "requests.report", "disclosures.add",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """What is looked for. `kinds`: how the actions begin, () any; `first`, `last`: ISO days of the shop; `changed`: only what
    changed something; `undone`: what was taken back counts as well."""

    kinds: tuple[str, ...] = ()
    actor: str = ""
    first: str = ""
    last: str = ""
    changed: bool = False
    undone: bool = False


def units(query: HistoryQuery, limit: int, before: int | None = None) -> list[UnitRow]:
    """The units that fit, newest first, from below the unit `before`. Who may not see the history sees their own deeds."""
    return [row for number in ids(query, limit, before) if (row := audit.get(number))]


def ids(query: HistoryQuery, limit: int = -1, before: int | None = None) -> list[int]:
    """The numbers of the units that fit, newest first; `limit` -1: all of them."""
    conditions: list[str] = ["id < ?"]
    given: list[object] = [before or 1 << 62]
    for condition, values in _conditions(query):
        conditions.append(condition)
        given += values
    found = rows(f"SELECT id FROM unit WHERE {' AND '.join(conditions)} ORDER BY id DESC LIMIT ?", *given, limit)
    return [number for (number,) in found]


def actors() -> list[str]:
    """Everybody who ever did something, as it stands in the history."""
    found = [name for (name,) in rows("SELECT DISTINCT actor FROM unit ORDER BY actor")]
    return found if session.may("history") else [name for name in found if name == session.actor()]


def _conditions(query: HistoryQuery) -> list[tuple[str, list[object]]]:
    found: list[tuple[str, list[object]]] = []
    if query.kinds:
        begins = " OR ".join(["substr(action, 1, ?) = ?"] * len(query.kinds)) + (" OR undone_by IS NOT NULL" * query.undone)
        found.append((f"({begins})", [one for kind in query.kinds for one in (len(kind), kind)]))
    if query.changed:
        found.append(("changes > 0", []))
    actor = query.actor if session.may("history") else session.actor()
    if actor:
        found.append(("actor = ?", [actor]))
    day = clock.shop_day("at")
    found += [(f"{day} {sign} ?", [value]) for sign, value in ((">=", query.first), ("<=", query.last)) if value]
    return found
