"""The page of today through the window: lines go when they are answered, the keyboard goes to the next."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.core import clock
from db.core.connection import run
from db.core.values.dates import PartialDate
from db.services import backups, blacklist, cards, customers, interactions, keep_in_touch, opt_outs, tasks, today
from db.services import settings as shop_settings
from db.services.customers import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.palette import PaletteScreen
from tests.screens.talks import Talk
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from ui.kit import clipboard, counter, jobs, theme
from ui.main_window import MainWindow
from ui.pages.today import beside
from ui.pages.today.lines import Lines
from ui.pages.today.page import TodayPage
from ui.pages.today.reply import ReplyBar
from ui.pages.today.side import SidePanel

pytestmark = pytest.mark.usefixtures("saturday")
NAMES = ("甲", "乙", "丙")


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
    menu = screen.page.menus.days(screen.line("乙").row)
    menu.actions()[0].trigger()
    screen.window.settle()
    assert screen.names() == ["甲", "丙"]
    assert [row.due_on for row in tasks.open_until(date(2026, 12, 1)) if row.name == "乙"] == ["2026-11-23"]


def test_the_rest_is_folded_and_unfolds(screen: TodayScreen) -> None:
    for at in range(12):
        tasks.add(TaskForm("送型錄", "2026-11-21"), [customers.add(CustomerForm(name=f"客戶{at}"))])
    screen.window.settle()
    assert len(screen.names()) == today.CALLS
    screen.window.click("還有 5 件")
    assert len(screen.names()) == 15


def test_counter_mode_hides_phones(screen: TodayScreen) -> None:
    assert screen.line("甲").phone.text() == "0912-345-670"
    screen.window.window.command("counter")
    screen.window.settle()
    assert screen.line("甲").phone.text() == counter.HIDDEN


def test_the_ready_text_is_copied_for_line(screen: TodayScreen) -> None:
    texts = [one.text() for one in screen.page.menus.more(screen.line("甲").row).actions()]
    assert "複製 LINE 文字" in texts
    assert screen.page.presenter.line_text(screen.line("甲").row).startswith("甲")


def test_who_wants_nothing_by_line_is_offered_nothing(screen: TodayScreen) -> None:
    row = screen.line("甲").row
    assert screen.page.presenter.offered_to(row) is None  # a reminder is of something promised
    offer = replace(row, kind="birthday")
    clipboard.put("")
    opt_outs.put(row.customer, ["line"])
    screen.page.menus.copy_line(offer)
    assert QApplication.clipboard().text() == ""
    assert "不收 LINE" in screen.window.toast()


def test_an_empty_day_offers_to_pick_regulars(shop: Path, answers: Answers) -> None:
    customers.add(CustomerForm(name="甲"))
    screen = TodayScreen(Window(answers))
    assert "要不要挑 20 位老主顧" in screen.window.texts()
    screen.window.click("挑老主顧")
    assert screen.window.has_dialog()


# what is half typed, and the mouse


def typed(screen: TodayScreen, name: str, text: str) -> ReplyBar:
    """有接 of this line, and what was said, not saved yet."""
    screen.click(name, "有接")
    bar = screen.line(name).reply
    assert bar is not None
    bar.text.setText(text)
    return bar


def test_what_is_half_typed_outlives_the_answer_to_another_line(screen: TodayScreen, people: list[int]) -> None:
    typed(screen, "乙", "要換龍頭，下週五回電")
    screen.click("甲", "沒接")
    bar = screen.line("乙").reply
    assert bar is not None and bar.isVisible()
    assert (bar.text.text(), bar.day.value()) == ("要換龍頭，下週五回電", "2026-11-27")
    bar.save()
    screen.window.settle()
    assert [talk.text for talk in interactions.of(people[1])] == ["要換龍頭，下週五回電"]
    screen.window.press_toast()
    assert screen.line("乙").reply is None


def test_what_is_half_typed_keeps_the_keyboard_while_something_is_saved_elsewhere(screen: TodayScreen) -> None:
    bar = typed(screen, "乙", "要換龍頭")
    bar.text.setCursorPosition(1)
    tasks.add(TaskForm("掃地", "2026-11-20"))
    screen.window.settle()
    assert screen.names() == ["掃地", "甲", "乙", "丙"]
    assert (screen.page.focusWidget(), bar.text.cursorPosition()) == (bar.text, 1)


def test_what_is_half_typed_waits_while_somebody_elses_lines_are_shown(screen: TodayScreen, people: list[int]) -> None:
    shop_settings.save({"staff": ["小美", "阿明"]})
    tasks.add(
        TaskForm("小美的", "2026-11-21", staff="小美"),
        [customers.add(CustomerForm(name="丁", points=[PointForm("mobile", "0912-000-111")]))],
    )
    screen.window.settle()
    typed(screen, "丁", "要換龍頭")
    choose_whose(screen, "阿明")
    assert "丁" not in screen.names()
    choose_whose(screen, "小美")
    bar = screen.line("丁").reply
    assert bar is not None and bar.text.text() == "要換龍頭"


def test_counter_mode_hides_phones_while_a_reply_is_half_typed(screen: TodayScreen) -> None:
    typed(screen, "甲", "要換龍頭")
    screen.window.window.command("counter")
    screen.window.settle()
    assert screen.line("乙").phone.text() == counter.HIDDEN
    bar = screen.line("甲").reply
    assert bar is not None and bar.text.text() == "要換龍頭"


def test_the_copied_phone_is_not_said_in_counter_mode(screen: TodayScreen) -> None:
    counter.switch()
    screen.window.settle()
    menu = screen.page.menus.more(screen.line("甲").row)
    next(one for one in menu.actions() if one.text() == "複製電話").trigger()
    assert QApplication.clipboard().text() == "0912-345-670"
    assert "0912" not in screen.window.toast()


def test_a_day_chosen_by_hand_stays_whatever_is_typed_on(screen: TodayScreen) -> None:
    bar = typed(screen, "甲", "下週五回電")
    assert bar.day.value() == "2026-11-27"
    screen.window.click("不用再約", bar)
    bar.text.setText("下週五回電吧")
    assert bar.day.value() == ""


def test_a_promise_that_may_be_none_is_offered_and_not_taken(screen: TodayScreen) -> None:
    bar = typed(screen, "甲", "禮拜三不在")
    assert bar.day.value() == ""
    screen.window.settle()
    assert any(chip.text().startswith("禮拜三") for chip in bar.findChildren(QPushButton) if chip.isVisible())


def test_a_double_click_answers_one_customer(screen: TodayScreen, people: list[int]) -> None:
    handle, button = screen.window.window.windowHandle(), screen.page.lines[0].buttons[1]
    assert handle is not None
    at = button.mapTo(screen.window.window, button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pause = QApplication.doubleClickInterval() / 1000 + 0.2
    screen.window.settle(pause)
    QTest.mouseClick(handle, left, none, at)
    QApplication.processEvents()
    QTest.mouseDClick(handle, left, none, at)
    screen.window.settle()
    assert [len(interactions.of(one)) for one in people] == [1, 0, 0]
    screen.window.settle(pause)
    QTest.mouseClick(handle, left, none, at)
    screen.window.settle()
    assert [len(interactions.of(one)) for one in people] == [1, 1, 0]


def test_a_button_pressed_twice_at_once_answers_once(screen: TodayScreen, people: list[int]) -> None:
    button = screen.line("甲").buttons[1]
    button.click()
    button.click()
    screen.window.settle()
    assert [len(interactions.of(one)) for one in people] == [1, 0, 0]


def test_the_menu_of_days_outlives_a_page_drawn_anew(screen: TodayScreen) -> None:
    menu = screen.page.menus.days(screen.line("乙").row)
    tasks.add(TaskForm("掃地", "2026-11-21"))
    screen.window.settle()
    menu.actions()[0].trigger()
    screen.window.settle()
    assert "乙" not in screen.names()


# whose page, the clock, words


def choose_whose(screen: TodayScreen, name: str) -> None:
    """Choose in the box over the lines."""
    box = screen.page._whose
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())
    screen.window.settle()


def test_whose_page_it_is_and_what_is_nobodys(screen: TodayScreen, people: list[int]) -> None:
    shop_settings.save({"staff": ["小美", "阿明"]})
    tasks.add(TaskForm("小美的", "2026-11-21", staff="小美"))
    tasks.add(TaskForm("阿明的", "2026-11-21", staff="阿明"))
    screen.window.settle()
    choose_whose(screen, "阿明")
    assert screen.names() == ["甲", "乙", "丙", "阿明的"]


def test_a_name_that_left_the_shop_leaves_everybodys_page(screen: TodayScreen, people: list[int]) -> None:
    shop_settings.save({"staff": ["小美", "阿明", "小華"]})
    tasks.add(TaskForm("阿明的", "2026-11-21", staff="阿明"))
    screen.window.settle()
    choose_whose(screen, "小美")
    shop_settings.save({"staff": ["阿明", "小華"]})
    screen.window.settle()
    assert (screen.page._whose.currentText(), screen.page.presenter.staff) == ("全部", "")
    assert "阿明的" in screen.names()
    choose_whose(screen, "阿明")
    shop_settings.save({"staff": ["小華", "阿明", "小美"]})
    screen.window.settle()
    assert (screen.page._whose.currentText(), screen.page.presenter.staff) == ("阿明", "阿明")


def test_after_midnight_the_page_is_of_the_new_day(screen: TodayScreen) -> None:
    tasks.add(TaskForm("掃地", "2026-11-22"))
    screen.window.settle()
    assert "掃地" not in screen.names()
    clock.fix(datetime(2026, 11, 21, 16, 1, tzinfo=UTC))  # 00:01 in Taiwan
    screen.page._turning._look.timeout.emit()
    screen.window.settle()
    assert "掃地" in screen.names()
    assert "11 月 22 日" in screen.window.texts(screen.page)


def test_three_calls_nobody_took_name_another_way(screen: TodayScreen, people: list[int]) -> None:
    form = customers.form(people[0])
    form.points.append(PointForm("phone", "02-2345-6789"))
    customers.change(people[0], form)
    for at in range(2):
        interactions.add(InteractionForm(people[0], channel="電話", outcome="沒接", happened_on=f"2026-11-{at + 18}"))
    screen.window.settle()
    screen.click("甲", "沒接")
    assert "連續 3 次" in screen.window.toast()
    assert "02-2345-6789" in screen.window.toast()
    screen.click("乙", "沒接")
    assert "連續" not in screen.window.toast()


@pytest.mark.parametrize(("days", "role"), [(31, "red"), (8, "amber"), (2, "")])
def test_an_old_copy_on_the_stick_is_amber_then_red(screen: TodayScreen, days: int, role: str, tmp_path: Path) -> None:
    now = clock.today()
    clock.fix(datetime(now.year, now.month, now.day, 2, tzinfo=UTC) - timedelta(days))
    (tmp_path / "stick").mkdir()
    backups.to_folder(tmp_path / "stick", "RED")
    clock.fix(datetime(now.year, now.month, now.day, 2, tzinfo=UTC))
    backups.make("round")
    side = screen.page.side.panel
    assert side is not None
    side.tell(beside.look())
    assert side.backup.text() == "剛剛備份好，已試開過，可以用"
    clock.fix(datetime.fromisoformat(clock.utc_now()) + timedelta(minutes=9))
    screen.window.window.tell_backup()  # as every minute, without anything being saved
    screen.window.settle()
    assert (side.backup.text()[:5], screen.window.window.sidebar.foot.text()[2:7]) == ("9 分鐘前", "9 分鐘前")
    assert side.stick.property("role") == role
    assert (f"{days} 天前" in side.stick.text()) == bool(role)


def test_what_is_typed_for_a_caller_goes_on_in_the_palette(people: list[int], answers: Answers) -> None:
    screen = TodayScreen(Window(answers))
    palette = PaletteScreen(screen.window)
    screen.window.window.activateWindow()
    screen.window.settle()
    screen.page.search.setFocus()
    QTest.keyClicks(screen.page.search, "6")
    screen.window.settle()
    QTest.keyClicks(palette.palette.box, "71")
    screen.window.settle()
    assert palette.palette.box.text() == "671"
    assert palette.lines()[0] == "乙"
    assert "0912-345-671" in palette.card()
    assert screen.page.search.text() == ""
    palette.press(Qt.Key.Key_Escape)
    assert screen.page.search.hasFocus()
    assert not palette.is_open()


def test_a_window_just_opened_waits_for_a_caller(people: list[int], answers: Answers) -> None:
    made = MainWindow(lambda: None, answers)
    made.go("today")
    made.show()
    made.activateWindow()
    until = time.monotonic() + 0.5
    while time.monotonic() < until:
        QApplication.processEvents()
    jobs.runner().wait()
    assert made.focusWidget() is cast(TodayPage, made.page).search, made.focusWidget()


def test_a_click_into_the_box_of_the_caller_opens_the_palette(people: list[int], answers: Answers) -> None:
    screen = TodayScreen(Window(answers))
    palette = PaletteScreen(screen.window)
    screen.window.window.activateWindow()
    screen.window.settle()
    QTest.mouseClick(screen.page.search, Qt.MouseButton.LeftButton)
    screen.window.settle()
    assert palette.is_open()
    assert palette.palette.box.hasFocus()


def test_the_list_keeps_its_place_when_a_lower_line_is_answered(shop: Path, answers: Answers) -> None:
    for at in range(10):
        one = customers.add(CustomerForm(name=f"客戶{at}", points=[PointForm("mobile", f"0912-345-67{at}")]))
        tasks.add(TaskForm("送型錄", "2026-11-21"), [one])
    screen = TodayScreen(Window(answers, (1280, 500)))
    screen.window.settle(0.3)
    bar = screen.page.findChild(Lines)._list.verticalScrollBar()
    place = bar.maximum() // 2
    bar.setValue(place)
    assert place > 20
    name = screen.names()[6]
    screen.click(name, "沒接")
    screen.window.settle(0.3)
    assert name not in screen.names()
    assert bar.value() == min(place, bar.maximum())
    assert bar.maximum() > 0


def test_tab_reaches_the_lines_before_the_foot_of_the_window(people: list[int], answers: Answers) -> None:
    screen = TodayScreen(Window(answers))
    screen.window.wait_for(lambda: screen.page.lines)
    screen.page.search.setFocus()
    found = []
    for _press in range(6):
        screen.key(Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    assert screen.page.lines[0] in found
    assert all(one is not None and screen.page.isAncestorOf(one) for one in found)


def test_a_shop_without_customers_is_offered_the_import(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    screen = TodayScreen(window)
    assert "還沒有客戶" in window.texts(screen.page)
    assert not [one for one in screen.page.findChildren(QPushButton) if one.text() == "挑老主顧" and one.isVisible()]
    window.click("匯入我的 Excel", screen.page)
    assert window.window.key == "importing"


def test_f4_brings_the_right_side_where_the_window_is_narrow(people: list[int], answers: Answers) -> None:
    window = Window(answers, (1024, 600))
    theme.apply(window.application.qt, "light", "extra")
    screen = TodayScreen(window)
    window.settle(0.2)
    side = screen.page.findChild(SidePanel)
    assert not side.isVisible()
    screen.key(Qt.Key.Key_F4)
    assert side.isVisible()
    screen.key(Qt.Key.Key_F4)
    assert not side.isVisible()


def test_a_day_that_is_over_is_refused_and_the_words_stay(screen: TodayScreen, people: list[int], answers: Answers) -> None:
    bar = typed(screen, "甲", "再說")
    bar.day.fill("11/3")
    bar.save()
    screen.window.settle()
    assert any("這一天已經過了" in one for one in answers.asked)
    assert interactions.of(people[0]) == []
    assert screen.line("甲").reply is bar and bar.text.text() == "再說"


def test_before_birthdays_are_worked_out_nobody_says_that_there_is_nothing(shop: Path, answers: Answers) -> None:
    born = PartialDate(1980, 11, 23)
    customers.add(CustomerForm(name="壽星", points=[PointForm("mobile", "0912-345-678")], birthday=born, tags=["老主顧"]))
    run("UPDATE customer_figures SET birthday_on = NULL")
    window = Window(answers)
    window.window.go("today")
    page = cast(TodayPage, window.window.page)
    page.draw(today.plan())
    assert "正在看今天有哪些人…" in window.texts(page)
    assert page.lines == []
    window.wait_for(lambda: page.lines)
    assert [(line.row.kind, line.row.name) for line in page.lines] == [("birthday", "壽星")]
    assert "正在看今天有哪些人…" not in window.texts(page)


def test_the_badge_is_counted_anew_when_another_day_has_come(shop: Path, answers: Answers) -> None:
    tasks.add(TaskForm("送型錄", "2026-12-01"))
    window = Window(answers)
    window.window.go("today")
    window.settle(0.8)
    badges = window.window.sidebar.findChildren(QLabel)
    assert "1" not in [one.text() for one in badges]
    clock.fix(datetime(2026, 12, 1, 2, tzinfo=UTC))
    (look,) = (one for one in window.window.page.findChildren(QTimer) if one.isActive() and not one.isSingleShot())
    look.timeout.emit()
    window.settle(0.8)
    assert "1" in [one.text() for one in badges if one.isVisible()]


def test_where_nobody_is_found_the_way_on_is_offered(shop: Path, answers: Answers) -> None:
    blacklist.put([customers.add(CustomerForm(name="甲", points=[PointForm("mobile", "0912-345-678")]))], "常拖款")
    screen = TodayScreen(Window(answers))
    assert screen.window.button("挑老主顧", screen.page).isVisible()


def test_the_first_lines_are_seen_before_the_others_are_made(shop: Path, answers: Answers) -> None:
    for at in range(10):
        tasks.add(TaskForm("送型錄", "2026-11-21"), [customers.add(CustomerForm(name=f"客人{at}"))])
    window = Window(answers)
    window.window.go("today")
    page = cast(TodayPage, window.window.page)
    assert 0 < len(page.lines) < 5
    window.settle()
    window.settle()
    assert len(page.lines) == 10
    first = page.lines[0]
    assert first.height() < first.sizeHint().height() * 2  # the room below was not theirs while they stood alone


def test_a_talk_begun_from_a_line_ticks_what_the_line_is_about(screen: TodayScreen, people: list[int]) -> None:
    screen.line("乙").setFocus()
    screen.window.press(Qt.Key.Key_J)
    talk = Talk(screen.window)
    assert (talk.names(), talk.dialog.boxes["settled"].value()) == (["乙"], [tasks.due_of(people[1])[0].id])
    screen.window.leave_dialogs()
    screen.window.window.log([people[1]])  # from elsewhere
    screen.window.settle()
    assert Talk(screen.window).dialog.boxes["settled"].value() == []
    screen.window.leave_dialogs()


def test_how_often_to_be_in_touch_is_said_from_the_line(screen: TodayScreen, people: list[int]) -> None:
    menu = screen.page.menus.more(screen.line("乙").row)
    touch = next(one.menu() for one in menu.actions() if one.text() == "定期聯絡")
    next(one for one in touch.actions() if one.text() == "不用聯絡").trigger()
    screen.window.settle()
    assert cards.get(people[1]).contact_interval == keep_in_touch.NEVER
    screen.window.press_toast()
    assert cards.get(people[1]).contact_interval is None


def test_shift_f10_opens_the_menu_of_a_line(screen: TodayScreen) -> None:
    screen.line("甲").setFocus()
    opened = screen.window.opens_menu(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert "複製電話" in opened
    assert screen.window.opens_menu(Qt.Key.Key_Menu) == opened
