"""Why customers went: those the owner closed with a reason, counted."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import numbers
from db.core.connection import rows as read
from db.services.periods import Period

_CLOSED: Final = "customer c WHERE c.merged_into IS NULL AND c.lost_on IS NOT NULL AND (?1 = '' OR c.lost_on BETWEEN ?1 AND ?2)"
_COUNTS: Final = (
    "SELECT c.lost_reason, count(*), coalesce(sum((SELECT s.total FROM customer_standing s WHERE s.customer = c.id)), 0)"
    f" FROM {_CLOSED} GROUP BY 1 ORDER BY 2 DESC, 1"
)
_IDS: Final = f"SELECT c.id FROM {_CLOSED} AND (?3 = '*' OR c.lost_reason = ?3) ORDER BY c.lost_on DESC, c.id"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `money`: whole dollars they all brought while they came."""

    reason: str
    customers: int
    money: int


def counts(period: Period) -> list[Reason]:
    """The reasons of those closed in the period, the most frequent first."""
    return [Reason(*row) for row in read(_COUNTS, *_days(period))]


def ids(period: Period, reason: str = "*") -> list[int]:
    """Who was closed for it in the period, the latest first; every reason where none is named."""
    return list(numbers(_IDS, *_days(period), reason))


def _days(period: Period) -> tuple[str, str]:
    return ("", "") if period.is_everything else (period.first.isoformat(), period.last.isoformat())
