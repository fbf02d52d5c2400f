"""The slope of the logarithm of the gamma function, which Python's own mathematics leave out."""

from math import log
from typing import Final

_FAR: Final = 6.0  # from here on the series below is right to twelve places


def digamma(x: float) -> float:
    """For x > 0 (Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.5 and 6.3.18)."""
    below = 0.0
    while x < _FAR:
        below -= 1 / x
        x += 1
    y = 1 / (x * x)
    return below + log(x) - 0.5 / x - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y / 132))))
