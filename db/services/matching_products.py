"""What an import needs to know of the shop's products: their columns, and what each is known by."""

from dataclasses import dataclass
from typing import Any, Final

from db.core.connection import rows
from db.core.values import text

PRICES: Final = ("price", "wholesale_price", "project_price", "cost")  # x 10,000
MONTHS: Final = ("recall_months", "warranty_months")
NUMBERS: Final = (*MONTHS, "is_active")
COLUMNS: Final = (
    *("code", "name", "spec", "unit", *PRICES, "category", "barcode", "availability", "recall_item", *MONTHS),
    "is_active",
    "note",
)


@dataclass(frozen=True, slots=True)
class ShopProduct:
    """What an import compares of a product: its columns by name (prices x 10,000), and what is said of it and others."""

    id: int
    columns: dict[str, Any]
    links: dict[str, str]  # as product_links.texts


def every() -> dict[tuple[str, str], ShopProduct]:
    """Products by ("code", ...), and by ("name", name NUL spec NUL barcode in normal form) and the same without barcode."""
    from db.services import product_links

    found: dict[tuple[str, str], ShopProduct] = {}
    links = product_links.texts()
    for number, *columns in rows(f"SELECT id, {', '.join(COLUMNS)} FROM product ORDER BY id"):
        product = ShopProduct(number, dict(zip(COLUMNS, columns, strict=True)), links.get(number, {}))
        for key in keys(product.columns):
            found.setdefault(key, product)
    return found


def keys(columns: dict[str, Any]) -> list[tuple[str, str]]:
    """What a product is known by, the surest first: its code alone, else its barcode with its name, its name with its spec."""
    if columns["code"]:
        return [("code", columns["code"])]
    name = text.normal(columns["name"])
    barcode = [("barcode", f"{name}\0{columns['barcode']}")] if columns["barcode"] else []
    return [*barcode, ("name", f"{name}\0{text.normal(columns['spec'])}")] if name else []
