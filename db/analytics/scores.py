"""Scores from 1 to 5: in which fifth of all customers a value stands (RFM; Hughes, Strategic Database Marketing, 1994).

Equal values have equal scores, that of the lowest fifth they reach: where half of all came once, nobody of them comes often.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

FIFTHS: Final = 5


def bounds(values: Sequence[float]) -> tuple[float, ...]:
    """The greatest value of the first, second, third and fourth fifth; none: there is nobody."""
    ranked = sorted(values)
    return tuple(ranked[-(-len(ranked) * fifth // FIFTHS) - 1] for fifth in range(1, FIFTHS)) if ranked else ()


def score(value: float, bounds: Sequence[float]) -> int:
    """1 the lowest fifth, 5 the highest."""
    return 1 + bisect_left(bounds, value)
