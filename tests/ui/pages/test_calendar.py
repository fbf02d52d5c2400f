"""The calendar in the user's hands: months, days, reminders moved by dragging and by buttons, paper, a file."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
import vobject
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.core import clock
from db.core.progress import silent
from db.services import customers, payments, quote_life, quotes, settings, tasks, wanted
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.tasks import TaskForm
from db.services.wanted import WantedForm
from reports import quote_pdf
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit import counter
from ui.kit.pill import Pill
from ui.pages.calendar import words
from ui.pages.calendar.page import CalendarPage


@pytest.fixture
def call(shop: Path) -> int:
    """A reminder on Monday 23 November 2026; today is the Saturday before."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    known = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    return tasks.add(TaskForm("回電報價", "2026-11-23"), [known])[0]


@pytest.fixture
def window(call: int, answers: Answers) -> Window:
    made = Window(answers)
    made.window.go("calendar")
    made.settle()
    return made


@pytest.fixture
def page(window: Window) -> CalendarPage:
    return cast(CalendarPage, window.window.page)


def _press(window: Window, page: CalendarPage, key: Qt.Key, times: int = 1) -> None:
    for _time in range(times):
        QTest.keyClick(page.grid, key)
        window.settle()


def test_today_is_chosen_and_the_arrows_go_through_the_days(window: Window, page: CalendarPage) -> None:
    assert page.heading.text() == "2026 年 11 月"
    assert page.day_list.heading.text() == "2026/11/21 週六"
    _press(window, page, Qt.Key.Key_Right, 2)
    assert page.day_list.heading.text() == "2026/11/23 週一"
    assert "農曆 十月十五" in page.day_list.line.text()
    assert "回電報價" in window.texts(page.day_list)
    _press(window, page, Qt.Key.Key_PageDown)
    assert page.heading.text() == "2026 年 12 月"
    _press(window, page, Qt.Key.Key_Down, 2)
    assert page.heading.text() == "2027 年 1 月"
    _press(window, page, Qt.Key.Key_Home)
    assert page.day_list.heading.text() == "2026/11/21 週六"


def test_what_the_colours_mean_stands_below_the_month(window: Window, page: CalendarPage) -> None:
    said = {one.text: one.hue for one in page.findChildren(Pill) if one.isVisible() and not page.day_list.isAncestorOf(one)}
    assert said == {
        "提醒": "teal",
        "交期、支票、報價、結帳": "amber",
        "定期聯絡": "blue",
        "生日": "violet",
        "逾期": "red",
        "做好了": "grey",
    }


def test_enter_goes_into_the_day_and_escape_back(window: Window, page: CalendarPage) -> None:
    _press(window, page, Qt.Key.Key_Return)
    assert page.day_list.isAncestorOf(cast(QPushButton, page.window().focusWidget()))
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    assert page.grid.hasFocus()


def test_a_reminder_is_dragged_to_another_day_and_back_by_undo(window: Window, page: CalendarPage, call: int) -> None:
    page.grid.grab()
    begin = page.grid.place_of_task(call).center()
    end = page.grid.place_of(date(2026, 11, 26)).center()
    QTest.mousePress(page.grid, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(page.grid, begin + QPoint(20, 20))
    QTest.mouseMove(page.grid, end)
    QTest.mouseRelease(page.grid, Qt.MouseButton.LeftButton, pos=end)
    window.settle()
    assert tasks.get(call).due_on == "2026-11-26"
    assert tasks.get(call).first_due_on == "2026-11-23"
    window.press_toast()
    assert tasks.get(call).due_on == "2026-11-23"


def test_dropped_on_a_closed_day_it_moves_to_the_next_open_one(window: Window, page: CalendarPage, call: int) -> None:
    page.presenter.put_off(call, date(2026, 11, 29))  # a Sunday
    window.settle()
    assert tasks.get(call).due_on == "2026-11-30"
    assert "2026/11/30" in window.toast()
    settings.save({"calendar": "roc"})
    page.presenter.put_off(call, date(2026, 12, 1))
    window.settle()
    assert "115/12/01" in window.toast()


@pytest.mark.parametrize(("typed", "due"), [("11/25", "2026-11-25"), ("週五", "2026-11-27")])
def test_another_day_by_the_keyboard(
    window: Window, page: CalendarPage, call: int, answers: Answers, typed: str, due: str
) -> None:
    answers.answers = [typed]
    page.put_off(call, "own")
    assert tasks.get(call).due_on == due


def test_done_from_the_days_list(window: Window, page: CalendarPage, call: int) -> None:
    _press(window, page, Qt.Key.Key_Right, 2)
    window.click("做好了", page.day_list)
    assert tasks.get(call).done_on == "2026-11-21"


def test_a_reminder_is_written_for_the_chosen_day(window: Window, page: CalendarPage) -> None:
    _press(window, page, Qt.Key.Key_Right, 4)
    window.click("這天提醒我", page.day_list)
    form = window.dialog()
    form.boxes["title"].fill("繳電費")
    form.save()
    window.settle()
    assert [(one.title, one.due_on) for one in tasks.between(date(2026, 11, 25), date(2026, 11, 25))] == [
        ("繳電費", "2026-11-25")
    ]
    assert "繳電費" in window.texts(page.day_list)


def test_the_counter_reads_no_number_and_no_reminder(window: Window, page: CalendarPage) -> None:
    _press(window, page, Qt.Key.Key_Right, 2)
    assert "0912-345-678" in window.texts(page.day_list)
    counter.switch()
    try:
        window.settle()
        said = window.texts(page.day_list) + words.spoken(page.presenter.days[date(2026, 11, 23)])
        assert "0912" not in said
        assert "回電報價" not in said
    finally:
        counter.switch()


def test_the_month_is_printed_as_it_stands(window: Window, page: CalendarPage) -> None:
    work = page.paper()
    assert work is not None
    assert work(silent).startswith(b"%PDF")


def test_the_months_reminders_go_into_a_file(window: Window, page: CalendarPage, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [0, tmp_path / "十一月"]
    window.click("存成行事曆檔…", page)
    assert answers.offered[-1] == ["這個月的（1）", "所有還沒做的（1）"]
    assert "SUMMARY:回電報價（陳美惠）" in (tmp_path / "十一月.ics").read_text("utf-8")
    assert window.toast() == "「十一月.ics」裡有 1 件事。"


def test_promised_days_cheques_and_quotes_that_end_go_along(
    window: Window, page: CalendarPage, answers: Answers, tmp_path: Path
) -> None:
    wanted.add(WantedForm(1, "濾心", promised_on="2026-11-27"))
    wanted.add(WantedForm(1, "水龍頭", promised_on="2026-12-05"))
    payments.add(PaymentForm(1, 5_000, "cheque", due_on="2026-11-30", bank="合庫", cheque_no="AB123"))
    draft = quotes.new(1)
    draft.valid_until, draft.lines = "2026-11-29", [LineForm(name="磁磚", quantity=Decimal(1), unit_price=Decimal(1_500))]
    quote = quotes.add(draft)
    quote_life.issue(quote, quote_pdf.make)
    page.refresh(None)
    window.settle()
    answers.answers = [0, tmp_path / "十一月"]
    window.click("存成行事曆檔…", page)
    month, everything = (int(one[-2]) for one in answers.offered[-1])
    assert everything == month + 1  # the tap is of December
    told = vobject.readOne((tmp_path / "十一月.ics").read_text("utf-8")).vevent_list
    days = {one.summary.value: one.dtstart.value.isoformat() for one in told}
    for begin, day in (("濾心", "2026-11-27"), ("支票 合庫 AB123 $5,000", "2026-11-30"), ("報價", "2026-11-29")):
        assert [on for said, on in days.items() if said.startswith(begin)] == [day], days
    assert not any("水龍頭" in said for said in days)
    answers.answers = [1, tmp_path / "全部"]
    window.click("存成行事曆檔…", page)
    again = vobject.readOne((tmp_path / "全部.ics").read_text("utf-8")).vevent_list
    assert {one.uid.value for one in told} < {one.uid.value for one in again}


# the keyboard


def test_tab_goes_through_the_buttons_over_the_month_into_it_and_to_the_day(window: Window, page: CalendarPage) -> None:
    window.button("行事曆", window.window.sidebar).setFocus()
    said = []
    for _stop in range(8):
        window.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        at = QApplication.focusWidget()
        said.append(at.text() if isinstance(at, QPushButton) else type(at).__name__)
    assert said == ["‹", "今天", "›", "存成行事曆檔…", "列印", "提醒我", "MonthGrid", "這天提醒我"]


def test_the_keyboard_stays_in_the_day_when_a_reminder_is_done(window: Window, page: CalendarPage) -> None:
    tasks.add(TaskForm("送型錄", "2026-11-23"))
    _press(window, page, Qt.Key.Key_Right, 2)
    for times in range(2):
        window.button("做好了", page.day_list).setFocus()
        window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        at = QApplication.focusWidget()
        assert at is not None and at.isVisible() and page.day_list.isAncestorOf(at), times


def test_what_is_counted_are_reminders_still_to_do(window: Window, page: CalendarPage, call: int) -> None:
    assert page.said.whole == "這一頁有 1 件還沒做的提醒"
    page.done(call)
    window.settle()
    assert page.said.whole == "這一頁有 0 件還沒做的提醒"
