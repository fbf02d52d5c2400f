"""Who still has an old model: bought something that has a newer one since, and none of the newer ones."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.services import goods, periods, walk_in
from db.services.goods import Goods, Item

_BOUGHT: Final = (  # what was given back is not there any more
    "SELECT f.item, f.customer, max(f.day) FROM sale_fact f JOIN customer_figures v ON v.customer = f.customer AND v.visible = 1"
    " WHERE f.item IN (SELECT value FROM json_each(?)) AND f.day <= ? AND f.customer NOT IN (SELECT value FROM json_each(?))"
    " GROUP BY f.item, f.customer HAVING sum(f.quantity) > 0"
)


@dataclass(frozen=True, slots=True)
class OldModel:
    """A product that has a newer one, who has it and nothing newer, and the last day it was bought (as in sale_fact)."""

    product: int
    name: str
    newest: str
    price: int  # whole dollars of the newest; 0: nobody knows
    owners: tuple[int, ...]
    last_day: int


def rows() -> list[OldModel]:
    """The old models somebody still has, those with most owners first. Reads all facts: for the worker."""
    known = goods.read_all()
    after = {one.id: _after(known, one) for one in known.items.values() if one.next_model}
    chains = {item: chain for item, chain in after.items() if chain}
    had = _had({item for old, chain in chains.items() for item in (old, *(one.id for one in chain))})
    found = [_row(known.items[old], chain, had) for old, chain in chains.items()]
    return sorted((one for one in found if one.owners), key=lambda one: (-len(one.owners), one.name))


def _after(known: Goods, item: Item) -> list[Item]:
    """The models that came after, the newest last; a circle of models leads nowhere."""
    chain, at = [item], item
    while at.next_model and (newer := known.by_product.get(at.next_model)) and newer not in chain:
        chain.append(newer)
        at = newer
    return chain[1:]


def _had(items: set[int]) -> dict[int, dict[int, int]]:
    """By item, who has it, and when it was bought last."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    asked = (json.dumps(sorted(items)), periods.number(clock.today()), json.dumps(walk_in.known()))
    for item, customer, day in read(_BOUGHT, *asked) if items else ():
        found[item][customer] = day
    return found


def _row(old: Item, chain: list[Item], had: dict[int, dict[int, int]]) -> OldModel:
    name, newest = (f"{one.name} {one.spec}".strip() for one in (old, chain[-1]))  # of two models often alike
    newer = {customer for one in chain for customer in had.get(one.id, ())}
    owners = {customer: day for customer, day in had.get(old.id, {}).items() if customer not in newer}
    last = max(owners.values(), default=0)
    return OldModel(old.product or 0, name, newest, chain[-1].price, tuple(sorted(owners)), last)
