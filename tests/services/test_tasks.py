"""Reminders: due, put off, repeated, done; for a customer, several, or the shop itself."""

from datetime import UTC, date, datetime

import pytest

from db.core import audit, clock, session
from db.core.connection import run
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.services import customers, merging, repeats, tasks
from db.services.customers import CustomerForm
from db.services.tasks import TaskForm
from tests.services.november import go_to

pytestmark = pytest.mark.usefixtures("saturday", "shop")


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def test_one_for_each_customer_or_one_of_the_shop(one: int) -> None:
    other = customers.add(CustomerForm(name="張家豪"))
    assert len(tasks.add(TaskForm("送型錄", "明天"), [one, other, one])) == 2
    tasks.add(TaskForm("繳電費", "明天", "930"))
    rows = tasks.open_until(date(2026, 11, 22))
    assert [(row.name, row.title, row.due_on, row.due_time) for row in rows] == [
        ("", "繳電費", "2026-11-22", "09:30"),
        ("陳美惠", "送型錄", "2026-11-22", None),
        ("張家豪", "送型錄", "2026-11-22", None),
    ]
    assert tasks.open_until(date(2026, 11, 21)) == []


@pytest.mark.parametrize(
    "form", [TaskForm(" ", "明天"), TaskForm("a", ""), TaskForm("a", "哪天"), TaskForm("a", "明天", "25:00")]
)
def test_what_is_missing_is_said(form: TaskForm) -> None:
    with pytest.raises(InputError):
        tasks.add(form)


def test_putting_off_moves_to_an_open_day_and_remembers_the_first(one: int) -> None:
    (task,) = tasks.add(TaskForm("回電", "今天"), [one])
    assert tasks.put_off([task], "明天") == "2026-11-23"
    tasks.put_off([task], "12/1")
    assert (tasks.get(task).due_on, tasks.get(task).first_due_on) == ("2026-12-01", "2026-11-21")
    with pytest.raises(InputError):
        tasks.put_off([task], "")


def test_done_says_by_whom_and_is_taken_back(one: int) -> None:
    session.act_as("小玲")
    (task,) = tasks.add(TaskForm("回電", "今天"), [one])
    assert tasks.done([task]) == 1
    assert tasks.done([task]) == 0
    row = tasks.get(task)
    assert (row.done_on, row.done_by) == ("2026-11-21", "小玲")
    last = audit.last_undoable()
    assert last is not None
    audit.undo(last.id)
    assert tasks.get(task).done_on is None


def test_a_repeating_one_leaves_its_next_in_the_same_unit() -> None:
    (task,) = tasks.add(TaskForm("對帳單", "11/20", repeat="1w"))
    before = audit.units(1)[0].id
    tasks.done([task])
    assert audit.units(1)[0].id == before + 1
    (row,) = tasks.open_until(date(2026, 12, 31))
    assert (row.title, row.due_on, row.repeat, row.first_due_on) == ("對帳單", "2026-11-27", "1w", None)


def test_the_next_one_is_counted_from_the_day_it_was_due_not_from_the_day_it_moved_to() -> None:
    (task,) = tasks.add(TaskForm("收會費", "2026/11/1", repeat="1m"))  # a Sunday
    tasks.put_off([task], "11/25")
    tasks.done([task])
    (row,) = tasks.open_until(date(2027, 1, 1))
    assert row.due_on == "2026-12-01"


def test_moved_to_another_day_by_hand_it_is_counted_from_there() -> None:
    (task,) = tasks.add(TaskForm("對帳", "2026-11-16", repeat="1w"))
    tasks.put_off([task], "2026-11-19")
    tasks.change(task, TaskForm("對帳單", "2026-11-19", repeat="1w"))
    assert tasks.get(task).first_due_on == "2026-11-16"
    tasks.change(task, TaskForm("對帳單", "2026-11-27", repeat="1w"))
    assert tasks.get(task).first_due_on is None
    go_to(27)
    tasks.done([task])
    assert [row.due_on for row in tasks.open_until(date(2026, 12, 31))] == ["2026-12-04"]


def test_done_on_the_day_of_the_next_one_it_is_the_one_after() -> None:
    (task,) = tasks.add(TaskForm("繳房租", "2026-11-20", repeat="1m"))
    tasks.put_off([task], "2026-12-20")
    clock.fix(datetime(2026, 12, 20, 2, tzinfo=UTC))
    tasks.done([task])
    assert [row.due_on for row in tasks.open_until(date(2027, 3, 1))] == ["2027-01-20"]


def test_what_was_missed_while_the_computer_was_off_is_not_made_up() -> None:
    (task,) = tasks.add(TaskForm("倒垃圾", "2026/8/3", repeat="1w"))
    tasks.done([task])
    assert [row.due_on for row in tasks.open_until(date(2026, 12, 31))] == ["2026-11-23"]


def test_done_early_or_with_the_clock_moved_back_the_next_one_is_later() -> None:
    (task,) = tasks.add(TaskForm("對帳單", "12/28", repeat="1d"))
    clock.fix(datetime(2018, 1, 1, 2, tzinfo=UTC))
    tasks.done([task])
    assert [row.due_on for row in tasks.open_until(date(2027, 1, 1))] == ["2026-12-29"]


def test_the_31st_and_29_february_keep_their_place() -> None:
    end = repeats.anchored("1m", date(2027, 1, 31))
    february = repeats.following(end, date(2027, 1, 31), date(2027, 1, 31))
    assert february == date(2027, 2, 28)
    assert repeats.following(end, february, february) == date(2027, 3, 31)
    leap = repeats.anchored("1y", date(2028, 2, 29))
    assert repeats.following(leap, date(2028, 2, 29), date(2028, 2, 29)) == date(2029, 2, 28)
    assert repeats.following(leap, date(2031, 2, 28), date(2031, 2, 28)) == date(2032, 2, 29)


def test_a_repeat_is_kept_when_the_words_are_corrected() -> None:
    (task,) = tasks.add(TaskForm("月底結帳", "2027/1/30", repeat="1m"))
    tasks.change(task, TaskForm("月底對帳", "2027/1/30", repeat="1m"))
    tasks.done([task])
    (row,) = tasks.open_until(date(2027, 12, 31))
    assert (row.title, row.due_on, row.repeat) == ("月底對帳", "2027-03-01", "1m")  # 28 February is a Sunday
    tasks.done([row.id])
    assert [one.due_on for one in tasks.open_until(date(2027, 12, 31))] == ["2027-03-30"]


@pytest.mark.parametrize("repeat", ["天天", "0d", "1x", "-1m"])
def test_a_repeat_that_is_none_is_refused(repeat: str) -> None:
    with pytest.raises(InputError):
        tasks.add(TaskForm("a", "明天", repeat=repeat))


def test_of_one_person_and_of_nobody_in_particular() -> None:
    for staff in ("小玲", "阿德", ""):
        tasks.add(TaskForm(f"給{staff}", "今天", staff=staff))
    assert [row.staff for row in tasks.open_until(clock.today(), "小玲")] == ["小玲", ""]


def test_who_was_put_away_is_not_called(one: int) -> None:
    tasks.add(TaskForm("回電", "今天"), [one])
    customers.archive([one], "died")
    assert tasks.open_until(clock.today()) == []
    assert tasks.between(clock.today(), clock.today()) == []
    customers.put_back([one])
    assert len(tasks.open_until(clock.today())) == 1


def test_the_reminders_of_a_merged_customer_go_over(one: int) -> None:
    gone = customers.add(CustomerForm(name="陳小姐"))
    tasks.add(TaskForm("回電", "今天"), [gone])
    merging.merge(one, gone)
    tasks.add(TaskForm("送貨", "今天"), [gone])
    assert [row.name for row in tasks.open_until(clock.today())] == ["陳美惠", "陳美惠"]


def test_of_a_customer_the_open_ones_come_first(one: int) -> None:
    first, second, third = (
        tasks.add(TaskForm(title, day), [one])[0] for title, day in (("甲", "今天"), ("乙", "明天"), ("丙", "後天"))
    )
    tasks.done([first])
    assert [row.id for row in tasks.of(one)] == [second, third, first]
    assert [row.id for row in tasks.between(date(2026, 11, 21), date(2026, 11, 22))] == [first, second]
    assert tasks.delete([second, 999]) == 1


def test_gone_ones_and_very_long_titles(one: int) -> None:
    for gone in (lambda: tasks.get(9), lambda: tasks.done([9]), lambda: tasks.put_off([9], "明天")):
        with pytest.raises(NotFoundError):
            gone()
    (task,) = tasks.add(TaskForm("<b>長</b>\n" + "長" * 100_000 + "😀", "明天"), [one])
    assert len(tasks.get(task).title) == 200
    assert tasks.get(task).title.startswith("<b>長</b> 長")


def test_a_repeat_in_words() -> None:
    assert [repeats.words(one) for one in ("1d", "2w", "1m@31", "3y", "")] == ["每 1 天", "每 2 週", "每 1 個月", "每 3 年", ""]


def test_the_last_year_of_the_calendar_has_no_next_one(one: int) -> None:
    made = tasks.add(TaskForm("換濾心", "2026/12/31", repeat="1y"), [one])
    with unit("tasks.change"):
        run("UPDATE task SET due_on = '9999-12-31'")  # of a file that was made elsewhere: nobody can type it
    assert tasks.done(made) == 1
    assert [row.done_on for row in tasks.of(one)] == ["2026-11-21"]
