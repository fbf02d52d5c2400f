"""Which categories a kind of customers buys and which of them do not yet, and for whom that is most worth a word."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from db.analytics import white_space
from db.analytics.white_space import Share
from db.core import clock
from db.core.connection import rows as read
from db.services import periods, walk_in

GROUPS: Final = 12  # kinds of customers that stand in the matrix, the largest
MOST: Final = 200  # blanks, by default
_BOUGHT: Final = (
    "SELECT DISTINCT customer, item FROM sale_fact WHERE day BETWEEN 0 AND ? AND item > 0 AND quantity > 0"
    " AND customer NOT IN (SELECT value FROM json_each(?))"
)
_CATEGORIES: Final = "SELECT i.id, p.category FROM item i JOIN product p ON p.id = i.product WHERE p.category <> ''"
PEOPLE, COMPANIES = "kind:person", "kind:company"  # the kinds of who has no category; no category is written so
_GROUPS: Final = (
    "SELECT id, iif(category <> '', category, 'kind:' || kind) FROM customer WHERE archived_at IS NULL AND merged_into IS NULL"
)
_NAMES: Final = "SELECT id, name FROM customer WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Kinds of customers (their category, else PEOPLE or COMPANIES), the largest first, and categories, the most bought first;
    each cell how many of those who ever bought anything named bought of it.
    """

    groups: tuple[str, ...]
    categories: tuple[str, ...]
    cells: Mapping[tuple[str, str], Share]


@dataclass(frozen=True, slots=True)
class WhiteSpace:
    """A customer who buys the two categories of `because` and not this one, as `alike` of `of` customers like them do."""

    customer: int
    category: str
    because: tuple[str, str]
    alike: int
    of: int
    name: str  # of the customer


def matrix() -> Matrix:
    """All of it; for the worker in a large shop."""
    bought, groups = _bought()
    cells = white_space.shares(bought, groups)
    sizes = Counter(groups[one] for one in bought)
    buyers = Counter(category for categories in bought.values() for category in categories)
    largest = tuple(sorted(sizes, key=lambda one: (-sizes[one], one))[:GROUPS])
    return Matrix(
        largest,
        tuple(sorted(buyers, key=lambda one: (-buyers[one], one))),
        {key: share for key, share in cells.items() if key[0] in largest},
    )


def customers(group: str, category: str | None = None, buying: bool = True) -> list[int]:
    """Behind a cell: who of this kind ever bought anything named; who of this category, or (`buying`) not of it."""
    bought, groups = _bought()
    of_kind = sorted(one for one in bought if groups[one] == group)
    return [one for one in of_kind if category is None or (category in bought[one]) == buying]


def alike(blank: WhiteSpace, buying: bool) -> list[int]:
    """The look-alikes a blank speaks of; or those of them who buy what is missing."""
    bought, groups = _bought()
    kind, two = groups[blank.customer], set(blank.because)
    found = sorted(one for one, held in bought.items() if groups[one] == kind and white_space.is_compared(held) and two <= held)
    return [one for one in found if not buying or blank.category in bought[one]]


def blanks(most: int = MOST) -> list[WhiteSpace]:
    """The likeliest blanks, so many at most. A second or two in a large shop: for the worker."""
    found = white_space.blanks(*_bought(), most=most)
    names: dict[int, str] = dict(read(_NAMES, json.dumps(sorted({one.customer for one in found}))))
    return [WhiteSpace(one.customer, one.category, one.because, one.alike, one.of, names[one.customer]) for one in found]


def _bought() -> tuple[dict[int, set[str]], dict[int, str]]:
    """The categories each customer bought, and the kind of each."""
    category_of: dict[int, str] = dict(read(_CATEGORIES))
    groups: dict[int, str] = dict(read(_GROUPS))
    bought: defaultdict[int, set[str]] = defaultdict(set)
    for customer, item in read(_BOUGHT, periods.number(clock.today()), json.dumps(walk_in.known())):
        if item in category_of and customer in groups:
            bought[customer].add(category_of[item])
    return dict(bought), groups
