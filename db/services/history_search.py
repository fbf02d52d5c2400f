"""The history by who, what, when and words: what somebody saw, changed or took along, and whom it was about."""

import json
from dataclasses import dataclass
from typing import Final

from db.core import actions, audit, clock, search, session
from db.core.audit import UnitRow
from db.core.connection import rows

SAW: Final = ("contacts.reveal", "lists.look_through", "entry.", "requests.report")
TOOK: Final = (
    "customers.export", "products.export", "sales.export", "papers.", "reports.export", "quotes.export", "tasks.export",
    "imports.export", "attachments.export", "lists.copy", "history.export", "backups.copy", "backups.rescue", "file.move",
    "diagnosis.make", "requests.report", "disclosures.add",
)  # fmt: skip
_MOST: Final = 200  # customers of whom one text is looked for
_SAID: Final = "EXISTS (SELECT 1 FROM json_tree(detail) WHERE atom IS NOT NULL AND key <> 'sha256' AND instr(lower(atom), ?))"


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """What is looked for. `kinds`: how the actions begin, () any; `first`, `last`: ISO days of the shop; `changed`: only what
    changed something; `undone`: what was taken back counts as well; `text`: stands in what it is called, in its details, or finds
    a customer it was about, as the search of customers does. With a text every change is looked through: for the worker.
    """

    kinds: tuple[str, ...] = ()
    actor: str = ""
    first: str = ""
    last: str = ""
    changed: bool = False
    undone: bool = False
    text: str = ""


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
    if query.text:
        found.append(_worded(query.text))
    found += [(f"{day} {sign} ?", [value]) for sign, value in ((">=", query.first), ("<=", query.last)) if value]
    return found


def _worded(text: str) -> tuple[str, list[object]]:
    """Where one of its actions is called so, its details say it, or one of its customers is found by it."""
    typed = text.strip().lower()
    called = [one for one in actions.ACTIONS if typed in actions.label(one).lower()]
    about = search.find(text, _MOST)
    condition = (
        "(action IN (SELECT value FROM json_each(?)) OR instr(lower(actor), ?)"
        f" OR (instr(lower(detail), ?) AND {_SAID})"
        " OR id IN (SELECT unit FROM change WHERE customer IN (SELECT value FROM json_each(?))))"
    )
    return condition, [json.dumps(called), typed, typed, typed, json.dumps(about)]
