"""Today keeps its place: the list does not jump under the hand, the keyboard is never lost, what is half typed comes back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from db.core import clock
from db.core.progress import silent
from db.services import customers, interactions, knowledge, suggestions, tasks
from db.services.customers import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.knowledge import RuleForm
from db.services.tasks import TaskForm
from tests.reports.papers import opened
from tests.screens.asks import Answers
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from tests.services.bought import sold, somebody
from ui.kit import counter

CALLS = 10


def call(name: str, day: str = "2026-11-21") -> int:
    """Somebody to call on this day; their id."""
    one = customers.add(CustomerForm(name=name, points=[PointForm("mobile", "0912-345-678")]))
    tasks.add(TaskForm("送型錄", day), [one])
    return one


@pytest.fixture
def screen(shop: Path, answers: Answers) -> Iterator[TodayScreen]:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    for at in range(CALLS):
        call(f"客戶{at}")
    made = TodayScreen(Window(answers, (1280, 560)))
    made.window.window.activateWindow()
    made.window.settle(0.3)
    yield made
    counter.state.is_on = False


def answer(screen: TodayScreen, name: str, how: str) -> None:
    """Answer this line by the keyboard or by a click."""
    if how == "改天":
        screen.page.menus.days(screen.line(name).row).actions()[0].trigger()
    elif how == "有接":
        screen.key(Qt.Key.Key_1)
        screen.key(Qt.Key.Key_Return)
    elif how == "2":
        screen.key(Qt.Key.Key_2)
    else:
        QTest.mouseClick(screen.window.button(how, screen.line(name)), Qt.MouseButton.LeftButton)
    screen.window.settle(0.3)


def test_what_can_be_offered_comes_below_and_the_paper_is_what_stands_there(screen: TodayScreen) -> None:
    call("客戶多", "2026-11-22")
    for at in range(3):
        sold(somebody(f"媽媽{at}"), "2026-08-21", "奶瓶")
    knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布"))
    screen.window.settle(0.3)
    before = screen.names()
    suggestions.fill()
    screen.page._turning._look_for_offers()
    screen.window.settle(0.3)
    assert (len(before), screen.names()) == (CALLS, [*before, "媽媽0", "媽媽1"])
    assert "今天要做的事（12）" in screen.window.texts(screen.page)
    work = screen.page.paper()
    assert work is not None
    with opened(work(silent)) as document:
        text = document.getAllText(0).text()
    assert [name for name in screen.names() if name not in text] == []


@pytest.mark.parametrize("how", ["2", "沒接", "改天", "有接"])
def test_the_line_after_the_one_that_left_stands_where_it_stood(screen: TodayScreen, how: str) -> None:
    screen.scroll(59)
    screen.line("客戶4").setFocus()
    place, stood = screen.place(), screen.top("客戶4")
    answer(screen, "客戶4", how)
    assert "客戶4" not in screen.names()
    assert screen.place() == (place[0], "客戶5")
    assert screen.top("客戶5") == stood


def test_back_from_a_card_the_same_lines_are_seen_and_the_same_one_has_the_keyboard(screen: TodayScreen) -> None:
    screen.scroll(59)
    screen.line("客戶4").setFocus()
    before = screen.place()
    for back in (Qt.Key.Key_Escape, Qt.Key.Key_1):
        screen.key(Qt.Key.Key_Return)
        assert screen.window.window.key == "customer"
        screen.window.press(back, Qt.KeyboardModifier.ControlModifier if back == Qt.Key.Key_1 else Qt.KeyboardModifier.NoModifier)
        screen.window.settle(0.3)
        assert (screen.window.window.key, screen.place()) == ("today", before)


def test_back_by_the_sidebar_the_keyboard_is_on_the_line_too(screen: TodayScreen) -> None:
    screen.line("客戶2").setFocus()
    screen.key(Qt.Key.Key_Return)
    QTest.mouseClick(screen.window.button("今日"), Qt.MouseButton.LeftButton)
    screen.window.settle(0.3)
    assert screen.place()[1] == "客戶2"


def test_what_comes_above_does_not_move_the_keyboard_to_another_customer(screen: TodayScreen) -> None:
    screen.scroll(59)
    screen.line("客戶4").setFocus()
    stood = screen.top("客戶4")
    call("舊", "2026-11-19")
    screen.window.settle(0.3)
    assert screen.names()[0] == "舊"
    assert (screen.place()[1], screen.top("客戶4")) == ("客戶4", stood)


def test_the_keyboard_goes_on_with_the_first_line_unfolded(screen: TodayScreen) -> None:
    for at in range(5):
        call(f"後{at}", "2026-11-21")
    screen.window.settle(0.3)
    fold = next(one for one in screen.page.findChildren(QPushButton) if one.isVisible() and one.text().startswith("還有"))
    known = len(screen.names())
    fold.setFocus()
    screen.key(Qt.Key.Key_Return)
    screen.window.settle(0.3)
    assert screen.place()[1] == screen.names()[known]


def test_after_the_last_line_the_keyboard_is_in_the_box_of_the_caller(screen: TodayScreen) -> None:
    screen.line("客戶0").setFocus()
    for _call in range(CALLS):
        screen.key(Qt.Key.Key_2)
    assert screen.names() == []
    assert QApplication.focusWidget() is screen.page.search


# what is half typed


def typing(screen: TodayScreen, name: str, text: str) -> QLineEdit:
    """有接 of this line by its key, and what is typed."""
    screen.line(name).setFocus()
    screen.key(Qt.Key.Key_1)
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    edit.insert(text)
    return edit


def test_escape_keeps_the_words_and_the_message_brings_them_back(screen: TodayScreen) -> None:
    typing(screen, "客戶2", "wants a tap")
    screen.key(Qt.Key.Key_Escape)
    assert screen.line("客戶2").reply is None
    assert screen.place()[1] == "客戶2"
    assert screen.window.toast() == "「wants a tap」沒有存。"
    screen.window.press_toast()
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit) and edit.text() == "wants a tap"


def test_the_message_brings_the_words_back_from_another_page(screen: TodayScreen) -> None:
    typing(screen, "客戶2", "wants a tap")
    screen.key(Qt.Key.Key_Escape)
    screen.window.window.go("calendar")
    screen.window.press_toast()
    screen.window.settle(0.3)
    edit = QApplication.focusWidget()
    assert screen.window.window.key == "today"
    assert isinstance(edit, QLineEdit) and edit.text() == "wants a tap"


def test_opened_again_the_box_has_the_words_and_the_day_though_the_list_was_drawn_anew(screen: TodayScreen) -> None:
    typing(screen, "客戶2", "再打")
    bar = screen.line("客戶2").reply
    assert bar is not None
    screen.window.click("不用再約", bar)
    screen.key(Qt.Key.Key_Escape)
    answer(screen, "客戶1", "沒接")
    assert screen.line("客戶2").reply is None
    screen.click("客戶2", "有接")
    assert screen.line("客戶2").reply is bar
    assert bar.isVisible() and (bar.text.text(), bar.day.value()) == ("再打", "")
    screen.key(Qt.Key.Key_Return)
    assert "客戶2" not in screen.names()


def test_an_empty_box_is_left_without_a_word(screen: TodayScreen) -> None:
    typing(screen, "客戶2", "")
    screen.key(Qt.Key.Key_Escape)
    assert screen.window.toast() == ""


def test_at_the_counter_the_message_does_not_say_what_was_typed(screen: TodayScreen) -> None:
    typing(screen, "客戶2", "owes 300")
    counter.switch()
    screen.window.settle()
    screen.key(Qt.Key.Key_Escape)
    assert "300" not in screen.window.toast()
    assert screen.window.offers_undo()


def test_the_box_under_the_lowest_line_is_seen_whole(screen: TodayScreen) -> None:
    name = screen.names()[-1]
    typing(screen, name, "")
    bar = screen.line(name).reply
    assert bar is not None
    assert bar.visibleRegion().boundingRect().height() == bar.height()


def test_what_is_saved_elsewhere_leaves_the_cursor_in_the_box_of_the_day(screen: TodayScreen) -> None:
    typing(screen, "客戶2", "再打")
    bar = screen.line("客戶2").reply
    assert bar is not None
    bar.day.press("own")
    interactions.add(InteractionForm(call("別人"), text="來過"))
    screen.window.settle(0.3)
    assert QApplication.focusWidget() is bar.day.edit


# Tab


def test_tab_goes_down_the_list_as_it_stands(screen: TodayScreen) -> None:
    for at in range(5):
        call(f"後{at}")
    screen.window.settle(0.3)
    last = screen.names()[-1]
    edit = typing(screen, last, "11/27 再打")
    screen.window.settle(0.3)
    bar = screen.line(last).reply
    assert bar is not None and edit is bar.text
    said = []
    for _stop in range(3):
        screen.key(Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        said.append(at.text().split()[0] if isinstance(at, QPushButton) else type(at).__name__)
    assert said == ["記好", "11/27", "還有"]
