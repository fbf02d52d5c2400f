"""The days on which customers bought something, as the questions about coming, staying away and coming back read them."""

from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.services import periods, walk_in

# Returns are no visit, nor is a sale of a day to come; who buys over the counter without a name is nobody who could come back.
# "+day" keeps SQLite to the index in the order of customers, in which nothing is sorted.
_DAYS: Final = (
    "SELECT customer, day FROM sale_fact WHERE +day BETWEEN 1 AND {today} AND quantity >= 0 AND amount >= 0{nobody}"
    " GROUP BY customer, day"
)
_GAPS: Final = (
    "SELECT customer, day, lag(day) OVER one AS before, lead(day) OVER one AS later FROM ({days})"
    " WINDOW one AS (PARTITION BY customer ORDER BY day)"
)
A_YEAR: Final = 10_000  # added to a day as sale_fact writes it: the same day a year later


def days() -> str:
    """SQL of every day (`customer`, `day` as in sale_fact) somebody bought something, up to today."""
    unnamed = walk_in.known()
    nobody = f" AND customer NOT IN ({', '.join(map(str, unnamed))})" if unnamed else ""
    return _DAYS.format(today=periods.number(clock.today()), nobody=nobody)


def gaps() -> str:
    """The same with the day `before` and the one `later`, each null where there is none."""
    return _GAPS.format(days=days())


def first_year() -> int | None:
    """The year of the first visit; None: nobody ever bought anything."""
    ((first,),) = read(f"SELECT min(day) FROM ({days()})")
    return None if first is None else first // A_YEAR


def buyers() -> int:
    """How many customers ever bought something."""
    return int(read(f"SELECT count(DISTINCT customer) FROM ({days()})")[0][0])
