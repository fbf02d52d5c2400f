"""What became of the quotes that were issued: won, lost and why, unanswered, and how long an answer took."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.services.quote_rows import CHANCES

WON, LOST, EXPIRED, WAITING = "accepted", "refused", "expired", "issued"
OUTCOMES: Final = (WON, LOST, EXPIRED, WAITING)
SIZES: Final = (10_000, 30_000, 100_000)  # dollars up to which a quote counts as small, medium, large
_QUOTES: Final = (
    "SELECT q.id, q.customer, CASE WHEN q.state = 'issued' AND q.valid_until < ?3 THEN 'expired' ELSE q.state END, q.quoted_on,"
    " q.total, q.reason, q.staff, c.kind, julianday(q.decided_on) - julianday(coalesce((SELECT max(i.issued_on)"
    " FROM issued_quote i WHERE i.quote = q.id AND i.is_replaced = 0 AND i.issued_on <= q.decided_on), q.quoted_on)), q.chance"
    " FROM quote q JOIN customer c ON c.id = q.customer WHERE q.state IN ('issued', 'accepted', 'refused')"
    " AND q.quoted_on BETWEEN ?1 AND ?2 ORDER BY q.quoted_on DESC, q.id DESC"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quote that left the house; `total` whole dollars; `days` until the answer, None where there is none."""

    id: int
    customer: int
    outcome: str  # one of OUTCOMES
    on: str  # ISO date
    total: int
    reason: str
    staff: str
    kind: str  # of the customer: person, company
    days: float | None
    chance: int | None = None  # percent that was said of it, one of CHANCES


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some quotes; `rate` and `money_rate` of those that are decided or over, None where none is."""

    key: str
    counts: Mapping[str, int]  # by outcome
    money: Mapping[str, int]  # whole dollars
    days: float | None  # median days until an answer

    @property
    def all(self) -> int:
        """How many were issued."""
        return sum(self.counts.values())

    @property
    def closed(self) -> int:
        """How many are decided, or over without an answer."""
        return self.all - self.counts[WAITING]

    @property
    def rate(self) -> float | None:
        """The share of the closed ones that was won."""
        return self.counts[WON] / self.closed if self.closed else None

    @property
    def money_rate(self) -> float | None:
        """The same by money."""
        closed = sum(self.money.values()) - self.money[WAITING]
        return self.money[WON] / closed if closed > 0 else None


def size_key(quoted: Quoted) -> str:
    """The place of its size among SIZES: "0" the smallest."""
    return f"{sum(quoted.total >= one for one in SIZES)}"


def hope_key(quoted: Quoted) -> str:
    """The place of what was said of it among CHANCES, "0" the surest; "" nobody said."""
    return "" if quoted.chance is None else f"{list(CHANCES).index(quoted.chance)}"


BY: Final[Mapping[str, Callable[[Quoted], str]]] = {
    "month": lambda one: one.on[:7],
    "staff": lambda one: one.staff,
    "size": size_key,
    "kind": lambda one: one.kind,
    "hope": hope_key,
}


def issued(first: date, last: date, today: date | None = None) -> list[Quoted]:
    """The quotes of these days that were issued and are not void, the latest first."""
    day = (today or clock.today()).isoformat()
    return [Quoted(*row) for row in read(_QUOTES, first.isoformat(), last.isoformat(), day)]


def tallies(found: Iterable[Quoted], by: str) -> list[Tally]:
    """What became of them by one of BY, in the order of its keys; what is not known comes last."""
    grouped: dict[str, list[Quoted]] = {}
    for one in found:
        grouped.setdefault(BY[by](one), []).append(one)
    return [tally(key, grouped[key]) for key in sorted(grouped, key=lambda key: (not key, key))]


def tally(key: str, found: Iterable[Quoted]) -> Tally:
    """All of these as one."""
    counts, money, days = dict.fromkeys(OUTCOMES, 0), dict.fromkeys(OUTCOMES, 0), []
    for one in found:
        counts[one.outcome] += 1
        money[one.outcome] += one.total
        if one.days is not None and one.outcome in (WON, LOST):
            days.append(max(one.days, 0.0))
    return Tally(key, counts, money, median(days) if days else None)
