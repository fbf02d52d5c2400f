"""The small pieces under the models: digamma, the least of a function, least squares, bounds of a share."""

from math import exp

import pytest

from db.analytics import linear, minimum, shares
from db.analytics.digamma import digamma


@pytest.mark.parametrize(
    ("x", "value"), [(1, -0.5772156649015329), (0.5, -1.9635100260214235), (10, 2.251752589066721), (1e-3, -1000.5755719318103)]
)
def test_digamma(x: float, value: float) -> None:
    """Abramowitz and Stegun, table 6.1."""
    assert digamma(x) == pytest.approx(value, rel=1e-10)


def _bowl(place: list[float]) -> tuple[float, list[float]]:
    """Rosenbrock's valley, the least at (1, 1)."""
    x, y = place
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]


def test_the_least_is_found_in_a_bent_valley() -> None:
    found = minimum.found(_bowl, [-1.2, 1.0])
    assert found.place == pytest.approx((1, 1), abs=1e-5)
    assert found.steps < 100


def test_a_function_without_a_least_ends_all_the_same() -> None:
    found = minimum.found(lambda place: (exp(-place[0]), [-exp(-place[0])]), [0.0])
    assert found.value < 1e-3


def test_at_the_least_it_stays() -> None:
    assert minimum.found(_bowl, [1.0, 1.0]).steps == 0


def test_what_is_believed_draws() -> None:
    drawn = minimum.drawn(lambda place: ((place[0] - 3) ** 2, [2 * (place[0] - 3)]), [0.0], spread=1.0)
    assert minimum.found(drawn, [1.0]).place == pytest.approx((2.0,))


def test_least_squares_with_a_penalty() -> None:
    rows = [[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]
    assert linear.ridge(rows, [1.0, 3.0, 5.0], [1e-9, 1e-9]) == pytest.approx([1, 2], abs=1e-6)
    assert linear.ridge([[1.0]] * 4, [2.0] * 4, [4.0]) == pytest.approx([1.0])


@pytest.mark.parametrize(
    ("counted", "of", "low", "high"), [(0, 0, 0, 1), (3, 40, 0.0367, 0.1471), (0, 10, 0, 0.1411), (10, 10, 0.8589, 1)]
)
def test_bounds_of_a_share(counted: int, of: int, low: float, high: float) -> None:
    assert shares.bounds(counted, of) == pytest.approx((low, high), abs=1e-3)
