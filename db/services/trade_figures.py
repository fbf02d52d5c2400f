"""What customers bought and owe, a part of their figures that a unit of trade alone makes anew by itself, for many at once."""

from collections.abc import Set
from typing import Any, Final, NamedTuple

from db.core import tally
from db.core.among import among
from db.core.connection import rows as read
from db.services import bulk, lists


class Trade(NamedTuple):
    """The figures of one customer; money in whole dollars."""

    owing: int = 0  # opening balance + sales that are owed - payments
    bought: int = 0  # all sales, less what came back
    last_bought_on: str | None = None  # ISO date of the last sale that was no return
    times_bought: int = 0  # sales that were no return


COLUMNS: Final = Trade._fields
TABLES: Final = frozenset({"sale", "payment", "own_field"})  # what the figures hang on, beside the customer's own row
NOTHING: Final = Trade()
_LOOKED_UP: Final = 0.3  # steps a customer one look into a table takes
_SALES: Final = (
    "SELECT customer, sum(iif(is_owed, coalesce(total, 0), 0)), sum(coalesce(total, 0)),"
    " max(happened_on) FILTER (WHERE coalesce(total, 0) >= 0), count(*) FILTER (WHERE coalesce(total, 0) >= 0)"
    " FROM sale WHERE {which} GROUP BY customer"
)
_NONE: Final = "0"
_PAID: Final = "SELECT customer, sum(amount) FROM payment WHERE {which} GROUP BY customer"
_OPENINGS: Final = "SELECT id, {opening} FROM customer WHERE {which} AND merged_into IS NULL AND extra <> '{{}}'"
_CHANGE: Final = f"UPDATE customer_figures SET ({', '.join(COLUMNS)}) = (?, ?, ?, ?) WHERE customer = ?"


def opening_sql(extra: str = "extra") -> str:
    """SQL of what a customer owed before the first sale here, in whole dollars: the number fields that say so, added up."""
    keys = [one.key for one in lists.own_columns() if one.kind == "number" and one.says_owing]
    return " + ".join(f"CAST(round(coalesce(json_extract({extra}, '$.{key}'), 0)) AS INTEGER)" for key in keys) or _NONE


def of(customers: Set[int]) -> dict[int, Trade]:
    """The figures of those who have any."""
    bought = _by_customer(_SALES, "customer", customers)
    paid = _by_customer(_PAID, "customer", customers)
    opening = opening_sql()
    before = {} if opening == _NONE else _by_customer(_OPENINGS, "id", customers, opening=opening)
    found: dict[int, Trade] = {}
    for one in bought.keys() | paid.keys() | before.keys():
        owed, *rest = bought.get(one, (0, 0, None, 0))
        found[one] = Trade(owed + before.get(one, (0,))[0] - paid.get(one, (0,))[0], *rest)
    return found


def refresh(customers: Set[int]) -> None:
    """Bring these figures alone up to date, of customers who have figures."""
    found = of(customers)
    bulk.run_many(_CHANGE, [(*found.get(one, NOTHING), one) for one in sorted(customers)])


def _by_customer(sql: str, column: str, wanted: Set[int], **parts: str) -> dict[int, tuple[Any, ...]]:
    """The rest of the row by customer."""
    which, parameters = among(column, wanted)
    found = {row[0]: row[1:] for row in read(sql.format(which=which, **parts), *parameters)}
    tally.passed(len(wanted) * _LOOKED_UP)
    return {one: row for one, row in found.items() if one in wanted}
