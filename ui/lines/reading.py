"""What is typed into a cell of a line, read: full-width digits, 1,200, NT$, 2台, 95折; and shown again."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from db.core.errors import InputError
from db.core.values import money
from db.core.values.amounts import Discount
from db.core.values.text import half_width, one_line
from db.services.lines import LineForm
from resources.i18n import _

QUANTITY_PLACES: Final = 3
PRICE_PLACES: Final = 4
_LARGEST: Final = 10**9  # of a quantity or price: their product fits a 64-bit column
_WITH_UNIT: Final = re.compile(r"([^\d]*[\d.,]+)\s*(\D+)")  # 2台, 1.5 坪


def read(form: LineForm, key: str, typed: str) -> LineForm:
    """The line with this typed into its cell `key`: name spec quantity unit price discount.

    InputError: it is no number, or one with too many places.
    """
    text = one_line(typed)
    if key == "name":
        return replace(form, name=text, product=form.product if text else None)
    if key == "quantity":
        quantity, unit = _quantity(text)
        return replace(form, quantity=quantity, unit=unit or form.unit, amount=None)
    if key == "price":
        return replace(form, unit_price=_number(text, PRICE_PLACES), amount=None)
    if key == "discount":
        return replace(form, discount=_discount(text), amount=None)
    return replace(form, spec=text) if key == "spec" else replace(form, unit=text)


def _quantity(text: str) -> tuple[Decimal | None, str]:
    """The number, and the unit where it was typed behind it."""
    together = _WITH_UNIT.fullmatch(half_width(text).strip()) if money.parse_decimal(text) is None else None
    if together and money.parse_decimal(together[1]) is not None:
        return _number(together[1], QUANTITY_PLACES), together[2].strip()
    return _number(text, QUANTITY_PLACES), ""


def _number(text: str, places: int) -> Decimal | None:
    if not text:
        return None
    number = money.parse_decimal(text)
    if number is None:
        raise InputError(_("“{text}” is not a number.").format(text=text))
    if abs(number) > _LARGEST:
        raise InputError(_("“{text}” is too large.").format(text=text))
    if number != round(number, places):
        raise InputError(_("At most {count} decimals.").format(count=places))
    return number


def _discount(text: str) -> str:
    """As amounts.Discount reads it: "100", "5%", or "" where nothing comes off."""
    try:
        found = Discount.parse(text)
    except ValueError:
        raise InputError(_("A discount is an amount or a percentage, such as 100 or 5%.")) from None
    if found.percent > 100 or found.dollars > _LARGEST:
        raise InputError(_("“{text}” is too large.").format(text=text))
    if found.percent:
        return f"{number(found.percent, apart=False)}%"
    return number(found.dollars, apart=False) if found.dollars else ""


def number(value: Decimal | None, *, apart: bool = True) -> str:
    """`1,234.5`: thousands apart where wanted, no needless zeros; "" where there is none."""
    if value is None:
        return ""
    text = f"{value:,f}" if apart else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(form: LineForm, key: str) -> str:
    """What stands in the cell `key` when it is opened."""
    if key == "quantity":
        return number(form.quantity)
    if key == "price":
        return number(form.unit_price)
    return str(getattr(form, key))
