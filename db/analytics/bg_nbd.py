"""Who still is a customer, and how often they will come: the BG/NBD model of visits.

While customers are alive they come at random, each at a rate of their own (gamma distributed); after each visit they leave for
good with a chance of their own (beta distributed). Fader, Hardie and Lee, "Counting Your Customers" the Easy Way: An Alternative
to the Pareto/NBD Model, Marketing Science 24 (2005); the chance of being alive: Fader and Hardie, Computing P(alive) Using the
BG/NBD Model (2008). Time is in weeks; x and t_x are the paper's, `age` is its T.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma, log, log1p
from typing import Final, NamedTuple

from db.analytics import minimum
from db.analytics.digamma import digamma

HALF_YEAR: Final = 365.25 / 14  # weeks
HALF_YEARS: Final = 6  # the horizon of `value`: 36 months
DISCOUNT: Final = 0.10  # a year: what a small shop's money costs, between a loan and what a competitor pays on card
_LESS: Final = tuple(exp(-log1p(DISCOUNT) * (half + 0.5) / 2) for half in range(HALF_YEARS))  # what a dollar of each is worth now
_CLOSE: Final = 1e-12  # of a sum: a term under this share of it adds nothing
_LARGE: Final = 1e200  # a sum beyond it is scaled down
_BESIDE: Final = 1e-4  # how near to 1 a may come
_SURE: Final = 500.0  # the logarithm of odds beyond which numbers of a computer end


class Group(NamedTuple):
    """So many customers alike: visits after the first one, weeks from the first visit to the last, and to now."""

    x: int
    t_x: float
    age: float
    people: int = 1


class Prior(NamedTuple):
    """What is believed of the four parameters before a small shop's sales are seen: the middle, and one for all: the spread of
    their logarithms (1: two thirds of all shops lie within a factor of 2.7).
    """

    r: float
    alpha: float
    a: float
    b: float
    spread: float = 1.0


@dataclass(frozen=True, slots=True)
class Fit:
    """The four parameters, and the log-likelihood of what was seen (without the prior's share)."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float


_Times = list[tuple[float, float, int]]  # (t_x, age, count) of those with equal visits


def prior(weeks: float) -> Prior:
    """For a shop whose customers come back after so many weeks, as a rule.

    Rates differ widely (r 0.5: few come often, many seldom) around one visit in so many weeks, and one in four leaves after a
    visit, as in the authors' own sample. It is wide enough to be outweighed by fifty customers who came again; without it so few
    may seem never to leave at all (a near 0, b without end).
    """
    return Prior(r=0.5, alpha=0.5 * weeks, a=0.8, b=2.4)


def fit(groups: Iterable[Group], prior: Prior | None = None) -> Fit:
    """The most likely parameters; with a prior they are drawn to it, the less the more customers there are.

    ValueError: there is nobody, or nobody came a second time.
    """
    visits = _by_visits(groups)
    if not any(visits):
        raise ValueError("nobody came again")
    people = sum(count for times in visits.values() for _t_x, _age, count in times)

    def slope(place: list[float]) -> tuple[float, list[float]]:
        parameters = [exp(one) for one in place]
        sum_, gradient = _likelihood(visits, *parameters)
        return -sum_, [-one * parameter for one, parameter in zip(gradient, parameters, strict=True)]

    start = [log(one) for one in (prior or _start(visits))[:4]]
    least = minimum.found(minimum.drawn(slope, start, prior.spread) if prior else slope, start, people)
    r, alpha, a, b = map(exp, least.place)
    return Fit(r, alpha, a, b, _likelihood(visits, r, alpha, a, b)[0])


def alive(fit: Fit, x: int, t_x: float, age: float) -> float:
    """The chance that who came `x` times again, last after t_x of `age` weeks, still is a customer.

    1.0 for who came once: the model lets nobody leave before a second visit.
    """
    return 1 / (1 + _odds(fit, x, t_x, age))


def expected(fit: Fit, x: int, t_x: float, age: float, weeks: float) -> float:
    """How often they will come within the next weeks, in the mean (Fader, Hardie and Lee, equation 10)."""
    return visits_if_alive(fit, x, age, weeks) * alive(fit, x, t_x, age)


def value(fit: Fit, x: int, t_x: float, age: float) -> float:
    """The visits of the next 36 months, each counted less the later it comes (10 % a year)."""
    return discounted(fit, x, age) * alive(fit, x, t_x, age)


def discounted(fit: Fit, x: int, age: float) -> float:
    """`value` of somebody who surely still is a customer."""
    upto = [visits_if_alive(fit, x, age, HALF_YEAR * half) for half in range(HALF_YEARS + 1)]
    return sum((upto[half + 1] - upto[half]) * _LESS[half] for half in range(HALF_YEARS))


def visits_if_alive(fit: Fit, x: int, age: float, weeks: float) -> float:
    """`expected` of somebody who surely still is a customer.

    c (1 - (1 - z)^(r + x) 2F1(r + x, b + x; c; z)) / (a - 1) with c = a + b + x - 1: where a is 1 the limit is taken beside it.
    """
    a = fit.a if abs(fit.a - 1) > _BESIDE else 1 + _BESIDE
    c, z = a + fit.b + x - 1, weeks / (fit.alpha + age + weeks)
    return max(0.0, (c - _series(fit.r + x, fit.b + x, c, z)) / (a - 1))


def _series(one: float, other: float, c: float, z: float) -> float:
    """c (1 - z)^one 2F1(one, other; c; z), Gauss's series: all terms but the first have one sign, so that nothing cancels.

    They are scaled down on the way: who came a thousand times has terms no computer could hold.
    """
    shift = one * log1p(-z)
    sum_, term, n = c, one * other * z, 1
    sum_ += term
    while abs(term) > _CLOSE * abs(sum_):
        term *= (one + n) * (other + n) / ((c + n) * (n + 1)) * z
        sum_ += term
        n += 1
        if sum_ > _LARGE:
            sum_, term, shift = sum_ / _LARGE, term / _LARGE, shift + log(_LARGE)
    return exp(shift) * sum_ if shift > -_SURE else exp(shift + log(sum_))


def _odds(fit: Fit, x: int, t_x: float, age: float) -> float:
    """Gone against still there."""
    if not x:
        return 0.0
    longer = (fit.r + x) * log((fit.alpha + age) / (fit.alpha + t_x))
    return exp(min(longer + log(fit.a / (fit.b + x - 1)), _SURE))


def _by_visits(groups: Iterable[Group]) -> dict[int, _Times]:
    alike: dict[int, _Times] = defaultdict(list)
    for group in groups:
        alike[group.x].append((group.t_x, group.age, group.people))
    return dict(alike)


def _start(visits: dict[int, _Times]) -> Prior:
    """Where the search begins: as if all had come equally often."""
    time = sum(age * count for times in visits.values() for _t_x, age, count in times)
    came = sum(x * count for x, times in visits.items() for _t_x, _age, count in times)
    return prior(max(time / came, 1 / 7))


def _likelihood(visits: dict[int, _Times], r: float, alpha: float, a: float, b: float) -> tuple[float, list[float]]:
    """The log-likelihood (their equation 6) and its gradient; gamma functions are worked out once for equal visits."""
    sum_ = by_r = by_alpha = by_a = by_b = 0.0
    for x, times in visits.items():
        people = sum(count for _t_x, _age, count in times)
        whole, in_r, in_alpha, in_a, in_b = _of_visits(x, people, r, alpha, a, b)
        stayed, stayed_r, stayed_alpha, left = _of_times(times, x, r + x, alpha, log(a / (b + x - 1)) if x else 0.0)
        sum_ += whole + stayed
        by_r += in_r - stayed_r
        by_alpha += in_alpha - (r + x) * stayed_alpha
        by_a += in_a + left / a
        by_b += in_b - (left / (b + x - 1) if x else 0.0)
    return sum_, [by_r, by_alpha, by_a, by_b]


def _of_visits(x: int, people: int, r: float, alpha: float, a: float, b: float) -> tuple[float, float, float, float, float]:
    """What only the number of visits decides, and its slopes: A1 and A2 of the paper."""
    whole = lgamma(r + x) - lgamma(r) + r * log(alpha)
    whole += lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
    both = digamma(a + b) - digamma(a + b + x)
    slopes = (digamma(r + x) - digamma(r) + log(alpha), r / alpha, both, both + digamma(b + x) - digamma(b))
    return people * whole, *(people * one for one in slopes)  # type: ignore[return-value]


def _of_times(times: _Times, x: int, power: float, alpha: float, leaving: float) -> tuple[float, float, float, float]:
    """What the times decide: ln(A3 + A4), its slopes, and how many have left in all."""
    sum_ = by_r = by_alpha = gone = 0.0
    for t_x, age, count in times:
        long, short = alpha + age, alpha + t_x
        log_long = log(long)
        if not x:
            sum_ -= count * power * log_long
            by_r += count * log_long
            by_alpha += count / long
            continue
        log_short = log(short)
        odds = leaving + power * (log_long - log_short)  # in logarithms
        left = 1 / (1 + exp(-odds)) if odds > -_SURE else 0.0
        sum_ += count * ((log1p(exp(odds)) if odds < _SURE else odds) - power * log_long)
        by_r += count * (log_long + left * (log_short - log_long))
        by_alpha += count * ((1 - left) / long + left / short)
        gone += count * left
    return sum_, by_r, by_alpha, gone
