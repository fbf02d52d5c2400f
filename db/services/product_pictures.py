"""What products look like: one picture each, made small before by who read it, with a thumbnail for lists."""

import json
from collections.abc import Iterable

from db.core.connection import rows as read
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.models import Product
from db.services import attachments
from db.services.attachment_kinds import PICTURES
from db.services.attachments import Given
from resources.i18n import _


def put(product: int, given: Given) -> None:
    """Make this the picture of a product. InputError: it is no picture, or can't be kept."""
    if attachments.look(given.name, given.data) not in PICTURES:
        raise InputError(_("This is no picture. Please choose a photo."))
    with unit("products.change"):
        _set(product, attachments.keep(given.data), attachments.keep(given.thumbnail or given.data))


def take_away(product: int) -> None:
    """The product has no picture any more."""
    with unit("products.change"):
        _set(product, "", "")


def thumbnails(products: Iterable[int]) -> dict[int, bytes]:
    """The small pictures of those of these products that have one."""
    sql = (
        "SELECT p.id, b.bytes FROM product p JOIN blob b ON b.hash = p.thumbnail_hash"
        " WHERE p.id IN (SELECT value FROM json_each(?))"
    )
    return {number: bytes(data) for number, data in read(sql, json.dumps(list(products)))}


def _set(product: int, picture: str, thumbnail: str) -> None:
    written = Product.update(picture_hash=picture, thumbnail_hash=thumbnail).where(Product.id == product).execute()
    if not written:
        raise NotFoundError(_("This product is not there any more."))
