"""Why customers went: those the owner closed with a reason, counted."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import numbers
from db.core.connection import rows as read
from db.services.periods import Period

_CLOSED: Final = (
    "customer c LEFT JOIN customer_standing s ON s.customer = c.id WHERE c.merged_into IS NULL AND c.lost_on IS NOT NULL"
    " AND (?1 = '' OR c.lost_on BETWEEN ?1 AND ?2)"
)
_IS_BACK: Final = "coalesce(s.last_on > c.lost_on, 0)"
_COUNTS: Final = (
    f"SELECT c.lost_reason, count(*), sum({_IS_BACK}), coalesce(sum(s.total), 0) FROM {_CLOSED} GROUP BY 1 ORDER BY 2 DESC, 1"
)
_IDS: Final = (
    f"SELECT c.id FROM {_CLOSED} AND (?3 IS NULL OR c.lost_reason = ?3) AND (NOT ?4 OR {_IS_BACK}) ORDER BY c.lost_on DESC, c.id"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `back`: those of them who bought again since; `money`: whole dollars they all brought."""

    reason: str
    customers: int
    back: int
    money: int


def counts(period: Period) -> list[Reason]:
    """The reasons of those closed in the period, the most frequent first."""
    return [Reason(*row) for row in read(_COUNTS, *_days(period))]


def ids(period: Period, reason: str | None = None, *, is_back: bool = False) -> list[int]:
    """Who was closed for it (None: for any) in the period, the latest first; all, or those who bought again since."""
    return list(numbers(_IDS, *_days(period), reason, is_back))


def _days(period: Period) -> tuple[str, str]:
    return ("", "") if period.is_everything else (period.first.isoformat(), period.last.isoformat())
