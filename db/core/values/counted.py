"""Numbers as people type them into a box with its unit behind: 30, ３０, 30天, 三十, 兩百五."""

import re
from decimal import Decimal
from typing import Final

from db.core.values import money
from db.core.values.text import half_width

_UNIT: Final = re.compile(r"\s*(?:天|日|次|回|個|筆|歲|塊錢?|days?|times?|dollars?|years?)$", re.IGNORECASE)
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"兩": 2}
_ONE: Final = "[一二兩三四五六七八九]"
_SPOKEN: Final = re.compile(f"(?:({_ONE})千)?零?(?:({_ONE})百)?(?:零?({_ONE}?)(十))?零?({_ONE})?")


def read(text: str) -> Decimal | None:
    """The number, its unit taken off; None where there is none."""
    bare = _UNIT.sub("", half_width(text).strip())
    found = money.parse_decimal(bare)
    if found is None and (value := spoken(bare)) is not None:
        return Decimal(value)
    return found


def spoken(text: str) -> int | None:
    """三十 30, 兩百五十 250; 兩百五 is 250, too, and 一千零五 1005."""
    found = _SPOKEN.fullmatch(text)
    if not text or found is None:
        return None
    thousands, hundreds, tens, ten, ones = (found[at] or "" for at in range(1, 6))
    value = 1000 * _DIGITS.get(thousands, 0) + 100 * _DIGITS.get(hundreds, 0) + 10 * _DIGITS.get(tens, 1 if ten else 0)
    short = 100 if thousands and not hundreds else 10
    is_short = bool(thousands or hundreds) and not ten and text[-2:-1] in ("千", "百")
    return value + _DIGITS.get(ones, 0) * (short if is_short else 1)
