"""Products and services the shop sells: typed, listed, put together as bundles, no longer sold and sold again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from peewee import SQL

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values import money
from db.core.values.text import clean_text, half_width
from db.models import Product, ProductPart
from db.services import seen
from resources.i18n import _

if TYPE_CHECKING:
    from db.services.lines import LineForm

_PRICES: Final = ("price", "wholesale_price", "project_price", "cost")
_MONTHS: Final = ("recall_months", "warranty_months")
_LONGEST: Final = 1_200  # months: what is more was mistyped
_ABOVE: Final = (
    "WITH RECURSIVE above(id) AS (SELECT ?1 UNION SELECT product FROM product_part JOIN above ON part = above.id)"
    " SELECT id FROM above"
)
_EARLIER: Final = (
    "WITH RECURSIVE earlier(id) AS (SELECT ?1 UNION SELECT p.id FROM product p JOIN earlier ON p.next_model = earlier.id)"
    " SELECT id FROM earlier"
)


@dataclass(slots=True)
class ProductForm:
    """A product as it is typed; prices and cost in dollars, up to four places. `price` is the retail price."""

    name: str
    code: str = ""
    spec: str = ""
    unit: str = ""
    price: Decimal | None = None
    wholesale_price: Decimal | None = None
    project_price: Decimal | None = None
    cost: Decimal | None = None
    category: str = ""
    barcode: str = ""
    availability: str = ""  # in the shop's words: 通常有貨, 要訂
    recall_months: int | None = None  # so many months after a sale the customer is called again
    recall_item: str = ""  # what is renewed then; "": the product itself
    warranty_months: int | None = None
    next_model: int | None = None  # the product that takes its place
    picture_hash: str = ""
    thumbnail_hash: str = ""
    is_active: bool = True
    note: str = ""
    seen: str = ""  # the product as this form read it; a save over something newer is refused


_COLUMNS: Final = tuple(field.name for field in fields(ProductForm) if field.name != "seen")
_TEXTS: Final = tuple(field.name for field in fields(ProductForm) if field.type is str)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as it stands."""

    id: int
    name: str
    code: str
    spec: str
    unit: str
    price: Decimal | None
    wholesale_price: Decimal | None
    project_price: Decimal | None
    cost: Decimal | None
    category: str
    barcode: str
    availability: str
    recall_months: int | None
    recall_item: str
    warranty_months: int | None
    next_model: int | None
    picture_hash: str
    thumbnail_hash: str
    is_active: bool
    note: str
    is_bundle: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bundle: so many of a product."""

    product: int
    quantity: Decimal = Decimal(1)


def rows(text: str = "", inactive: bool = False, category: str = "") -> list[ProductRow]:
    """The products by code and name; with `inactive` those no longer sold as well.

    With a `text` those it finds (`find`), the best first; with a `category` those in it.
    """
    if text.strip():
        found = find(text, count=None, inactive=inactive)
    else:
        found = of_ids(id_ for (id_,) in read("SELECT id FROM product ORDER BY code, name, id"))
    return [row for row in found if (inactive or row.is_active) and category in ("", row.category)]


def find(text: str, count: int | None = 20, inactive: bool = False) -> list[ProductRow]:
    """The products a text means, best first: by code or barcode, name, specification, zhuyin or pinyin."""
    from db.services.product_search import ids

    return of_ids(ids(text, count, inactive))


def get(product: int) -> ProductRow:
    """One product. NotFoundError: there is none."""
    found = of_ids([product])
    if not found:
        raise _gone()
    return found[0]


def of_ids(ids: Iterable[int]) -> list[ProductRow]:
    """These products in this order; those that are gone are left out."""
    wanted = list(ids)
    found = {row.id: row for row in Product.select().where(_among(wanted))}
    bundles = {one for (one,) in read("SELECT DISTINCT product FROM product_part")}
    return [_shown(found[one], one in bundles) for one in wanted if one in found]


def by_code(text: str) -> ProductRow | None:
    """The product of exactly this code or barcode, as a scanner reads it; one that is sold before one that is not."""
    code = half_width(text).strip()
    if not code:
        return None
    sql = "SELECT id FROM product WHERE {} ORDER BY is_active DESC, id LIMIT 1"
    asked = ("code = ?1", "barcode = ?1", "code COLLATE NOCASE = ?1")
    number = next((one for where in asked if (one := value(sql.format(where), code))), None)
    return get(number) if number else None


def form(product: int) -> ProductForm:
    """The product as a form. NotFoundError: there is none."""
    return _form(_row(product))


def add(filled: ProductForm) -> int:
    """A new product; its id. InputError: no name, or another has its code."""
    with unit("products.add"):
        return insert(filled)


def insert(filled: ProductForm) -> int:
    """Write a new product within the unit that is open."""
    values = _values(filled)
    _refuse_taken(values["code"], None)
    return int(Product.create(**values).id)


def change(product: int, filled: ProductForm) -> None:
    """Save a changed product. ChangedSinceError: somebody changed it after the form was read."""
    with unit("products.change"):
        row = _row(product)
        sentence = _("{name} was changed while this form was open. Nothing was overwritten. Open it again and look.")
        seen.refuse(filled.seen, _form(row).seen, sentence.format(name=row.name), product=product)
        values = _values(filled)
        if values["code"] != row.code:
            _refuse_taken(values["code"], product)
        if values["next_model"] in {one for (one,) in read(_EARLIER, product)}:
            raise InputError(_("A product can't take its own place."), field="next_model")
        row.write(values)


def discontinue(ids: Iterable[int]) -> int:
    """These are no longer sold: found no more, what was sold stays; how many were sold until now."""
    return _put_active("products.discontinue", ids, False)


def take_up(ids: Iterable[int]) -> int:
    """These are sold again; how many were not."""
    return _put_active("products.take_up", ids, True)


def categories() -> list[str]:
    """The categories in use, the most used first."""
    sql = "SELECT category FROM product WHERE category <> '' GROUP BY category ORDER BY count(*) DESC, category"
    return [name for (name,) in read(sql)]


def parts_of(product: int) -> list[Part]:
    """What a bundle holds, in its order; nothing of a product that is none."""
    found = read("SELECT part, quantity FROM product_part WHERE product = ? ORDER BY position, id", product)
    return [Part(part, money.from_scaled(quantity)) for part, quantity in found]


def put_parts(product: int, parts: Sequence[Part]) -> None:
    """Make these the parts of a bundle; without any it is none. InputError: a bundle would hold itself, or a part twice."""
    with unit("products.change"):
        _row(product)
        if {one for (one,) in read(_ABOVE, product)} & {one.product for one in parts}:
            raise InputError(_("A bundle can't hold itself."), field="parts")
        if len({one.product for one in parts}) < len(parts):
            raise InputError(_("A product stands in the bundle twice. Please write its quantity once."), field="parts")
        if any(one.quantity <= 0 for one in parts):
            raise InputError(_("Of every part there must be at least one."), field="parts")
        if list(parts) != parts_of(product):
            ProductPart.delete().where(ProductPart.product == product).execute()
            for position, one in enumerate(parts):
                ProductPart.create(product=product, part=_row(one.product).id, quantity=one.quantity, position=position)


def successor(product: int) -> ProductRow | None:
    """The newest model that takes the place of a product; None where none does."""
    row = get(product)
    last = row
    while last.next_model:
        last = get(last.next_model)
    return None if last is row else last


def from_line(line: "LineForm", category: str = "") -> int:
    """The product a free line becomes, in one unit: what is typed there. One of the same name and specification is it already."""
    known = value("SELECT id FROM product WHERE name = ? AND spec = ? ORDER BY is_active DESC, id", line.name, line.spec)
    if known:
        return int(known)
    filled = ProductForm(line.name, spec=line.spec, unit=line.unit, price=line.unit_price, cost=line.cost, category=category)
    filled.warranty_months = line.warranty_months
    return add(filled)


def _put_active(action: str, ids: Iterable[int], active: bool) -> int:
    wanted = list(ids)
    with unit(action, count=len(wanted)):
        return int(Product.update(is_active=active).where(_among(wanted), Product.is_active != active).execute())


def _among(ids: list[int]) -> Any:
    """The condition for these products, however many they are."""
    return Product.id.in_(SQL("(SELECT value FROM json_each(?))", (json.dumps(ids),)))


def _values(filled: ProductForm) -> dict[str, Any]:
    values = {name: one for name, one in asdict(filled).items() if name != "seen"}
    values |= {name: clean_text(values[name]).strip() for name in _TEXTS if name in values}
    if not values["name"]:
        raise InputError(_("A product needs a name."), field="name")
    for name in _PRICES:
        if values[name] is not None and values[name] < 0:
            raise InputError(_("A price can't be less than 0."), field=name)
    for name in _MONTHS:
        if values[name] is not None and not 0 < values[name] <= _LONGEST:
            raise InputError(_("Please write a number of months from 1 to {most}.").format(most=f"{_LONGEST:,}"), field=name)
    return values


def _refuse_taken(code: str, product: int | None) -> None:
    other = Product.get_or_none(Product.code == code, Product.id != product) if code else None
    if other is not None:
        sentence = _("The code “{code}” already belongs to the product {name}.").format(code=code, name=other.name)
        raise InputError(sentence, field="code", product=other.id)


def _row(product: int) -> Any:
    row = Product.get_or_none(Product.id == product)
    if row is None:
        raise _gone()
    return row


def _gone() -> NotFoundError:
    return NotFoundError(_("This product is not there any more."))


def _form(row: Any) -> ProductForm:
    known = {name: row.__data__[name] for name in _COLUMNS}
    return ProductForm(**known, seen=seen.mark([str(one) for one in known.values()]))


def _shown(row: Any, is_bundle: bool) -> ProductRow:
    return ProductRow(row.id, **{name: row.__data__[name] for name in _COLUMNS}, is_bundle=is_bundle)
