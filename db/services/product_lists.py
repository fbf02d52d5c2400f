"""The list of products as it is looked at: those sold or no longer sold, of a category, found by a text, in an order."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from db.core.connection import rows as read
from db.services import products
from db.services.product_search import ids as found
from db.services.products import ProductRow

State = Literal["sold", "stopped", "all"]
SORTS: Final = {
    "code": "code = '', code {0}, name, id",  # those without a code last
    "name": "name {0}, spec, id",
    "price": "price IS NULL, price {0}, code, name, id",
    "wholesale": "wholesale_price IS NULL, wholesale_price {0}, code, name, id",
    "project": "project_price IS NULL, project_price {0}, code, name, id",
    "cost": "cost IS NULL, cost {0}, code, name, id",
    "category": "category = '', category {0}, code, name, id",
}
_WHERE: Final = {"sold": "is_active", "stopped": "NOT is_active", "all": "1"}


@dataclass(frozen=True, slots=True)
class ProductQuery:
    """What is asked. `category` None: all of them; `sort`: a key of SORTS, or "": by code, and with a text the best first."""

    text: str = ""
    state: State = "sold"
    category: str | None = None
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many products there are: sold, no longer sold, and of those sold by category, the fullest first."""

    sold: int
    stopped: int
    categories: tuple[tuple[str, int], ...]


def ids(query: ProductQuery) -> "array[int]":
    """The products asked for, in order. With a text every product is looked at: a job for the worker."""
    order = SORTS[query.sort or "code"].format("DESC" if query.descending else "ASC")
    where, asked = _WHERE[query.state], [] if query.category is None else [query.category]
    if query.category is not None:
        where += " AND category = ?"
    among = array("q", (one for (one,) in read(f"SELECT id FROM product WHERE {where} ORDER BY {order}", *asked)))
    if not query.text.strip():
        return among
    best = found(query.text, inactive=query.state != "sold")
    kept = set(best).intersection(among)
    return array("q", (one for one in (among if query.sort else best) if one in kept))


def rows(wanted: Sequence[int]) -> list[ProductRow]:
    """These products as the list shows them."""
    return products.of_ids(wanted)


def counts() -> Counts:
    """How many stand under each chip."""
    stopped, sold = read("SELECT count(*) FILTER (WHERE NOT is_active), count(*) FILTER (WHERE is_active) FROM product")[0]
    named = read(
        "SELECT category, count(*) FROM product WHERE category <> '' AND is_active GROUP BY category ORDER BY 2 DESC, category"
    )
    return Counts(sold, stopped, tuple((name, count) for name, count in named))
