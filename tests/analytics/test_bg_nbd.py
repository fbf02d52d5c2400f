"""Visits: the published parameters of CDNOW come out, numbers hold at their ends, small shops are drawn to what is usual."""

from math import isfinite
from random import Random

import pytest

from db.analytics import bg_nbd
from db.analytics.bg_nbd import Fit, Group
from tests.analytics import cdnow

PUBLISHED = Fit(0.243, 4.414, 0.793, 2.426, -9582.4)  # Fader, Hardie and Lee (2005), table 2


@pytest.fixture(scope="module")
def fitted() -> Fit:
    """The sample's parameters."""
    return bg_nbd.fit(cdnow.visits())


def test_the_published_parameters_come_out(fitted: Fit) -> None:
    found = (fitted.r, fitted.alpha, fitted.a, fitted.b)
    assert tuple(round(one, 3) for one in found) == (PUBLISHED.r, PUBLISHED.alpha, PUBLISHED.a, PUBLISHED.b)
    assert round(fitted.log_likelihood, 1) == PUBLISHED.log_likelihood


@pytest.mark.parametrize(
    ("x", "t_x", "age", "weeks", "visits", "chance"),
    [
        (2, 30.43, 38.86, 39, 1.2259, 0.7266),  # customer 0001 of the authors' note
        (0, 0, 38.86, 39, 0.1948, 1.0),
        (26, 36, 37, 39, 17.9646, 0.9480),
        (26, 36, 37, 156, 47.2072, 0.9480),
        (1, 5, 10, 156, 3.7352, 0.6431),
    ],
)
def test_what_is_said_of_one_customer(
    fitted: Fit, x: int, t_x: float, age: float, weeks: float, visits: float, chance: float
) -> None:
    """As other programs work it out by Gauss's hypergeometric function itself."""
    assert bg_nbd.expected(fitted, x, t_x, age, weeks) == pytest.approx(visits, abs=2e-4)
    assert bg_nbd.alive(fitted, x, t_x, age) == pytest.approx(chance, abs=2e-4)


def test_equal_customers_may_stand_together_or_apart(fitted: Fit) -> None:
    apart = [group._replace(people=1) for group in cdnow.visits() for _each in range(group.people)]
    assert bg_nbd.fit(apart).log_likelihood == pytest.approx(fitted.log_likelihood)


@pytest.mark.parametrize("customer", [(0, 0.0, 0.0), (1000, 519.0, 520.0), (5, 1.0, 520.0), (300, 1.0, 5000.0), (1, 0.0, 0.0)])
def test_numbers_hold_at_their_ends(fitted: Fit, customer: tuple[int, float, float]) -> None:
    """Who came a thousand times, who only just came, who was never seen again."""
    assert 0 <= bg_nbd.alive(fitted, *customer) <= 1
    assert isfinite(bg_nbd.value(fitted, *customer))
    assert 0 <= bg_nbd.value(fitted, *customer) <= bg_nbd.expected(fitted, *customer, bg_nbd.HALF_YEAR * bg_nbd.HALF_YEARS)


@pytest.mark.parametrize(
    "fit",
    [Fit(0.5, 5, 1000, 3000, 0), Fit(60, 300, 0.9, 2.4, 0), Fit(900, 9000, 0.01, 500, 0), Fit(0.01, 0.1, 0.2, 0.3, 0)],
    ids=["all leave alike", "all come alike", "nobody leaves", "hardly anybody comes"],
)
def test_parameters_at_their_ends_give_numbers(fit: Fit) -> None:
    """More time is more visits, and never more than a customer who stays would make."""
    for x, t_x, age in ((0, 0.0, 1.0), (0, 0.0, 200.0), (3, 20.0, 30.0), (1500, 500.0, 520.0)):
        visits = [bg_nbd.visits_if_alive(fit, x, age, weeks) for weeks in (0.0, 1.0, 52.0, 156.0, 1000.0)]
        assert visits[0] == pytest.approx(0, abs=1e-6)
        assert visits == sorted(visits)
        assert visits[-1] <= 1000 * (fit.r + x) / (fit.alpha + age) * (1 + 1e-6)
        assert isfinite(bg_nbd.value(fit, x, t_x, age))


@pytest.mark.parametrize("a", [0.9999, 1.0, 1.0001])
def test_a_of_one_is_no_gap(a: float) -> None:
    near = bg_nbd.expected(Fit(0.5, 5, 1.001, 2.4, 0), 3, 20, 30, 52)
    assert bg_nbd.expected(Fit(0.5, 5, a, 2.4, 0), 3, 20, 30, 52) == pytest.approx(near, rel=5e-3)


def test_a_small_shop_is_drawn_to_what_is_usual() -> None:
    """Ten customers who all came every week would never leave at all."""
    groups = [Group(10, 10.0 - one / 10, 10.0) for one in range(10)]
    alone, drawn = bg_nbd.fit(groups), bg_nbd.fit(groups, bg_nbd.prior(1.0))
    assert alone.a / (alone.a + alone.b) < 0.01 < drawn.a / (drawn.a + drawn.b) < 0.25
    assert alone.log_likelihood >= drawn.log_likelihood


def test_many_customers_outweigh_what_is_believed(fitted: Fit) -> None:
    drawn = bg_nbd.fit(cdnow.visits(), bg_nbd.prior(20.0))
    assert (drawn.r, drawn.a) == pytest.approx((fitted.r, fitted.a), rel=0.01)


def test_known_parameters_are_found_again() -> None:
    """Two thousand customers made by the model itself."""
    true, dice = Fit(0.8, 6.0, 0.9, 3.0, 0), Random(5)
    found = bg_nbd.fit([_made(true, dice, 60.0) for _each in range(2_000)])
    assert found.r / found.alpha == pytest.approx(true.r / true.alpha, rel=0.15)
    assert found.a / (found.a + found.b) == pytest.approx(true.a / (true.a + true.b), rel=0.25)


def _made(true: Fit, dice: Random, age: float) -> Group:
    rate, leaving = dice.gammavariate(true.r, 1 / true.alpha), dice.betavariate(true.a, true.b)
    x, last = 0, 0.0
    while (later := last + dice.expovariate(rate)) <= age:
        x, last = x + 1, later
        if dice.random() < leaving:
            break
    return Group(x, last, age)


@pytest.mark.parametrize("groups", [[], [Group(0, 0.0, 10.0, 500)]])
def test_nobody_who_came_again_says_nothing(groups: list[Group]) -> None:
    with pytest.raises(ValueError, match="nobody"):
        bg_nbd.fit(groups)


def test_visits_to_come_count_less_by_ten_percent_a_year() -> None:
    """Week by week, where the program takes half years: the same to half a percent."""
    fit = bg_nbd.fit(cdnow.visits())
    by_week = [bg_nbd.visits_if_alive(fit, 2, 38.0, float(week)) for week in range(157)]
    exact = sum((by_week[week + 1] - by_week[week]) * 1.1 ** -((week + 0.5) / 52.18) for week in range(156))
    assert bg_nbd.discounted(fit, 2, 38.0) == pytest.approx(exact, rel=0.005)
