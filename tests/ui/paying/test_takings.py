"""收款 in the page of sales: the list, cheques that are cashed or bounce, entries against one, the sheet of a day."""

from array import array
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

import pytest

from db.core import clock
from db.services import customers, payment_lists, payments, receivables, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payment_lists import PaymentQuery
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit import counter
from ui.pages.sales.page import SalesPage
from ui.pages.sales.takings_tab import TakingsTab
from ui.papers import Wish
from ui.paying import receipt, takings


@pytest.fixture
def window(shop: object, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    for name in ("宏達室內裝修", "陳美惠"):
        customers.add(CustomerForm(name=name))
    line = LineForm(name="浴室換氣暖風機", quantity=Decimal(1), unit_price=Decimal(19_132))
    sales.add(SaleForm(1, happened_on="2026-11-01", lines=[line]))
    payments.add(PaymentForm(1, 5_700, "transfer", sale=1, reference="12345"))
    payments.add(PaymentForm(1, 4_000, "cheque", paid_on="2026-11-02", cheque_no="AB777", due_on="2026-11-19"))
    payments.add(PaymentForm(2, 300, "allowance", paid_on="2026-10-02"))
    made = Window(answers)
    made.window.go("sales", tab="payments")
    made.settle()
    yield made
    made.leave_dialogs()


def tab(window: Window) -> TakingsTab:
    return cast(TakingsTab, cast(SalesPage, window.window.page).tab)


def shown(window: Window) -> list[int]:
    window.settle()
    return list(tab(window).model.ids)


def cells(window: Window, at: int) -> list[str]:
    model = tab(window).model
    return [str(model.index(at, column).data()) for column in range(model.columnCount())]


def test_the_latest_come_first_with_their_sum(window: Window) -> None:
    assert shown(window) == [1, 2, 3]
    assert tab(window).chips.labels() == ["全部 3", "今天 1", "這個月 2", "還沒兌現的支票 1"]
    assert tab(window).said.text == "3 筆收款，共 9,700"
    assert cells(window, 0)[2:4] == ["5,700", "匯款 12345"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12345", [1]), ("ab777", [2]), ("4,000", [2]), ("美惠", [3]), ("沒有這個", []), ("%", []), ("_", []),
        ("*", []), ("??", []),
    ],
)  # fmt: skip
def test_it_is_searched_by_what_stands_in_it(window: Window, text: str, found: list[int]) -> None:
    tab(window).search.setText(text)
    assert shown(window) == found
    assert tab(window).is_empty is (not found)


def test_it_is_searched_by_the_number_of_the_slip(window: Window) -> None:
    tab(window).search.setText(sales.get(1).number.lower()[-6:])
    assert shown(window) == [1]


def test_it_is_ordered_by_its_columns(shop: object, window: Window) -> None:
    assert payment_lists.ids(PaymentQuery(sort="amount", descending=False)) == array("q", [3, 2, 1])
    assert payment_lists.ids(PaymentQuery(sort="due", descending=False))[0] == 2
    assert payment_lists.ids(PaymentQuery(chip="today")) == array("q", [1])


def test_a_cheque_is_cashed_and_that_is_taken_back(window: Window) -> None:
    window.window.go("sales", tab="payments", chip="cheques")
    assert shown(window) == [2]
    window.click("兌現了")
    assert payments.get(2).cleared_on == "2026-11-21"
    assert shown(window) == []
    window.press_toast()
    assert payments.get(2).cleared_on is None


def test_a_cheque_that_bounced_is_owed_again(window: Window, answers: Answers) -> None:
    tab(window).view.choose(2)
    answers.answers = [0]
    window.click("退票…")
    assert next((one.amount, one.note) for one in payments.of(1)) == (-4_000, "退票")
    assert receivables.of(1).owed == 13_432
    tab(window).view.choose(2)
    assert not tab(window).bounce_button.isVisible()


def test_an_entry_against_one_is_asked_first(window: Window, answers: Answers) -> None:
    tab(window).view.choose(1)
    window.click("沖銷…")
    assert len(payments.of(1)) == 2
    answers.answers = [0, 0]
    window.click("沖銷…")
    assert payments.get(1).countered_by == 4
    tab(window).view.choose(1)
    window.click("沖銷…")
    assert answers.asked[-1] == "這筆收款已經沖銷過了。"


def test_the_counter_mode_hides_every_amount(window: Window) -> None:
    counter.switch()
    window.settle()
    words = " ".join(" ".join(cells(window, at)) for at in range(3))
    assert "5,700" not in words
    assert "9,700" not in tab(window).said.text


def test_receipt_and_sheet_of_the_day_are_drawn(window: Window) -> None:
    assert receipt.paper(1).make(Wish("a5")).pages == 1
    assert takings.paper("2026-11-21").make(Wish()).pages == 1


def test_what_brought_no_money_has_no_receipt(window: Window) -> None:
    assert tab(window).receipt_button.isEnabled()
    allowed = payments.add(PaymentForm(customer=1, amount=40, method="allowance"))
    window.settle()
    tab(window).view.choose(allowed)
    assert not tab(window).receipt_button.isEnabled()
    tab(window).view.choose(1)
    assert tab(window).receipt_button.isEnabled()


def test_another_day_is_typed(window: Window, answers: Answers) -> None:
    answers.answers = ["胡說"]
    window.click("看別天…")
    assert "胡說" in answers.asked[-1]
    answers.answers = ["11/2"]
    window.click("看別天…")
    assert window.has_dialog()


def test_the_list_is_printed(window: Window) -> None:
    work = tab(window).paper()
    assert work
    assert work(lambda *_: None).startswith(b"%PDF")
