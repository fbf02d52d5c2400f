"""What is left of a quote or sale over what its goods cost: for the owner's eyes alone, never on a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from db.core.values.amounts import Totals
from db.services.lines import LineForm

_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Margin:
    """Whole dollars before tax, and percent of what is sold before tax; `unknown`: items whose cost nobody wrote down."""

    dollars: int
    percent: int
    unknown: int


def of(forms: Sequence[LineForm], totals: Totals) -> Margin | None:
    """The margin of the lines that count; None: nothing is sold, or no cost is known. Costs are taken to be before tax."""
    items = [one for one in forms if one.kind == "item" and one.quantity]
    known = [one for one in items if one.cost is not None]
    if not known or totals.net <= 0:
        return None
    cost = sum((_cost(one) for one in known), Decimal(0))
    left = int((totals.net - cost).quantize(_WHOLE, ROUND_HALF_UP))
    percent = int((Decimal(left) * 100 / totals.net).quantize(_WHOLE, ROUND_HALF_UP))
    return Margin(left, percent, len(items) - len(known))


def _cost(line: LineForm) -> Decimal:
    return (line.quantity or Decimal(0)) * (line.cost or Decimal(0))
