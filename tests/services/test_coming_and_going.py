"""New, there, a year away, back: the numbers carry over from span to span, and open the customers behind them."""

import pytest

from db.services import cohorts, coming_and_going, customers, walk_in
from db.services.coming_and_going import MOVES
from tests.services.buying import buy, buyer

pytestmark = pytest.mark.usefixtures("shop", "saturday")
_YEARS = [(202301, 202312), (202401, 202412), (202501, 202512), (202601, 202612)]


@pytest.fixture
def people() -> dict[str, int]:
    return {
        "faithful": buyer("老客", "2023-03-01", "2023-12-01", "2024-11-30", "2025-11-01", "2026-10-01"),
        "gone": buyer("走了", "2024-02-29"),
        "back": buyer("回來", "2023-05-05", "2025-06-01", "2026-06-01"),
        "just": buyer("剛好", "2025-11-20"),  # a year away yesterday
        "today": buyer("今天滿", "2025-11-21"),  # the year is over only tomorrow
        "future": buyer("未來", "2027-01-01"),
    }


def test_the_numbers_carry_over(people: dict[str, int]) -> None:
    spans = coming_and_going.by_span(_YEARS)
    assert [(one.new, one.back, one.gone) for one in spans] == [(2, 0, 0), (1, 0, 1), (2, 1, 1), (0, 0, 1)]
    before = 0
    for one in spans:
        assert one.there == before + one.new + one.back - one.gone
        before = one.there


def test_a_number_opens_its_customers(people: dict[str, int]) -> None:
    for span in coming_and_going.by_span(_YEARS):
        for move in MOVES:
            assert len(coming_and_going.ids(move, span.first, span.last)) == getattr(span, move), (span, move)
        assert len(coming_and_going.ids("there", span.first, span.last)) == span.there
    assert coming_and_going.ids("back", 202501, 202512) == [people["back"]]
    assert coming_and_going.ids("gone", 202601, 202612) == [people["just"]]
    assert people["today"] in coming_and_going.ids("there", 202601, 202612)


def test_who_has_no_name_is_nobody_who_could_come_back() -> None:
    buy(walk_in.customer(), "2026-11-01")
    assert coming_and_going.by_span([(202601, 202612)])[0].new == 0
    assert cohorts.by_year() == []


def test_a_merged_customer_is_one(people: dict[str, int]) -> None:
    from db.services import merging

    merging.merge(people["faithful"], people["back"])
    assert coming_and_going.by_span([(202301, 202312)])[0].new == 1
    assert customers.follow(people["back"]) in coming_and_going.ids("new", 202301, 202312)


def test_every_year_counts_its_own_newcomers(people: dict[str, int]) -> None:
    found = {one.year: one for one in cohorts.by_year()}
    assert {year: one.count for year, one in found.items()} == {2023: 2, 2024: 1, 2025: 2}
    assert found[2023].bought == {2023: 2, 2024: 1, 2025: 2, 2026: 2}
    assert cohorts.ids(2023, 2024) == [people["faithful"]]
    assert sorted(cohorts.ids(2023, 2026)) == sorted([people["faithful"], people["back"]])
