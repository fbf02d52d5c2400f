"""欠款 in the page of sales: who owes how long, statements, requests for payment, what was owed before."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from db.core import audit, clock
from db.core.errors import CancelledError
from db.services import customers, openings, receivables, sales, statements
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from db.services.statements import DueRow
from tests.screens.asks import Answers
from tests.screens.paying import Paying
from tests.screens.window import Window
from tests.screens.work import worker_busy
from ui.kit import counter
from ui.pages.sales.owed_tab import OwedTab
from ui.pages.sales.page import SalesPage
from ui.papers import Wish
from ui.paying import requests, spans, statement
from ui.paying.requests import RequestsDialog


def sold(customer: int, price: int, day: str) -> int:
    line = LineForm(name="浴室換氣暖風機", quantity=Decimal(1), unit_price=Decimal(price))
    return sales.add(SaleForm(customer, happened_on=day, lines=[line]))


@pytest.fixture
def window(shop: object, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    monthly = {"closing_day": "20", "credit_days": "15", "credit_limit": "5000"}
    customers.add(CustomerForm(name="宏達室內裝修", points=[PointForm("phone", "02-2345-6789")], **monthly))
    customers.add(CustomerForm(name="陳美惠"))
    customers.add(CustomerForm(name="王大明", closing_day="31"))
    sold(1, 6_000, "2026-10-20")
    sold(1, 1_000, "2026-11-03")
    sold(2, 800, "2026-09-01")
    sold(3, 50, "2026-11-20")
    made = Window(answers)
    made.window.go("sales", tab="owed")
    made.settle()
    yield made
    made.leave_dialogs()


def tab(window: Window) -> OwedTab:
    return cast(OwedTab, cast(SalesPage, window.window.page).tab)


def line(window: Window, at: int) -> list[str]:
    model = tab(window).model
    return [str(model.index(at, column).data()) for column in range(model.columnCount())]


def test_who_owes_most_comes_first_by_how_long_it_is_overdue(window: Window) -> None:
    assert list(tab(window).model.ids) == [1, 2, 3]
    assert line(window, 0) == [
        "宏達室內裝修", "02-2345-6789", "先收錢", "7,000", "17 天", "1,000", "6,000", "", "", "", "5,000",
    ]  # fmt: skip
    assert line(window, 1)[2:5] == ["先收錢", "800", "81 天"]
    assert tab(window).said.text == "3 位客戶，共欠 7,850，其中逾期 6,800"


def test_chips_search_and_order_choose_among_them(window: Window) -> None:
    page = tab(window)
    assert page.chips.labels() == ["全部 3", "逾期 2", "逾期超過 60 天 1", "超過可以欠的 1", "月結 2"]
    window.window.go("sales", tab="owed", chip="long")
    window.settle()
    assert list(page.model.ids) == [2]
    window.window.go("sales", tab="owed", chip="all", text="23456")
    assert list(page.model.ids) == [1]
    page.search.setText("沒有這個人")
    window.settle()
    assert "「沒有這個人」" in window.texts()
    page.search.clear()
    page.presenter.sort("late", True)
    assert list(page.model.ids) == [2, 1, 3]
    page.presenter.sort("light", False)
    assert next(iter(page.model.ids)) == 3
    page.presenter.sort("customer", False)
    assert list(page.model.ids) == [3, 1, 2]  # by strokes: 王 宏 陳; by code point 宏 王 陳


def test_what_was_looked_for_is_over_when_the_tab_is_left(window: Window) -> None:
    for where, what in (("customers", {}), ("sales", {"tab": "sold"})):
        window.window.go("sales", tab="owed", text="沒有這個人")
        window.settle()
        assert tab(window).model.rowCount() == 0
        window.window.go(where, **what)
        window.window.go("sales", tab="owed")
        window.settle()
        assert (tab(window).search.text(), list(tab(window).model.ids)) == ("", [1, 2, 3])


def test_a_payment_takes_them_off(window: Window) -> None:
    tab(window).view.choose(2)
    tab(window).view.activated_id.emit(2)
    window.settle()
    form = Paying(window)
    assert form.amount() == "800"
    form.save()
    assert list(tab(window).model.ids) == [1, 3]


def test_the_counter_mode_tells_nothing(window: Window) -> None:
    counter.switch()
    window.settle()
    assert line(window, 0)[1:] == ["•••"] * 10
    assert "7,850" not in tab(window).said.text


def test_what_was_owed_before_is_written_down_and_taken_back(window: Window) -> None:
    tab(window).view.choose(3)
    window.click("期初欠款…")
    dialog = window.dialog()
    dialog.boxes["amount"].fill("1,200")
    dialog.save()
    window.settle()
    assert (openings.of(3), receivables.of(3).owed) == (1_200, 1_250)
    window.click("期初欠款…")
    assert window.dialog().boxes["amount"].value() == "1,200"
    window.dialog().boxes["amount"].fill("")
    window.dialog().save()
    assert openings.of(3) == 0
    window.settle()
    window.press_toast()
    assert receivables.of(3).owed == 1_250


def test_a_statement_is_asked_over_days_by_chips(window: Window) -> None:
    tab(window).view.choose(1)
    window.click("對帳單…")
    assert "按 Ctrl+Enter 就做" in window.texts()
    boxes = window.dialog().boxes
    assert (boxes["first"].value(), boxes["last"].value()) == ("2026/10/21", "2026/11/20")
    boxes["span"].fill("before")
    assert (boxes["first"].value(), boxes["last"].value()) == ("2026/10/01", "2026/10/31")
    boxes["customers"].fill([])
    window.dialog().save()
    assert "請選要對誰的帳。" in window.texts()
    boxes["customers"].fill([1])
    boxes["first"].fill("2026/12/1")
    window.dialog().save()
    assert "迄日不能比起日早" in window.texts()


def test_the_account_that_closed_last() -> None:
    clock.fix(datetime(2026, 11, 19, 2, 24, tzinfo=UTC))
    assert spans.closed(20, clock.today()) == ("2026-09-21", "2026-10-20")
    assert spans.closed(31, clock.today()) == ("2026-10-01", "2026-10-31")


def test_a_request_says_until_when(window: Window, read_pdf: Callable[[bytes], list[str]]) -> None:
    made = statement.paper(1, ("2026-10-21", "2026-11-20"), is_request=True).make(Wish())
    (words,) = read_pdf(made.pdf)
    assert "請款單" in words
    assert "請於 2026/12/05 前付款" in words
    (plain,) = read_pdf(statement.paper(1, ("2026-10-21", "2026-11-20")).make(Wish()).pdf)
    assert "請於" not in plain


def test_the_requests_of_a_month_in_one_go(window: Window, answers: Answers, tmp_path: Path) -> None:
    window.click("月結請款單…")
    dialog = next(one for one in window.window.findChildren(RequestsDialog) if one.isVisible())
    assert [one.name for one in dialog.chosen()] == ["宏達室內裝修"]
    first = dialog.list.topLevelItem(0)
    assert first and [first.text(at) for at in range(3)] == ["宏達室內裝修", "2026/10/21–2026/11/20", "7,000"]
    assert dialog.list.visualItemRect(first).right() <= dialog.list.viewport().width()
    assert first.textAlignment(2) & Qt.AlignmentFlag.AlignRight  # amounts stand one below the other
    assert dialog.list.topLevelItemCount() == 2  # whose account is not closed yet is not ticked
    assert "1 位，共 7,000" in window.texts(dialog)
    answers.answers = [tmp_path]
    window.click("一人存一個檔…")
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["請款單 宏達室內裝修 1 2026-11-20.pdf"]
    noted = audit.units(1)[0]
    assert (noted.action, noted.detail["file"]) == ("papers.export", "請款單 宏達室內裝修 1 2026-11-20.pdf")
    window.click("月結請款單…")
    answers.answers = [tmp_path]
    window.click("一人存一個檔…")
    assert len(list(tmp_path.glob("請款單 宏達室內裝修 1 2026-11-20*.pdf"))) == 2  # what lay there was not written over
    made = requests.paper(statements.due(clock.today()), "2026/11").make(Wish())
    assert made.pages == 2


def test_who_gives_up_while_requests_are_drawn_has_none(window: Window, tmp_path: Path) -> None:
    found = statements.due(clock.today())
    before = audit.units(1)[0].id

    def give_up(_words: str, at: int, _count: int) -> None:
        if at:
            raise CancelledError("given up")

    with pytest.raises(CancelledError):
        requests.write(found, tmp_path, give_up)
    assert (list(tmp_path.glob("*.pdf")), audit.units(1)[0].id) == ([], before)


def test_before_any_account_closed_the_month_before_is_shown(window: Window) -> None:
    clock.fix(datetime(2026, 11, 19, 2, 24, tzinfo=UTC))
    window.click("月結請款單…")
    dialog = next(one for one in window.window.findChildren(RequestsDialog) if one.isVisible())
    assert dialog.month.currentText() == "2026/10"


def test_the_list_is_printed(window: Window) -> None:
    work = tab(window).paper()
    assert work
    assert work(lambda *_: None).startswith(b"%PDF")


def test_requests_that_are_closed_while_it_is_worked_out_are_left_alone(window: Window) -> None:
    requests.ask(window.window, window.window)
    dialog = next(one for one in window.window.findChildren(RequestsDialog) if one.isVisible())
    with worker_busy():
        dialog.month.setCurrentIndex(3)
        dialog.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.settle()
    assert not isValid(dialog)


def test_the_month_that_is_shown_is_the_one_that_was_chosen_last(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    requests.ask(window.window, window.window)
    window.settle()
    dialog = next(one for one in window.window.findChildren(RequestsDialog) if one.isVisible())
    begun, go_on = threading.Event(), threading.Event()
    due = statements.due

    def slow(month: date) -> list[DueRow]:
        begun.set()
        go_on.wait(20)
        return due(month)

    monkeypatch.setattr(statements, "due", slow)
    dialog.read()
    assert begun.wait(20)
    dialog.month.setCurrentIndex(12)  # nobody owed then
    go_on.set()
    window.settle()
    assert (dialog.list.topLevelItemCount(), dialog.month.currentIndex()) == (0, 12)
