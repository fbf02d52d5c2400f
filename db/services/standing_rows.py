"""What stands in the row of a customer who bought: worked out from the facts of their sales, for one or for all alike."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from db.analytics import rhythms, scores, stages, tiers
from db.analytics.rhythms import UNKNOWN, Rhythm, Usual
from db.analytics.stages import Behaviour, Placed
from db.core.connection import rows as read
from db.services import buyers, periods, visits, walk_in
from db.services.buyers import Buyer
from db.services.life_value import Forecaster

YEAR: Final = 365
_MONEY: Final = (
    "SELECT customer, sum(amount), sum(margin), sum(iif(day > {year} AND day <= {on}, amount, 0)),"
    " sum(iif(day > {two} AND day <= {year}, amount, 0)), sum(amount) FILTER (WHERE NOT day BETWEEN 1 AND {on}),"
    " sum(margin) FILTER (WHERE NOT day BETWEEN 1 AND {on}), sum(amount) FILTER (WHERE margin IS NULL AND day BETWEEN 1 AND {on})"
    " FROM sale_fact WHERE {which}{nobody} GROUP BY customer"
)
_BY_HAND: Final = (
    "SELECT id, stage, stage_since, stage_until, lost_on FROM customer WHERE {which} AND (stage <> '' OR lost_on IS NOT NULL)"
    " AND merged_into IS NULL"
)
Overdue = Mapping[int, int]


class Row(NamedTuple):
    """A row of customer_standing."""

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
    alive: float | None
    expected: float | None
    value: int | None
    overdue: int
    worked_on: str


class ByHand(NamedTuple):
    """What the owner said of a customer: a stage, since when, until when (None: until it is lifted), and when they were lost."""

    stage: str = ""
    since: str | None = None
    until: str | None = None
    lost_on: str | None = None

    def stage_on(self, on: date) -> str:
        """The stage said by hand that still holds on this day."""
        day = on.isoformat()
        return self.stage if (self.since or day) <= day <= (self.until or day) else ""


class Money(NamedTuple):
    """Whole dollars: of all days, their margin where costs are known, of the last 365 days and of the 365 before; of the whole
    what stands for days to come or for none, and its margin; and what was sold up to now without the cost being known.
    """

    total: int = 0
    margin: int | None = None
    recent: int = 0
    earlier: int = 0
    undated: int | None = None
    undated_margin: int | None = None
    unknown: int | None = None


_NOTHING_SAID: Final = ByHand()
_NO_MONEY: Final = Money()


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
        lost = self.by_hand.get(customer, _NOTHING_SAID).lost_on
        ends = (days[0], days[-1]) if days else (0, 0)
        return Behaviour(rhythms.of(days), *ends, None if lost is None else date.fromisoformat(lost).toordinal())

    def away(self, on: date) -> set[int]:
        """Who may be lost on this day: whoever stayed away as long as nobody is lost before, or of whom something was said."""
        last = on.toordinal() - rhythms.LOST_AT_LEAST
        return {one for one, days in self.visits.items() if days[-1] < last} | self.by_hand.keys()

    def buyer(self, customer: int) -> Buyer | None:
        """What the models are told of one, who is nobody to them without a visit: days to come say nothing yet."""
        days, money = self.visits.get(customer), self.money.get(customer, _NO_MONEY)
        if not days:
            return None
        brought = money.total - (money.undated or 0)
        margin = (money.margin or 0) - (money.undated_margin or 0)
        return Buyer(customer, len(days), days[0], days[-1], brought, margin, brought - (money.unknown or 0))


class Measures(NamedTuple):
    """What customers are judged by on a day."""

    on: date
    scale: Scale
    forecaster: Forecaster


def done(on: date, which: Callable[[str], str], *, with_money: bool = True) -> Done:
    """What was done up to this day by the customers of a condition, `which(column)` in SQL; who stands for all without a name
    is left out. Without money the stages alone can be told.
    """
    nobody, unnamed = visits.but_nobody(), set(walk_in.known())
    year, two, until = (periods.number(on - timedelta(days=days)) for days in (YEAR, 2 * YEAR, 0))
    summed = _MONEY.format(which=which("customer"), nobody=nobody, on=until, year=year, two=two)
    money = read(summed) if with_money else []
    by_hand = read(_BY_HAND.format(which=which("id")))
    return Done(
        buyers.by_customer(read(visits.days(on, which("customer")))),
        {row[0]: Money(*row[1:]) for row in money},
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


def rows(did: Done, customers: Iterable[int], by: Measures, overdue: Overdue) -> Iterator[Row]:
    """The rows of those of these customers who did something."""
    for customer in sorted(did.customers.intersection(customers)):
        yield _row(customer, did, by, overdue.get(customer, 0))


def _row(customer: int, did: Done, by: Measures, overdue: int) -> Row:
    behaviour, money, scale = did.behaviour(customer), did.money.get(customer, _NO_MONEY), by.scale
    where, rhythm = placed(behaviour, by.on, scale), behaviour.rhythm
    first, last = (date.fromordinal(day).isoformat() if rhythm.visits else None for day in (behaviour.first, behaviour.last))
    return Row(
        customer, first, last, rhythm.visits, money.total, money.margin, rhythm.interval, rhythm.spread, rhythm.gap_before,
        money.recent, money.earlier, *_scores(rhythm, behaviour.last - by.on.toordinal(), money.total, scale),
        tiers.tier(money.margin, scale.margin) if money.margin is not None else "",
        did.by_hand.get(customer, _NOTHING_SAID).stage_on(by.on) or where.stage, where.sureness,
        *by.forecaster.outlook(did.buyer(customer), by.on.toordinal()), overdue, by.on.isoformat(),
    )  # fmt: skip


def _scores(rhythm: Rhythm, since: int, total: int, scale: Scale) -> tuple[int, int, int]:
    """Recency, frequency, money from 1 to 5; 0 where nothing was bought, or nothing is known of the shop yet."""
    if not rhythm.visits or not scale.recency:
        return 0, 0, 0
    return (
        scores.score(since, scale.recency), scores.score(rhythm.visits, scale.frequency), scores.score(total, scale.monetary)
    )  # fmt: skip
