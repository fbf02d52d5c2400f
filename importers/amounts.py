"""Quantities and money of imported lines as the whole numbers the shop keeps."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

_SCALE: Final = 10_000
_LIMIT: Final = Decimal(10) ** 14


def _decimal(given: Any) -> Decimal | None:
    if given is None or given == "":
        return None
    try:
        number = Decimal(str(given).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < _LIMIT else None


def scaled(given: Any) -> int | None:
    """A price or quantity x 10,000, half up; None where it is none."""
    number = _decimal(given)
    return None if number is None else int((number * _SCALE).quantize(Decimal(1), ROUND_HALF_UP))


def dollars(given: Any) -> int | None:
    """Whole dollars, half up; None where it is none."""
    number = _decimal(given)
    return None if number is None else int(number.quantize(Decimal(1), ROUND_HALF_UP))
