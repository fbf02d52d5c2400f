"""Districts shared out among so many people so that each has about as much.

The longest first to who has least (Graham, Bounds on Multiprocessing Timing Anomalies, 1969), then single ones are moved or
exchanged while that makes the largest share smaller or the smallest larger.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

_ROUNDS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """What one person gets: the names, the heaviest first, and their weight in all."""

    names: tuple[str, ...]
    total: int


def split(weights: Mapping[str, int], parts: int) -> list[Part]:
    """So many parts (some empty where there are fewer names), the heaviest first. ValueError: no part is asked for."""
    if parts < 1:
        raise ValueError("nobody to share among")
    shares: list[list[str]] = [[] for _part in range(parts)]
    totals = [0] * parts
    for name in sorted(weights, key=lambda one: (-weights[one], one)):
        least = min(range(parts), key=lambda part: (totals[part], len(shares[part])))
        shares[least].append(name)
        totals[least] += weights[name]
    for _round in range(_ROUNDS):
        if not _made_evener(shares, totals, weights):
            break
    made = [Part(tuple(sorted(names, key=lambda one: (-weights[one], one))), totals[at]) for at, names in enumerate(shares)]
    return sorted(made, key=lambda one: (-one.total, one.names))


def _made_evener(shares: list[list[str]], totals: list[int], weights: Mapping[str, int]) -> bool:
    """Do the best single move or exchange between two parts; False: none makes them evener."""
    best = max(_steps(shares, totals, weights), default=None, key=lambda one: one[0])
    if best is None:
        return False
    _gain, giving, taking, name, back = best
    shares[giving].remove(name)
    shares[taking].append(name)
    if back:
        shares[taking].remove(back)
        shares[giving].append(back)
    passed = weights[name] - (weights[back] if back else 0)
    totals[giving] -= passed
    totals[taking] += passed
    return True


def _steps(
    shares: list[list[str]], totals: list[int], weights: Mapping[str, int]
) -> Iterator[tuple[int, int, int, str, str | None]]:
    """(how much evener, from, to, what, what comes back) of all steps that help."""
    for one, other in combinations(range(len(shares)), 2):
        giving, taking = (one, other) if totals[one] >= totals[other] else (other, one)
        apart = totals[giving] - totals[taking]
        for name in shares[giving]:
            for back in (None, *shares[taking]):
                passed = weights[name] - (weights[back] if back else 0)
                if 0 < passed < apart:
                    yield min(passed, apart - passed), giving, taking, name, back
