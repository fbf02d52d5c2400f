"""Who is on Today and who is not, each customer once: what is counted, what is chosen first, who is never to be called."""

from datetime import date

import pytest

from db.core.connection import run
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.models import ImportRun
from db.services import (
    blacklist,
    coming,
    customers,
    imports,
    interactions,
    keep_in_touch,
    opt_outs,
    sales,
    settings,
    tasks,
    today,
    today_answers,
)
from db.services.contact_marks import NO_ANSWER
from db.services.customers import CustomerForm
from db.services.interactions import InteractionForm
from db.services.sales import SaleForm
from db.services.tasks import TaskForm
from db.services.today import TodayRow
from tests.services.november import add, go_to

pytestmark = pytest.mark.usefixtures("saturday", "shop")
BORN = PartialDate(1980, 11, 23)


def _due_to_call(name: str = "陳美惠", **more: object) -> int:
    """Somebody whom nobody talked to for longer than their interval."""
    one = add(name, **more)
    interactions.add(InteractionForm(one, "問有沒有貨", "電話", happened_on="2026-10-20"))
    keep_in_touch.put([one], 30)
    return one


def _remind(customer: int, day: str, **more: str) -> None:
    tasks.add(TaskForm("送型錄", day, **more), [customer])


def _names(staff: str = "") -> list[str]:
    return [row.name for row in today.plan(staff).rows]


def _counted(staff: str = "") -> tuple[int, int, int]:
    """Rows, folded away, and what the sidebar says."""
    plan = today.plan(staff)
    return len(plan.rows), plan.more, today.badge(staff)


@pytest.mark.parametrize(("channels", "is_there"), [(["all"], False), (["phone"], False), (["line"], True)])
def test_who_refused_calls_is_not_called_to_keep_in_touch(channels: list[str], *, is_there: bool) -> None:
    one = _due_to_call()
    opt_outs.put([one], channels)
    assert _counted() == ((1, 0, 1) if is_there else (0, 0, 0))


@pytest.mark.parametrize(("level", "is_there"), [("stop", False), ("warn", True)])
def test_with_whom_the_shop_does_not_deal_any_more_is_not_called(level: str, *, is_there: bool) -> None:
    one = _due_to_call()
    blacklist.put([one], "常拖款", level=level)
    assert _counted() == ((1, 0, 1) if is_there else (0, 0, 0))


def test_what_was_promised_to_them_stands_there_all_the_same() -> None:
    one = _due_to_call()
    opt_outs.put([one], ["all"])
    _remind(one, "2026-11-21")
    assert _counted() == (1, 0, 1)


def test_a_customer_counts_once_for_every_reason() -> None:
    touch = _due_to_call("甲", birthday=BORN)
    listed = add("乙")
    blacklist.put([listed], "常拖款", review_on="2026-11-01")
    _remind(listed, "2026-11-21")
    promised = add("丙", birthday=BORN, tags=["老主顧"])
    _remind(promised, "2026-11-21")
    assert _counted() == (3, 0, 3)
    assert {row.customer: row.reasons for row in today.plan().rows}[touch] == ("touch", "birthday")


def test_only_what_is_theirs_is_counted_for_a_name() -> None:
    settings.save({"staff": ["小美", "阿宏"]})
    one = add("阿花", staff="小美")
    _remind(one, "2026-11-21", staff="阿宏")
    for at in range(12):
        _remind(add(f"客戶{at}"), "2026-11-21", staff="小美")
    assert (_counted("小美"), _counted("阿宏"), _counted()) == ((10, 2, 12), (1, 0, 1), (10, 3, 13))


def test_who_has_two_hours_stands_at_the_first_of_them() -> None:
    one = add("早晚各一件")
    for hour in ("18:00", "09:00"):
        _remind(one, "2026-11-21", due_time=hour)
    for at in range(12):
        _remind(add(f"客戶{at}"), "2026-11-21", due_time=f"1{at // 6}:{at % 6}0")
    assert today.plan().rows[0].customer == one


def test_who_is_late_twice_stands_at_the_latest_of_it() -> None:
    one = add("兩件")
    _remind(one, "2026-08-05")
    for at in range(40):
        _remind(add(f"客戶{at}"), f"2026-{9 + at // 28:02d}-{at % 28 + 1:02d}")
    _remind(one, "2026-11-19")
    assert one in [row.customer for row in today.plan().rows]


def test_many_promises_to_one_leave_room_for_the_others() -> None:
    one = add("很多件")
    for _at in range(12):
        _remind(one, "2026-11-02")
    for at in range(6):
        _remind(add(f"客戶{at}"), "2026-11-01")
    assert _counted() == (7, 0, 7)
    assert {len(row.tasks) for row in today.plan().rows if row.name == "很多件"} == {12}


def test_what_has_its_hour_is_seen_however_much_is_late() -> None:
    for at in range(20):
        _remind(add(f"逾期{at}"), f"2026-11-{1 + at % 10:02d}")
    for at in range(8):
        _remind(add(f"今天{at}"), "2026-11-21")
    _remind(add("三點半"), "2026-11-21", due_time="15:30")
    plan = today.plan()
    names = [row.name for row in plan.rows]
    assert "三點半" in names
    assert sum(name.startswith("今天") for name in names) == 5
    assert {row.due_on for row in plan.rows if row.group == "overdue"} == {"2026-11-09", "2026-11-10"}  # the latest of them
    assert [row.group for row in plan.rows] == ["overdue"] * 4 + ["today"] * 6


@pytest.mark.parametrize("verb", ["no_answer", "another_day", "answered"])
def test_who_was_called_for_one_reason_does_not_come_back_for_the_other(verb: str) -> None:
    _due_to_call(birthday=BORN)
    (row,) = today.plan().rows
    match verb:
        case "no_answer":
            today_answers.no_answer(row)
        case "another_day":
            today_answers.another_day(row, "2026-11-23")
        case _:
            today_answers.answered(row, "祝她生日快樂")
    assert today.plan().rows == ()
    go_to(23)
    assert len(today.plan().rows) == (0 if verb == "answered" else 1)


def test_what_falls_on_closed_days_is_not_late_before_the_next_open_one() -> None:
    _remind(add("甲"), "2026-11-18")
    _remind(add("乙"), "2026-11-17")
    settings.save({"closures": ["2026-11-18..2026-11-20 員工旅遊"]})
    assert [(row.name, row.group, row.why.partition("。")[0]) for row in today.plan().rows] == [
        ("乙", "overdue", "逾期 4 天"),
        ("甲", "today", "送型錄"),
    ]
    go_to(23)  # the Monday after: a day late is counted from the Saturday on which it could be done
    assert {row.name: row.why.partition("。")[0] for row in today.plan().rows}["甲"] == "逾期 2 天"


def test_a_birthday_nobody_was_there_for_is_caught_up_for_some_days() -> None:
    add(birthday=PartialDate(1980, 11, 22), tags=["老主顧"])
    go_to(23)
    coming.refresh_birthdays(lambda *_: None)
    assert [row.why for row in today.plan().rows] == ["生日過了 1 天"]
    go_to(26)
    coming.refresh_birthdays(lambda *_: None)
    assert today.plan().rows == ()


def test_a_birthday_of_somebody_on_the_watch_list_is_not_told() -> None:
    one = add(birthday=BORN, tags=["老主顧"])
    assert _counted() == (1, 0, 1)
    blacklist.put([one], "常拖款")
    assert _counted() == (0, 0, 0)


def test_who_bought_in_the_last_months_is_a_regular_without_a_talk() -> None:
    one = add(birthday=BORN)
    assert _names() == []
    sales.add(SaleForm(one, happened_on="2026-03-01", total=8600))
    assert _names() == ["陳美惠"]


def test_an_entry_of_somebody_put_away_is_not_to_be_looked_at() -> None:
    one = add()
    blacklist.put([one], "常拖款", review_on="2026-11-20")
    assert _counted() == (1, 0, 1)
    customers.archive([one], "moved")
    assert _counted() == (0, 0, 0)


def _beside(kind: str) -> list[TodayRow]:
    return [row for row in today.plan().beside if row.kind == kind]


def test_nobody_is_greeted_whose_birthday_stands_above() -> None:
    add("壽星", birthday=BORN, tags=["老主顧"])
    plan = today.plan()
    assert ([row.kind for row in plan.rows], plan.beside) == (["birthday"], ())


def test_nobody_is_greeted_who_is_called_soon_or_refused() -> None:
    for name in ("安靜", "快要打了", "不要打"):
        interactions.add(InteractionForm(add(name), "問有沒有貨", "電話", happened_on="2026-05-20"))
    _remind(2, "2026-12-01")
    opt_outs.put([3], ["phone"])
    assert [row.name for row in _beside("greet")] == ["安靜"]


def test_two_who_are_known_to_be_two_are_not_told_as_doubles() -> None:
    one, other = add("同名"), customers.add(CustomerForm(name="同名"))
    assert [(row.customer, row.other) for row in _beside("double")] == [(other, one)]
    imports.not_same(one, other)
    assert _beside("double") == []


def test_another_days_page_tells_what_is_late_by_then() -> None:
    _remind(add(), "2026-11-23")
    assert [row.group for row in today.plan(day=date(2026, 11, 24)).rows] == ["overdue"]


def test_talks_of_an_import_are_no_work_of_this_week() -> None:
    one = add()
    interactions.add(InteractionForm(one, "問價錢", "電話", happened_on="2026-11-20"))
    with unit("imports.run") as opened:
        taken = ImportRun.create(unit=opened.id, file="名單.xls", kind="customers", records=1, at="2026-11-20T00:00:00.000Z")
        run(
            "INSERT INTO interaction (customer, happened_on, text, came_from) VALUES (?, '2026-11-20', '抄來的', ?)",
            one,
            taken.id,
        )
    assert today.week().talks == 1


@pytest.mark.parametrize(("rows", "is_there"), [(5, True), (6, False)])
def test_somebody_stands_beside_where_five_wait_and_not_where_six_do(rows: int, *, is_there: bool) -> None:
    interactions.add(InteractionForm(add("安靜"), "問價錢", "電話", happened_on="2026-01-10"))
    for at in range(rows):
        _remind(add(f"客戶{at}"), "2026-11-21")
    assert ("安靜" in [row.name for row in today.plan().beside]) is is_there


def test_a_call_nobody_took_on_the_day_of_the_last_talk_is_not_counted() -> None:
    one = add()
    interactions.add(InteractionForm(one, "", "電話", happened_on="2026-11-19", outcome=NO_ANSWER))
    interactions.add(InteractionForm(one, "問價錢", "電話", happened_on="2026-11-19"))
    _remind(one, "2026-11-21")
    assert today.plan().rows[0].no_answers == 0
    interactions.add(InteractionForm(one, "", "電話", happened_on="2026-11-20", outcome=NO_ANSWER))
    assert today.plan().rows[0].no_answers == 1
