"""Scores from 1 to 5: in which fifth of all customers a value stands (RFM; Hughes, Strategic Database Marketing, 1994).

Equal values have equal scores: a fifth ends where the next value begins, so that nobody stands above another for nothing.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

FIFTHS: Final = 5


def bounds(values: Sequence[float]) -> tuple[float, ...]:
    """The least value of the second, third, fourth and fifth fifth; none: there is nobody."""
    ranked = sorted(values)
    return tuple(ranked[len(ranked) * fifth // FIFTHS] for fifth in range(1, FIFTHS)) if ranked else ()


def score(value: float, bounds: Sequence[float]) -> int:
    """1 the lowest fifth, 5 the highest."""
    return 1 + bisect_right(bounds, value)
