"""What is bought together: pairs of things, how often, and whether that is more than chance.

Support, confidence and lift as in Agrawal, Imielinski and Swami, Mining Association Rules between Sets of Items (1993).
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from db.analytics.shares import bounds

LEAST: Final = 5  # baskets with both, below which a pair is an accident
_FULL: Final = 40  # things in one basket beyond which it is a delivery, not a choice: its pairs say nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Who bought `a` bought `b` too: both in `together` of the `of_a` baskets with `a`; `of_b` and `baskets` for comparison."""

    a: int
    b: int
    together: int
    of_a: int
    of_b: int
    baskets: int

    @property
    def support(self) -> float:
        """Share of all baskets with both."""
        return self.together / self.baskets

    @property
    def confidence(self) -> float:
        """Share of the baskets with `a` that have `b` too."""
        return self.together / self.of_a

    @property
    def lift(self) -> float:
        """How many times as often as in any basket; 1: `a` says nothing of `b`."""
        return self.together * self.baskets / (self.of_a * self.of_b)

    @property
    def is_clear(self) -> bool:
        """Also at the lower bound of so few, `b` is bought more often with `a` than otherwise."""
        return bounds(self.together, self.of_a)[0] > self.of_b / self.baskets


def pairs(baskets: Iterable[Collection[int]], least: int = LEAST) -> list[Pair]:
    """Every pair in both directions that was bought together often enough: the most often in share first."""
    single: Counter[int] = Counter()
    both: Counter[tuple[int, int]] = Counter()
    count = 0
    for basket in baskets:
        things = sorted(set(basket))
        count += 1
        single.update(things)
        if 1 < len(things) <= _FULL:
            both.update(combinations(things, 2))
    found = [
        Pair(one, other, together, single[one], single[other], count)
        for (a, b), together in both.items()
        if together >= least
        for one, other in ((a, b), (b, a))
    ]
    return sorted(found, key=lambda one: (-one.confidence, -one.together, one.a, one.b))
