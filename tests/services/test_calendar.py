"""The calendar's days: what stands on each, why the shop is closed, the lunar day, the holidays."""

from datetime import date
from pathlib import Path

import pytest

from db.core.connection import run
from db.core.journal import unit
from db.core.values import dates
from db.core.values.dates import PartialDate
from db.services import (
    calendar,
    customers,
    interactions,
    keep_in_touch,
    opt_outs,
    settings,
    tags,
    tasks,
    today,
    today_answers,
)
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm
from db.services.tasks import TaskForm
from tests.services.november import go_to
from tests.services.november_trade import trade_day

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _day(day: date) -> calendar.Day:
    (found,) = calendar.between(day, day)
    return found


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        (2026, 11, date(2026, 11, 1), date(2026, 12, 5)),
        (2026, 2, date(2026, 2, 1), date(2026, 2, 28)),
        (2026, 8, date(2026, 7, 26), date(2026, 9, 5)),
        (2026, 12, date(2026, 11, 29), date(2027, 1, 2)),
    ],
)
def test_a_month_is_whole_weeks_from_sunday_on(year: int, month: int, first: date, last: date) -> None:
    days = calendar.weeks(year, month)
    assert (days[0], days[-1]) == (first, last)
    assert days[0].isoweekday() == 7
    assert len(days) % 7 == 0


def test_what_fell_on_a_closed_day_is_late_only_once_an_open_day_has_passed(shop: Path) -> None:
    tasks.add(TaskForm("週六的", "2026-11-21"))
    (sunday,) = tasks.add(TaskForm("週日的", "2026-11-21"))
    with unit("tasks.change"):
        run("UPDATE task SET due_on = '2026-11-22' WHERE id = ?", sunday)
    go_to(23)
    found = calendar.between(date(2026, 11, 21), date(2026, 11, 22))
    assert [one.is_late for day in found for one in day.entries] == [True, False]
    go_to(24)
    found = calendar.between(date(2026, 11, 21), date(2026, 11, 22))
    assert [one.is_late for day in found for one in day.entries] == [True, True]


def test_reminders_stand_on_their_day_done_or_not(shop: Path) -> None:
    known = customers.add(CustomerForm(name="陳美惠"))
    (one,) = tasks.add(TaskForm("回電", "2026-11-23", "14:30"), [known])
    (own,) = tasks.add(TaskForm("繳電費", "2026-11-23"))
    tasks.done([own])
    first, second = _day(date(2026, 11, 23)).entries
    assert (first.task, first.name, first.title, first.time, first.is_done) == (one, "陳美惠", "回電", "14:30", False)
    assert (second.customer, second.name, second.is_done) == (None, "", True)


def _born(iso: str) -> PartialDate | None:
    return dates.parse(iso)


def test_birthdays_are_told_of_regulars_only(shop: Path) -> None:
    born = CustomerForm(name="老主顧", birthday=_born("1984-12-03"))
    regular = customers.add(born)
    customers.add(CustomerForm(name="路人", birthday=_born("1984-12-03")))
    tags.attach([regular], settings.texts("regular_tags")[:1])
    assert [(one.kind, one.name) for one in _day(date(2026, 12, 3)).entries] == [("birthday", "老主顧")]


def test_keeping_in_touch_put_off_stands_on_the_later_day_only(shop: Path) -> None:
    known = customers.add(CustomerForm(name="陳美惠"))
    interactions.add(InteractionForm(known, "問有沒有貨", happened_on="2026-10-22"))
    keep_in_touch.put([known], 30)
    today_answers.another_day(today.plan().rows[0], "2026-11-27")
    days = calendar.between(date(2026, 11, 1), date(2026, 12, 31))
    assert [(day.day, one.kind) for day in days for one in day.entries] == [(date(2026, 11, 27), "touch")]
    interactions.add(InteractionForm(known, "談好了", happened_on="2026-11-21"))
    days = calendar.between(date(2026, 11, 1), date(2026, 12, 31))
    assert [day.day for day in days if day.entries] == [date(2026, 12, 21)]


def test_who_refused_calls_stands_on_no_day(shop: Path) -> None:
    known = customers.add(CustomerForm(name="老主顧", birthday=_born("1984-12-03"), tags=settings.texts("regular_tags")[:1]))
    keep_in_touch.put([known], 30)
    assert sum(len(day.entries) for day in calendar.between(date(2026, 11, 1), date(2026, 12, 31))) == 2
    opt_outs.put([known], ["phone"])
    assert not any(day.entries for day in calendar.between(date(2026, 11, 1), date(2026, 12, 31)))


def test_keeping_in_touch_stands_on_its_day_and_goes_when_put_away(shop: Path) -> None:
    known = customers.add(CustomerForm(name="陳美惠"))
    keep_in_touch.put([known], 30)
    (due,) = [day for day in calendar.between(date(2026, 11, 1), date(2026, 12, 31)) if day.entries]
    assert [(one.kind, one.customer) for one in due.entries] == [("touch", known)]
    customers.archive([known], "搬家")
    assert not any(day.entries for day in calendar.between(date(2026, 11, 1), date(2026, 12, 31)))


@pytest.mark.parametrize(
    ("day", "closed", "holiday"),
    [
        (date(2026, 11, 22), "公休日", ""),
        (date(2026, 11, 23), "", ""),
        (date(2026, 10, 10), "", "國慶日"),
        (date(2027, 2, 6), "春節", "春節"),
    ],
)
def test_closed_days_say_why_and_holidays_their_name(day: date, closed: str, holiday: str) -> None:
    found = _day(day)
    assert found.closed == closed
    assert holiday in found.holiday
    assert bool(found.holiday) == bool(holiday)


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(2026, 2, 17), (1, 1, False)),
        (date(2025, 7, 25), (6, 1, True)),  # the leap sixth month of 2025
        (date(2026, 9, 25), (8, 15, False)),
    ],
)
def test_the_lunar_day(day: date, lunar: tuple[int, int, bool]) -> None:
    assert calendar.lunar(day) == lunar


def test_trade_stands_on_its_days() -> None:
    seeded = trade_day()
    customers.add(CustomerForm(name="月結的", closing_day="31"))
    customers.add(CustomerForm(name="二十五號結的", closing_day="25"))
    days = calendar.between(date(2026, 11, 21), date(2026, 12, 31))
    said = [(one.kind, one.day, one.title, one.about) for day in days for one in day.entries if one.kind not in ("task", "touch")]
    number = "1151121-002"
    assert said == [
        ("promised", "2026-11-21", "防水插座，答應 11/21 有", ("wanted", 1)),
        ("cheque", "2026-11-21", "支票 台灣銀行 AB1234567 $12,000", ("payment", seeded.cheque)),
        ("expiring", "2026-11-25", f"報價 {number} $18,221，有效到 11/25", ("quote", seeded.ending)),
        ("closes", "2026-11-25", "1 位月結客戶結帳", None),
        ("closes", "2026-11-30", "1 位月結客戶結帳", None),
        ("expiring", "2026-12-20", "報價 1151121-001 $19,132，有效到 12/20。大安 張宅", ("quote", seeded.asked_about)),
        ("closes", "2026-12-25", "1 位月結客戶結帳", None),
        ("closes", "2026-12-31", "1 位月結客戶結帳", None),
    ]
