"""A share of few: how far the truth may be from what was counted."""

from math import sqrt
from typing import Final

SURE: Final = 1.2816  # standard deviations: the truth lies between the bounds in eight of ten cases


def bounds(counted: int, of: int, sure: float = SURE) -> tuple[float, float]:
    """Lowest and highest share that go with so many of so many (Wilson's score interval, 1927); (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    share, wide = counted / of, sure * sure / of
    middle = share + wide / 2
    reach = sure * sqrt(share * (1 - share) / of + wide / (4 * of))
    return max(0.0, (middle - reach) / (1 + wide)), min(1.0, (middle + reach) / (1 + wide))
