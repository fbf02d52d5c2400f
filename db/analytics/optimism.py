"""What open quotes will bring: the chance that was entered against what came of such chances before.

The rate of each tenth is drawn to the shop's overall rate by a beta prior, as in Gelman and others, Bayesian Data Analysis
(2013), section 2.4: ten quotes weigh as much as the belief, a hundred outweigh it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from db.analytics.shares import SURE, bounds

ENOUGH: Final = 30  # closed quotes below which only the plain rate is said
BELIEF: Final = 10  # closed quotes the belief weighs as much as


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely it is, and between which bounds in eight of ten cases; `is_plain`: won by closed, nothing more.

    `usual`: the rate it was drawn to, as if BELIEF more quotes had gone so; None where it was drawn to none.
    """

    rate: float
    low: float
    high: float
    closed: int
    is_plain: bool
    usual: float | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """Dollars: of all quotes, of what is expected to come, and between which bounds in eight of ten cases."""

    whole: float
    expected: float
    low: float
    high: float


def corrected(closed: Sequence[tuple[float, bool]], entered: float) -> Chance | None:
    """The chance of a quote for which `entered` (0 to 1) was said, of closed ones (what was entered, was it won).

    From 30 closed ones on: what came of quotes of the same tenth, drawn to what was entered times how much all of them were
    overrated. Below it is the plain rate of all. None: none was closed yet.
    """
    won = sum(is_won for _entered, is_won in closed)
    if not closed:
        return None
    if len(closed) < ENOUGH:
        return plain(won, len(closed))
    said = sum(one for one, _is_won in closed)
    believed = min(1.0, entered * won / said) if said else won / len(closed)
    alike = [is_won for one, is_won in closed if _tenth(one) == _tenth(entered)]
    return drawn(sum(alike), len(alike), believed, len(closed))


def plain(won: int, closed: int) -> Chance:
    """The share of all, at least one of them; plain where they are under 30."""
    return Chance(won / closed, *bounds(won, closed), closed, is_plain=closed < ENOUGH)


def drawn(won: int, alike: int, believed: float, closed: int) -> Chance:
    """The share of those alike, drawn to what is believed of them; `closed`: how many there are of all kinds."""
    weight = alike + BELIEF
    rate = (won + BELIEF * believed) / weight
    reach = SURE * sqrt(rate * (1 - rate) / (weight + 1))
    return Chance(rate, max(0.0, rate - reach), min(1.0, rate + reach), closed, is_plain=False, usual=believed)


def weighed(open_quotes: Iterable[tuple[int, Chance]]) -> Weighed:
    """What these sums come to: each comes or does not, by itself, and the rates may be off, all in the same direction."""
    quotes = list(open_quotes)
    whole = sum(amount for amount, _chance in quotes)
    expected = sum(amount * chance.rate for amount, chance in quotes)
    luck = SURE**2 * sum(amount**2 * chance.rate * (1 - chance.rate) for amount, chance in quotes)
    below = sum(amount * (chance.rate - chance.low) for amount, chance in quotes)
    above = sum(amount * (chance.high - chance.rate) for amount, chance in quotes)
    return Weighed(
        whole, expected, max(0.0, expected - sqrt(luck + below**2)), min(float(whole), expected + sqrt(luck + above**2))
    )


def _tenth(entered: float) -> int:
    return min(9, int(entered * 10))
