"""Districts shared out: nothing is lost, and shares are as even as they can be."""

import pytest

from db.analytics import even_split
from db.analytics.even_split import Part


@pytest.mark.parametrize(
    ("weights", "parts", "totals"),
    [
        ({}, 2, [0, 0]),
        ({"大安區": 7}, 3, [7, 0, 0]),
        ({"a": 8, "b": 7, "c": 6, "d": 5, "e": 4}, 2, [15, 15]),  # the longest first alone gives 17 and 13
        ({"a": 3, "b": 3, "c": 2, "d": 2, "e": 2}, 2, [6, 6]),
        ({"a": 0, "b": 0, "c": 5}, 2, [5, 0]),
        ({"a": -200, "b": 500, "c": 300}, 2, [300, 300]),  # a district where more came back than went out
    ],
)
def test_shares_are_even(weights: dict[str, int], parts: int, totals: list[int]) -> None:
    found = even_split.split(weights, parts)
    assert [one.total for one in found] == totals
    assert sorted(name for one in found for name in one.names) == sorted(weights)
    assert all(one.total == sum(weights[name] for name in one.names) for one in found)


def test_the_heaviest_stands_first() -> None:
    assert even_split.split({"a": 1, "b": 5}, 1) == [Part(("b", "a"), 6)]


def test_nobody_to_share_among_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        even_split.split({"a": 1}, 0)
