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
from db.core.values.text import clean_text
from db.services.lines import LineForm
from resources.i18n import _

_LARGEST: Final = 10_000_000  # bytes of a file
_TEXTS: Final = ("kind", "name", "spec", "unit", "discount", "note", "serial_no", "delivery", "promised_on")
_NUMBERS: Final = ("quantity", "unit_price", "cost")
LINE: Final = frozenset((*_TEXTS, *_NUMBERS, "product", "warranty_months", "amount"))
QUOTED: Final = LINE - {"serial_no", "delivery", "promised_on", "warranty_months", "amount"}  # what a quote's lines can say
_OF_BUNDLE: Final = frozenset({"product", "kind", "quantity", "note"})  # what may stand beside a bundle: its parts say the rest


class Body:
    """One object of the file. Numbers may stand there as such or as texts; a key that is not asked for is a mistake."""

    def __init__(self, values: Any, known: frozenset[str], place: str = "") -> None:
        self.place = place
        if not isinstance(values, Mapping):
            self.refuse(_("“{value}” should be an object with keys and values.").format(value=_short(values)))
        if unknown := [key for key in values if key not in known]:
            self.refuse(_unknown(unknown[0], known))
        self._values = values

    def text(self, key: str) -> str:
        """The text of this key, "" where there is none."""
        value = self._values.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(_("“{key}” should be a text, not {value}.").format(key=key, value=_short(value)))
        return clean_text(value)

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

    def others(self, known: frozenset[str]) -> list[str]:
        """The keys beside these that say something, as they stand in the file."""
        return [key for key in self._values if key not in known and self.has(key)]

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
        values = json.loads(
            said.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once_each
        )
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
    return _of_bundle(one, said, [first, *parts]) if parts else [replace(first, **said)]


def _of_bundle(one: Body, said: dict[str, Any], brought: list[LineForm]) -> list[LineForm]:
    """The parts of a bundle below their heading, so many times, each of the kind that was asked for."""
    if others := one.others(_OF_BUNDLE):
        one.refuse(f"{_('This product is a bundle: its parts have their own prices.')} {_unknown(others[0], _OF_BUNDLE)}")
    kind, times = said.get("kind", "item"), said.get("quantity", Decimal(1))
    if kind not in PRICED:
        one.refuse(_("“{value}” is no kind of line.").format(value=_short(kind)))
    heading, *parts = brought
    heading = replace(heading, note=said.get("note", ""))
    return [heading, *(replace(part, kind=kind, quantity=(part.quantity or Decimal(1)) * times) for part in parts)]


def _counted(line: LineForm) -> LineForm:
    """What has a price and says no quantity is one."""
    is_one = line.kind in PRICED and line.unit_price is not None and line.quantity is None
    return replace(line, quantity=Decimal(1)) if is_one else line


def _of_product(one: Body, customer: int) -> list[LineForm]:
    from db.services import lines as sold
    from db.services import product_links, products

    text = one.needed("product")
    scanned = products.by_code(text)
    found = [scanned.id] if scanned else product_links.named(text)
    if not found:
        one.refuse(_("There is no product “{text}”.").format(text=_short(text)))
    if len(found) > 1:
        one.refuse(_("Several products are called “{text}”. Write the number of the one you mean.").format(text=_short(text)))
    return sold.from_product(found[0], customer)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the file. InputError: a key stands there twice, so that one of the two would be lost."""
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(_("“{key}” stands twice in one object of the file.").format(key=_short(twice)))
    return made


def _unknown(key: str, known: frozenset[str]) -> str:
    sentence = _("“{key}” is not known here. What may stand here is {known}.")
    return sentence.format(key=_short(key), known=", ".join(sorted(known)))


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= 60 else f"{said[:60]}…"
