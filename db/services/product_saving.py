"""A product as its form is saved: what is typed, the parts of a bundle and the picture, in one unit."""

from collections.abc import Sequence
from typing import Literal

from db.core.journal import unit
from db.services import product_pictures, products
from db.services.attachments import Given
from db.services.products import Part, ProductForm

Picture = Given | Literal["as it is"] | None


def save(product: int | None, filled: ProductForm, parts: Sequence[Part], picture: Picture = "as it is") -> int:
    """Add a product (None) or change it; its id. `picture` None: it has none any more.

    Raises what products.add, change and put_parts and product_pictures.put do; then nothing of it is saved.
    """
    with unit("products.change" if product else "products.add"):
        if product is None:
            product = products.insert(filled)
        else:
            products.change(product, filled)
        products.put_parts(product, parts)
        if isinstance(picture, Given):
            product_pictures.put(product, picture)
        elif picture is None:
            product_pictures.take_away(product)
        return product
