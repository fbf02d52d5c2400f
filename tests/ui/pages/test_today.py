"""The page of today through the window: lines go when they are answered, the keyboard goes to the next."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.core import clock
from db.services import customers, interactions, tasks, today
from db.services.customers import CustomerForm, PointForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from ui import clock_band
from ui.kit import counter

NAMES = ("甲", "乙", "丙")


@pytest.fixture(autouse=True)
def _saturday() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))


@pytest.fixture
def people(shop: Path) -> list[int]:
    made = []
    for at, name in enumerate(NAMES):
        made.append(customers.add(CustomerForm(name=name, points=[PointForm("mobile", f"0912-345-67{at}")])))
        tasks.add(TaskForm("送型錄", "2026-11-21"), made[-1:])
    return made


@pytest.fixture
def screen(people: list[int], answers: Answers) -> Iterator[TodayScreen]:
    yield TodayScreen(Window(answers))
    counter.state.is_on = False


def test_reached_with_a_promise_in_the_words_leaves_the_page_and_comes_back_by_undo(
    screen: TodayScreen, people: list[int]
) -> None:
    screen.reply("甲", "要換龍頭，下週五回電")
    assert screen.names() == ["乙", "丙"]
    (talk,) = interactions.of(people[0])
    assert (talk.text, talk.follow_up_on) == ("要換龍頭，下週五回電", "2026-11-27")
    screen.window.press_toast()
    assert screen.names() == ["甲", "乙", "丙"]
    assert interactions.of(people[0]) == []


def test_no_answer_leaves_at_once_and_the_keyboard_goes_to_the_next_line(screen: TodayScreen) -> None:
    screen.line("甲").setFocus()
    screen.key(Qt.Key.Key_2)
    assert screen.names() == ["乙", "丙"]
    assert "11/23" in screen.window.toast()
    assert QApplication.focusWidget() is screen.line("乙")
    screen.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.line("丙")


def test_another_day_by_its_menu(screen: TodayScreen) -> None:
    menu = screen.page.days_menu(screen.line("乙"))
    menu.actions()[0].trigger()
    screen.window.settle()
    assert screen.names() == ["甲", "丙"]
    assert [row.due_on for row in tasks.open_until(date(2026, 12, 1)) if row.name == "乙"] == ["2026-11-23"]


def test_the_rest_is_folded_and_unfolds(screen: TodayScreen) -> None:
    for at in range(12):
        tasks.add(TaskForm("送型錄", "2026-11-21"), [customers.add(CustomerForm(name=f"客戶{at}"))])
    screen.window.settle()
    assert len(screen.names()) == today.CALLS
    screen.window.click("還有 5 位")
    assert len(screen.names()) == 15


def test_counter_mode_hides_phones(screen: TodayScreen) -> None:
    assert screen.line("甲").phone.text() == "0912-345-670"
    screen.window.window.command("counter")
    screen.window.settle()
    assert screen.line("甲").phone.text() == counter.HIDDEN


def test_the_ready_text_is_copied_for_line(screen: TodayScreen) -> None:
    texts = [one.text() for one in screen.page.line_menu(screen.line("甲")).actions()]
    assert "複製 LINE 文字" in texts
    assert screen.page.presenter.line_text(screen.line("甲").row).startswith("甲")


def test_an_empty_day_offers_to_pick_regulars(shop: Path, answers: Answers) -> None:
    screen = TodayScreen(Window(answers))
    assert "要不要挑 20 位老主顧" in screen.window.texts()
    screen.window.click("挑老主顧")
    assert screen.window.has_dialog()


@pytest.mark.parametrize(
    ("last", "now", "odd"),
    [
        (date(2026, 11, 20), date(2018, 1, 1), "比上次使用"),
        (date(2026, 11, 20), date(2026, 11, 20), ""),
        (date(2026, 11, 20), date(2027, 11, 20), ""),
        (date(2026, 11, 20), date(2028, 1, 1), "晚了一年多"),
        (None, date(2018, 1, 1), ""),
    ],
)
def test_a_wrong_clock_is_said(last: date | None, now: date, odd: str) -> None:
    assert odd in clock_band.doubt(last, now)
    assert bool(odd) == bool(clock_band.doubt(last, now))
