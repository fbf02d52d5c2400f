"""Who may be meant by what is typed into a customer box; no Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from db.services import blacklist, lists
from db.services.lists import CustomerRow, ListQuery

SHOWN: Final = 8  # matches under the box


@dataclass(frozen=True, slots=True)
class Match:
    """One customer to choose; `level` of the watch list: "", warn or stop."""

    id: int
    name: str
    phone: str
    code: str
    level: str


def matches(text: str, without: Collection[int] = ()) -> list[Match]:
    """The likeliest customers for what is typed; nobody for nothing."""
    if not text.strip():
        return []
    rows = lists.first(ListQuery(text=text), SHOWN + len(without))
    return [_match(row) for row in rows if row.id not in without][:SHOWN]


def named(ids: Sequence[int]) -> list[Match]:
    """These customers; those that are gone are left out."""
    return [_match(row) for row in lists.rows(ids)]


def _match(row: CustomerRow) -> Match:
    entry = blacklist.of(row.id) if row.is_blacklisted else None
    return Match(row.id, row.name, row.phone, row.code, entry.level if entry else "")
