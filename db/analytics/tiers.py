"""Who brings most of the margin: A the first eighty percent of it, B the next fifteen, C the rest (ABC).

H. F. Dickie, ABC Inventory Analysis Shoots for Dollars, Not Pennies (1951), on Pareto's law. Who brings the same stands in the
same tier; who brings no margin, or takes some away, is C.
"""

from collections.abc import Iterable

_A, _B, _ALL = 80, 95, 100  # percent of all margin that is reached before A and B end
Least = tuple[int, int]  # dollars of margin from which on somebody is A, and B


def bounds(margins: Iterable[int]) -> Least | None:
    """From which margin on customers are A and B; None: nobody brings any."""
    ranked = sorted((margin for margin in margins if margin > 0), reverse=True)
    if not ranked:
        return None
    whole, so_far, a, b = sum(ranked), 0, ranked[0], ranked[0]
    for margin in ranked:
        if so_far * _ALL < _A * whole:
            a = margin
        if so_far * _ALL >= _B * whole:
            break
        b = margin
        so_far += margin
    return a, b


def tier(margin: int, least: Least | None) -> str:
    """A, B or C."""
    if least is None or margin < least[1]:
        return "C"
    return "A" if margin >= least[0] else "B"
