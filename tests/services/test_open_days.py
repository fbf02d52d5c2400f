"""Open days: weekly closing, the Lunar New Year, own closures, holidays that are kept."""

from datetime import UTC, date, datetime

import pytest

from db.core import clock
from db.core.errors import InputError
from db.services import open_days, settings

pytestmark = pytest.mark.usefixtures("shop")


def at(year: int, month: int, day: int) -> date:
    """Make this the shop's day."""
    clock.fix(datetime(year, month, day, 2, tzinfo=UTC))
    return date(year, month, day)


def test_tomorrow_on_a_saturday_is_monday_where_sunday_is_closed() -> None:
    today = at(2026, 11, 21)
    assert open_days.day("tomorrow", today) == date(2026, 11, 23)
    assert open_days.closed_because(date(2026, 11, 22)) == "公休日"
    assert open_days.after(today) == date(2026, 11, 23)


def test_tomorrow_on_new_years_eve_is_after_the_fifth_day() -> None:
    today = at(2027, 2, 5)
    assert open_days.day("tomorrow", today) == date(2027, 2, 11)
    assert open_days.closed_because(date(2027, 2, 5)) == "春節"
    settings.save({"closed_new_year": "0"})
    assert open_days.day("tomorrow", today) == date(2027, 2, 6)
    settings.save({"closed_new_year": "3"})
    assert open_days.day("tomorrow", today) == date(2027, 2, 9)


def test_the_eve_is_found_where_the_twelfth_month_has_29_days() -> None:
    eve = date(2026, 2, 16)  # of 2026-02-17
    assert [bool(open_days.closed_because(date(2026, 2, day))) for day in (14, 16, 17, 21, 23)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert open_days.closed_because(eve) == "春節"


def test_months_are_clamped_and_moved() -> None:
    assert open_days.day("month", at(2027, 1, 30)) == date(2027, 3, 1)  # 28 February 2027 is a Sunday
    assert open_days.day("next_week", at(2026, 11, 22)) == date(2026, 11, 30)
    assert open_days.months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)


def test_own_closures_have_their_word() -> None:
    settings.save({"closures": "2026/12/24..12/26 員工旅遊\n115/12/31"})
    assert settings.get("closures") == ["2026-12-24..2026-12-26 員工旅遊", "2026-12-31..2026-12-31"]
    assert open_days.closed_because(date(2026, 12, 26)) == "員工旅遊"
    assert open_days.closed_because(date(2026, 12, 31)) == "休息"
    assert open_days.on_or_after(date(2026, 12, 24)) == date(2026, 12, 28)


@pytest.mark.parametrize("typed", ["哪天", "2026/12/26..2026/12/24", "2026/12/24..32"])
def test_closures_that_are_no_days_are_refused(typed: str) -> None:
    with pytest.raises(InputError):
        settings.save({"closures": typed})


def test_holidays_count_only_where_ticked() -> None:
    day = date(2026, 12, 25)
    assert not open_days.closed_because(day)
    settings.save({"closed_holidays": "行憲紀念日\n沒有這個節"})
    assert settings.get("closed_holidays") == ["行憲紀念日"]
    assert open_days.closed_because(day) == "行憲紀念日"
    assert not open_days.closed_because(date(2027, 12, 24))  # the day off instead of it


def test_two_holidays_on_one_day_are_kept_by_whoever_keeps_one_of_them() -> None:
    both = date(2028, 4, 4)
    assert not open_days.closed_because(both)
    settings.save({"closed_holidays": "民族掃墓節"})
    assert open_days.closed_because(both) == "民族掃墓節"
    settings.save({"closed_holidays": "民族掃墓節\n兒童節"})
    assert open_days.closed_because(both) == "兒童節、民族掃墓節"


def test_holidays_have_english_words_for_the_same_days() -> None:
    from resources import i18n

    i18n.use("en")
    assert ("國慶日", "National Day") in open_days.holiday_names()
    assert not [name for name, _words in open_days.holiday_names() if "春節" in name or "補假" in name]


def test_a_shop_that_never_opens_takes_the_day_as_it_is() -> None:
    settings.save({"closed_weekly": "1\n2\n3\n4\n5\n6\n7"})
    assert open_days.on_or_after(date(2026, 11, 24)) == date(2026, 11, 24)
    assert open_days.on_or_after(date(9999, 12, 31)) == date(9999, 12, 31)


def test_days_of_the_first_month_are_known_in_march_too() -> None:
    settings.save({"closed_weekly": "", "closed_new_year": "15"})
    lantern = date(2034, 3, 5)  # the year begins on 19 February
    assert open_days.closed_because(lantern) == "春節"
    assert open_days.on_or_after(date(2034, 3, 1)) == date(2034, 3, 6)
    settings.save({"closed_new_year": "5"})
    assert [open_days.closed_because(date(2034, 2, day)) for day in (17, 18, 23, 24)] == ["", "春節", "春節", ""]
