"""What a customer does not buy here while those who buy like them do.

Look-alikes are customers of the same group who buy the same two categories; of these a share buys a third one as well. A share of
few counts for less: the lower bound of it decides (shares.bounds).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from db.analytics.shares import bounds

ALIKE: Final = 10  # look-alikes below which nothing is said
_LIKELY: Final = 0.25  # share of them, at its lower bound, from which on a blank is one
_MOST: Final = 8  # categories of one customer that are compared in pairs: who buys more lacks little

_Set = frozenset[str]


@dataclass(frozen=True, slots=True)
class Blank:
    """`alike` of the `of` look-alikes, who buy the two categories of `because` too, buy this one."""

    customer: int
    category: str
    because: tuple[str, str]
    alike: int
    of: int

    @property
    def share(self) -> float:
        """Of the look-alikes."""
        return self.alike / self.of


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a group's customers buy a category."""

    buyers: int
    of: int


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a category is missed by those who buy these two; `sure`: the share at its lower bound."""

    sure: float
    category: str
    because: tuple[str, str]
    alike: int
    of: int


def shares(bought: Mapping[int, Iterable[str]], groups: Mapping[int, str]) -> dict[tuple[str, str], Share]:
    """By group and category, of the customers of the group who buy anything; every pair of a group and a category is there."""
    people = Counter(groups[one] for one in bought)
    buyers = Counter((groups[one], category) for one, categories in bought.items() for category in set(categories))
    categories = sorted({category for _group, category in buyers})
    return {(group, category): Share(buyers[group, category], of) for group, of in people.items() for category in categories}


def blanks(bought: Mapping[int, Iterable[str]], groups: Mapping[int, str], most: int | None = None) -> list[Blank]:
    """For customers of two categories or more the blanks, each with its best reason: the likeliest first, so many at most."""
    sets = {one: frozenset(categories) for one, categories in bought.items()}
    missed: list[tuple[_Reason, list[int]]] = []
    for customers in _by_group(sets, groups).values():
        alike = _by_set(customers, sets)
        reasons = _reasons({held: len(several) for held, several in alike.items()})
        missed += ((why, several) for held, several in alike.items() for why in _missed(held, reasons))
    missed.sort(key=lambda one: (-one[0].sure, one[0].category, one[0].because, one[1]))
    found = (Blank(one, why.category, why.because, why.alike, why.of) for why, several in missed for one in several)
    return list(islice(found, most))


def is_compared(held: Collection[str]) -> bool:
    """Whether who buys these is compared with others: of one category nothing is known, and who buys many lacks little."""
    return 1 < len(held) <= _MOST


def _by_group(sets: Mapping[int, _Set], groups: Mapping[int, str]) -> dict[str, list[int]]:
    of_group: dict[str, list[int]] = {}
    for one, held in sets.items():
        if is_compared(held):
            of_group.setdefault(groups[one], []).append(one)
    return of_group


def _by_set(customers: Iterable[int], sets: Mapping[int, _Set]) -> dict[_Set, list[int]]:
    alike: dict[_Set, list[int]] = {}
    for one in customers:
        alike.setdefault(sets[one], []).append(one)
    return alike


def _reasons(people: Mapping[_Set, int]) -> dict[tuple[str, str], list[_Reason]]:
    """By two categories: what enough of those who buy both buy as well."""
    of: Counter[tuple[str, str]] = Counter()
    third: Counter[tuple[tuple[str, str], str]] = Counter()
    for held, count in people.items():
        for two in combinations(sorted(held), 2):
            of[two] += count
            for category in held.difference(two):
                third[two, category] += count
    reasons: dict[tuple[str, str], list[_Reason]] = {}
    for (two, category), alike in third.items():
        sure = bounds(alike, of[two])[0]
        if of[two] >= ALIKE and sure >= _LIKELY:
            reasons.setdefault(two, []).append(_Reason(sure, category, two, alike, of[two]))
    return reasons


def _missed(held: _Set, reasons: Mapping[tuple[str, str], list[_Reason]]) -> Iterable[_Reason]:
    """The blanks of who buys this, each once."""
    best: dict[str, _Reason] = {}
    for two in combinations(sorted(held), 2):
        for why in reasons.get(two, ()):
            known = best.get(why.category)
            if why.category not in held and (known is None or (why.sure, why.because) > (known.sure, known.because)):
                best[why.category] = why
    return best.values()
