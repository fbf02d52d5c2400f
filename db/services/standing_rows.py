"""What stands in the row of a customer who bought: worked out from the facts of their sales, for one or for all alike."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from db.analytics import rhythms, scores, stages, tiers
from db.analytics.rhythms import UNKNOWN, Rhythm, Usual
from db.analytics.stages import Behaviour, Placed
from db.core.connection import rows as read
from db.services import walk_in

YEAR: Final = 365
_VISITS: Final = (  # as db.services.visits counts them: no returns, no days to come; +day: in the order of customers
    "SELECT customer, day FROM sale_fact WHERE {which} AND +day BETWEEN 1 AND {on} AND quantity >= 0 AND amount >= 0"
    " GROUP BY customer, day"
)
_MONEY: Final = (
    "SELECT customer, sum(amount), sum(margin), sum(iif(day > {year} AND day <= {on}, amount, 0)),"
    " sum(iif(day > {two} AND day <= {year}, amount, 0)) FROM sale_fact WHERE {which} GROUP BY customer"
)
_BY_HAND: Final = (
    "SELECT id, stage, stage_until, lost_on FROM customer WHERE {which} AND (stage <> '' OR lost_on IS NOT NULL)"
    " AND merged_into IS NULL"
)
Overdue = Mapping[int, int]


class Row(NamedTuple):
    """A row of customer_standing, but for the columns that life_value fills in."""

    customer: int
    first_on: str | None
    last_on: str | None
    visits: int
    total: int
    margin: int | None
    interval: float | None
    spread: float | None
    gap_before: int | None
    recent: int
    earlier: int
    recency: int
    frequency: int
    monetary: int
    tier: str
    stage: str
    sureness: str
    overdue: int
    worked_on: str


class ByHand(NamedTuple):
    """What the owner said of a customer: a stage, until when (None: until it is lifted), and since when they are lost."""

    stage: str = ""
    until: str | None = None
    lost_on: str | None = None

    def stage_on(self, on: date) -> str:
        """The stage said by hand that still holds on this day."""
        return self.stage if self.until is None or self.until >= on.isoformat() else ""


class Money(NamedTuple):
    """Whole dollars: of all days, their margin where costs are known, of the last 365 days and of the 365 before."""

    total: int = 0
    margin: int | None = None
    recent: int = 0
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """What one customer is measured by: the shop's rhythm, and the bounds of scores and tiers; none of it: never worked out."""

    shop: Usual = UNKNOWN
    recency: tuple[float, ...] = ()
    frequency: tuple[float, ...] = ()
    monetary: tuple[float, ...] = ()
    margin: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What customers did up to a day: their visits as ordinals, their money, what was said of them."""

    visits: dict[int, list[int]]
    money: dict[int, Money]
    by_hand: dict[int, ByHand]

    @property
    def customers(self) -> set[int]:
        """Everybody who has a row."""
        return self.money.keys() | self.by_hand.keys()

    def until(self, day: date) -> "Done":
        """What they had done up to an earlier day; of their money nothing is known then."""
        last = day.toordinal()
        visits = {one: days if days[-1] <= last else days[: bisect_right(days, last)] for one, days in self.visits.items()}
        return Done({one: days for one, days in visits.items() if days}, {}, self.by_hand)

    def behaviour(self, customer: int) -> Behaviour:
        """What the stages are told of one."""
        days = self.visits.get(customer, [])
        lost = self.by_hand.get(customer, ByHand()).lost_on
        ends = (days[0], days[-1]) if days else (0, 0)
        return Behaviour(rhythms.of(days), *ends, None if lost is None else date.fromisoformat(lost).toordinal())


def number(day: date) -> int:
    """A day as sale_fact has it."""
    return day.year * 10_000 + day.month * 100 + day.day


def done(on: date, which: Callable[[str], str], *, with_money: bool = True) -> Done:
    """What was done up to this day by the customers of a condition, `which(column)` in SQL; who stands for all without a name
    is left out. Without money the stages alone can be told.
    """
    unnamed = set(walk_in.known())
    visits: dict[int, list[int]] = defaultdict(list)
    for customer, day in read(_VISITS.format(which=which("customer"), on=number(on))):
        visits[customer].append(_ordinal(day))
    year, two = (number(on - timedelta(days=days)) for days in (YEAR, 2 * YEAR))
    money = read(_MONEY.format(which=which("customer"), on=number(on), year=year, two=two)) if with_money else []
    by_hand = read(_BY_HAND.format(which=which("id")))
    return Done(
        {one: days for one, days in visits.items() if one not in unnamed},
        {row[0]: Money(*row[1:]) for row in money if row[0] not in unnamed},
        {row[0]: ByHand(*row[1:]) for row in by_hand if row[0] not in unnamed},
    )


def placed(behaviour: Behaviour, on: date, scale: Scale) -> Placed:
    """The stage their behaviour comes to, whatever was said by hand."""
    return stages.stage(behaviour, on.toordinal(), scale.shop)


def scale(everybody: Done, on: date) -> Scale:
    """What the shop's customers are measured by on this day."""
    known = [rhythms.of(days) for days in everybody.visits.values()]
    bought = [everybody.money[one] for one in everybody.visits]
    return Scale(
        shop=rhythms.of_shop(known),
        recency=scores.bounds([days[-1] - on.toordinal() for days in everybody.visits.values()]),
        frequency=scores.bounds([one.visits for one in known]),
        monetary=scores.bounds([one.total for one in bought]),
        margin=tiers.bounds(one.margin for one in everybody.money.values() if one.margin is not None),
    )


def rows(did: Done, on: date, scale: Scale, overdue: Overdue) -> Iterator[Row]:
    """The rows of these customers."""
    for customer in sorted(did.customers):
        behaviour = did.behaviour(customer)
        where = placed(behaviour, on, scale)
        said = did.by_hand.get(customer, ByHand()).stage_on(on)
        yield _row(customer, behaviour, did.money.get(customer, Money()), said or where.stage, where, on, scale, overdue)


def _row(
    customer: int, behaviour: Behaviour, money: Money, stage: str, where: Placed, on: date, scale: Scale, overdue: Overdue
) -> Row:
    rhythm, has_bought = behaviour.rhythm, behaviour.rhythm.visits > 0
    first, last = (date.fromordinal(day).isoformat() if has_bought else None for day in (behaviour.first, behaviour.last))
    return Row(
        customer, first, last, rhythm.visits, money.total, money.margin, rhythm.interval, rhythm.spread, rhythm.gap_before,
        money.recent, money.earlier, *_scores(rhythm, behaviour.last - on.toordinal(), money.total, scale),
        tiers.tier(money.margin, scale.margin) if money.margin is not None else "", stage, where.sureness,
        overdue.get(customer, 0), on.isoformat(),
    )  # fmt: skip


def _scores(rhythm: Rhythm, since: int, total: int, scale: Scale) -> tuple[int, int, int]:
    """Recency, frequency, money from 1 to 5; 0 where nothing was bought, or nothing is known of the shop yet."""
    if not rhythm.visits or not scale.recency:
        return 0, 0, 0
    return (
        scores.score(since, scale.recency), scores.score(rhythm.visits, scale.frequency), scores.score(total, scale.monetary)
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _ordinal(day: int) -> int:
    return date(day // 10_000, day // 100 % 100, day % 100).toordinal()
