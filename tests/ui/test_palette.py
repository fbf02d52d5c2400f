"""Ctrl+K finds who is calling, pages, lists and everything the program can do; scanners and copied numbers lead there too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from db.services import blacklist, customers, interactions, own_fields, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.palette import PaletteScreen
from tests.screens.window import Window
from ui import menus, scanner
from ui.caller.popup import CallerPopup
from ui.kit import clipboard, counter, settings
from ui.palette import commands
from ui.palette.palette import Palette

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def meihui(shop: Path) -> int:
    """A customer who owes, was promised something and said something."""
    owed = own_fields.add("欠款", "number", is_opening=True)
    card = own_fields.add("會員卡號", "text")
    fields = {row.id: row.key for row in own_fields.rows()}
    known = customers.add(
        CustomerForm(
            name="陳美惠",
            title="女士",
            code="C-00231",
            points=[PointForm("mobile", "0912-345-678")],
            own={fields[owed]: 38500, fields[card]: "000123"},
        )
    )
    interactions.add(InteractionForm(known, "問浴室換氣扇有沒有貨", "LINE"))
    tasks.add(TaskForm("回電報價", "明天"), [known])
    customers.add(CustomerForm(name="張家豪", points=[PointForm("mobile", "0933-210-456")]))
    return known


@pytest.fixture
def screen(shop: Path, answers: Answers) -> PaletteScreen:
    return PaletteScreen(Window(answers))


@pytest.fixture(autouse=True)
def _uncovered() -> Iterator[None]:
    yield
    counter.state.is_on = False


def test_the_number_that_was_typed_is_the_one_shown(screen: PaletteScreen) -> None:
    numbers = [PointForm("mobile", "0912-345-678"), PointForm("phone", "(02)2345-6780")]
    customers.add(CustomerForm(name="陳美惠", points=numbers))
    shown = []
    screen.open()
    for typed in ("2345678", "23456780", "陳美惠"):
        screen.palette.box.set_words(typed)
        screen.window.settle(0.01)
        shown.append(screen.palette.hits.hits.hits[0].note)
    assert shown == ["0912-345-678", "02-2345-6780", "0912-345-678"]


@pytest.mark.parametrize("typed", ["678", "６７８", "0912345678", "陳美", "cmh", "C-00231", "000123"])
def test_a_caller_is_seen_by_whatever_is_typed(meihui: int, screen: PaletteScreen, typed: str) -> None:
    screen.open()
    screen.type(typed)
    assert screen.lines()[0] == "陳美惠 女士"
    card = screen.card()
    assert "0912-345-678" in card
    assert "欠款 38,500" in card
    assert "問浴室換氣扇有沒有貨" in card
    assert "回電報價" in card


def test_zhuyin_that_is_being_composed_is_searched(meihui: int, screen: PaletteScreen) -> None:
    screen.open()
    screen.compose("ㄔㄇㄏ")
    assert screen.lines()[0] == "陳美惠 女士"


def test_enter_opens_the_card_and_the_palette_is_gone(meihui: int, screen: PaletteScreen) -> None:
    screen.open()
    screen.type("678")
    screen.press(Qt.Key.Key_Return)
    assert not screen.is_open()
    assert "陳美惠" in screen.window.texts(screen.window.window.page)
    assert screen.window.window.key == "customer"


def test_an_unknown_number_and_enter_begin_a_new_customer_with_it(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.go("settings")
    screen.open()
    screen.type("0987-654-321")
    assert screen.lines() == ["新增客戶：0987-654-321"]
    screen.press(Qt.Key.Key_Return)
    form = screen.window.dialog()
    assert form.values()["points"][0]["text"] == "0987-654-321"
    form.reject()


def test_ctrl_j_writes_down_a_talk_with_whom_is_chosen(meihui: int, screen: PaletteScreen) -> None:
    screen.open()
    screen.type("678")
    screen.press(Qt.Key.Key_J, CTRL)
    form = screen.window.dialog()
    assert form.values()["customers"] == [meihui]
    form.reject()


def test_escape_gives_the_keyboard_back(meihui: int, screen: PaletteScreen) -> None:
    page = screen.window.window.page
    page.focus_search()
    before = QApplication.focusWidget()
    screen.open()
    screen.type("678")
    screen.press(Qt.Key.Key_Escape)
    assert not screen.is_open()
    assert QApplication.focusWidget() is before


def test_asked_for_from_the_menu_while_it_is_open_there_is_one_and_escape_closes_it(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.page.focus_search()
    before = QApplication.focusWidget()
    screen.open()
    screen.window.choose("編輯", "找任何東西…")
    assert len(screen.window.window.findChildren(Palette)) == 1
    screen.press(Qt.Key.Key_Escape)
    assert not screen.is_open()
    assert QApplication.focusWidget() is before


def test_a_copied_phone_is_lent_to_the_clipboard(meihui: int, screen: PaletteScreen) -> None:
    lent: list[int] = []
    clipboard.news.lent.connect(lambda: lent.append(1))
    screen.open()
    screen.type("678")
    screen.press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text() == "0912-345-678"
    assert lent == [1]


def test_the_box_it_came_from_is_gone_meanwhile(meihui: int, screen: PaletteScreen) -> None:
    box = QLineEdit(screen.window.window.page)
    box.show()
    box.setFocus()
    screen.open()
    box.deleteLater()
    QApplication.sendPostedEvents(box, QEvent.Type.DeferredDelete)
    screen.press(Qt.Key.Key_Escape)
    assert not screen.is_open()


def test_the_watch_list_is_said_and_at_the_counter_only_a_sign(meihui: int, screen: PaletteScreen) -> None:
    blacklist.put(meihui, "去年工程款沒付", "stop")
    screen.open()
    screen.type("678")
    assert "去年工程款沒付" in screen.card()
    counter.switch()
    screen.window.settle()
    card = screen.card()
    assert "⚠" in card
    for secret in ("去年工程款沒付", "0912-345-678", "38,500", "問浴室換氣扇", "回電報價"):
        assert secret not in card
    shown = screen.palette.hits.hits
    assert [shown.data(shown.index(0)).split("　")[:2]] == [["⚠ 陳美惠 女士", "•••"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("列印", "列印畫面上的內容"),
        ("印表機", "列印畫面上的內容"),
        ("隨身碟", "備份到隨身碟"),
        ("字太小", "特大"),
        ("f4", "收合右邊的資料卡"),
        ("找重複", "找重複"),
        ("重複", "找重複"),
        ("合併", "找重複"),
    ],
)
def test_actions_are_found_by_their_words_and_by_what_people_say(
    shop: Path, screen: PaletteScreen, typed: str, found: str
) -> None:
    screen.open()
    screen.type(typed)
    assert found in screen.lines()


def test_a_page_is_gone_to_and_an_action_is_done(meihui: int, screen: PaletteScreen) -> None:
    screen.open()
    screen.type("操作紀錄")
    screen.press(Qt.Key.Key_Return)
    assert screen.window.window.key == "history"
    screen.open()
    screen.type("特大")
    screen.press(Qt.Key.Key_Return)
    assert settings.get("size") == "extra"


def test_a_list_known_by_name_is_shown(meihui: int, screen: PaletteScreen) -> None:
    customers.add(CustomerForm(name="林沒電話"))
    screen.window.window.go("history")
    screen.open()
    screen.type("沒有電話")
    at = screen.kinds().index("list")
    screen.palette.hits.step(at)
    screen.press(Qt.Key.Key_Return)
    assert screen.window.window.key == "customers"
    assert Customers(screen.window).names() == ["林沒電話"]


def _entries(menu: QMenu) -> list[QAction]:
    menu.aboutToShow.emit()
    found = []
    for entry in menu.actions():
        inner = entry.menu()
        found += _entries(inner) if isinstance(inner, QMenu) else [] if entry.isSeparator() or not entry.isEnabled() else [entry]
    return found


def test_every_entry_of_the_menus_stands_in_the_palette(shop: Path, screen: PaletteScreen) -> None:
    screen.open()
    shown = screen.lines()
    bar = screen.window.window.menuBar()
    tops = [menu for top in bar.actions() if isinstance(menu := top.menu(), QMenu)]
    assert len(tops) >= 5
    for menu in tops:
        for entry in _entries(menu):
            assert commands.plain(entry.text()) in shown, entry.text()
            screen.palette.box.clear()
            screen.type(commands.plain(entry.text()))
            assert commands.plain(entry.text()) in screen.lines(), entry.text()
    assert menus.actions_of(bar)


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests may be slower than a scanner."""
    monkeypatch.setattr(scanner, "_FAST", 10_000)
    monkeypatch.setattr(scanner, "_WAIT", 10_000)


@pytest.mark.usefixtures("_patient")
def test_a_scanned_code_opens_the_card_from_any_page(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.listen()
    screen.window.window.go("history")
    screen.scan("000123")
    assert not screen.is_open()
    assert screen.window.window.key != "history"
    assert "陳美惠" in screen.window.texts(screen.window.window.page)


@pytest.mark.parametrize("earlier", ["1", "Escape", "Ctrl+6"])
def test_keys_of_a_while_ago_are_no_part_of_a_code(
    meihui: int, screen: PaletteScreen, monkeypatch: pytest.MonkeyPatch, earlier: str
) -> None:
    monkeypatch.setattr(scanner, "_FAST", 1_500)
    monkeypatch.setattr(scanner, "_WAIT", 10_000)
    screen.window.window.listen()
    screen.window.window.go("history")
    handle = screen.window.window.windowHandle()
    QTest.keySequence(handle, QKeySequence(earlier))
    screen.window.settle(1.7)
    QTest.keyPress(handle, Qt.Key.Key_Shift)
    QTest.keyClick(handle, "C", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(handle, Qt.Key.Key_Shift)
    screen.scan("-00231")
    assert not screen.is_open()
    assert "陳美惠" in screen.window.texts(screen.window.window.page)


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("key", ["Escape", "Ctrl+6"])
def test_keys_that_write_nothing_are_no_part_of_a_code(meihui: int, screen: PaletteScreen, key: str) -> None:
    screen.window.window.listen()
    screen.window.window.go("history")
    QTest.keySequence(screen.window.window.windowHandle(), QKeySequence(key))
    screen.scan("000123")
    assert not screen.is_open()
    assert "陳美惠" in screen.window.texts(screen.window.window.page)


@pytest.mark.usefixtures("_patient")
def test_a_scanned_code_nobody_has_is_offered_to_a_new_customer(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.listen()
    screen.window.window.go("history")
    screen.scan("999888")
    assert screen.lines() == ["新增客戶：999888"]
    assert not screen.window.has_dialog()


def test_a_hand_is_no_scanner(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.listen()
    screen.window.window.go("history")
    screen.scan("000123", pause=0.09)
    assert screen.window.window.key == "history"


def test_copied_numbers_show_who_it_is_only_when_switched_on(meihui: int, screen: PaletteScreen) -> None:
    screen.copy_elsewhere("0912345678")
    assert screen.popup() == ""
    screen.window.choose("檢視", "複製電話時顯示是誰")
    at = QApplication.focusWidget()
    screen.copy_elsewhere("0912-345-678")
    assert "陳美惠" in screen.popup()
    assert QApplication.focusWidget() is at
    screen.copy_elsewhere("這不是電話")
    assert "陳美惠" in screen.popup()
    screen.copy_elsewhere("0987654321")
    assert "沒有這個號碼" in screen.popup()
    screen.window.click("新增客戶", screen.window.window.watch.popup)
    form = screen.window.dialog()
    assert form.values()["points"][0]["text"] == "0987-654-321"
    form.reject()
    assert screen.window.window.watch.number() == ""


def test_a_number_goes_with_its_card(meihui: int, screen: PaletteScreen) -> None:
    window = screen.window.window
    window.watch.switch()
    screen.copy_elsewhere("0987654321")
    window.watch.popup.hide()  # as after half a minute
    screen.window.settle()
    assert window.watch.popup is None
    assert window.findChildren(CallerPopup) == []
    assert "0987-654-321" not in screen.window.texts(window)
    screen.copy_elsewhere("0912-345-678")
    assert "陳美惠" in screen.popup()


def test_what_the_window_copies_itself_is_not_answered(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.watch.switch()
    clipboard.put("0912-345-678")
    screen.window.settle()
    assert screen.popup() == ""


def test_ctrl_k_takes_the_copied_number_over(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.watch.switch()
    screen.copy_elsewhere("0912-345-678")
    screen.open()
    assert screen.palette.box.text() == "0912-345-678"
    assert screen.lines()[0] == "陳美惠 女士"


def test_what_only_the_page_in_view_can_do_is_found(meihui: int, screen: PaletteScreen) -> None:
    screen.window.window.go("customers")
    screen.window.settle()
    screen.open()
    for typed in ("篩選", "選擇欄位", "檢視"):
        screen.palette.box.set_words(typed)
        screen.window.settle(0.01)
        found = [(hit.title, hit.note) for hit in screen.palette.hits.hits.hits]
        assert (typed, "這一頁") in found


def test_more_customers_than_find_room_are_counted_and_lead_to_the_list(meihui: int, screen: PaletteScreen) -> None:
    for at in range(12):
        customers.add(CustomerForm(name=f"王客{at}"))
    customers.archive([customers.add(CustomerForm(name="王客收"))], "moved")
    screen.open()
    screen.type("王客")
    assert screen.kinds()[:10] == ["customer"] * 8 + ["more", "new"]
    assert screen.lines()[8] == "還有 4 位，到名單看全部"
    for _step in range(8):
        screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    page = Customers(screen.window)
    assert (screen.window.window.key, page.page.search.text()) == ("customers", "王客")
    assert "共 12 位" in screen.window.window.status.left.text()
    screen.open()
    screen.type("王客11")
    assert "more" not in screen.kinds()


def test_commands_that_find_no_room_are_counted_and_shown_by_enter(meihui: int, screen: PaletteScreen) -> None:
    screen.open()
    screen.type("客戶")
    before = screen.lines()
    at = screen.kinds().index("all")
    left = int(before[at].split()[1])
    assert before[at] == f"還有 {left} 個功能，按 Enter 全部列出來"
    for _step in range(at):
        screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    assert screen.is_open()
    assert "all" not in screen.kinds()
    assert len(screen.lines()) == len(before) - 1 + left
    assert set(screen.lines()) > set(before) - {before[at]}
    assert screen.palette.hits.currentIndex().row() == at
    assert screen.palette.hits.current().title not in before  # what was left out begins here
    screen.type("x")
    screen.press(Qt.Key.Key_Escape)
    assert not screen.is_open()
