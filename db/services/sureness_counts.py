"""How sure the shop may be of its customers: how many are steady, late, slipping or lost, and what they may still bring."""

from dataclasses import dataclass
from typing import Final

from db.analytics.stages import SURENESS
from db.core.connection import numbers
from db.core.connection import rows as read

_THERE: Final = (
    "customer_standing s JOIN customer_figures f ON f.customer = s.customer AND f.visible = 1"
    " JOIN customer c ON c.id = s.customer"
)
_COUNTS: Final = (
    f"SELECT s.sureness, count(*), sum(s.expected), sum(s.value) FROM {_THERE}"
    " WHERE s.visits > 0 AND (?1 = '' OR c.kind = ?1) GROUP BY s.sureness"
)
_IDS: Final = (
    f"SELECT s.customer FROM {_THERE} WHERE s.visits > 0 AND (?1 = '' OR c.kind = ?1) AND (?2 = '' OR s.sureness = ?2)"
    " ORDER BY coalesce(s.value, 0) DESC, s.total DESC, s.customer"
)


@dataclass(frozen=True, slots=True)
class Sure:
    """The customers of one kind together. None: nothing can be worked out for them.

    `expected`: purchases of the next twelve months; `value`: whole dollars of margin.
    """

    sureness: str
    customers: int
    expected: float | None = None
    value: int | None = None


def counts(kind: str = "") -> list[Sure]:
    """The four of them, in order. `kind`: person, company, "" both."""
    found = {row[0]: Sure(*row) for row in read(_COUNTS, kind)}
    return [found.get(one, Sure(one, 0)) for one in SURENESS]


def ids(kind: str, sureness: str = "") -> list[int]:
    """The customers of one of them, or of all, worth most first."""
    return list(numbers(_IDS, kind, sureness))
