"""Money is whole New Taiwan dollars; prices and quantities are integers scaled by 10,000; Decimal in between, never float."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from db.core.values.text import half_width

SCALE: Final = 10_000
_LARGEST: Final = 10**14  # what a 64-bit column holds, scaled
_NOISE: Final = re.compile(r"nt\$?|ntd|twd|\$|新?[臺台]幣|[元圓整]|[\s']", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
_BY_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_MULTIPLES: Final = {"萬": 10_000, "億": 100_000_000}


def parse_decimal(text: str) -> Decimal | None:
    """The number in what a person wrote: `NT$1,200`, `１２００元`, `(500)`, `1.2萬`, `-3.5`; None where there is none.

    A comma only sets thousands apart: `45,47040000` is a slip of the hand, not a number.
    """
    text = half_width(text).strip().replace("−", "-")
    if negative := text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    text = _NOISE.sub("", text)
    multiple = _MULTIPLES.get(text[-1:], 1)
    text = text if multiple == 1 else text[:-1]
    if _BY_THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text) * multiple
    except InvalidOperation:
        return None
    if abs(number) > _LARGEST:
        return None
    return -number if negative else number


def parse(text: str) -> int | None:
    """Whole dollars, half up (10.5 is 11; Python's round says 10)."""
    number = parse_decimal(text)
    return None if number is None else rounded(number)


def rounded(number: Decimal) -> int:
    """Whole dollars, half away from zero, as tax is rounded once a document."""
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def shown(amount: int) -> str:
    """`1,200`: thousands apart, no currency."""
    return f"{amount:,}"


def to_scaled(number: Decimal | int | str) -> int:
    """The integer a price or quantity column holds; a fifth decimal is rounded half up."""
    return rounded(Decimal(number) * SCALE)


def from_scaled(scaled: int) -> Decimal:
    """The price or quantity in a column, without needless zeros: 15000 is Decimal("1.5")."""
    whole, part = divmod(scaled, SCALE)
    return Decimal(scaled) / SCALE if part else Decimal(whole)


def kept(number: Decimal) -> Decimal:
    """The number as a column will give it back: with four decimals at most."""
    return from_scaled(to_scaled(number))
