"""Customers counted by where they stand: by how lately and how often they came, by their share of the margin, by their rhythm."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.core.connection import numbers
from db.core.connection import rows as read

LONGEST: Final = (7, 14, 30, 60, 90, 180, 365)  # days of the spans between two visits; beyond the last is a span of its own
_THERE: Final = (  # who is not put away
    "customer_standing s JOIN customer_figures f ON f.customer = s.customer AND f.visible = 1"
    " JOIN customer c ON c.id = s.customer AND (?1 = '' OR c.kind = ?1)"
)
_GRID: Final = (
    f"SELECT s.recency, s.frequency, count(*), coalesce(sum(s.total), 0) FROM {_THERE} WHERE s.visits > 0 GROUP BY 1, 2"
)
_IN_GRID: Final = (
    f"SELECT s.customer FROM {_THERE} WHERE s.visits > 0 AND (?2 = 0 OR s.recency = ?2) AND (?3 = 0 OR s.frequency = ?3)"
    " ORDER BY s.total DESC, s.customer"
)
_WITHIN: Final = " ".join(f"WHEN s.interval <= {days} THEN {days}" for days in LONGEST)
_SPAN: Final = f"CASE WHEN s.interval IS NULL THEN 0 {_WITHIN} ELSE -1 END"
_RHYTHMS: Final = f"SELECT {_SPAN}, count(*) FROM {_THERE} WHERE s.visits > 0 GROUP BY 1"
_IN_RHYTHM: Final = f"SELECT s.customer FROM {_THERE} WHERE s.visits > 0 AND {_SPAN} = ?2 ORDER BY s.total DESC, s.customer"
_TIERS: Final = (
    "SELECT tier, count(*), coalesce(sum(total), 0), sum(margin) FROM customer_standing WHERE tier <> '' GROUP BY tier"
)
_ALL_MONEY: Final = "SELECT coalesce(sum(amount), 0), sum(margin) FROM sale_fact"
_BEST: Final = (
    "SELECT s.customer, c.name, s.tier, s.total, s.margin FROM customer_standing s JOIN customer c ON c.id = s.customer"
    " WHERE s.tier <> '' ORDER BY coalesce(s.margin, 0) DESC, s.total DESC, s.customer LIMIT ?"
)
_IN_TIER: Final = (
    "SELECT customer FROM customer_standing WHERE tier = ? AND (tier <> '' OR visits > 0)"
    " ORDER BY coalesce(margin, 0) DESC, total DESC, customer"
)


@dataclass(frozen=True, slots=True)
class Tier:
    """The customers of one tier together; whole dollars. `margin` None: no cost is known."""

    tier: str
    customers: int
    money: int
    margin: int | None


@dataclass(frozen=True, slots=True)
class Best:
    """One of those who bring most."""

    customer: int
    name: str
    tier: str
    money: int
    margin: int | None


def grid(kind: str = "") -> dict[tuple[int, int], tuple[int, int]]:
    """By the scores (recency, frequency), 1 to 5: how many customers, and their money. `kind`: person, company, "" both."""
    return {(recency, frequency): (count, money) for recency, frequency, count, money in read(_GRID, kind)}


def in_grid(kind: str, recency: int, frequency: int) -> list[int]:
    """The customers of a cell; 0 stands for every score."""
    return list(numbers(_IN_GRID, kind, recency, frequency))


def rhythms(kind: str = "") -> dict[int, int]:
    """How many customers come again within so many days in the mean (of LONGEST; -1: beyond; 0: who came once only)."""
    return dict(read(_RHYTHMS, kind))


def in_rhythm(kind: str, days: int) -> list[int]:
    """The customers of one of these spans."""
    return list(numbers(_IN_RHYTHM, kind, days))


def tiers() -> list[Tier]:
    """A, B and C; then, as "", who stands in none and what was sold to them or to nobody by name: all of it is all sales."""
    found = sorted((Tier(*row) for row in read(_TIERS)), key=lambda one: one.tier)
    ((money, margin),) = read(_ALL_MONEY)
    rest = money - sum(one.money for one in found)
    left = None if margin is None else margin - sum(one.margin or 0 for one in found)
    others = len(in_tier(""))
    return [*found, Tier("", others, rest, left)] if rest or left or others else found


def best(most: int) -> Sequence[Best]:
    """Those who bring most margin, in order."""
    return [Best(*row) for row in read(_BEST, most)]


def in_tier(tier: str) -> list[int]:
    """The customers of a tier, the best first; "": who bought something and stands in none."""
    return list(numbers(_IN_TIER, tier))


def in_any_tier() -> list[int]:
    """All of them."""
    return [one for tier in ("A", "B", "C", "") for one in in_tier(tier)]
