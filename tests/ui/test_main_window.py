"""The window: menus, keys, files dropped on it, language and size while running, closing."""

import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.core import clock, file, lock
from db.services import backups, customers, shops
from db.services.customer_form import CustomerForm, PointForm
from importers.messages import Survey
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.importing import Importing
from tests.screens.window import Window
from ui import navigation, pasted
from ui.kit import jobs, settings, theme
from ui.kit.page import PAGE_KEYS
from ui.kit.said import Said
from ui.menus import plain_title
from ui.pages.customers.page import CustomersPage
from ui.pages.records.page import RecordsPage
from ui.shop_files import is_demo

_NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    return Window(answers)


def test_the_menu_bar_people_know(window: Window) -> None:
    menus = window.menus()
    assert list(menus) == ["檔案", "編輯", "檢視", "客戶", "買賣", "說明"]
    for words in ("匯入…", "備份到隨身碟…", "用備份救回…", "打開資料所在資料夾", "結束"):
        assert words in menus["檔案"]


def test_every_menu_fits_on_a_small_screen(window: Window) -> None:
    tops = [top.menu() for top in window.window.menuBar().actions()]
    assert [plain_title(menu) for menu in tops if menu.sizeHint().height() > 600] == []


def test_alt_and_a_letter_open_each_menu(window: Window) -> None:
    titles = [top.text() for top in window.window.menuBar().actions()]
    assert titles == ["檔案(&F)", "編輯(&E)", "檢視(&V)", "客戶(&C)", "買賣(&T)", "說明(&H)"]


def test_enter_presses_the_button_that_has_the_keyboard(window: Window) -> None:
    window.button("新增客戶").setFocus()
    QTest.keyClick(window.button("新增客戶"), Qt.Key.Key_Return)
    window.settle()
    assert window.has_dialog()
    window.dialog().reject()
    window.press(Qt.Key.Key_O)
    assert window.button("選擇檔案…").hasFocus()  # where an import begins


def test_every_page_of_the_sidebar_has_a_key_the_settings_the_usual_one(window: Window) -> None:
    listed = [one.key for one in navigation.PAGES if one.in_sidebar]
    assert len(listed) <= len(PAGE_KEYS)
    assert dict(zip(listed, PAGE_KEYS, strict=False))["settings"] == "Ctrl+,"
    window.window.go_nth(PAGE_KEYS.index("Ctrl+,"))
    assert window.window.key == "settings"


def test_no_key_has_two_meanings(window: Window) -> None:
    keys = [
        key.toString() for top in window.window.menuBar().actions() for entry in top.menu().actions() for key in entry.shortcuts()
    ]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+K", "Ctrl+F", "Ctrl+N", "Ctrl+P", "F4"} <= set(keys)


def test_the_keyboard_stays_on_a_page_that_is_drawn_anew(window: Window) -> None:
    window.window.go("records")
    card = QPushButton("復原")
    window.window.page._runs_area.body.addWidget(card)
    window.settle()
    card.setFocus()
    customers.add(CustomerForm(name="王大同"))
    window.settle()
    assert window.window.page.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("page", ["customers", "history"])
def test_find_from_anywhere(window: Window, page: str) -> None:
    screen = Customers(window)
    screen.leave_search()
    window.window.go(page)
    window.press(Qt.Key.Key_F)
    assert QApplication.focusWidget() is screen.page.search


@pytest.mark.parametrize("way", ["emptied", "left"])
def test_a_search_that_is_done_with_is_not_undone_but_the_last_action(window: Window, way: str) -> None:
    screen = Customers(window)
    screen.type("王")
    if way == "emptied":
        window.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    else:
        window.window.go("today")
        window.window.go("customers")
        screen.page.search.setFocus()
    text = screen.page.search.text()
    window.press(Qt.Key.Key_Z)
    assert screen.page.search.text() == text
    assert window.toast() == "已復原：新增客戶"


def test_typing_is_undone_in_the_box_and_the_last_action_elsewhere(window: Window) -> None:
    screen = Customers(window)
    screen.type("王")
    window.press(Qt.Key.Key_Z)
    assert screen.page.search.text() == ""
    window.press(Qt.Key.Key_Z)
    assert window.toast() == "已復原：新增客戶"
    assert screen.names() == []
    window.press_toast()
    assert screen.names() == ["陳美惠"]


def test_nothing_to_take_back_is_said(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    window.choose("編輯", "復原")
    assert window.toast() == "沒有可以復原的動作。"


def test_the_card_folds_and_stays_folded(window: Window, answers: Answers) -> None:
    screen = Customers(window)
    assert screen.page.card.isVisible()
    window.press(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier)
    assert not screen.page.card.isVisible()
    assert settings.get("folded/customers") == "1"


def test_the_card_folds_by_itself_where_three_columns_find_no_room(window: Window) -> None:
    screen = Customers(window)
    window.window.setMinimumSize(0, 0)
    window.window.resize(700, 600)
    window.settle()
    assert not screen.page.card.isVisible()


def test_language_changes_while_running(window: Window) -> None:
    window.choose("檢視", "語言/English")
    assert list(window.menus()) == ["File", "Edit", "View", "Customer", "Trade", "Help"]
    assert "1 customer" in window.texts()
    window.choose("View", "Language/繁體中文")
    assert "檔案" in window.menus()


def test_a_job_answers_the_page_that_asked_although_the_language_changes(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: caught.append(error))
    screen, gate = Customers(window), threading.Event()
    jobs.start(lambda _progress: gate.wait(), lambda _answer: screen.page.say("done"))
    QTimer.singleShot(100, gate.set)
    window.choose("檢視", "語言/English")
    assert "File" in window.menus()
    assert caught == []


def test_a_file_that_can_not_be_opened_leaves_the_shop_as_it_was(
    window: Window, answers: Answers, shop: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.crm"
    broken.write_bytes(b"no shop file" * 500)
    window.window.switch_to(broken)
    window.settle()
    assert len(answers.asked) == 1
    assert file.current_path() == shop
    assert Customers(window).names() == ["陳美惠"]


def test_without_any_file_the_beginning_is_shown(window: Window, answers: Answers, shop: Path) -> None:
    file.close()
    shop.write_bytes(b"no shop file" * 500)
    window.window.switch_to(shop)
    window.settle()
    assert len(answers.asked) == 1
    assert window.window.key == "welcome"


def test_size_and_scheme_change_while_running(window: Window) -> None:
    screen = Customers(window)
    before = screen.page.view.rowHeight(0)
    window.choose("檢視", "文字大小/特大")
    assert theme.px() == 18
    assert screen.page.view.rowHeight(0) > before
    window.choose("檢視", "文字大小/大")
    assert screen.page.view.rowHeight(0) == before == 40
    window.choose("檢視", "淺色或深色/深色")
    assert theme.is_dark()
    assert QApplication.palette().window().color().name() == "#171d20"


def test_dropped_files_start_the_import(window: Window, tmp_path: Path) -> None:
    listed = tmp_path / "2015客戶.csv"
    listed.write_text("姓名,電話\n王小明,0912345670\n", "utf-8-sig")
    window.drop(listed)
    assert window.window.key == "importing"


def test_pasted_cells_start_the_import(window: Window) -> None:
    Customers(window).leave_search()
    QApplication.clipboard().setText("姓名\t電話\n王小明\t0912345670")
    window.press(Qt.Key.Key_V)
    assert window.window.key == "importing"


def test_cells_dragged_out_of_a_table_start_the_import(window: Window) -> None:
    data = QMimeData()
    data.setText("姓名\t電話\n王小明\t0912345670")
    window.drop_data(data)
    assert window.window.key == "importing"


def test_cells_pasted_into_the_search_start_the_import_a_word_stays(window: Window) -> None:
    search = Customers(window).page.search
    search.setFocus()
    QApplication.clipboard().setText("王小明")
    window.press(Qt.Key.Key_V)
    assert (window.window.key, search.text()) == ("customers", "王小明")
    QApplication.clipboard().setText("姓名\t電話\n王小明\t0912345670")
    window.press(Qt.Key.Key_V)
    assert (window.window.key, search.text()) == ("importing", "王小明")


@pytest.mark.parametrize("size", ["standard", "large", "extra"])
def test_a_message_lies_on_the_status_line_and_on_no_button(window: Window, size: str) -> None:
    theme.apply(window.application.qt, "light", size)
    window.window.toast("寫好了：陳美惠", "復原", lambda: None)
    window.settle()
    shown, line = window.window.toaster, window.window.status
    top = line.mapTo(window.window, QPoint(0, 0)).y()
    assert top <= shown.y()
    assert shown.y() + shown.height() <= top + line.height()


def test_the_keyboard_does_not_fall_on_a_message_that_just_came(window: Window) -> None:
    window.window.toast("已復原：匯入", "重做", lambda: None)
    assert window.window.toaster.act.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_pasted_word_is_no_table(window: Window) -> None:
    QApplication.clipboard().setText("王小明")
    Customers(window).page.view.clearSelection()
    Customers(window).page.view.setFocus()
    window.choose("編輯", "貼上（也可以貼 Excel 名單）")
    assert window.window.key == "customers"
    assert window.toast().startswith("剪貼簿裡沒有表格")


def test_what_is_a_table() -> None:
    assert pasted.cells("a\tb")
    assert pasted.cells("a\nb")
    assert not pasted.cells("a")
    assert not pasted.cells("\n\n")


def test_a_dropped_folder_is_opened(tmp_path: Path) -> None:
    from PySide6.QtCore import QUrl

    (tmp_path / "b.csv").touch()
    (tmp_path / "a.csv").touch()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert [found.name for found in pasted.files(data)] == ["a.csv", "b.csv"]


def test_the_first_close_says_once_that_nothing_needs_saving(
    window: Window, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.window.files, "backup_at_close", lambda: None)
    window.window.closeEvent(QCloseEvent())
    window.window.closeEvent(QCloseEvent())
    assert answers.asked == ["不用按儲存，每一筆都已經存好。"]


def test_closing_makes_a_backup(window: Window) -> None:
    window.window.close()
    assert [backup.reason for backup in backups.kept()] == ["close"]


def test_files_dropped_before_there_is_a_shop_wait_for_it(answers: Answers, tmp_path: Path) -> None:
    listed = tmp_path / "2015客戶.csv"
    listed.write_text("姓名,電話\n王小明,0912345670\n", "utf-8-sig")
    window = Window(answers)
    window.drop(listed)
    assert window.window.key == "welcome"
    assert "2015客戶.csv" in window.texts()


def test_the_window_comes_back_where_it_was(window: Window, answers: Answers) -> None:
    window.window.resize(1111, 640)
    settings.put("geometry", window.window.saveGeometry())
    again = Window(answers, (1111, 640))
    assert (again.window.width(), again.window.height()) == (1111, 640)


def test_a_second_start_brings_the_first_window_to_the_front(window: Window, shop: Path, answers: Answers) -> None:
    lock.call_to_front(shop)
    assert lock.was_called(file.current_path())
    window.window.to_front()
    assert window.toast() == "熟客簿已經開著，已幫您切換過來。"


def test_the_demo_shop_is_banded_and_left(answers: Answers) -> None:
    data = file.data_folder()
    shops.create(data / "shop.crm", "順發水電材料行")
    shops.create(data / "demo.crm", "示範")
    file.open_shop(data / "demo.crm")
    window = Window(answers)
    assert "示範商店" in window.texts(window.window.band)
    window.click("離開，匯入我的名單")
    assert file.current_path() == data / "shop.crm"
    assert not window.window.band.isVisible()
    assert window.window.key == "importing"


def test_status_line(window: Window) -> None:
    assert "1 位客戶" in window.window.status.left.text()
    assert "已自動儲存" in window.window.status.right.text()


@pytest.mark.parametrize("size", list(theme.SIZES))
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_backup_line_is_read_whole(window: Window, size: str, language: str) -> None:
    backups.make("close")
    settings.put("size", size)
    settings.put("language", language)
    window.window.redress()
    window.window.resize(1280, 641)  # a screen of 720 less its task bar
    clock.fix(datetime.now(UTC) + timedelta(days=12))  # the stick has its line, too
    window.window.tell_backup()
    window.settle()
    foot = window.window.sidebar.foot
    assert len(foot.text().splitlines()) == 2
    assert foot.height() >= foot.heightForWidth(foot.width())
    longest = max(foot.text().replace("，", " ").split(), key=foot.fontMetrics().horizontalAdvance)
    assert foot.fontMetrics().horizontalAdvance(longest) <= foot.width() - foot.indent() or language == "zh_TW"
    assert foot.fontInfo().pixelSize() >= 13


def test_files_dropped_on_a_text_box_reach_the_import(window: Window, tmp_path: Path) -> None:
    listed = tmp_path / "2015客戶.csv"
    listed.write_text("姓名,電話\n王小明,0912345670\n", "utf-8-sig")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(listed))])
    search = Customers(window).page.search
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, _NO_KEY)
    search.dragEnterEvent(enter)
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, _NO_KEY)
    search.dropEvent(drop)
    assert not enter.isAccepted()  # Qt hands on to the window what a box does not take
    assert not drop.isAccepted()
    assert search.text() == ""
    words = QMimeData()
    words.setText("王小明")
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, words, Qt.MouseButton.LeftButton, _NO_KEY)
    search.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.drop(listed)
    assert window.window.key == "importing"


def test_no_reader_of_a_file_outlives_the_wizards_page(window: Window, tmp_path: Path) -> None:
    listed = tmp_path / "2015客戶.csv"
    listed.write_text("姓名,電話,代碼2\n王小明,0912345670,x1\n", "utf-8-sig")
    window.drop(listed)
    session = Importing(window).page.presenter.flow.session
    window.settle()  # the file was read
    (survey,) = session.files
    child = session._reader(survey)
    list(child.ask(Survey(survey.source)))  # it is asked again, and waits for more
    process = child._process
    assert process is not None
    assert process.poll() is None
    window.window.rebuild()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.settle()
    assert process.poll() is not None


def test_the_demo_shop_opens_later_from_the_menu(window: Window) -> None:
    for _visit in range(2):
        window.choose("說明", "看看示範商店")
        jobs.runner().wait()
        window.settle()
        assert is_demo()
        assert window.window.band.isVisible()
        cast(CustomersPage, window.window.page).view.selectRow(3)  # whose card is not shown yet
        window.window.band.leave.click()
        window.settle()
        assert not is_demo()


def test_a_message_is_as_high_without_a_button_and_covers_no_words_of_the_status_line(window: Window) -> None:
    toaster, status = window.window.toaster, window.window.status
    status.say(Said("共 1,970 位客戶 ・ 最近聯絡的在最上面 ・ 另有 30 位收起來的客戶沒有算進來"))
    window.settle()
    heights = []
    for do in (None, lambda: None):
        window.window.toast("現在換 小玲 記。", "復原", do)
        window.settle()
        heights.append(toaster.height())
        assert toaster.x() > status.words_end(window.window)
        assert toaster.geometry().right() < window.window.width()
    assert heights[0] == heights[1]


def test_doubles_are_found_from_the_menu(window: Window) -> None:
    window.choose("客戶", "找重複…")
    page = window.window.page
    assert isinstance(page, RecordsPage)
    assert page.doubles.isVisible()


def test_the_size_is_remembered_without_closing(window: Window) -> None:
    settings.put("geometry", b"")
    window.window.resize(1200, 700)
    window.wait_for(lambda: not settings.get_bytes("geometry").isEmpty())
