"""Who bought something, up to any day: how often, from when to when, and what it brought, as the models of customers take it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from db.core.connection import rows as read
from db.services import periods, visits

# What came back on another day is no visit, but takes off what the customer brought.
_BUYERS: Final = f"""\
SELECT customer, sum(came), min(iif(came, day, NULL)), max(iif(came, day, NULL)), sum(money), sum(margin), sum(known) FROM (
    SELECT customer, day, max({visits.BOUGHT}) AS came, sum(amount) AS money, sum(coalesce(margin, 0)) AS margin,
        sum(iif(margin IS NULL, 0, amount)) AS known
    FROM sale_fact WHERE +day BETWEEN 1 AND {{on}}{{nobody}} GROUP BY customer, day
) GROUP BY customer HAVING sum(came) > 0"""


class Buyer(NamedTuple):
    """One customer up to a day: visits (days), the first and the last as ordinals; whole dollars, of which the `known` ones are
    of lines whose cost is known and left so much `margin`.
    """

    customer: int
    visits: int
    first: int
    last: int
    money: int
    margin: int
    known: int


def known_on(day: date) -> list[Buyer]:
    """Everybody who had bought something by this day, but the nameless of the counter. For the worker: it takes seconds."""
    found = read(_BUYERS.format(on=periods.number(day), nobody=visits.but_nobody()))
    return [Buyer(one, came, ordinal(first), ordinal(last), *sums) for one, came, first, last, *sums in found]


def days_until(day: date) -> dict[int, list[int]]:
    """The days (ordinals, in order) on which each of them bought something; as long as `known_on`."""
    return by_customer(read(f"{visits.days(day)} ORDER BY customer, day"))


def by_customer(found: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Of (customer, day) in their order the days of each as ordinals."""
    return {one: [ordinal(day) for _one, day in several] for one, several in groupby(found, key=itemgetter(0))}


@lru_cache(maxsize=20_000)
def ordinal(day: int) -> int:
    """A day of sale_fact (20261121) as Python counts them."""
    return date(day // 10_000, day // 100 % 100, day % 100).toordinal()
