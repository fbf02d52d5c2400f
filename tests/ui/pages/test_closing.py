"""收工: the day in one page, by menu and once a day before the window closes."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.core import clock
from db.core.progress import silent
from db.services import closing, customers, interactions, lists, payments, quote_life, sales, settings, tasks, today
from db.services.contact_marks import NO_ANSWER
from db.services.customer_form import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from db.services.tasks import TaskForm
from importers import commit
from importers.session import ImportSession
from importers.values import Source
from reports import closing_pdf
from tests.screens.asks import Answers
from tests.screens.window import Window
from tests.services.november_trade import trade_day
from ui import closing_offer
from ui.kit import counter, theme
from ui.kit.card import Card
from ui.kit.scroll import ScrollColumn
from ui.pages.closing.page import ClosingPage


@pytest.fixture
def worked(shop: Path) -> int:
    one = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    interactions.add(InteractionForm(one, "問浴室換氣扇", "LINE"))
    interactions.add(InteractionForm(one, "上個月的", "電話", happened_on="2026-01-05"))
    sales.add(SaleForm(one, total=8600))
    done, _left = (tasks.add(TaskForm(title, clock.today().isoformat()), [one])[0] for title in ("送型錄", "量尺寸"))
    tasks.done([done])
    return one


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    return Window(answers)


def test_the_day_in_numbers(worked: int) -> None:
    day = closing.of_today()
    assert (day.talk_count, day.new_customers, day.sales, day.sold, day.done) == (1, 1, 1, 8600, 1)
    assert [one.text for one in day.talks] == ["問浴室換氣扇"]
    assert [one.why for one in day.left.rows] == ["量尺寸"]
    assert day.coming.day > day.day


def test_what_is_left_is_what_today_says(worked: int) -> None:
    for at in range(40):
        one = customers.add(CustomerForm(name=f"客戶{at}"))
        tasks.add(TaskForm("送型錄", clock.today().isoformat()), [one])
        tasks.add(TaskForm("收款", clock.today().isoformat()), [one])
    day = closing.of_today()
    assert (day.left.total, len(day.left.rows)) == (today.badge(), closing.SHOWN)
    assert str(today.badge()) in closing_pdf.figures(day)[-1]


@pytest.mark.usefixtures("saturday", "shop")
def test_quotes_money_and_what_came_stand_in_the_day(window: Window) -> None:
    seeded = trade_day()
    payments.add(PaymentForm(seeded.person, 3_200))
    payments.add(PaymentForm(seeded.person, 500, "transfer", reference="12345"))
    quote_life.void(seeded.ending)
    day = closing.of_today()
    assert (day.quotes, day.quoted, day.sales, day.sold) == (1, 19_132, 1, 16_800)
    assert (day.takings.by_method, day.takings.total) == ({"cash": 3_200, "transfer": 500, "cheque": 12_000}, 15_700)
    assert "報價 1 張，$19,132" in closing_pdf.figures(day)
    assert "收款 $15,700（現金 3,200、匯款 500、支票 12,000）" in closing_pdf.figures(day)
    window.window.go("closing")
    window.settle()
    text = window.texts(window.window.page)
    for said in (
        "報價 1 張",
        "$19,132",
        "現金　$3,200",
        "支票　$12,000",
        "浴室換氣暖風機 2 台 到貨了",
        "支票 台灣銀行 AB1234567 $12,000",
    ):
        assert said in text
    counter.switch()
    window.settle()
    assert not [one for one in ("19,132", "3,200", "12,000", "16,800") if one in window.texts(window.window.page)]
    counter.switch()


def test_who_did_not_pick_up_was_not_talked_to(worked: int) -> None:
    interactions.add(InteractionForm(worked, "", "電話", outcome=NO_ANSWER))
    day = closing.of_today()
    assert (day.talk_count, [one.text for one in day.talks]) == (1, ["問浴室換氣扇"])


def test_a_first_list_brings_no_new_customers_of_the_day(shop: Path) -> None:
    session = ImportSession([Source(text="姓名\t手機\n陳美惠\t0912-345-678\n林志明\t0922-333-444\n")])
    session.survey(silent)
    commit.commit(session.plan(silent), silent, lambda: None)
    session.close()
    customers.add(CustomerForm(name="走進來的"))
    assert (lists.count(ListQuery()), closing.of_today().new_customers) == (3, 1)


def test_before_the_window_closes_it_stands_at_its_beginning_with_the_button_that_goes_on(window: Window, worked: int) -> None:
    for at in range(30):
        tasks.add(TaskForm("送型錄", clock.today().isoformat()), [customers.add(CustomerForm(name=f"客戶{at}"))])
    window.window.go("closing")
    window.settle()
    page = cast(ClosingPage, window.window.page)
    bar = page.findChildren(ScrollColumn)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    assert closing_offer.shows_page(window.window)
    window.settle()
    assert bar.maximum() > 0
    assert bar.value() == 0
    assert QApplication.focusWidget() is window.button("關閉熟客簿")


def test_the_page_shows_it_and_prints_on_one_sheet(window: Window, worked: int) -> None:
    window.choose("檔案", "收工…")
    window.settle()
    page = cast(ClosingPage, window.window.page)
    text = window.texts(page)
    for said in ("問浴室換氣扇", "量尺寸", "$8,600", "今天還沒做的"):
        assert said in text
    work = page.paper()
    assert work is not None
    pdf = work(lambda *_: None)
    assert pdf[:5] == b"%PDF-"
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 1
    counter.switch()
    window.settle()
    assert "8,600" not in window.texts(page)
    assert "問浴室換氣扇" not in window.texts(page)


def test_it_comes_once_before_the_window_closes(window: Window, worked: int) -> None:
    assert closing_offer.shows_page(window.window)
    window.settle()
    assert window.window.key == "closing"
    assert window.button("關閉熟客簿").isVisible()
    assert not closing_offer.shows_page(window.window)


def test_not_where_nothing_was_done_or_it_is_not_wanted(window: Window, shop: Path) -> None:
    assert not closing_offer.shows_page(window.window)
    customers.add(CustomerForm(name="陳美惠"))
    settings.save({closing.OPTION: False})
    assert not closing_offer.shows_page(window.window)
    settings.save({closing.OPTION: True})
    assert closing_offer.shows_page(window.window)


def test_the_cross_of_the_window_shows_it_first(window: Window, worked: int) -> None:
    event = _Spontaneous()
    QApplication.sendEvent(window.window, event)
    window.settle()
    assert (window.window.isVisible(), window.window.key) == (True, "closing")


class _Spontaneous(QCloseEvent):
    """As the window's cross sends it."""

    def spontaneous(self) -> bool:
        return True


@pytest.mark.parametrize(("size", "width"), [("large", 1280), ("extra", 1024)])
def test_names_phones_and_words_of_all_parts_stand_below_each_other(window: Window, worked: int, size: str, width: int) -> None:
    for name in ("大同水電工程股份有限公司台北總公司", "李"):
        one = customers.add(CustomerForm(name=name, points=[PointForm("mobile", "0912-345-679")]))
        tasks.add(TaskForm("送型錄", clock.today().isoformat()), [one])
    tasks.add(TaskForm("倒垃圾", clock.today().isoformat()))
    theme.apply(window.application.qt, "light", size)
    window.window.resize(width, 720)
    window.window.go("closing")
    window.settle(0.3)
    page = window.window.page
    words = [one for one in page.findChildren(QLabel) if one.isVisible()]
    names = [one for one in page.findChildren(QPushButton) if one.property("kind") == "link"]

    def lefts(*texts: str) -> set[int]:
        """Where the words begin, in pixels of the page."""
        return {one.mapTo(page, QPoint(one.contentsRect().left(), 0)).x() for one in words if one.text() in texts}

    assert {one.mapTo(page, QPoint(2, 0)).x() for one in names} == lefts("今天聯絡過的", "今天還沒做的", "倒垃圾")
    assert {min(lefts("1")), min(lefts("聯絡"))} == lefts("今天聯絡過的")
    assert len(lefts("LINE", "0912-345-678", "0912-345-679")) == len(lefts("問浴室換氣扇", "量尺寸", "送型錄")) == 1
    assert any(one.text().endswith("…") and one.accessibleName().endswith("總公司") for one in names)
    cards = [one for one in page.findChildren(Card) if one.isVisible()]
    button = window.button("列印")
    assert {button.mapTo(page, QPoint(button.width(), 0)).x()} == {
        max(one.mapTo(page, QPoint(one.width(), 0)).x() for one in cards)
    }
