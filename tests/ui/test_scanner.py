"""A scanner types faster than a hand: what it types is a code and presses nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.core import clock
from db.services import customers, interactions, tasks
from db.services.customers import CustomerForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.palette import PaletteScreen
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from ui import scanner


@pytest.fixture
def who(shop: Path) -> int:
    """Somebody to call today."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    made = customers.add(CustomerForm(name="陳美惠"))
    tasks.add(TaskForm("送型錄", "2026-11-21"), [made])
    return made


def listening(answers: Answers) -> PaletteScreen:
    """The window hears scanners, and the first line of Today has the keyboard."""
    screen = PaletteScreen(Window(answers))
    today = TodayScreen(screen.window)
    screen.window.window.listen()
    today.page.lines[0].setFocus()
    return screen


def test_a_scanned_code_presses_no_button(who: int, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "_FAST", 10_000)  # a machine that is busy with other tests may be slower than a scanner
    monkeypatch.setattr(scanner, "_WAIT", 10_000)
    screen = listening(answers)
    screen.scan("2123")
    assert interactions.of(who) == []
    assert screen.lines() == ["新增客戶：2123"]


def test_a_code_without_an_enter_presses_nothing_either(who: int, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "_FAST", 10_000)
    screen = listening(answers)
    for sign in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        QTest.keyClick(screen.window.window.windowHandle(), sign)
    screen.window.settle(0.3)
    assert interactions.of(who) == []


def test_a_digit_by_hand_presses_its_button_a_moment_later(who: int, answers: Answers) -> None:
    screen = listening(answers)
    QTest.keyClick(screen.window.window.windowHandle(), Qt.Key.Key_2)
    screen.window.settle(0.3)
    assert [talk.outcome for talk in interactions.of(who)] == ["沒接"]
