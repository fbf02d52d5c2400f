"""The help page and the tour: found by words, printed, left by a key."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core.progress import silent
from db.services import customers
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui import menus
from ui.help.offer import offer
from ui.help.tour import STEPS, Tour
from ui.pages.help.page import HelpPage
from ui.pages.help.topics import QUESTIONS

PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    customers.add(CustomerForm(name="陳美惠"))
    return Window(answers)


@pytest.fixture
def page(window: Window) -> HelpPage:
    window.window.go("history")
    window.press(Qt.Key.Key_F1, PLAIN)
    return cast(HelpPage, window.window.page)


def test_f1_shows_every_key_of_the_menus_and_escape_goes_back(window: Window, page: HelpPage) -> None:
    assert window.window.key == "help"
    shown = {key for topic in page.shown() if topic.part == "keys" for _what, key in topic.lines}
    for _title, entries in menus.actions_of(window.window.menuBar()):
        for entry in entries:
            assert any(entry.shortcut().toString() in one for one in shown), entry.text()
    window.press(Qt.Key.Key_Escape, PLAIN)
    assert window.window.key == "history"


def test_twelve_questions_have_answers_and_are_found_by_words(window: Window, page: HelpPage) -> None:
    assert len(QUESTIONS) == 12
    page.search.set_words("備份")
    window.settle(0.15)
    said = window.texts(page)
    assert "怎麼備份？" in said
    assert "電話響了" not in said
    page.search.set_words("庫存")
    window.settle(0.15)
    assert "熟客簿不管庫存；商品可以寫一句「通常有貨／要訂」。" in window.texts(page)
    page.search.set_words("火星")
    window.settle(0.15)
    assert "沒有寫到「火星」" in window.texts(page)
    assert page.paper() is None


WORDS = "收工 生日 老主顧 行事曆 常用句 條碼 沒接 公休 標籤 黑名單 合併 名單 匯出 出門清單 櫃台模式 提醒 換人記 記一筆"


@pytest.mark.parametrize("word", WORDS.split())
def test_every_word_of_the_daily_work_finds_a_short_answer(window: Window, page: HelpPage, word: str) -> None:
    page.search.set_words(word)
    window.settle(0.15)
    found = [(what, said) for topic in page.shown() if topic.part == "questions" for what, said in topic.lines]
    assert any(word in f"{what}{said}" for what, said in found)
    assert all(len(said) < 90 for _what, said in found)


def test_it_is_printed_as_it_is_looked_at(window: Window, page: HelpPage) -> None:
    work = page.paper()
    assert work is not None
    assert work(silent).startswith(b"%PDF")


def test_help_without_a_shop_leads_back_to_the_first_page(answers: Answers) -> None:
    window = Window(answers)
    window.press(Qt.Key.Key_F1, PLAIN)
    assert window.window.key == "help"
    window.click("回去")
    assert window.window.key == "welcome"


def _tour(window: Window) -> Tour:
    return next(one for one in window.window.findChildren(Tour) if one.isVisible())


def test_the_tour_points_at_seven_things_that_are_there(window: Window) -> None:
    window.window.go("history")
    window.choose("說明", "帶我看一遍（兩分鐘）")
    assert window.window.key == "customers"
    assert len(STEPS) == 7
    for at in range(7):
        tour = _tour(window)
        assert tour.at == at
        assert not tour.target().isEmpty(), STEPS[at].title
        assert not tour.target().intersects(tour._card.geometry()) or at == 2  # the list fills the window
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right if at % 2 else Qt.Key.Key_Return)
        window.settle()
    assert not any(one.isVisible() for one in window.window.findChildren(Tour))


def test_the_tour_goes_back_and_can_be_left_at_any_time(window: Window) -> None:
    window.window.do("tour")
    window.settle()
    tour = _tour(window)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert tour.at == 1
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert tour.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.settle()
    assert not any(one.isVisible() for one in window.window.findChildren(Tour))


def test_the_tour_is_offered_once(window: Window) -> None:
    offer(window.window)
    assert "兩分鐘" in window.toast()
    window.press_toast()
    _tour(window).close()
    window.window.toaster.hide()
    offer(window.window)
    assert window.toast() == ""
