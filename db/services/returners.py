"""Who went away and came back: after how long, what they liked before, and what had gone wrong."""

import json
from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.services import tastes, visits
from db.services.periods import Period

# Away: a whole year, or as long as the shop had them for lost; the last return of each customer counts.
_BACK: Final = (
    "SELECT g.customer, max(g.day) AS day, g.before FROM ({gaps}) g JOIN customer_figures f ON f.customer = g.customer"
    f" AND f.visible = 1 WHERE g.before + {visits.A_YEAR} < g.day AND g.day BETWEEN ? AND ? GROUP BY g.customer"
)
_NAMES: Final = "SELECT id, name FROM customer WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Returner:
    """One of them; days as sale_fact writes them. `liked` before they went; `wrong`: what was said when they did, or ""."""

    customer: int
    name: str
    day: int
    before: int
    liked: tuple[str, ...]
    wrong: str


def rows(period: Period, most: int) -> tuple[list[Returner], int]:
    """Who came back in the period, the latest first, and how many they are in all."""
    found = _found(period)
    names = dict(read(_NAMES, json.dumps([customer for customer, _day, _before in found[:most]])))
    return [_told(names[customer], customer, day, before) for customer, day, before in found[:most]], len(found)


def ids(period: Period) -> list[int]:
    """All of them, the latest first."""
    return [customer for customer, _day, _before in _found(period)]


def _found(period: Period) -> list[tuple[int, int, int]]:
    sql = f"SELECT * FROM ({_BACK.format(gaps=visits.gaps())}) ORDER BY day DESC, customer"
    return [(customer, day, before) for customer, day, before in read(sql, *period.days)]


def _told(name: str, customer: int, day: int, before: int) -> Returner:
    liked = tuple(dict.fromkeys(tastes.bought(customer, before)))  # of one name, whatever the specification
    return Returner(customer, name, day, before, liked, tastes.went_wrong(customer, day))
