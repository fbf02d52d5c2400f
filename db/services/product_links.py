"""What a list says of one product and others: the model that takes its place, by its number, and what a bundle holds, as text."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError
from db.core.values import money
from db.core.values.text import half_width
from db.services import products
from db.services.products import Part
from resources.i18n import written

NEXT_MODEL, PARTS = "next_model", "parts"
_KEY: Final = "CASE WHEN {0}.code <> '' THEN {0}.code ELSE {0}.name END"
_NEXT: Final = f"SELECT p.id, {_KEY.format('n')} FROM product p JOIN product n ON n.id = p.next_model"
_HELD: Final = (
    f"SELECT h.product, {_KEY.format('p')}, h.quantity FROM product_part h JOIN product p ON p.id = h.part"
    " ORDER BY h.product, h.position, h.id"
)
_APART: Final = re.compile(r"[、;；\n]+")
_TIMES: Final = re.compile(r"(.*\S)\s*[×xX*＊ｘＸ]\s*(\d+(?:\.\d+)?)")


def texts() -> dict[int, dict[str, str]]:
    """By product what a list says of it and others: {"next_model": its number or name, "parts": "LF-101×1、工資×1.5"}."""
    found: dict[int, dict[str, str]] = {one: {NEXT_MODEL: key} for one, key in read(_NEXT)}
    for one, key, quantity in read(_HELD):
        there = found.setdefault(one, {})
        part = f"{key}×{money.from_scaled(quantity):f}"
        there[PARTS] = f"{there[PARTS]}、{part}" if PARTS in there else part
    return found


def parts(text: str) -> list[tuple[str, Decimal]]:
    """What a bundle holds by number or name, and how many: LF-101×1、工資×1.5; without a number it is one."""
    found = []
    for piece in filter(None, (one.strip() for one in _APART.split(text))):
        counted = _TIMES.fullmatch(piece)
        found.append((counted[1], Decimal(counted[2])) if counted and _id(piece) is None else (piece, Decimal(1)))
    return found


def is_same(name: str, one: str, other: str) -> bool:
    """Whether two texts say the same of a product."""
    return parts(one) == parts(other) if name == PARTS else half_width(one).strip() == half_width(other).strip()


def put(said: Mapping[int, Mapping[str, str]]) -> None:
    """Make what a list says of these products so, within the unit that is open; what names no product goes into the note."""
    for product, links in said.items():
        left = [_told(name, text) for name, text in links.items() if not _put(product, name, text)]
        if left:
            filled = products.form(product)
            filled.note = "\n".join(filter(None, (filled.note, *(one for one in left if one not in filled.note))))
            products.change(product, filled)


def _put(product: int, name: str, text: str) -> bool:
    """Whether it could be done: everything named is there, and nothing would hold or follow itself."""
    try:
        if name == PARTS:
            held = [(_id(key), quantity) for key, quantity in parts(text)]
            known = [Part(one, quantity) for one, quantity in held if one is not None]
            if len(known) == len(held):
                products.put_parts(product, known)
            return len(known) == len(held)
        filled = products.form(product)
        filled.next_model = _id(text.strip())
        if filled.next_model is not None:
            products.change(product, filled)
    except InputError:
        return False
    return filled.next_model is not None


def _told(name: str, text: str) -> str:
    """It as a line of the note, in the language of the file."""
    return f"{written('Parts of the bundle') if name == PARTS else written('Next model')}：{text}"


def told_in(note: str, name: str, text: str) -> bool:
    """Whether a note says it already."""
    return _told(name, text) in note


def named(text: str) -> list[int]:
    """The products of this name, two at most: where it is not one, nobody knows which is meant."""
    return [one for (one,) in read("SELECT id FROM product WHERE name = ? LIMIT 2", text.strip())]


def _id(key: str) -> int | None:
    """The product of this number, else the only one of this name."""
    coded = value("SELECT id FROM product WHERE code = ? AND code <> ''", half_width(key))
    if coded is not None:
        return int(coded)
    found = named(key)
    return found[0] if len(found) == 1 else None
