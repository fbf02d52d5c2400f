"""What customers really left in the shop: the margin of everything they bought, less what was spent on them."""

import json
from dataclasses import dataclass
from typing import Final, Literal

from db.core.connection import numbers
from db.core.connection import rows as read
from db.services import walk_in

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
_KNOWN: Final = (  # the cost of most of what they bought, by money, or that they bought nothing
    "(unknown = 0 OR margin IS NOT NULL AND 2 * abs(unknown) <= abs(money))"
)
_NAMED: Final = "customer NOT IN (SELECT value FROM json_each(?))"  # who buys without a name is nobody to earn with
_LISTED: Final = (
    f"SELECT p.customer, c.name, money, margin, unknown, marketing, service, remains FROM ({_ALL}) p JOIN customer c"
    f" ON c.id = p.customer WHERE {_KNOWN} AND {_NAMED} ORDER BY {{order}}, p.customer LIMIT ?"
)
_SUMS: Final = (
    "SELECT count(*), coalesce(sum(money), 0), sum(margin), coalesce(sum(unknown), 0), coalesce(sum(marketing), 0),"
    f" coalesce(sum(service), 0), coalesce(sum(remains), 0) FROM ({_ALL}) WHERE {_KNOWN} AND {_NAMED}"
)
_OTHERS: Final = (
    "SELECT count(*), coalesce(sum(money), 0), sum(margin), coalesce(sum(unknown), 0), coalesce(sum(marketing), 0),"
    f" coalesce(sum(service), 0) FROM ({_ALL}) WHERE NOT ({_KNOWN} AND {_NAMED})"
)
COLUMNS: Final = ("money", "margin", "unknown", "marketing", "service", "remains")
Which = Literal["known", "others", "all"]
_WHICH: Final[dict[Which, str]] = {
    "known": f"{_KNOWN} AND {_NAMED}",
    "others": f"NOT ({_KNOWN} AND {_NAMED})",
    "all": "? IS NOT NULL",
}
_PARTS: Final = f"SELECT customer, {{column}} FROM ({_ALL}) WHERE {{which}} AND {{column}} <> 0 ORDER BY 2 DESC, 1"
_LOSING: Final = f"SELECT customer FROM ({_ALL}) WHERE unknown = 0 AND {_NAMED} AND remains < 0 ORDER BY remains, customer"
_ORDERS: Final[dict[str, str]] = {"most": "remains DESC", "least": "remains"}


@dataclass(frozen=True, slots=True)
class Profit:
    """Of one customer, or of all of them together (`customer` is how many then); whole dollars.

    `margin` None: no cost of anything is known. `unknown`: what was paid for goods whose cost nobody wrote down. `remains` None:
    of them nobody can tell, as of each of whose money more than half is unknown.
    """

    customer: int
    name: str
    money: int
    margin: int | None
    unknown: int
    marketing: int
    service: int
    remains: int | None


def rows(order: str, most: int) -> list[Profit]:
    """The customers who left most (or least) in the shop. Reads all facts: for the worker."""
    return [Profit(*row) for row in read(_LISTED.format(order=_ORDERS[order]), _nobody(), most)]


def together() -> Profit:
    """The sums over everybody of whom anything can be said."""
    ((count, *sums),) = read(_SUMS, _nobody())
    return Profit(count, "", *sums)


def losing() -> list[int]:
    """Those who cost more than they brought, the worst first; of whom a cost is not known, nobody can tell."""
    return list(numbers(_LOSING, _nobody()))


def others() -> Profit:
    """What was sold to (and spent on) those nothing can be said of: without a name, or the cost of most they bought not known."""
    ((count, money, margin, unknown, marketing, service),) = read(_OTHERS, _nobody())
    return Profit(count, "", money, margin, unknown, marketing, service, None)


def parts(column: str, which: Which) -> dict[int, int]:
    """By customer what a column (money, margin, unknown, marketing, service, remains) adds up."""
    if column not in COLUMNS:
        raise KeyError(column)
    return dict(read(_PARTS.format(column=column, which=_WHICH[which]), _nobody()))


def _nobody() -> str:
    return json.dumps(list(walk_in.known()))
