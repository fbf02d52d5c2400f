"""Which product of the shop the words of a rule mean for a customer: as they bought it before, else what fits and sells best."""

import json
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.values.text import normal
from db.services import goods, periods
from db.services.goods import Goods, Item

_YEAR: Final = 365  # days of sales by which something sells best
_OF: Final = "item IN (SELECT value FROM json_each(?)) AND quantity > 0"
_BEFORE: Final = (
    f"SELECT item FROM sale_fact WHERE customer = ? AND day <= ? AND {_OF} ORDER BY day DESC, sale DESC, line LIMIT 1"
)
_HAS: Final = f"SELECT DISTINCT item FROM sale_fact WHERE customer = ? AND day <= ? AND {_OF}"
_SOLD: Final = f"SELECT item, count(*), sum(amount) FROM sale_fact WHERE day BETWEEN ? AND ? AND {_OF} GROUP BY item"
_BETWEEN: Final = re.compile(r"[\s、，,;；/()（）]+")


def product(words: str, customer: int | None = None, has: str = "", *, by_money: bool = False) -> int | None:
    """The product to be put on a line; None: the shop sells none of this name or kind.

    `has`: words of what it is meant for (淨水器): of several the one of the same specification is taken. `by_money`: what brings
    most of a kind they never bought, not what is sold most often (淨水器, not 濾心).
    """
    known = goods.read_all()
    meant = _meant(words, known)
    if not meant:
        return None
    today = periods.number(clock.today())
    before = read(_BEFORE, customer, today, _ids(meant)) if customer is not None else []
    return known.items[before[0][0]].product if before else _best(meant, _specs(customer, has, known, today), by_money).product


def _meant(words: str, known: Goods) -> dict[int, Item]:
    """What is sold and so called, or of this kind; what only has to do with it (濾心扳手) where there is nothing else."""
    found = {one: item for one in known.called(words) if (item := known.items[one]).is_sold}
    wanted = tuple(goods.words_of(words))
    closest = {one: item for one, item in found.items() if normal(item.name).endswith(wanted) or normal(item.category) in wanted}
    return closest or found


def _specs(customer: int | None, has: str, known: Goods, today: int) -> set[str]:
    """The specifications of what the customer has, word by word."""
    if customer is None or not has:
        return set()
    theirs = read(_HAS, customer, today, json.dumps(sorted(known.called(has))))
    return {word for (item,) in theirs for word in _parts(known.items[item])}


def _best(meant: dict[int, Item], specs: set[str], by_money: bool) -> Item:
    """Of the same specification, then what was sold most of late; of equal ones always the same."""
    today = clock.today()
    since = periods.number(today - timedelta(days=_YEAR))
    counted = read(_SOLD, since, periods.number(today), _ids(meant))
    sold = {item: money if by_money else times for item, times, money in counted}
    return min(meant.values(), key=lambda one: (-len(specs & _parts(one)), -sold.get(one.id, 0), one.price == 0, one.id))


def _parts(item: Item) -> set[str]:
    return {word for one in _BETWEEN.split(item.spec) if (word := normal(one))}


def _ids(items: Iterable[int]) -> str:
    return json.dumps(sorted(items))
