"""Products and services the shop sells."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.models import Product
from resources.i18n import _


@dataclass(slots=True)
class ProductForm:
    """A product as it is typed; price and cost in dollars, up to four places."""

    name: str
    code: str = ""
    spec: str = ""
    unit: str = ""
    price: Decimal | None = None
    cost: Decimal | None = None
    category: str = ""
    barcode: str = ""
    is_active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as it stands."""

    id: int
    name: str
    code: str
    spec: str
    unit: str
    price: Decimal | None
    cost: Decimal | None
    category: str
    barcode: str
    is_active: bool
    note: str


def rows(inactive: bool = False) -> list[ProductRow]:
    """The products by code and name; with `inactive` those no longer sold as well."""
    query = Product.select().order_by(Product.code, Product.name, Product.id)
    return [_shown(row) for row in query if inactive or row.is_active]


def get(product: int) -> ProductRow:
    """One product. NotFoundError: there is none."""
    return _shown(_row(product))


def add(filled: ProductForm) -> int:
    """A new product; its id."""
    with unit("products.add"):
        return insert(filled)


def insert(filled: ProductForm) -> int:
    """Write a new product within the unit that is open."""
    return int(Product.create(**_values(filled)).id)


def change(product: int, filled: ProductForm) -> None:
    """Save a changed product."""
    with unit("products.change"):
        row = _row(product)
        differing = {name: new for name, new in _values(filled).items() if getattr(row, name) != new}
        if differing:
            Product.update(differing).where(Product.id == product).execute()


def _values(filled: ProductForm) -> dict[str, Any]:
    if not filled.name.strip():
        raise InputError(_("A product needs a name."))
    return asdict(filled)


def _row(product: int) -> Any:
    row = Product.get_or_none(Product.id == product)
    if row is None:
        raise NotFoundError(_("This product is not there any more."))
    return row


def _shown(row: Any) -> ProductRow:
    return ProductRow(
        row.id, row.name, row.code, row.spec, row.unit, row.price, row.cost, row.category, row.barcode, row.is_active, row.note
    )
