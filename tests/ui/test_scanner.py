"""A scanner types faster than a hand: what it types is a code and presses nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.core import clock
from db.services import customers, interactions, settings, tasks
from db.services.customers import CustomerForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.palette import PaletteScreen
from tests.screens.quote import QuoteScreen
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from ui import scanner
from ui.lines.cell_edit import CellEdit


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


def test_digits_by_hand_all_arrive_in_the_line_they_open(shop: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "_FAST", -1)  # a hand, on a computer that is too slow to let a sign go before the next one
    monkeypatch.setattr(scanner, "_WAIT", 10_000)
    quote = _quote(answers)
    for sign in "12345":
        QTest.keyClick(quote.window.window.windowHandle(), Qt.Key(ord(sign)))
    quote.window.settle()
    assert _typed(quote) == ["12345"]
    quote.page.editor.settle()


def test_what_waits_is_for_who_had_the_keyboard(shop: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "_WAIT", 50)
    quote = _quote(answers)
    QTest.keyClick(quote.window.window.windowHandle(), Qt.Key.Key_0)
    quote.page.editor.boxes.project.setFocus()
    quote.window.settle(0.3)
    assert quote.page.editor.boxes.project.text() == ""
    assert _typed(quote) == ["0"]
    quote.page.editor.settle()


def _quote(answers: Answers) -> QuoteScreen:
    """A quote whose first line has the keyboard, nothing open in it yet."""
    settings.save({"invoices": "exclusive"})
    quote = QuoteScreen(Window(answers))
    quote.window.window.listen()
    quote.begin(customers.add(CustomerForm(name="陳美惠")))
    grid = quote.page.editor.grid
    grid.setFocus()
    quote.window.settle()
    return quote


def _typed(quote: QuoteScreen) -> list[str]:
    return [one.text() for one in quote.page.editor.grid.findChildren(CellEdit) if one.isVisible()]
