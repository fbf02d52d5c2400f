"""Who went away and came back: after how long, what they liked before, and what had gone wrong."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import numbers
from db.core.connection import rows as read
from db.services import tastes, visits
from db.services.periods import Period

# Away: a whole year, or as long as the shop had them for lost; the last return of each customer counts.
_BACK: Final = (
    "SELECT g.customer, max(g.day) AS day, g.before FROM ({gaps}) g JOIN customer_figures f ON f.customer = g.customer"
    f" AND f.visible = 1 WHERE g.before + {visits.A_YEAR} < g.day AND g.day BETWEEN ? AND ? GROUP BY g.customer"
)
_LISTED: Final = (
    "SELECT b.customer, c.name, b.day, b.before FROM ({back}) b JOIN customer c ON c.id = b.customer"
    " ORDER BY b.day DESC, b.customer LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Returner:
    """One of them; days as sale_fact writes them. `liked` before they went; `wrong`: what was said when they did, or ""."""

    customer: int
    name: str
    day: int
    before: int
    liked: tuple[str, ...]
    wrong: str


def rows(period: Period, most: int) -> list[Returner]:
    """Who came back in the period, the latest first."""
    sql = _LISTED.format(back=_sql())
    return [
        Returner(customer, name, day, before, tuple(tastes.bought(customer, before)), tastes.went_wrong(customer, day))
        for customer, name, day, before in read(sql, *period.days, most)
    ]


def ids(period: Period) -> list[int]:
    """All of them, the latest first."""
    return list(numbers(f"SELECT customer FROM ({_sql()}) ORDER BY day DESC, customer", *period.days))


def _sql() -> str:
    return _BACK.format(gaps=visits.gaps())
