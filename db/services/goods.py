"""What is sold, as rules and suggestions look at it: every item of the facts with its name, its category and its price."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from db.core.connection import rows as read
from db.core.values import money
from db.core.values.text import normal
from db.services.item_names import CALLED

_ITEMS: Final = (
    f"SELECT i.id, i.product, coalesce(p.name, i.name), {CALLED}, coalesce(p.spec, ''), coalesce(p.category, ''), p.price,"
    " p.next_model, coalesce(p.is_active, 0) FROM item i LEFT JOIN product p ON p.id = i.product"
)
_BETWEEN: Final = re.compile(r"[、，,/|;；]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was sold before; `product` None: a name that is no product."""

    id: int
    product: int | None
    name: str
    called: str  # the name, with the specification where several share it
    spec: str
    category: str
    price: int  # whole dollars, 0: nobody knows
    next_model: int | None  # product
    is_sold: bool  # the shop still sells it, as a product

    def is_called(self, word: str) -> bool:
        """Whether its name or category holds this word, as `normal` writes it."""
        return word in normal(self.name) or word in normal(self.category)


@dataclass(frozen=True)
class Goods:
    """All items by their id."""

    items: dict[int, Item]

    @cached_property
    def by_product(self) -> dict[int, Item]:
        """The items that are products, by the product."""
        return {one.product: one for one in self.items.values() if one.product is not None}

    def called(self, words: str) -> frozenset[int]:
        """The items whose name or category holds one of these words (淨水器、濾心)."""
        wanted = list(words_of(words))
        return frozenset(one.id for one in self.items.values() if any(map(one.is_called, wanted)))

    def name(self, item: int) -> str:
        """What an item is called; "" where it is gone."""
        return self.items[item].called if item in self.items else ""


def words_of(typed: str) -> dict[str, None]:
    """The words of a rule as they are compared, in their order, each once."""
    return dict.fromkeys(word for one in _BETWEEN.split(typed) if (word := normal(one).strip()))


def read_all() -> Goods:
    """Everything that was ever sold."""
    return Goods({row[0]: _item(*row) for row in read(_ITEMS)})


def _item(item: int, product: int | None, *rest: Any) -> Item:
    name, called, spec, category, price, newer, active = rest
    dollars = round(money.from_scaled(price)) if price else 0
    return Item(item, product, name, called, spec, category, dollars, newer, bool(active))
