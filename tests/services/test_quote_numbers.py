"""Numbers of quotes and slips: by the shop's pattern, unique, rising, never given twice."""

from datetime import date

import pytest

from db.core.connection import rows, value
from db.core.errors import InputError
from db.core.journal import unit
from db.services import quote_life, quote_numbers, quotes, settings
from tests.services.november_quotes import bathroom, builder, drawn

pytestmark = pytest.mark.usefixtures("shop")
DAY = date(2026, 11, 21)


def _given(day: date = DAY, user: str = "", kind: quote_numbers.Kind = "quote") -> str:
    with unit("quotes.issue"):
        return quote_numbers.next_number(kind, day, user)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("Q{YYYY}{MM}{DD}-{seq:3}", "Q20261121-001"),
        ("{ROC}{MM}{DD}-{seq:2}", "1151121-01"),
        ("{YYYY}-{seq:4}", "2026-0001"),
        ("{YY}{MM}{user}{seq}", "2611小玲1"),
        ("Ｑ{seq:5}", "Q00001"),
    ],
)
def test_a_pattern_says_how_numbers_look(pattern: str, number: str) -> None:
    settings.save({"quote_number": pattern})
    assert quote_numbers.look_ahead("quote", DAY, "小玲") == number
    assert _given(user="小玲") == number


@pytest.mark.parametrize("pattern", ["{YYYY}{MM}", "", "{seq:0}", "{seq:3}{shop}", "{seq:3}}", "x" * 60 + "{seq}"])
def test_a_pattern_without_a_running_number_is_refused(pattern: str) -> None:
    with pytest.raises(InputError):
        settings.save({"quote_number": pattern})


@pytest.mark.parametrize(
    ("restart", "numbers"),
    [
        ("day", ["1151130-001", "1151130-002", "1151201-001", "1151231-001", "1160101-001"]),
        ("month", ["1151130-001", "1151130-002", "1151201-001", "1151231-002", "1160101-001"]),
        ("year", ["1151130-001", "1151130-002", "1151201-003", "1151231-004", "1160101-001"]),
        ("never", ["1151130-001", "1151130-002", "1151201-003", "1151231-004", "1160101-005"]),
    ],
)
def test_counting_begins_anew_as_the_shop_says(restart: str, numbers: list[str]) -> None:
    settings.save({"quote_restart": restart})
    days = [date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [_given(day) for day in days] == numbers


def test_a_number_that_does_not_say_the_day_is_not_counted_by_the_day() -> None:
    settings.save({"quote_number": "{YYYY}-{seq:4}", "quote_restart": "day"})
    assert [_given(date(2026, 11, day)) for day in (20, 21, 22)] == ["2026-0001", "2026-0002", "2026-0003"]


def test_own_start_and_kinds_are_counted_apart() -> None:
    settings.save({"quote_start": "501"})
    assert [_given(), _given(kind="sale"), _given()] == ["1151121-501", "S1151121-001", "1151121-502"]
    settings.save({"quote_start": "1"})
    assert _given() == "1151121-503"


@pytest.mark.parametrize("before", ["day", "month", "year", "never"])
@pytest.mark.parametrize("after", ["day", "month", "year", "never"])
@pytest.mark.parametrize("kind", ["quote", "sale"])
def test_no_number_comes_again_when_the_shop_restarts_otherwise(before: str, after: str, kind: quote_numbers.Kind) -> None:
    settings.save({f"{kind}_restart": before})
    days = [date(2026, 11, 20), DAY, DAY]
    given = [_given(day, kind=kind) for day in days]  # papers that are gone: there is none of them
    with unit("quotes.issue"):
        given += quote_numbers.many(kind, days)
    settings.save({f"{kind}_restart": after})
    given += [_given(day, kind=kind) for day in days]
    assert len(set(given)) == len(given)


def test_a_number_that_stands_on_a_paper_is_passed_over_by_one() -> None:
    settings.save({"quote_number": "{user}{seq}"})
    one = builder()
    form = quotes.new(one)
    form.lines, form.staff = bathroom(), "A1"
    assert quote_life.issue(quotes.add(form), drawn).number == "A11"
    settings.save({"quote_start": "11"})
    assert _given(user="A") == "A12"


@pytest.mark.parametrize(
    ("user", "number"),
    [("王/小明", "王小明-1"), ("A" * 500, "AAAAAAAAAAAA-1"), ("..\\x:*?", "..x-1"), ("★", "-1"), ("Amy Chen", "AmyChen-1")],
)
def test_a_name_in_a_number_names_files_too(user: str, number: str) -> None:
    settings.save({"quote_number": "{user}-{seq}"})
    assert quote_numbers.look_ahead("quote", DAY, user) == number


def test_looking_ahead_gives_nothing_away() -> None:
    assert quote_numbers.look_ahead("quote", DAY) == quote_numbers.look_ahead("quote", DAY) == _given()
    assert quote_numbers.look_ahead("quote", DAY) == "1151121-002"


def test_what_comes_to_nothing_burns_no_number() -> None:
    with pytest.raises(RuntimeError), unit("quotes.issue"):
        quote_numbers.next_number("quote", DAY)
        raise RuntimeError
    assert _given() == "1151121-001"


def test_ten_thousand_a_year() -> None:
    settings.save({"quote_number": "{YYYY}-{seq:4}", "quote_restart": "year"})
    with unit("quotes.issue"):
        numbers = [quote_numbers.next_number("quote", DAY) for _ in range(10_001)]
    assert numbers[-1] == "2026-10001"
    assert len(set(numbers)) == len(numbers)
    assert value("SELECT value FROM counter WHERE name = 'quote:2026'") == 10_001


@pytest.mark.parametrize("kind", ["quote", "sale"])
def test_whether_a_number_is_taken_is_looked_up_in_an_index(kind: quote_numbers.Kind) -> None:
    plan = [detail for *_, detail in rows(f"EXPLAIN QUERY PLAN {quote_numbers._TAKEN[kind]}", "x")]
    assert not [step for step in plan if step.startswith("SCAN")]
