"""提醒我: what, when by one key, how often, for somebody or the shop."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from db.core import clock
from db.services import customers, settings, tasks
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.talks import Talk
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
