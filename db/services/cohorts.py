"""Every year's new customers, and how many of them bought in each year after."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import numbers
from db.core.connection import rows as read
from db.services import visits

_FIRST: Final = f"SELECT customer, min(day) / {visits.A_YEAR} AS came FROM ({{days}}) GROUP BY customer"
_COUNTS: Final = (
    f"SELECT f.came, d.day / {visits.A_YEAR}, count(DISTINCT d.customer) FROM ({{days}}) d JOIN ({_FIRST}) f"
    " ON f.customer = d.customer GROUP BY 1, 2"
)
_THERE: Final = (
    f"SELECT DISTINCT d.customer FROM ({{days}}) d JOIN ({_FIRST}) f ON f.customer = d.customer AND f.came = ?"
    f" WHERE d.day / {visits.A_YEAR} = ? ORDER BY d.customer"
)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The customers who came first in one year. `bought`: how many of them did in each year, by the year, their first one too."""

    year: int
    count: int
    bought: dict[int, int]


def by_year() -> list[Cohort]:
    """All years in which somebody came first, in order."""
    found: dict[int, dict[int, int]] = {}
    for came, year, count in read(_COUNTS.format(days=visits.days())):
        found.setdefault(came, {})[year] = count
    return [Cohort(came, bought[came], bought) for came, bought in sorted(found.items())]


def ids(came: int, year: int) -> list[int]:
    """Who came first in one year and bought in another."""
    return list(numbers(_THERE.format(days=visits.days()), came, year))
