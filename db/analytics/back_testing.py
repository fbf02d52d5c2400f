"""How right a rule would have been: whom it would have named as lost, against who did not come."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """Counts of customers: named as lost, really gone, named and gone, gone without being named, named and there all the same."""

    named: int
    gone: int
    right: int
    missed: int
    wrong: int


def judged(named: Set[int], gone: Set[int]) -> Judged:
    """Count them."""
    return Judged(len(named), len(gone), len(named & gone), len(gone - named), len(named - gone))
