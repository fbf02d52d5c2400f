"""Counter mode over the whole window: nothing painted, spoken or copied holds a phone, an amount, a note, a reason."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QWidget,
)  # fmt: skip

from db.services import blacklist, cards, customers, interactions, merging, own_fields, relations, tags, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.tasks import TaskForm
from tests.importers.coming_back import export, in_excel, put
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.records import Records
from tests.screens.said import said, told, words_of
from tests.screens.window import Window
from ui import navigation
from ui.counter_cover import Cover
from ui.kit import counter
from ui.menus import plain_title
from ui.pages.customers.one_page import CustomerPage
from ui.pages.customers.parts import Parts
from ui.pages.history.page import HistoryPage
from ui.pages.marks.page import MarksPage
from ui.pages.records.page import RecordsPage

PHONE, AMOUNT, NOTE, SAID, REASON = "0912-345-678", "38,517", "怕吵不要按電鈴", "問浴室換氣扇有沒有貨", "三月欠款一直沒還"
ASIDE, OWN = "別提他欠錢的事", "付房東房租三萬"
SECRETS = (PHONE, "345678", AMOUNT, "38517", NOTE, SAID, REASON, ASIDE, OWN)
_NOT_COVERED = {
    "importing",
    "welcome",
    "settings",
}  # a file being read is not the shop's list; settings are the shop's own numbers


@pytest.fixture
def seeded(shop: Path) -> int:
    owed = f"f{own_fields.add('欠款', 'number', None, True)}"
    customers.add(CustomerForm(name="陳美慧", points=[PointForm("mobile", PHONE)]))
    brother = customers.add(CustomerForm(name="陳大同"))
    one = customers.add(CustomerForm(name="陳美惠", note=NOTE, points=[PointForm("mobile", PHONE)], own={owed: 38517}))
    relations.add(one, brother, "family", ASIDE)
    interactions.add(InteractionForm(one, SAID, "LINE", follow_up_on="明天"))  # a reminder that says the same
    blacklist.put([one], REASON)
    tasks.add(TaskForm("回電說明保固", "今天"), [one])
    tasks.add(TaskForm(OWN, "今天"))
    tasks.add(TaskForm(OWN, "明天"))
    return one


@pytest.fixture
def window(seeded: int, answers: Answers) -> Iterator[Window]:
    made = Window(answers)
    counter.switch()
    made.settle()
    yield made


def _leaks(whole: QWidget) -> list[str]:
    found = []
    for widget in (whole, *whole.findChildren(QWidget)):
        if widget.isVisibleTo(whole):
            found += [f"{type(widget).__name__}: {text}" for text in words_of(widget) if any(one in text for one in SECRETS)]
    return found


def test_the_walk_sees_everything_while_the_mode_is_off(seeded: int, answers: Answers) -> None:
    window = Window(answers)
    Customers(window).choose("陳美惠")
    Customers(window).card()
    seen = "\n".join(_leaks(window.window))
    assert [one for one in (PHONE, AMOUNT, SAID, REASON) if one not in seen] == []


def test_the_list_and_its_card(window: Window) -> None:
    screen = Customers(window)
    screen.choose("陳美惠")
    screen.card()
    assert _leaks(window.window) == []
    assert "黑名單" not in window.texts(screen.page.card)
    assert [one for one in screen.chips() if "黑名單" in one] == []
    screen.leave_search()
    screen.page.view.copy()
    assert not [one for one in SECRETS if one in QApplication.clipboard().text() + QApplication.clipboard().mimeData().html()]
    assert counter.SIGN in screen.page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert PHONE in (counter.switch(), window.settle(), window.texts(screen.page.card))[2]


def test_the_menus_name_the_watch_list_by_its_sign(window: Window) -> None:
    screen = Customers(window)
    screen.choose("陳美惠")
    top = next(one.menu() for one in window.window.menuBar().actions() if plain_title(one.menu()) == "客戶")
    card, rows = QMenu(), QMenu()
    parts = Parts(screen.page.card, cards.get(screen.page.view.chosen()[0]))

    def words() -> list[str]:
        top.aboutToShow.emit()
        parts.fill_menu(card)
        screen.page.verbs.fill(rows, screen.page.selected(), 1)
        texts = [one.text() for menu in (top, card, rows) for one in menu.actions() if "黑名單" in one.text()]
        card.clear()
        rows.clear()
        return texts

    assert words() == []
    counter.switch()
    assert len(words()) == len((top, card, rows))


@pytest.mark.parametrize("key", ["customers", "marks", "today"])
def test_the_word_of_the_watch_list_stands_nowhere_on_the_screen(window: Window, key: str) -> None:
    window.window.go(key)
    window.settle(0.6)
    for _time in range(2):
        words = "\n".join([*said(window.window.sidebar), *said(window.window.page)])
        assert "黑名單" not in words
        assert "標籤 ⚠" in words
        if key == "marks":
            tabs = cast(MarksPage, window.window.page).tabs
            assert [tabs.tabText(at) for at in range(2)] == ["標籤", "⚠"]
        counter.switch()
        window.settle(0.4)
        assert "標籤與黑名單" in said(window.window.sidebar)
        counter.switch()
        window.settle(0.4)


@pytest.mark.parametrize("key", [spec.key for spec in navigation.PAGES if spec.key not in _NOT_COVERED])
def test_every_page(window: Window, seeded: int, key: str) -> None:
    if key == "customer":
        window.window.open_card(seeded)
    else:
        window.window.go(key)
    window.settle(0.6)
    assert _leaks(window.window) == []
    for _time in range(2):  # also what is in view already when the mode begins
        counter.switch()
        window.settle(0.4)
    assert _leaks(window.window) == []


def test_every_line_of_the_history(window: Window, seeded: int) -> None:
    window.window.go("history", customer=seeded, name="陳美惠")
    window.settle(0.3)
    page = cast(HistoryPage, window.window.page)
    assert page.model.rowCount() > 3
    for row in range(page.model.rowCount()):
        page.view.selectRow(row)
        window.settle(0.3)
        assert _leaks(window.window) == []
        assert not [text for text in (window.texts(), *told(page.model)) if "黑名單" in text]
    counter.switch()
    page.view.selectRow(page.model.rowCount() - 1)
    window.settle(0.3)
    assert NOTE in window.texts()


def test_the_doubles_and_what_waits(window: Window) -> None:
    Records(window).tab(2)
    window.settle(0.6)
    page = cast(RecordsPage, window.window.page)
    assert page.doubles.model.rowCount() == 1
    assert _leaks(window.window) == []
    counter.switch()
    window.settle(0.3)
    assert PHONE in window.texts()


def test_a_form_asks_for_a_second_press(window: Window) -> None:
    screen = Customers(window)
    screen.choose("陳美惠")
    screen.page.edit()
    window.settle()
    assert not window.has_dialog()
    assert "櫃台模式" in window.toast()
    window.press_toast()
    assert window.dialog().boxes["note"].value() == NOTE
    window.dialog().reject()


@pytest.mark.parametrize("way", ["edit", "blacklist", "talk", "task"])
def test_every_way_to_a_form_that_shows_everything_asks_for_a_second_press(window: Window, seeded: int, way: str) -> None:
    window.window.open_card(seeded)
    window.settle(0.3)
    page = cast(CustomerPage, window.window.page)
    if way in ("talk", "task"):
        kind, key = next(moment.key for moment in page.timeline.shown() if moment.key[0] == way)
        page.timeline.correct.emit(kind, key)
    else:
        window.window.do(way)
    window.settle()
    assert not window.has_dialog()
    assert "櫃台模式" in window.toast()
    window.press_toast()
    assert window.has_dialog()
    window.leave_dialogs()


def test_splitting_asks_for_a_second_press(window: Window, seeded: int) -> None:
    merging.merge(seeded, customers.add(CustomerForm(name="美惠姐")))
    window.window.open_card(seeded)
    window.window.do("split")
    window.settle()
    assert not window.has_dialog()
    window.press_toast()
    assert window.has_dialog()
    window.leave_dialogs()


def test_what_came_back_from_excel_asks_for_a_second_press(window: Window, seeded: int, tmp_path: Path) -> None:
    path = in_excel(export(tmp_path / "客戶.xlsx"), put("陳美惠", "備註", "改過的備註"))
    window.drop(path)
    window.settle(0.5)
    assert not window.has_dialog()
    assert "櫃台模式" in window.toast()
    window.press_toast()
    assert window.has_dialog()
    window.leave_dialogs()


def test_a_moment_is_copied_as_it_is_seen(window: Window, seeded: int) -> None:
    window.window.open_card(seeded)
    window.settle(0.3)
    timeline = cast(CustomerPage, window.window.page).timeline
    key = next(moment.key for moment in timeline.shown() if moment.key[0] == "talk")
    QApplication.clipboard().clear()
    next(one for one in timeline.moment_menu(key).actions() if one.text() == "複製").trigger()
    assert QApplication.clipboard().text() == counter.hidden(SAID)
    assert SAID not in QApplication.clipboard().text()


def test_the_band_and_the_key(window: Window) -> None:
    assert "櫃台模式" in window.texts(window.window.counter_band)
    window.press(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert not counter.state.is_on
    assert window.window.counter_band.isHidden()


def _with_keys(window: Window) -> None:
    """The window as the program starts it."""
    window.window.listen()
    if counter.state.is_on:
        counter.switch()


def test_f9_covers_an_open_form(window: Window) -> None:
    _with_keys(window)
    screen = Customers(window)
    screen.choose("陳美惠")
    screen.page.edit()
    window.settle()
    form = window.dialog()
    form.activateWindow()
    window.settle()
    typing = form.boxes["note"].widget_for_label()
    typing.setFocus()
    window.press(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    cover = next(one for one in form.findChildren(Cover) if one.isVisible())
    assert counter.state.is_on
    assert cover.rect() == form.rect()
    assert cover.hasFocus()
    window.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    window.press(Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    window.press(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert not counter.state.is_on
    assert not [one for one in form.findChildren(Cover) if one.isVisible()]
    assert typing.hasFocus()
    assert form.boxes["note"].value() == NOTE
    form.reject()


def test_f9_veils_the_talk_being_written(window: Window, seeded: int) -> None:
    _with_keys(window)
    window.window.log([seeded])
    window.settle(0.3)
    form = window.dialog()
    form.activateWindow()
    window.settle()
    assert SAID in "\n".join(_leaks(form))
    window.press(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    window.settle(0.4)
    assert counter.state.is_on
    assert not form.findChildren(Cover)
    assert _leaks(form) == []
    form.reject()


def test_a_tag_that_says_what_to_mind_is_hidden_in_the_list_and_on_the_cards(window: Window, seeded: int) -> None:
    def seen(part: QWidget) -> str:
        return "\n".join(said(part))

    tags.add("奧客", "red", "注意")
    tags.attach([seeded], ["奧客", "老主顧"])
    customer_list = Customers(window)
    customer_list.choose("陳美惠")
    page = window.window.page
    assert "奧客" not in seen(page.view) + seen(page.panel)
    assert "老主顧" in seen(page.view) + seen(page.panel)
    window.window.open_card(seeded)
    window.settle()
    assert "奧客" not in seen(window.window.page)
    assert "老主顧" in seen(window.window.page)
    counter.switch()
    window.settle()
    assert "奧客" in seen(window.window.page)
