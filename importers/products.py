"""Lists of products: which product of the shop each line is, and what it says otherwise."""

from typing import TYPE_CHECKING, Any, Final

from db.core import file as shop_file
from db.core.values.text import clean_text
from db.services import matching_keys, matching_products, product_links
from importers.amounts import scaled
from importers.lines import FAILED, SKIP, UPDATE
from importers.orders import value

if TYPE_CHECKING:
    from importers.lines import Batch
    from importers.plan import Plan

LINKS: Final = (product_links.NEXT_MODEL, product_links.PARTS)


def link(plan: "Plan", batch: "Batch") -> dict[int, int]:
    """Decide about every line of a product list; by line the product of the shop it is.

    A product is the same by its code, else by barcode and name or name and spec; in the file only where nothing differs.
    """
    is_open = shop_file.is_open()
    shop = matching_products.every() if is_open else {}
    by_id = {product.id: product for product in shop.values()}
    came = matching_keys.came_rows("product", batch.survey.digest, batch.choice.sheet) if is_open else {}
    is_product: dict[int, int] = {}
    seen: dict[tuple[Any, ...], int] = {}
    for local, row in enumerate(batch.clean.row_numbers):
        n = batch.start + local
        if batch.actions[local]:
            continue
        columns = said(batch, local)
        keys = matching_products.keys(columns)
        if not keys:
            plan.decide(n, FAILED, "no_product")
            continue
        whole = (*columns.values(), *(column[local] for column in batch.clean.own.values()))
        found = by_id.get(came.get(row, 0)) or next((shop[key] for key in keys if key in shop), None)
        if row in came or whole in seen:
            plan.decide(n, SKIP, "same_product", "nothing_new")
        elif found is not None:
            is_product[n] = found.id
            same = not changes(columns, found) and not link_changes(linked(batch, local), found)
            plan.decide(n, SKIP if same else UPDATE, "same_product", *(("nothing_new",) if same else ()))
        seen.setdefault(whole, n)
    return is_product


def said(batch: "Batch", local: int) -> dict[str, Any]:
    """What a line says of its product, by column of the product's row."""
    found: dict[str, Any] = {name: clean_text(str(value(batch, name, local) or "")) for name in matching_products.COLUMNS}
    found["code"] = found["code"] or clean_text(str(value(batch, "product_code", local) or ""))
    found["name"] = found["name"] or clean_text(str(value(batch, "product", local) or "")) or found["code"]
    found |= {name: scaled(value(batch, name, local)) for name in matching_products.PRICES}
    if found["price"] is None:
        found["price"] = scaled(value(batch, "unit_price", local))
    return found | {name: value(batch, name, local) for name in matching_products.NUMBERS}


def linked(batch: "Batch", local: int) -> dict[str, str]:
    """What a line says of its product and others: the model that takes its place, what a bundle holds."""
    said = {name: clean_text(str(value(batch, name, local) or "")).strip() for name in LINKS}
    return {name: text for name, text in said.items() if text}


def link_changes(said: dict[str, str], found: matching_products.ShopProduct) -> dict[str, str]:
    """What a line says of it and others otherwise than the shop; what nobody could be found for stands in the note."""
    return {
        name: text
        for name, text in said.items()
        if not product_links.is_same(name, text, found.links.get(name, ""))
        and not product_links.told_in(found.columns["note"], name, text)
    }


def changes(columns: dict[str, Any], found: matching_products.ShopProduct) -> dict[str, Any]:
    """What a line says otherwise than the shop; an empty cell says nothing."""
    return {name: new for name, new in columns.items() if new not in (None, "") and new != found.columns[name]}
