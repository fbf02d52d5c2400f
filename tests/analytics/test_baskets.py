"""Pairs of a shop's baskets, counted by hand."""

import pytest

from db.analytics import baskets
from db.analytics.baskets import Pair

TAP, TAPE, LAMP, PIPE = 1, 2, 3, 4


def test_pairs_are_counted_in_both_directions() -> None:
    bought = [[TAP, TAPE]] * 6 + [[TAP]] * 2 + [[TAPE, LAMP]] * 2 + [[LAMP]] * 10
    one, other = baskets.pairs(bought)
    assert one == Pair(TAP, TAPE, 6, 8, 8, 20)
    assert other == Pair(TAPE, TAP, 6, 8, 8, 20)
    assert (one.support, one.confidence, one.lift) == (0.3, 0.75, 6 * 20 / 64)


@pytest.mark.parametrize(
    ("together", "of_a", "of_b", "of_all", "is_clear"),
    [
        (3, 40, 30, 400, False),  # as often as anybody
        (9, 40, 30, 400, True),
        (5, 5, 300, 400, True),
        (2, 2, 300, 400, False),  # two of two, where three of four buy it anyway
        (40, 40, 400, 400, False),  # what is in every basket says nothing
    ],
)
def test_a_pair_is_clear_where_it_is_more_than_chance(together: int, of_a: int, of_b: int, of_all: int, is_clear: bool) -> None:
    assert Pair(1, 2, together, of_a, of_b, of_all).is_clear == is_clear


@pytest.mark.parametrize(
    "bought",
    [[], [[]], [[TAP]] * 50, [[TAP, TAPE]] * (baskets.LEAST - 1), [[TAP, TAP, TAP]] * 9, [list(range(60))] * 9],
    ids=["nothing", "empty", "single", "too few", "the same", "a delivery"],
)
def test_what_makes_no_pair(bought: list[list[int]]) -> None:
    assert baskets.pairs(bought) == []


def test_a_thing_on_two_lines_counts_once() -> None:
    assert baskets.pairs([[PIPE, LAMP, PIPE]] * 5)[0].of_a == 5
