"""Who stays away longer than they usually do: the customers that are going and those that are gone, worth most first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.core import clock
from db.core.connection import numbers
from db.core.connection import rows as read
from db.services import opt_outs

GOING, GONE = "pre_divorce", "divorce"  # as analytics.stages calls them
_WHICH: Final = {"both": (GOING, GONE), "going": (GOING,), "gone": (GONE,)}
_THERE: Final = (  # who was closed with a reason is not waited for any more
    "customer_standing s JOIN customer_figures f ON f.customer = s.customer AND f.visible = 1 JOIN customer c"
    " ON c.id = s.customer AND (c.lost_on IS NULL OR c.lost_on < s.last_on) WHERE s.visits > 0 AND s.stage IN (?1, ?2)"
)
_ORDER: Final = "ORDER BY s.stage DESC, coalesce(s.value, 0) DESC, s.total DESC, s.customer"
_LISTED: Final = (
    "SELECT s.customer, c.name, s.stage, f.phone, s.last_on, s.interval, CAST(julianday(?3) - julianday(s.last_on) AS INTEGER),"
    f" s.total FROM {_THERE} {_ORDER} LIMIT ?4"
)
_IDS: Final = f"SELECT s.customer FROM {_THERE} {_ORDER}"
_BUYERS: Final = (
    "SELECT count(*) FROM customer_standing s JOIN customer_figures f ON f.customer = s.customer AND f.visible = 1"
    " WHERE s.visits > 0"
)
_LAST: Final = (
    "SELECT coalesce(p.name, i.name) FROM sale_fact f JOIN item i ON i.id = f.item LEFT JOIN product p ON p.id = i.product"
    " WHERE f.customer = ? AND f.day <= ? AND f.quantity > 0"
    " GROUP BY f.item ORDER BY max(f.day) DESC, sum(f.amount) DESC LIMIT 2"
)


@dataclass(frozen=True, slots=True)
class Late:
    """One of them. `phone` "" where they refuse calls (`refuses`); `interval`: days between two visits in the mean."""

    customer: int
    name: str
    stage: str
    phone: str
    refuses: bool
    last_on: str  # ISO
    interval: float | None
    away: int  # days
    total: int  # whole dollars
    bought: tuple[str, ...]  # the last things


def rows(which: str, most: int) -> list[Late]:
    """Those going (`going`), gone (`gone`) or both, those going first. KeyError: there is no such choice."""
    today = clock.today()
    found = read(_LISTED, *_stages(which), today.isoformat(), most)
    refusing = set(opt_outs.among([row[0] for row in found], "phone"))
    return [_late(row, row[0] in refusing, int(today.strftime("%Y%m%d"))) for row in found]


def ids(which: str) -> Sequence[int]:
    """All of them, in the same order."""
    return numbers(_IDS, *_stages(which))


def buyers() -> int:
    """How many were looked at: everybody in the list who ever bought."""
    return int(read(_BUYERS)[0][0])


def _stages(which: str) -> tuple[str, str]:
    return _WHICH[which][0], _WHICH[which][-1]


def _late(row: tuple[int, str, str, str, str, float | None, int, int], refuses: bool, today: int) -> Late:
    customer, name, stage, phone, last_on, interval, away, total = row
    bought = tuple(dict.fromkeys(item for (item,) in read(_LAST, customer, today) if item))
    return Late(customer, name, stage, "" if refuses else phone, refuses, last_on, interval, away, total, bought)
