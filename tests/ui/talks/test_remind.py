"""提醒我: what, when by one key, how often, for somebody or the shop."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar

from db.core import clock
from db.services import customers, drafts, settings, tasks
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.talks import Talk, offer
from tests.screens.window import Window


@pytest.fixture
def window(shop: object, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    customers.add(CustomerForm(name="陳美惠"))
    settings.save({"staff": ["小玲", "阿德"]})
    made = Window(answers)
    yield made
    made.leave_dialogs()


def opened(window: Window, *ids: int, task: int | None = None) -> Talk:
    window.window.remind(ids, task)
    window.settle()
    return Talk(window)


def test_a_reminder_for_a_customer_is_taken_back(window: Window) -> None:
    remind = opened(window, 1)
    remind.dialog.boxes["title"].fill("送型錄")
    remind.key(Qt.Key.Key_F6)
    remind.dialog.boxes["time"].fill("1430")
    remind.press("repeat", "每月")
    remind.press("staff", "阿德")
    remind.save()
    (row,) = tasks.of(1)
    assert (row.title, row.due_on, row.due_time, row.repeat, row.staff) == ("送型錄", "2026-11-28", "14:30", "1m", "阿德")
    assert window.toast() == "11/28 週六 會提醒您"
    window.press_toast()
    assert tasks.of(1) == []


def test_the_day_is_heard_in_the_sentence_until_a_hand_chooses(window: Window) -> None:
    remind = opened(window, 1)
    title = remind.dialog.boxes["title"]
    assert remind.day("due") == "2026-11-23"
    title.fill("下週五回電")
    assert remind.day("due") == "2026-11-27"
    title.fill("回電")
    assert remind.day("due") == "2026-11-23"
    remind.press("due", "下週")
    title.fill("下週五回電")
    assert remind.day("due") == "2026-11-28"


def test_a_closed_day_without_a_name_is_said_once(window: Window) -> None:
    settings.save({"closures": "2026-12-24"})
    remind = opened(window, 1)
    remind.press("due", "自訂")
    remind.dialog.boxes["due"].edit.setText("12/24")
    assert "12/24 週四 休息，改到 12/25 週五" in remind.texts()
    remind.dialog.boxes["due"].edit.setText("2/30")
    assert "2015" not in remind.texts()
    assert "「2/30」看不懂是哪一天" in remind.texts()


def test_the_form_finds_room_for_another_day(window: Window) -> None:
    remind = opened(window, 1)
    window.settle(0.5)
    remind.press("due", "自訂")
    window.settle(0.5)
    assert not any(bar.isVisible() for bar in remind.dialog.findChildren(QScrollBar))


def test_the_shops_own_and_what_is_missing(window: Window) -> None:
    window.window.page.view.clearSelection()
    remind = opened(window)
    remind.customers().fill([])
    remind.save()
    assert "請寫要做什麼。" in remind.texts()
    remind.dialog.boxes["title"].fill("繳電費")
    remind.dialog.boxes["time"].fill("25點")
    remind.dialog.look_over()
    assert "「25點」不是時間" in remind.texts()
    remind.dialog.boxes["time"].fill("")
    remind.save()
    assert [(row.name, row.title, row.due_on) for row in tasks.open_until(date(2026, 11, 30))] == [("", "繳電費", "2026-11-23")]


def test_a_reminder_is_changed(window: Window) -> None:
    (task,) = tasks.add(tasks.TaskForm("送型錄", "2026/12/6", repeat="3m"), [1])  # a Sunday, by hand
    remind = opened(window, task=task)
    assert (remind.day("due"), remind.chosen("repeat")) == ("2026/12/06", "每 3 個月")
    remind.dialog.boxes["title"].fill("送新型錄")
    remind.save()
    row = tasks.get(task)
    assert (row.title, row.due_on, row.repeat) == ("送新型錄", "2026-12-06", "3m")


def test_a_half_typed_reminder_is_offered_after_a_power_cut(window: Window, answers: Answers) -> None:
    remind = opened(window, 1)
    remind.dialog.boxes["title"].fill("送型錄")
    remind.key(Qt.Key.Key_F6)
    remind.lose_power()
    answers.answers = [0]
    offer(window)
    assert "上次程式中斷時（2026/11/21），「陳美惠：送型錄」打到一半。" in answers.asked
    Talk(window).save()
    assert [(row.title, row.due_on) for row in tasks.of(1)] == [("送型錄", "2026-11-28")]
    assert drafts.left() == []


def test_a_reminder_changed_by_two_keeps_the_first_change(window: Window) -> None:
    (task,) = tasks.add(tasks.TaskForm("送型錄", "2026-11-25"), [1])
    remind = opened(window, task=task)
    tasks.change(task, tasks.TaskForm("別人改的", "2026-11-26"))
    remind.dialog.boxes["title"].fill("我改的")
    remind.save()
    assert "有人改過了" in remind.texts()
    assert (tasks.get(task).title, tasks.get(task).due_on) == ("別人改的", "2026-11-26")


def test_a_day_that_is_over_is_refused_unless_it_stood_there(window: Window) -> None:
    remind = opened(window, 1)
    remind.dialog.boxes["title"].fill("送型錄")
    remind.dialog.boxes["due"].fill("11/3")
    remind.save()
    assert "這一天已經過了" in remind.texts()
    assert tasks.of(1) == []
    remind.dialog.reject()
    (late,) = tasks.add(tasks.TaskForm("繳電費", "2026-11-03"))
    changed = opened(window, task=late)
    changed.dialog.boxes["title"].fill("繳水費")
    changed.save()
    assert (tasks.get(late).title, tasks.get(late).due_on) == ("繳水費", "2026-11-03")
