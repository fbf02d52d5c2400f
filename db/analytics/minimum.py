"""The least of a smooth function of a few numbers, by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno.

Nocedal and Wright, Numerical Optimization (2006), algorithm 6.1, with backtracking. A few numbers need no library of matrices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

Vector = Sequence[float]
Slope = Callable[[list[float]], tuple[float, list[float]]]  # the value at a place, and its gradient there
_STEPS: Final = 200
_FLAT: Final = 1e-7  # a gradient under this, for each one that is counted, is the bottom
_LONGEST: Final = 1.5  # a step: the numbers are logarithms, so a factor of 4.5
_ENOUGH: Final = 1e-4  # share of the promised decrease a step must bring
_SHORTEST: Final = 1e-10


@dataclass(frozen=True, slots=True)
class Point:
    """Where the least was found, its value, and after how many steps."""

    place: tuple[float, ...]
    value: float
    steps: int


def found(function: Slope, start: Vector, counted: int = 1) -> Point:
    """The least near `start` of a sum over so many; where the function has none, the lowest place that was reached."""
    place, flat = list(start), _FLAT * counted
    value, slope = function(place)
    curve = _unit(len(place), 1 / max(1.0, _longest(slope)))
    for step in range(_STEPS):
        if _longest(slope) < flat:
            return Point(tuple(place), value, step)
        way = _downhill(curve, slope)
        there = _walked(function, place, value, slope, way)
        if there is None:
            return Point(tuple(place), value, step)
        last, place, before = place, there[0], slope
        value, slope = there[1], there[2]
        curve = _bent(
            curve, [a - b for a, b in zip(place, last, strict=True)], [a - b for a, b in zip(slope, before, strict=True)]
        )
    return Point(tuple(place), value, _STEPS)


def drawn(function: Slope, middle: Vector, spread: float) -> Slope:
    """The same with what is believed beforehand: every number lies around its middle, normally distributed with this spread.

    The pull stays as it is while the sum grows with those counted: the more there are, the less it says.
    """

    def pulled(place: list[float]) -> tuple[float, list[float]]:
        value, slope = function(place)
        away = [(one - usual) / spread for one, usual in zip(place, middle, strict=True)]
        return value + _product(away, away) / 2, [one + far / spread for one, far in zip(slope, away, strict=True)]

    return pulled


def _walked(
    function: Slope, place: list[float], value: float, slope: list[float], way: list[float]
) -> tuple[list[float], float, list[float]] | None:
    """The first place on this way that is lower by enough; None: there is none."""
    share = min(1.0, _LONGEST / _longest(way)) if any(way) else 0.0
    promised = _product(slope, way)
    while share > _SHORTEST:
        there = [a + share * b for a, b in zip(place, way, strict=True)]
        lower, steeper = function(there)
        if lower <= value + _ENOUGH * share * promised and lower < value:
            return there, lower, steeper
        share /= 2
    return None


def _downhill(curve: list[list[float]], slope: list[float]) -> list[float]:
    """The way the curvature points; straight down where it is not to be trusted."""
    way = [-_product(row, slope) for row in curve]
    return way if _product(way, slope) < 0 else [-one for one in slope]


def _bent(curve: list[list[float]], moved: list[float], turned: list[float]) -> list[list[float]]:
    """The inverse of the curvature after a step; as before where the step says nothing."""
    along = _product(moved, turned)
    if along <= 0:
        return curve
    through = [_product(row, turned) for row in curve]
    gain = (1 + _product(turned, through) / along) / along
    places = range(len(moved))
    return [
        [curve[i][j] + gain * moved[i] * moved[j] - (through[i] * moved[j] + moved[i] * through[j]) / along for j in places]
        for i in places
    ]


def _unit(size: int, scale: float) -> list[list[float]]:
    return [[scale if row == column else 0.0 for column in range(size)] for row in range(size)]


def _product(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _longest(vector: Vector) -> float:
    return max(map(abs, vector))
