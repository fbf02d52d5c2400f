"""What a product costs a customer: by the level they buy at, and what they were told before; prices raised for many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values import money
from db.services import bulk
from resources.i18n import _

COLUMNS: Final = {"": "price", "wholesale": "wholesale_price", "project": "project_price"}  # where the price of a level stands
_LEAST: Final = Decimal("0.0001")  # the smallest step a price is kept in
_TOLD: Final = (
    "SELECT * FROM (SELECT s.happened_on, l.unit_price, l.quantity, 'sale', s.id, l.discount, s.tax_mode, s.number"
    " FROM sale s CROSS JOIN sale_line l ON l.sale = s.id"
    " WHERE s.customer = ?1 AND s.returns IS NULL AND s.happened_on IS NOT NULL AND l.unit_price IS NOT NULL AND +l.{0}"
    " ORDER BY s.happened_on DESC, l.id DESC LIMIT ?3)"
    " UNION ALL SELECT * FROM (SELECT q.quoted_on, l.unit_price, l.quantity, 'quote', q.id, l.discount, q.tax_mode, q.number"
    " FROM quote q CROSS JOIN quote_line l ON l.quote = q.id"
    " WHERE q.customer = ?1 AND q.state IN ('issued', 'refused') AND l.unit_price IS NOT NULL AND +l.{0}"
    " ORDER BY q.quoted_on DESC, l.id DESC LIMIT ?3)"
    " ORDER BY 1 DESC, 4 DESC, 5 DESC LIMIT ?3"
)  # an accepted quote is told by its sale; the + keeps to the lines of these sales: what sells well has many more


@dataclass(frozen=True, slots=True)
class GivenPrice:
    """A price a customer was told: in a sale, or in a quote that went out. `discount` as it was typed beside it."""

    on: str  # ISO date
    unit_price: Decimal
    quantity: Decimal | None
    where: Literal["sale", "quote"]
    id: int  # of the sale or quote
    discount: str
    tax_mode: str  # of the sale or quote; "": nothing is known of tax
    number: str


@dataclass(frozen=True, slots=True)
class NewPrice:
    """One price of one product, before and after a change of many; `level` as in terms.LEVELS."""

    product: int
    level: str
    before: Decimal
    after: Decimal
    cost: Decimal | None = None

    @property
    def falls_under_cost(self) -> bool:
        """Whether it is sold for less than it cost, after the change and not before."""
        return self.cost is not None and self.after < self.cost <= self.before


def price_for(product: int, customer: int | None) -> Decimal | None:
    """The product's price at the customer's level, else the retail price; None where it has none."""
    return prices_for([product], customer).get(product)


def prices_for(products: Iterable[int], customer: int | None) -> dict[int, Decimal | None]:
    """`price_for` of many products; those that are not there are left out."""
    level = value("SELECT price_level FROM customer WHERE id = ?", customer) if customer else ""
    sql = f"SELECT id, coalesce({COLUMNS.get(level, 'price')}, price) FROM product WHERE id IN (SELECT value FROM json_each(?))"
    found = read(sql, f"[{','.join(map(str, products))}]")
    return {one: None if scaled is None else _dollars(scaled) for one, scaled in found}


def last_given(customer: int, product: int | str, count: int = 3) -> list[GivenPrice]:
    """The last prices this customer was told for a product, or for what is called so on a free line; the latest first."""
    matches = "product = ?2" if isinstance(product, int) else "name = ?2"
    return [
        GivenPrice(on, _dollars(price), None if quantity is None else _dollars(quantity), *rest)
        for on, price, quantity, *rest in read(_TOLD.format(matches), customer, product, count)
    ]


def changed(ids: Iterable[int], percent: Decimal, levels: Iterable[str] = ("",), step: Decimal = Decimal(1)) -> list[NewPrice]:
    """What raising (or lowering) these products' prices by so many percent would make of them, rounded half up to `step` dollars.

    Levels without a price stay without one. InputError: more than 100 % off, or a step of nothing.
    """
    if not percent.is_finite() or percent < -100:
        raise InputError(_("Prices can't be lowered by more than 100 %."), field="percent")
    if step < _LEAST:
        raise InputError(_("Please round to at least {least} dollars.").format(least=_LEAST), field="step")
    listed = f"[{','.join(str(int(one)) for one in ids)}]"
    found = []
    for level in dict.fromkeys(levels):
        column = COLUMNS[level]
        given = f"{column} IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
        sql = f"SELECT id, {column}, cost FROM product WHERE {given} ORDER BY id"
        for one, old, cost in read(sql, listed):
            before, known = _dollars(old), None if cost is None else _dollars(cost)
            found.append(NewPrice(one, level, before, _raised(before, percent, step), known))
    return [one for one in found if one.after != one.before]


def change(ids: Iterable[int], percent: Decimal, levels: Iterable[str] = ("",), step: Decimal = Decimal(1)) -> int:
    """Do what `changed` tells in one unit; of how many products a price was changed."""
    wanted = list(ids)
    with unit("products.change_prices", percent=str(percent)):
        new: dict[int, dict[str, object]] = {}
        for one in changed(wanted, percent, levels, step):
            new.setdefault(one.product, {})[COLUMNS[one.level]] = money.to_scaled(one.after)
        bulk.update("product", new.items())
    return len(new)


def _raised(price: Decimal, percent: Decimal, step: Decimal) -> Decimal:
    steps = (price * (100 + percent) / 100 / step).quantize(Decimal(1), ROUND_HALF_UP)
    return money.from_scaled(money.to_scaled(steps * step))


def _dollars(scaled: int) -> Decimal:
    return money.from_scaled(scaled)
