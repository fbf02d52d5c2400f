"""A quote, a sale or a payment in a JSON file: read, what is not known refused, its parts turned into what the services take."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from db.core.errors import InputError
from db.core.values import money
from db.core.values.amounts import PRICED
from db.services.lines import LineForm
from resources.i18n import _

_LARGEST: Final = 10_000_000  # bytes of a file
_TEXTS: Final = ("kind", "name", "spec", "unit", "discount", "note", "serial_no", "delivery", "promised_on")
_NUMBERS: Final = ("quantity", "unit_price", "cost")
LINE: Final = frozenset((*_TEXTS, *_NUMBERS, "product", "warranty_months", "amount"))
QUOTED: Final = LINE - {"serial_no", "delivery", "promised_on", "warranty_months", "amount"}  # what a quote's lines can say


class Body:
    """One object of the file. Numbers may stand there as such or as texts; a key that is not asked for is a mistake."""

    def __init__(self, values: Any, known: frozenset[str], place: str = "") -> None:
        self.place = place
        if not isinstance(values, Mapping):
            self.refuse(_("“{value}” should be an object with keys and values.").format(value=_short(values)))
        if unknown := [key for key in values if key not in known]:
            sentence = _("“{key}” is not known here. What may stand here is {known}.")
            self.refuse(sentence.format(key=_short(unknown[0]), known=", ".join(sorted(known))))
        self._values = values

    def text(self, key: str) -> str:
        """The text of this key, "" where there is none."""
        value = self._values.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(_("“{key}” should be a text, not {value}.").format(key=key, value=_short(value)))
        return value

    def needed(self, key: str) -> str:
        """The text of a key that must be there."""
        return self.text(key).strip() or self.refuse(_("“{key}” is missing.").format(key=key))

    def number(self, key: str) -> Decimal | None:
        """The number of this key."""
        typed = self.text(key).strip()
        if not typed:
            return None
        found = money.parse_decimal(typed)
        if found is None:
            self.refuse(_("“{value}” is no number for “{key}”.").format(value=_short(typed), key=key))
        return found

    def whole(self, key: str) -> int | None:
        """The whole number of this key."""
        found = self.number(key)
        if found is not None and found != found.to_integral_value():
            self.refuse(_("“{key}” must be a whole number, not {value}.").format(key=key, value=found))
        return None if found is None else int(found)

    def listed(self, key: str, known: frozenset[str]) -> "list[Body]":
        """The objects in the list of this key; one alone stands for a list."""
        values = self._values.get(key)
        if values is None:
            return []
        each = values if isinstance(values, list) else [values]
        return [Body(one, known, f"{key} {at}") for at, one in enumerate(each, 1)]

    def has(self, *keys: str) -> bool:
        """Whether one of these keys says something."""
        return any(self._values.get(key) not in (None, "") for key in keys)

    def refuse(self, sentence: str) -> NoReturn:
        """Say what is wrong, and where."""
        where = _("In {place} of the file: {problem}").format(place=self.place, problem=sentence)
        raise InputError(where if self.place else sentence)


def read(path: Path, known: frozenset[str]) -> Body:
    """The one object in a JSON file. InputError: there is no such file, or it holds something else."""
    try:
        size = path.stat().st_size
        said = path.read_bytes() if size <= _LARGEST else b""
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise InputError(_("There is no file “{file}”.").format(file=path)) from error
    if size > _LARGEST:
        raise InputError(_("“{file}” is too large.").format(file=path))
    try:
        values = json.loads(said.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise InputError(_("“{file}” is no JSON that can be read: {problem}").format(file=path, problem=error)) from error
    return Body(values, known)


def lines(body: Body, customer: int, known: frozenset[str] = LINE) -> list[LineForm]:
    """The lines of a quote (`known` QUOTED) or a sale as they are typed; a product brings what the line leaves open, at this
    customer's price.
    """
    return [line for one in body.listed("lines", known) for line in _lines(one, customer)]


def _lines(one: Body, customer: int) -> list[LineForm]:
    said: dict[str, Any] = {key: one.text(key) for key in _TEXTS if one.has(key)}
    said |= {key: one.number(key) for key in _NUMBERS if one.has(key)}
    said |= {key: one.whole(key) for key in ("warranty_months", "amount") if one.has(key)}
    if said.get("kind") == "discount" and not one.has("discount"):
        one.needed("discount")
    if not one.has("product"):
        return [_counted(LineForm(**said))]
    first, *parts = _of_product(one, customer)
    if not parts:
        return [replace(first, **said)]
    if one.has("unit_price", "amount", "discount"):
        one.refuse(_("This product is a bundle: its parts have their own prices."))
    times = said.get("quantity", Decimal(1))
    return [first, *(replace(part, quantity=(part.quantity or Decimal(1)) * times) for part in parts)]


def _counted(line: LineForm) -> LineForm:
    """What has a price and says no quantity is one."""
    is_one = line.kind in PRICED and line.unit_price is not None and line.quantity is None
    return replace(line, quantity=Decimal(1)) if is_one else line


def _of_product(one: Body, customer: int) -> list[LineForm]:
    from db.services import lines as sold
    from db.services import products

    text = one.needed("product")
    found = products.by_code(text) or next((row for row in products.find(text) if row.name == text.strip()), None)
    if found is None:
        one.refuse(_("There is no product “{text}”.").format(text=_short(text)))
    return sold.from_product(found.id, customer)


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= 60 else f"{said[:60]}…"
