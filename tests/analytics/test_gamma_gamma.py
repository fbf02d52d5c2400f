"""Money: the published parameters of CDNOW come out; a mean over few visits is drawn to the shop's."""

from math import log

import pytest

from db.analytics import gamma_gamma
from tests.analytics import cdnow


def test_the_published_parameters_come_out() -> None:
    """Fader and Hardie (2013): p 6.25, q 3.74, v 15.44; the mean of the first customer is 24.66."""
    found = gamma_gamma.fit(cdnow.money())
    assert (round(found.p, 2), round(found.q, 2), round(found.v, 2)) == (6.25, 3.74, 15.45)
    assert gamma_gamma.mean(found, 2, 22.35) == pytest.approx(24.66, abs=0.01)


def test_the_more_visits_the_more_a_customers_own_mean_counts() -> None:
    found = gamma_gamma.fit(cdnow.money())
    drawn = [gamma_gamma.mean(found, visits, 200.0) for visits in (1, 3, 10, 100, 10_000)]
    assert drawn == sorted(drawn)
    assert drawn[0] < 150
    assert 199 < drawn[-1] < 200


def test_dollars_of_another_size_change_nothing_else() -> None:
    one, other = gamma_gamma.fit(cdnow.money()), gamma_gamma.fit([(visits, 32 * mean) for visits, mean in cdnow.money()])
    assert (other.p, other.q, other.v / 32) == pytest.approx((one.p, one.q, one.v), rel=1e-3)
    many = len(list(cdnow.money()))  # a density in dollars is thinner the more dollars there are
    assert one.log_likelihood - other.log_likelihood == pytest.approx(many * log(32), abs=0.01)


@pytest.mark.parametrize("pairs", [[(1, 500.0)], [(3, 100.0)] * 60, [(1, 1.0), (1, 1e7)]])
def test_little_or_odd_money_gives_a_mean_all_the_same(pairs: list[tuple[int, float]]) -> None:
    found = gamma_gamma.fit(pairs, is_small=True)
    visits, mean = pairs[0]
    assert found.q > 1
    assert gamma_gamma.mean(found, visits, mean) > 0


def test_nobody_who_brought_anything_says_nothing() -> None:
    with pytest.raises(ValueError, match="nobody"):
        gamma_gamma.fit([(3, 0.0), (2, -50.0)])
