"""What is bought together in one sale more often than chance would have it, by the last two years' sales."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

from db.analytics import baskets
from db.analytics.baskets import Pair
from db.analytics.shares import bounds
from db.core import clock
from db.core.connection import database, value
from db.core.connection import rows as read
from db.core.progress import Progress, silent
from db.services import periods, worked_out
from db.services.item_names import CALLED
from db.services.open_days import months_later
from resources.i18n import _

MONTHS: Final = 24  # what was bought together before that says little of today
_CLEAR: Final = 4  # one of so many takes the other along: less is not worth a word to a customer
_NAME: Final = "bought_together"  # in model_fit
_MOST: Final = 400  # pairs that are kept
_SMALL: Final = 20_000  # lines up to which pairs that were never worked out are worked out at once
_GOODS: Final = "sale_fact WHERE day BETWEEN ?1 AND ?2 AND item > 0 AND quantity > 0"
_LINES: Final = f"SELECT sale, item FROM {_GOODS} ORDER BY day, sale"
_WITH: Final = (
    f"SELECT sale FROM {_GOODS} AND item IN (SELECT value FROM json_each(?3)) AND sale <= ?4 GROUP BY sale"
    " HAVING count(DISTINCT item) = json_array_length(?3) ORDER BY sale DESC"
)
_NAMES: Final = (
    f"SELECT i.id, {CALLED}, p.id, coalesce(p.is_active, 1) FROM item i LEFT JOIN product p ON p.id = i.product"
    " WHERE i.id IN (SELECT value FROM json_each(?))"
)
_NEWEST: Final = 1 << 62  # no sale has a greater number
_FEW: Final = f"SELECT count(*) <= {_SMALL} FROM (SELECT 1 FROM sale_fact LIMIT {_SMALL + 1})"


@dataclass(frozen=True, slots=True)
class BoughtTogether:
    """Of the `of_a` sales with `a`, `together` had `b` too; `of_b` and `baskets` for comparison. Items, and what they are called;
    a product is None for a name that is none.
    """

    a: int
    b: int
    name_a: str
    name_b: str
    product_a: int | None
    product_b: int | None
    together: int
    of_a: int
    of_b: int
    baskets: int
    lift: float

    @property
    def is_worth_a_word(self) -> bool:
        """Whether so many who take `a` take `b` along that a customer can be told."""
        return self.together * _CLEAR >= self.of_a


def refresh(progress: Progress = silent) -> None:
    """Work out the pairs anew and keep them; for the worker, once a day."""
    progress(_("What is bought together"), 0, 0)
    first, last = _span()
    newest = int(value("SELECT coalesce(max(id), 0) FROM sale"))
    worked_out.keep(_NAME, {"first": first, "last": last, "newest": newest, "pairs": _found()})


def kept() -> list[BoughtTogether]:
    """The clear pairs in both directions, the surest first; what is not sold any more is left out. None in a large shop where
    they were never worked out.
    """
    found = worked_out.kept(_NAME)
    pairs = found["pairs"] if found else _found() if _is_small() else []
    return list(_named([Pair(*one) for one in pairs]))


def whole() -> list[BoughtTogether]:
    """`kept`, worked out first where they never were, and not kept. For the worker and for commands."""
    return kept() if worked_out.kept(_NAME) else list(_named([Pair(*one) for one in _found()]))


def beside(products: Collection[int], most: int = 2) -> list[BoughtTogether]:
    """Products that go with these and are not among them, the surest first, each once."""
    held = set(products)
    found: dict[int, BoughtTogether] = {}
    for one in kept():
        if one.product_a in held and one.product_b is not None and one.product_b not in held and one.is_worth_a_word:
            found.setdefault(one.product_b, one)
    return list(found.values())[:most]


def sales(*items: int) -> list[int]:
    """The sales the pairs were counted in that have all of these items, the latest first; a scan of two years, for the worker."""
    found = worked_out.kept(_NAME)
    first, last, newest = (found["first"], found["last"], found["newest"]) if found else (*_span(), _NEWEST)
    return [sale for (sale,) in read(_WITH, first, last, json.dumps(items), newest)]


def counted() -> int:
    """How many sales there are to find pairs in; a scan of two years, for the worker."""
    return int(value(f"SELECT count(DISTINCT sale) FROM {_GOODS}", *_span()))


def _found() -> list[tuple[int, ...]]:
    clear = [one for one in baskets.pairs(_baskets()) if one.is_clear]
    clear.sort(key=lambda one: (-bounds(one.together, one.of_a)[0], one.a, one.b))
    return [(one.a, one.b, one.together, one.of_a, one.of_b, one.baskets) for one in clear[:_MOST]]


def _baskets() -> Iterator[list[int]]:
    """The items of each sale; read as they are counted, because there may be a million lines."""
    lines = database.execute(_LINES, _span())
    try:
        for _sale, several in groupby(lines, key=itemgetter(0)):
            yield [item for _sale, item in several]
    finally:
        lines.close()  # a statement that is not read to its end keeps others from writing


def _named(pairs: Collection[Pair]) -> Iterator[BoughtTogether]:
    ids = json.dumps(sorted({item for one in pairs for item in (one.a, one.b)}))
    names = {item: (name, product) for item, name, product, is_sold in read(_NAMES, ids) if is_sold}
    for one in pairs:
        if one.a in names and one.b in names and names[one.a][0] != names[one.b][0]:  # nobody could tell the two apart
            (name_a, product_a), (name_b, product_b) = names[one.a], names[one.b]
            counts = (one.together, one.of_a, one.of_b, one.baskets)
            yield BoughtTogether(one.a, one.b, name_a, name_b, product_a, product_b, *counts, one.lift)


def _span() -> tuple[int, int]:
    today = clock.today()
    return periods.number(months_later(today, -MONTHS)), periods.number(today)


def _is_small() -> bool:
    return bool(read(_FEW)[0][0])
