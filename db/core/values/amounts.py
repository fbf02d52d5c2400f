"""The one money function: what the lines of a quote or sale come to, with tax; screen, paper, Excel and reports all ask it.

A line's amount is quantity x unit price less its discount, rounded half up (away from zero) to whole dollars: what is printed is
what adds up. Quantities, prices and discounts count as they are kept, with four decimals. Tax is rounded once a document:
exclusive, tax = 5 % of the net; inclusive, the total stands and net = total / 1.05 (加值型及非加值型營業稅法 §10, §32; 統一發票
rounding to the dollar).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from db.core.values import money
from db.core.values.text import half_width

KINDS: Final = ("item", "heading", "subtotal", "discount", "option", "alternative", "note")
PRICED: Final = frozenset({"item", "option", "alternative"})  # quantity x price; of these only items are counted
COUNTED: Final = frozenset({"item", "discount"})
TAX_MODES: Final = ("exclusive", "inclusive", "zero", "exempt", "none")
TAX_PERCENT: Final = 5
_DIGITS: Final = "零壹貳參肆伍陸柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "萬", "億", "兆", "京")
_HUNDRED: Final = Decimal(100)
_DIGIT_OF: Final = str.maketrans("一二三四五六七八九", "123456789")
_FOLD: Final = re.compile(r"([1-9])\.?([1-9]?)\s*折")  # 9折: a tenth off; 95折, 9.5折: 5 % off


@dataclass(frozen=True, slots=True)
class Discount:
    """So many dollars off, or so many percent."""

    dollars: Decimal = Decimal(0)
    percent: Decimal = Decimal(0)

    @classmethod
    def parse(cls, text: str) -> "Discount":
        """From "100", "5%", 95折, 八折 or "" (none); minus signs are dropped, less is less. ValueError: no number."""
        typed = half_width(text).strip()
        if not typed:
            return cls()
        if fold := _FOLD.fullmatch(typed.translate(_DIGIT_OF)):
            return cls(percent=_HUNDRED - int(fold[1] + (fold[2] or "0")))
        number = money.parse_decimal(typed.removesuffix("%"))
        if number is None:
            raise ValueError(text)
        kept = money.kept(abs(number))
        return cls(percent=kept) if typed.endswith("%") else cls(dollars=kept)

    def of(self, gross: Decimal) -> Decimal:
        """How much comes off `gross`; of something given back as much is given back less."""
        if self.percent:
            return gross * self.percent / _HUNDRED
        return -self.dollars if gross < 0 else self.dollars


@dataclass(frozen=True, slots=True)
class Line:
    """What counts of one line. `amount`, whole dollars, is a sum that was written down as such (sales that came in)."""

    kind: str = "item"
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    discount: str = ""
    amount: int | None = None

    def worth(self) -> int | None:
        """Whole dollars of an item, option or alternative; None where a number is missing."""
        if self.amount is not None:
            return self.amount
        if self.kind not in PRICED or self.quantity is None or self.unit_price is None:
            return None
        gross = money.kept(self.quantity) * money.kept(self.unit_price)
        return money.rounded(gross - Discount.parse(self.discount).of(gross))


@dataclass(frozen=True, slots=True)
class Totals:
    """What a document comes to, whole dollars; `amounts` by line (None: nothing stands there). net + tax = total, always."""

    amounts: tuple[int | None, ...]
    net: int
    tax: int
    total: int


def total(lines: Iterable[Line], tax_mode: str) -> Totals:
    """The amounts of all lines and the sums under them. ValueError: a discount that is no number, an unknown tax mode."""
    amounts: list[int | None] = []
    counted = since_subtotal = 0
    for line in lines:
        amount = line.worth()
        if line.kind == "discount":
            amount = -money.rounded(Discount.parse(line.discount).of(Decimal(counted)))
        elif line.kind == "subtotal":
            amount, since_subtotal = since_subtotal, 0
        if line.kind in COUNTED:
            counted += amount or 0
            since_subtotal += amount or 0
        amounts.append(amount)
    return Totals(tuple(amounts), *taxed(counted, tax_mode))


def taxed(counted: int, tax_mode: str) -> tuple[int, int, int]:
    """(net, tax, total) of what the lines add up to. ValueError: an unknown tax mode."""
    if tax_mode == "exclusive":
        tax = money.rounded(Decimal(counted) * TAX_PERCENT / _HUNDRED)
        return counted, tax, counted + tax
    if tax_mode == "inclusive":
        net = money.rounded(Decimal(counted) * _HUNDRED / (_HUNDRED + TAX_PERCENT))
        return net, counted - net, counted
    if tax_mode not in TAX_MODES:
        raise ValueError(tax_mode)
    return counted, 0, counted


def in_words(amount: int) -> str:
    """國字大寫 as on hand-written invoices: 19132 is 壹萬玖仟壹佰參拾貳元整; less than nothing begins with 負."""
    if amount < 0:
        return f"負{in_words(-amount)}"
    groups: list[int] = []
    while amount:
        amount, group = divmod(amount, 10_000)
        groups.append(group)
    said = ""
    for place in reversed(range(len(groups))):
        group = groups[place]
        if said and group and (group < 1_000 or not groups[place + 1]) and not said.endswith(_DIGITS[0]):
            said += _DIGITS[0]
        said += f"{_four(group)}{_GROUPS[place]}" if group else ""
    return f"{said or _DIGITS[0]}元整"


def _four(group: int) -> str:
    """One to 9,999 in words, a single 零 for digits left out in between."""
    said, skipped = "", False
    for place, digit in reversed(list(enumerate(_digits(group)))):
        if not digit:
            skipped = bool(said)
            continue
        said += f"{_DIGITS[0] if skipped else ''}{_DIGITS[digit]}{_PLACES[place]}"
        skipped = False
    return said


def _digits(group: int) -> Sequence[int]:
    """The digits of a number, the last first."""
    return [int(digit) for digit in reversed(str(group))]
