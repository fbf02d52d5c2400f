"""What customers really left in the shop: the margin of everything they bought, less what was spent on them."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read

_ALL: Final = """\
WITH bought AS (
    SELECT customer, sum(amount) AS money, sum(margin) AS margin,
        coalesce(sum(amount) FILTER (WHERE margin IS NULL AND amount <> 0), 0) AS unknown
    FROM sale_fact GROUP BY customer
), spent AS (
    SELECT customer, coalesce(sum(amount) FILTER (WHERE kind = 'marketing'), 0) AS marketing,
        coalesce(sum(amount) FILTER (WHERE kind <> 'marketing'), 0) AS service
    FROM customer_cost GROUP BY customer
), both AS (SELECT customer FROM bought UNION SELECT customer FROM spent)
SELECT b.customer, coalesce(m.money, 0) AS money, m.margin AS margin, coalesce(m.unknown, 0) AS unknown,
    coalesce(s.marketing, 0) AS marketing, coalesce(s.service, 0) AS service,
    coalesce(m.margin, 0) - coalesce(s.marketing, 0) - coalesce(s.service, 0) AS remains
FROM both b LEFT JOIN bought m ON m.customer = b.customer LEFT JOIN spent s ON s.customer = b.customer"""
_KNOWN: Final = "(margin IS NOT NULL OR marketing + service > 0)"  # of whom anything can be said
_LISTED: Final = (
    f"SELECT p.customer, c.name, money, margin, unknown, marketing, service, remains FROM ({_ALL}) p JOIN customer c"
    f" ON c.id = p.customer WHERE {_KNOWN} ORDER BY {{order}}, p.customer LIMIT ?"
)
_SUMS: Final = (
    "SELECT count(*), coalesce(sum(money), 0), sum(margin), coalesce(sum(unknown), 0), coalesce(sum(marketing), 0),"
    f" coalesce(sum(service), 0), coalesce(sum(remains), 0) FROM ({_ALL}) WHERE {_KNOWN}"
)
_LOSING: Final = f"SELECT customer FROM ({_ALL}) WHERE {_KNOWN} AND remains < 0 ORDER BY remains, customer"
_ORDERS: Final[dict[str, str]] = {"most": "remains DESC", "least": "remains"}


@dataclass(frozen=True, slots=True)
class Profit:
    """Of one customer, or of all of them together (`customer` is how many then); whole dollars.

    `margin` None: no cost of anything is known. `unknown`: what was paid for goods whose cost nobody wrote down.
    """

    customer: int
    name: str
    money: int
    margin: int | None
    unknown: int
    marketing: int
    service: int
    remains: int


def rows(order: str, most: int) -> list[Profit]:
    """The customers who left most (or least) in the shop. Reads all facts: for the worker."""
    return [Profit(*row) for row in read(_LISTED.format(order=_ORDERS[order]), most)]


def together() -> Profit:
    """The sums over everybody of whom anything can be said."""
    ((count, *sums),) = read(_SUMS)
    return Profit(count, "", *sums)


def losing() -> list[int]:
    """Those who cost more than they brought, the worst first."""
    return [customer for (customer,) in read(_LOSING)]
