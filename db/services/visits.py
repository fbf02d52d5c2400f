"""The days on which customers bought something, as the questions about coming, staying away and coming back read them."""

from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.services import periods, walk_in

BOUGHT: Final = "quantity >= 0 AND amount >= 0"  # of a line: what came back is no visit
# Nor is a sale of a day to come; who buys over the counter without a name is nobody who could come back.
# "+day" keeps SQLite to the index in the order of customers, in which nothing is sorted.
_DAYS: Final = (
    f"SELECT customer, day FROM sale_fact WHERE {{which}} AND +day BETWEEN 1 AND {{on}} AND {BOUGHT}{{nobody}}"
    " GROUP BY customer, day"
)
_GAPS: Final = (
    "SELECT customer, day, lag(day) OVER one AS before, lead(day) OVER one AS later FROM ({days})"
    " WINDOW one AS (PARTITION BY customer ORDER BY day)"
)
_WITHIN: Final = (  # of a few days each visit looks for the one before it: much less than all visits of everybody
    "SELECT v.customer, v.day, (SELECT e.day FROM sale_fact e WHERE e.customer = v.customer AND e.day BETWEEN 1 AND v.day - 1"
    f" AND {BOUGHT} ORDER BY e.day DESC LIMIT 1) AS before FROM (SELECT DISTINCT customer, day FROM sale_fact"
    f" WHERE day BETWEEN {{first}} AND {{last}} AND {BOUGHT}{{nobody}}) v"
)
A_YEAR: Final = 10_000  # added to a day as sale_fact writes it: the same day a year later


def days(on: date | None = None, which: str = "1") -> str:
    """SQL of every day (`customer`, `day` as in sale_fact, in this order) somebody bought something, up to this day (today);
    `which`: a condition on the customer.
    """
    return _DAYS.format(which=which, on=periods.number(on or clock.today()), nobody=but_nobody())


def but_nobody() -> str:
    """SQL that leaves out those who stand for everybody without a name."""
    unnamed = walk_in.known()
    return f" AND customer NOT IN ({', '.join(map(str, unnamed))})" if unnamed else ""


def gaps() -> str:
    """The same with the day `before` and the one `later`, each null where there is none."""
    return _GAPS.format(days=days())


def gaps_within(first: int, last: int) -> str:
    """Of the days from one to another (as in sale_fact) alone: `customer`, `day` and the day `before`, as `gaps` has them."""
    until = min(last, periods.number(clock.today()))
    return _WITHIN.format(first=max(first, 1), last=until, nobody=but_nobody())


def first_year() -> int | None:
    """The year of the first visit; None: nobody ever bought anything."""
    ((first,),) = read(f"SELECT min(day) FROM ({days()})")
    return None if first is None else first // A_YEAR


def buyers() -> int:
    """How many customers ever bought something."""
    return int(read(f"SELECT count(DISTINCT customer) FROM ({days()})")[0][0])
