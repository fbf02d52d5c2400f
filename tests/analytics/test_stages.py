"""Rhythms, stages, scores and tiers by tables of cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.analytics import rhythms, scores, stages, tiers
from db.analytics.rhythms import UNKNOWN, Rhythm, Usual
from db.analytics.stages import Behaviour

_SHOP = Usual(30.0, 10.0)
_TODAY = 740_000


def _every(days: int, visits: int, ago: int = 0, lost_on: int | None = None) -> Behaviour:
    """Who came so often, always after so many days, and last so many days ago."""
    when = [_TODAY - ago - days * number for number in reversed(range(visits))]
    return Behaviour(rhythms.of(when), when[0], when[-1], lost_on)


@pytest.mark.parametrize(
    ("done", "stage"),
    [
        (Behaviour(Rhythm(0)), "recruitment"),
        (_every(30, 1), "welcoming"),
        (_every(30, 1, ago=44), "welcoming"),
        (_every(30, 1, ago=46), "pre_divorce"),
        (_every(30, 1, ago=181), "divorce"),
        (_every(30, 3), "getting_to_know"),
        (_every(30, 4), "account_management"),
        (_every(30, 10), "account_management"),  # not known for a year yet
        (_every(40, 10, ago=6), "intensive_care"),
        (_every(40, 12, ago=62), "pre_divorce"),
        (_every(40, 12, ago=181), "divorce"),
        (_every(60, 12, ago=181), "pre_divorce"),  # four times 60 days are more than half a year
        (_every(300, 4, ago=301), "account_management"),  # who comes once a year is not gone after one
        (_every(30, 6, ago=-3), "account_management"),  # a sale that is dated ahead
    ],
)
def test_the_stage_follows_what_was_bought(done: Behaviour, stage: str) -> None:
    assert stages.stage(done, _TODAY, _SHOP).stage == stage


def test_who_was_away_for_long_is_back_until_the_next_visit() -> None:
    days = [_TODAY - 700, _TODAY - 670, _TODAY - 640, _TODAY - 5]
    done = Behaviour(rhythms.of(days), days[0], days[-1])
    assert stages.stage(done, _TODAY, _SHOP).stage == "win_back"
    again = [*days, _TODAY]
    assert stages.stage(Behaviour(rhythms.of(again), again[0], again[-1]), _TODAY, _SHOP).stage == "account_management"


def test_who_was_closed_is_gone_until_they_buy() -> None:
    assert stages.stage(_every(30, 5, ago=10, lost_on=_TODAY - 3), _TODAY, _SHOP).stage == "divorce"
    assert stages.stage(_every(30, 5, ago=10, lost_on=_TODAY - 3), _TODAY - 4, _SHOP).stage == "account_management"
    assert stages.stage(_every(30, 5, ago=3, lost_on=_TODAY - 3), _TODAY, _SHOP).stage == "divorce"  # on the day of their last
    assert stages.stage(_every(30, 5, ago=3, lost_on=_TODAY), _TODAY, _SHOP).stage == "divorce"
    assert stages.stage(_every(30, 5, ago=0, lost_on=_TODAY - 3), _TODAY, _SHOP).stage == "win_back"
    assert stages.stage(Behaviour(Rhythm(0), lost_on=_TODAY), _TODAY, _SHOP).stage == "divorce"


@pytest.mark.parametrize(("ago", "sureness"), [(0, "steady"), (35, "steady"), (36, "watch"), (45, "watch"), (46, "slipping")])
def test_how_sure_they_are_goes_by_their_rhythm(ago: int, sureness: str) -> None:
    done = Behaviour(Rhythm(50, 30.0, 10.0, 30), _TODAY - 2_000, _TODAY - ago)
    assert stages.stage(done, _TODAY, _SHOP).sureness == sureness


def test_late_slipping_and_lost_go_by_span_and_spread() -> None:
    assert (Usual(30.0, 20.0).watch, Usual(30.0, 20.0).slipping, Usual(30.0, 20.0).lost) == (40, 60, 180)
    assert (Usual(60.0, 2.0).watch, Usual(60.0, 2.0).slipping, Usual(60.0, 2.0).lost) == (61, 90, 240)


def test_few_visits_are_drawn_to_the_shop_and_many_are_not() -> None:
    assert rhythms.usual(Rhythm(1), _SHOP) == _SHOP
    assert rhythms.usual(Rhythm(2, 15.0, None, 15), _SHOP).interval == pytest.approx(25.0)
    assert rhythms.usual(Rhythm(201, 15.0, 4.0, 15), _SHOP).interval == pytest.approx(15.0, abs=0.2)
    assert rhythms.usual(Rhythm(2, 90.0, None, 90), _SHOP).interval == 90.0  # nobody is late before their own span is over


def test_a_rhythm_is_the_mean_of_the_spans() -> None:
    assert rhythms.of([1, 11, 31]) == Rhythm(3, 15.0, pytest.approx(7.0710678), 20)
    assert rhythms.of([5]) == Rhythm(1)
    assert rhythms.of([]) == Rhythm(0)
    assert rhythms.of_shop([Rhythm(3, 15.0, 5.0, 20)] * 19) == UNKNOWN
    assert rhythms.of_shop([Rhythm(3, 15.0, 5.0, 20)] * 20) == Usual(15.0, 5.0)


@given(st.lists(st.integers(-100, 100), min_size=1))
def test_equal_values_stand_in_the_lowest_fifth_they_reach(values: list[int]) -> None:
    bounds, ranked = scores.bounds(values), sorted(values)
    for value in ranked:
        assert scores.score(value, bounds) == 1 + ranked.index(value) * 5 // len(ranked)


def test_where_most_came_once_they_are_not_the_best() -> None:
    bounds = scores.bounds([1] * 80 + [5] * 20)
    assert (scores.score(1, bounds), scores.score(5, bounds)) == (1, 5)


def test_the_fifths_are_as_large_as_each_other() -> None:
    bounds = scores.bounds(range(100))
    assert [sum(scores.score(value, bounds) == one for value in range(100)) for one in (1, 2, 3, 4, 5)] == [20] * 5


@pytest.mark.parametrize(
    ("margins", "found"),
    [
        ([], ""),
        ([0], "C"),
        ([-5, 0], "CC"),
        ([100], "A"),
        ([80, 15, 5], "ABC"),
        ([79, 16, 5], "AAC"),
        ([50, 50], "AA"),  # who brings the same stands in the same tier
        ([1_000, -900], "AC"),
    ],
)
def test_tiers_go_by_the_share_of_the_margin(margins: list[int], found: str) -> None:
    least = tiers.bounds(margins)
    assert "".join(tiers.tier(one, least) for one in margins) == found
