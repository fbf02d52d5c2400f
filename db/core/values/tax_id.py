"""統一編號: eight digits with a check digit that finds typing errors. It warns, it never blocks."""

import re
from typing import Final

from db.core.values.text import half_width

_WEIGHTS: Final = (1, 2, 1, 2, 1, 2, 4, 1)
# The digits of every product, added up: weight 4, digit "7" -> 28 -> 10.
_SUMS: Final = {(weight, str(digit)): sum(divmod(digit * weight, 10)) for weight in (1, 2, 4) for digit in range(10)}
_SHAPE: Final = re.compile(r"\d{8}", re.ASCII)
_NOISE: Final = re.compile(r"[\s'’‘\-]+|\.0+$")


def check(text: str) -> bool:
    """Whether these are eight digits that pass the rule of 2023 (Ministry of Finance: the sum is divisible by 5, not 10)."""
    if not _SHAPE.fullmatch(text):
        return False
    total = sum(map(_SUMS.__getitem__, zip(_WEIGHTS, text, strict=True)))
    return total % 5 == 0 or (text[6] == "7" and (total + 1) % 5 == 0)


def normal(text: str) -> str:
    """The number without full width, `.0`, apostrophe; lost leading zeros come back where the check then passes."""
    if _SHAPE.fullmatch(text):
        return text
    text = _NOISE.sub("", half_width(text))
    filled = text.zfill(8)
    return filled if re.fullmatch(r"\d{4,7}", text, re.ASCII) and check(filled) else text
