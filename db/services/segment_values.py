"""The values of conditions as SQL takes them; a ValueError or TypeError where one is of another kind."""

import json
from datetime import date
from math import isfinite
from typing import Any, Final

from db.core.values import money
from db.core.values.text import clean_text

_MOST_DAYS: Final = 36_500  # a hundred years either way stays within the calendar


def text_of(value: Any) -> str:
    """A text that is something."""
    if not isinstance(value, str) or not (text := clean_text(value).strip()):
        raise ValueError(value)
    return text


def number_of(value: Any) -> float:
    """A number; one that was typed is read as people write it."""
    if isinstance(value, bool) or value is None:
        raise TypeError(value)
    found = money.parse_decimal(value) if isinstance(value, str) else value
    if found is None:
        raise ValueError(value)
    try:
        number = float(found)
    except OverflowError as error:
        raise ValueError(value) from error
    if not isfinite(number):  # JSON reads 1e400 as infinity
        raise ValueError(value)
    return number


def count_of(value: Any, most: int = _MOST_DAYS) -> int:
    """A whole number from 0 to `most`."""
    return max(0, min(int(number_of(value)), most))


def listed(value: Any) -> str:
    """Texts and ids as JSON; a single one stands for a list."""
    found = value if isinstance(value, list) else [value]
    if not found or any(isinstance(one, bool) or not isinstance(one, str | int) for one in found):
        raise ValueError(value)
    return json.dumps([clean_text(one) if isinstance(one, str) else one for one in found])


def pair(value: Any) -> tuple[Any, Any]:
    """[from, to], of which one may be missing."""
    first, last = value
    if first in (None, "") and last in (None, ""):
        raise ValueError(value)
    return first, last


def day_of(value: Any) -> str | None:
    """An ISO day, or None where there is none."""
    return date.fromisoformat(value).isoformat() if value not in (None, "") else None
