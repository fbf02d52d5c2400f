"""The next best action: what it may bring, how likely that is, and how such offers were answered before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_BELIEVED: Final = 2  # accepted and dismissed as if seen before the first answer: beta(2, 2), one in two


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that could be offered; `value` in dollars where it succeeds, `chance` from 0 to 1."""

    customer: int
    kind: str
    subject: str
    value: float
    chance: float


@dataclass(frozen=True, slots=True)
class Answered:
    """How often offers of a kind were taken up and waved away."""

    accepted: int = 0
    dismissed: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate and the dollars it is worth to ask."""

    candidate: Candidate
    score: float


def weight(answered: Answered) -> float:
    """1 where nothing was answered yet, up to 2 for a kind that is always taken up, down to 0 for one that never is."""
    accepted = answered.accepted + _BELIEVED
    return 2 * accepted / (accepted + answered.dismissed + _BELIEVED)


def ranked(candidates: Iterable[Candidate], answers: Mapping[str, Answered], most: int, a_customer: int = 1) -> list[Ranked]:
    """The best first, so many at most and so many of one customer; of equal ones always the same first."""
    weights = {kind: weight(one) for kind, one in answers.items()}
    scored = [Ranked(one, one.value * one.chance * weights.get(one.kind, 1.0)) for one in candidates]
    scored.sort(key=lambda one: (-one.score, one.candidate.customer, one.candidate.kind, one.candidate.subject))
    return list(_few(scored, most, a_customer))


def _few(scored: Iterable[Ranked], most: int, a_customer: int) -> Iterator[Ranked]:
    of: Counter[int] = Counter()
    taken = 0
    for one in scored:
        if taken == most:
            return
        if of[one.candidate.customer] < a_customer:
            of[one.candidate.customer] += 1
            taken += 1
            yield one
