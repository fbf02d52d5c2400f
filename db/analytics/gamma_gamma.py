"""What a customer's next visit is worth: the gamma-gamma model of money.

What one visit brings varies around the customer's own mean, and the means vary between customers, both gamma distributed, and
neither hangs on how often they come. Fader and Hardie, The Gamma-Gamma Model of Monetary Value (2013). A mean over few visits is
drawn to the shop's, one over many is left as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from typing import Final

from db.analytics import minimum
from db.analytics.digamma import digamma

_USUAL: Final = (3.0, 2.0)  # p, and q less one: visits and customers differ as much as in published fits
_SPREAD: Final = 1.0  # of their logarithms, where a small shop's are drawn to them


@dataclass(frozen=True, slots=True)
class Fit:
    """The parameters (q over 1, so that there is a mean), and the log-likelihood of what was seen."""

    p: float
    q: float
    v: float
    log_likelihood: float


_Means = list[tuple[float, float]]  # (mean, its logarithm) of those with equal visits


def fit(pairs: Iterable[tuple[int, float]], is_small: bool = False) -> Fit:
    """The most likely parameters for customers who came so often and brought so much each time, in the mean, above zero.

    `is_small`: drawn to what is usual. ValueError: nobody brought anything.
    """
    paying = [(visits, mean) for visits, mean in pairs if visits > 0 and mean > 0]
    if not paying:
        raise ValueError("nobody brought anything")
    scale = sum(mean for _visits, mean in paying) / len(paying)
    groups = _by_visits((visits, mean / scale) for visits, mean in paying)
    start = [log(_USUAL[0]), log(_USUAL[1]), log(_USUAL[1] / _USUAL[0])]

    def slope(place: list[float]) -> tuple[float, list[float]]:
        p, over, v = map(exp, place)
        sum_, by_p, by_q, by_v = _likelihood(groups, p, 1 + over, v)
        return -sum_, [-by_p * p, -by_q * over, -by_v * v]

    least = minimum.found(minimum.drawn(slope, start, _SPREAD) if is_small else slope, start, len(paying))
    p, over, v = map(exp, least.place)
    seen = _likelihood(groups, p, 1 + over, v)[0] - len(paying) * log(scale)
    return Fit(p, 1 + over, v * scale, seen)


def mean(fit: Fit, visits: int, mean: float) -> float:
    """What a visit of this customer brings in the long run, after so many visits of this mean (their equation 5)."""
    return fit.p * (fit.v + visits * mean) / (fit.p * visits + fit.q - 1)


def _by_visits(pairs: Iterable[tuple[int, float]]) -> dict[int, _Means]:
    alike: dict[int, _Means] = defaultdict(list)
    for visits, mean in pairs:
        alike[visits].append((mean, log(mean)))
    return dict(alike)


def _likelihood(groups: dict[int, _Means], p: float, q: float, v: float) -> tuple[float, float, float, float]:
    """The log-likelihood (their equation 1a) and its slopes."""
    sum_ = by_p = by_q = by_v = 0.0
    for x, means in groups.items():
        logs, sums, over = _sums(means, x, v)
        people, power = len(means), p * x + q
        sum_ += people * (lgamma(power) - lgamma(p * x) - lgamma(q) + q * log(v) + p * x * log(x))
        sum_ += (p * x - 1) * logs - power * sums
        by_p += x * (people * (digamma(power) - digamma(p * x) + log(x)) + logs - sums)
        by_q += people * (digamma(power) - digamma(q) + log(v)) - sums
        by_v += people * q / v - power * over
    return sum_, by_p, by_q, by_v


def _sums(means: Sequence[tuple[float, float]], x: int, v: float) -> tuple[float, float, float]:
    """Over customers of x visits: ln(mean), ln(x mean + v), 1 / (x mean + v)."""
    logs = sums = over = 0.0
    for mean, logarithm in means:
        both = x * mean + v
        logs += logarithm
        sums += log(both)
        over += 1 / both
    return logs, sums, over
