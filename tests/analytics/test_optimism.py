"""Chances of quotes: plain where little is known, drawn to the shop's own rate where there is enough."""

import pytest

from db.analytics import optimism
from db.analytics.optimism import Chance


def test_without_a_closed_quote_nothing_is_said() -> None:
    assert optimism.corrected([], 0.8) is None


def test_under_thirty_it_is_the_plain_rate_whatever_was_entered() -> None:
    closed = [(0.9, one < 7) for one in range(20)]
    low, high = optimism.corrected(closed, 0.9), optimism.corrected(closed, 0.1)
    assert low == high
    assert low is not None
    assert (low.rate, low.closed, low.is_plain) == (0.35, 20, True)
    assert low.low < 0.35 < low.high


@pytest.mark.parametrize(
    ("entered", "rate"),
    [
        (0.9, (30 + 10 * 0.45) / 70),  # 30 of 60 came; believed is 0.9 times 40 won of 80 entered
        (0.5, (10 + 10 * 0.25) / 62),
        (0.2, 0.1),  # never entered before: what is believed alone
    ],
)
def test_from_thirty_on_the_tenth_is_drawn_to_how_much_was_overrated(entered: float, rate: float) -> None:
    closed = [(0.9, one < 30) for one in range(60)] + [(0.5, one < 10) for one in range(52)]
    found = optimism.corrected(closed, entered)
    assert found is not None
    assert not found.is_plain
    assert found.rate == pytest.approx(rate)
    assert 0 <= found.low <= found.rate <= found.high <= 1


@pytest.mark.parametrize("won", [0, 40])
def test_all_lost_or_all_won_stays_a_chance(won: int) -> None:
    found = optimism.corrected([(1.0, one < won) for one in range(40)], 1.0)
    assert found is not None
    assert 0 <= found.low <= found.rate <= found.high <= 1


def test_what_open_quotes_come_to() -> None:
    found = optimism.weighed([(10_000, Chance(0.5, 0.4, 0.6, 40, False)), (40_000, Chance(0.25, 0.2, 0.3, 40, False))])
    assert (found.whole, found.expected) == (50_000, 15_000)
    assert 0 <= found.low < 15_000 < found.high <= 50_000


def test_no_open_quotes_come_to_nothing() -> None:
    found = optimism.weighed([])
    assert (found.whole, found.expected, found.low, found.high) == (0, 0, 0, 0)
