"""The next best action: money times chance times how such offers were answered."""

import pytest

from db.analytics import ranking
from db.analytics.back_testing import Judged, judged
from db.analytics.ranking import Answered, Candidate


@pytest.mark.parametrize(
    ("answered", "weight"), [(Answered(), 1.0), (Answered(6, 2), 4 / 3), (Answered(0, 16), 0.2), (Answered(16, 0), 1.8)]
)
def test_answers_weigh(answered: Answered, weight: float) -> None:
    assert ranking.weight(answered) == pytest.approx(weight)


def test_the_best_first_and_one_a_customer() -> None:
    rule, cross, dear = (
        Candidate(1, "rule", "7", 500, 0.5),
        Candidate(1, "cross", "9", 600, 0.5),
        Candidate(2, "up", "3", 9_000, 0.1),
    )
    found = ranking.ranked([rule, cross, dear], {}, most=5)
    assert [(one.candidate, one.score) for one in found] == [(dear, 900), (cross, 300)]
    assert ranking.ranked([rule, cross, dear], {}, most=1) == found[:1]
    assert len(ranking.ranked([rule, cross, dear], {}, most=5, a_customer=2)) == 3


def test_what_is_always_waved_away_sinks() -> None:
    rule, up = Candidate(1, "rule", "7", 500, 0.5), Candidate(2, "up", "3", 600, 0.5)
    found = ranking.ranked([rule, up], {"up": Answered(0, 10)}, most=2)
    assert [one.candidate for one in found] == [rule, up]


def test_equal_ones_always_stand_in_the_same_order() -> None:
    made = [Candidate(one, "rule", "", 100, 0.5) for one in (3, 1, 2)]
    assert [one.candidate.customer for one in ranking.ranked(made, {}, most=3)] == [1, 2, 3]


def test_a_judgement_is_counted() -> None:
    """A year ago it would have named 14 of the 18 who were lost, and 5 wrongly."""
    gone, named = set(range(18)), {*range(14), *range(100, 105)}
    assert judged(named, gone) == Judged(named=19, gone=18, right=14, missed=4, wrong=5)
    assert judged(set(), set()) == Judged(0, 0, 0, 0, 0)
