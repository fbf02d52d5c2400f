"""Today: who stands there, why, in what order, how many; and what 有接, 沒接, 改天, 略過 do to it."""

from datetime import UTC, date, datetime

import pytest

from db.core import audit, clock
from db.core.connection import rows
from db.core.errors import InputError
from db.core.values.dates import PartialDate
from db.services import (
    blacklist,
    customers,
    figures,
    interactions,
    keep_in_touch,
    lists,
    opt_outs,
    settings,
    tags,
    tasks,
    today,
    today_answers,
)
from db.services.customers import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery
from db.services.tasks import TaskForm
from db.services.today import TodayRow
from tests.services.november import add, go_to

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _talk(customer: int, day: str, text: str = "問有沒有貨", outcome: str = "") -> None:
    interactions.add(InteractionForm(customer, text, "電話", happened_on=day, outcome=outcome))


def _remind(customer: int | None, day: str, title: str = "送型錄", **more: str) -> int:
    (task,) = tasks.add(TaskForm(title, day, **more), [] if customer is None else [customer])
    return task


def _shown(most: int = 10, staff: str = "") -> list[tuple[str, str, str]]:
    return [(row.group, row.kind, row.name) for row in today.plan(staff, most).rows]


def _only() -> TodayRow:
    (row,) = today.plan().rows
    return row


def test_overdue_then_promised_then_keeping_in_touch_then_birthdays_then_the_watch_list() -> None:
    review = add("待看")
    blacklist.put([review], "常拖款", review_on="2026-11-20")
    add("壽星", birthday=PartialDate(1980, 11, 23), tags=["老主顧"])
    touch = add("常客")
    _talk(touch, "2026-10-22")
    keep_in_touch.put([touch], 30)
    _remind(add("今天的"), "2026-11-21")
    late = add("很久的")
    _talk(late, "2026-10-01")
    keep_in_touch.put([late], 30)
    _remind(add("逾期的"), "2026-11-18")
    _remind(None, "2026-11-21", "繳電費")
    assert _shown() == [
        ("overdue", "task", "逾期的"),
        ("overdue", "touch", "很久的"),
        ("today", "task", "今天的"),
        ("today", "own", "繳電費"),
        ("today", "touch", "常客"),
        ("today", "birthday", "壽星"),
        ("today", "review", "待看"),
    ]
    assert today.badge() == 7


def test_why_in_words() -> None:
    one = add()
    _talk(one, "2026-10-19", "想換恆溫龍頭，嫌貴")
    keep_in_touch.put([one], 30)
    row = _only()
    assert (row.why, row.last_text, row.phone) == (
        "逾期 3 天。每 30 天聯絡一次，33 天沒聯絡",
        "想換恆溫龍頭，嫌貴",
        "0912-345-000",
    )
    task = _remind(one, "2026-11-21", "送型錄", due_time="14:30")
    assert _only().why == "14:30 送型錄"
    tasks.put_off([task], "2026-11-23")
    go_to(23)
    assert _only().why == "14:30 送型錄 （原定 11/21）"


def test_a_customer_stands_there_once_with_every_reason() -> None:
    one = add(birthday=PartialDate(1980, 11, 21), tags=["VIP"])
    first, second = _remind(one, "2026-11-21", "送型錄"), _remind(one, "2026-11-21", "問尺寸")
    row = _only()
    assert (row.tasks, row.why) == ((first, second), "送型錄。問尺寸。今天生日")


def test_at_most_ten_and_the_rest_is_folded() -> None:
    for at in range(33):
        _remind(add(f"客戶{at}"), "2026-11-21")
    found = today.plan()
    assert (len(found.rows), found.more, found.total, found.beside) == (10, 23, 33, ())
    assert len(today.plan(most=50).rows) == 33


def test_after_days_off_half_of_the_places_stay_for_what_is_promised_for_today() -> None:
    for at in range(30):
        _remind(add(f"逾期{at}"), f"2026-11-{1 + at % 15:02d}")
    for at in range(7):
        _remind(add(f"今天{at}"), "2026-11-21")
    shown = _shown()
    assert [group for group, _kind, _name in shown] == ["overdue"] * 5 + ["today"] * 5
    assert today.plan().more == 27


def test_birthdays_only_of_regulars_and_those_who_were_here() -> None:
    born = PartialDate(None, 11, 24)
    for at in range(40):
        add(f"路人{at}", birthday=born)
    active = add("來過", birthday=born)
    _talk(active, "2025-01-05")
    gone = add("很久以前", birthday=born)
    _talk(gone, "2024-11-20")
    add("老主顧甲", birthday=born, tags=["老主顧"])
    refused = add("不要打", birthday=born, tags=["VIP"])
    opt_outs.put([refused], ["phone"])
    assert {name for _group, kind, name in _shown() if kind == "birthday"} == {"來過", "老主顧甲"}
    assert today.badge() == 2
    settings.save({"active_months": 36, "regular_tags": []})
    assert {name for _group, _kind, name in _shown()} == {"來過", "很久以前"}


def test_no_answer_comes_back_on_the_next_open_day_and_is_no_contact() -> None:
    one = add()
    _talk(one, "2026-10-20")
    keep_in_touch.put([one], 30)
    before = lists.first(ListQuery())[0]
    said = today_answers.no_answer(_only())
    assert said == today_answers.NoAnswer("2026-11-23", 1, (), False)  # Sunday is closed
    assert today.plan().rows == ()
    row = lists.first(ListQuery())[0]
    assert (row.last_contact_on, row.last_text) == (before.last_contact_on, before.last_text)
    go_to(22)
    assert today.plan().rows == ()
    go_to(23)
    back = _only()
    assert (back.kind, back.due_on, back.no_answers) == ("touch", "2026-11-19", 1)
    today_answers.answered(back, "下個月再說")
    assert rows("SELECT keep_in_touch_on FROM customer_figures") == [("2026-12-23",)]


def test_what_was_promised_comes_back_after_no_answer_too() -> None:
    task = _remind(add(), "2026-11-21")
    today_answers.no_answer(_only())
    assert (tasks.get(task).due_on, tasks.get(task).first_due_on) == ("2026-11-23", "2026-11-21")
    assert today.badge() == 0


def test_the_third_call_nobody_takes_suggests_another_way() -> None:
    points = [PointForm("mobile", "0912-345-678"), PointForm("phone", "02-2345-6789"), PointForm("line_id", "mei")]
    one = customers.add(CustomerForm(name="陳美惠", points=points))
    _remind(one, "2026-11-21")
    counts = []
    for day in (21, 23, 24):
        go_to(day)
        counts.append(today_answers.no_answer(_only()))
    assert [said.in_a_row for said in counts] == [1, 2, 3]
    assert (counts[2].phones, counts[2].has_line) == (("02-2345-6789",), True)
    go_to(25)
    assert _only().why.endswith("沒接 3 次，改傳 LINE 或換一支電話試試")


def test_answered_writes_down_ticks_off_and_promises_again_in_one_unit() -> None:
    one = add()
    task = _remind(one, "2026-11-20")
    today_answers.answered(_only(), "要再想想", "2026-11-29")
    (talk,) = interactions.of(one)
    assert (talk.text, talk.channel, talk.direction, talk.happened_on) == ("要再想想", "電話", "out", "2026-11-21")
    assert tasks.get(task).done_on == "2026-11-21"
    assert [row.due_on for row in tasks.of(one) if row.done_on is None] == ["2026-11-30"]
    audit.undo(audit.units(1)[0].id)
    assert (interactions.of(one), tasks.get(task).done_on, _only().customer) == ([], None, one)


def test_answered_without_a_word_is_a_contact() -> None:
    one = add()
    keep_in_touch.put([one], 30)
    go_to(30)
    clock.fix(datetime(2026, 12, 21, 2, tzinfo=UTC))
    today_answers.answered(_only())
    assert (interactions.of(one)[0].text, today.badge()) == ("電話有接", 0)


def test_another_day_moves_to_the_next_open_day() -> None:
    one = add()
    _talk(one, "2026-10-20")
    keep_in_touch.put([one], 30)
    assert today_answers.another_day(_only(), "2026-11-29") == "2026-11-30"
    assert rows("SELECT next_contact_on FROM customer_figures") == [("2026-11-30",)]
    assert today.badge() == 0
    with pytest.raises(InputError):
        today_answers.another_day(TodayRow("touch:1", "touch", "today", one, "", "", "", "", ""), "2026-11-20")


def test_a_birthday_left_out_comes_back_next_year() -> None:
    add(birthday=PartialDate(1980, 11, 23), tags=["老主顧"])
    today_answers.leave_out(_only())
    assert today.badge() == 0
    clock.fix(datetime(2027, 11, 20, 2, tzinfo=UTC))
    figures.fill([1])
    assert _only().kind == "birthday"


def test_a_review_put_off_is_asked_again() -> None:
    one = add()
    blacklist.put([one], "常拖款", review_on="2026-11-20")
    assert _only().why == "黑名單該再看一次：常拖款"
    today_answers.another_day(_only(), "2027-05-21")
    assert today.badge() == 0
    entry = blacklist.of(one)
    assert entry is not None
    assert entry.review_on == "2027-05-21"


def test_five_a_day_beside_and_fewer_after_each_that_was_answered() -> None:
    for at in range(8):
        _talk(add(f"安靜{at}"), f"2026-0{1 + at}-10")
    customers.add(CustomerForm(name="沒電話"))
    add("同名")
    customers.add(CustomerForm(name="同名"))
    beside = today.plan().beside
    assert [row.kind for row in beside] == ["greet", "greet", "greet", "phone", "double"]
    assert (beside[0].name, beside[0].why) == ("安靜7", "3 個月沒聯絡，打個招呼吧。")
    today_answers.leave_out(beside[0])
    today_answers.answered(beside[1], "要再來看看")
    assert len(today.plan().beside) == 3
    go_to(23)
    again = today.plan().beside
    assert len(again) == 5
    assert "安靜7" not in {row.name for row in again}


def test_nobody_beside_where_there_is_enough_to_do() -> None:
    _talk(add("安靜"), "2026-01-10")
    for at in range(6):
        _remind(add(f"客戶{at}"), "2026-11-21")
    assert today.plan().beside == ()


def test_only_mine_and_nobodys() -> None:
    settings.save({"staff": ["阿德", "小玲"]})
    _remind(add("甲"), "2026-11-21", staff="阿德")
    _remind(add("乙", staff="阿德"), "2026-11-21")
    _remind(add("丙"), "2026-11-21", staff="小玲")
    _remind(add("丁"), "2026-11-21")
    assert [name for _group, _kind, name in _shown(staff="阿德")] == ["甲", "乙", "丁"]
    assert len(_shown()) == 4


def test_who_was_put_away_is_not_there() -> None:
    one = add(birthday=PartialDate(1980, 11, 23), tags=["老主顧"])
    _remind(one, "2026-11-21")
    customers.archive([one], "passed_away")
    assert (today.plan().rows, today.plan().beside, today.badge()) == ((), (), 0)


def test_another_days_page() -> None:
    _remind(add(), "2026-11-25")
    assert today.plan().rows == ()
    assert today.plan(day=date(2026, 11, 25)).total == 1


def test_a_shop_where_nothing_was_written_down_has_no_work() -> None:
    one = add()
    assert not today.has_work()
    keep_in_touch.put([one], 30)
    assert today.has_work()


def test_a_tag_taken_away_is_no_regulars_any_more() -> None:
    one = add(birthday=PartialDate(1980, 11, 23))
    tags.attach([one], ["老主顧"])
    assert today.badge() == 1
    tags.detach([one], ["老主顧"])
    assert today.badge() == 0


def test_this_week_ends_today() -> None:
    one = add()
    _talk(one, "2026-11-20")
    _talk(one, "2026-11-21")
    tasks.done([_remind(one, "2026-11-21")])
    assert (today.week().talks, today.week().tasks) == (2, 1)
    go_to(14)
    assert (today.week().talks, today.week().tasks) == (0, 0)
