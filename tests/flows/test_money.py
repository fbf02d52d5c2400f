"""Story 11: an accepted quote with a deposit, what was ordered arrives, a cheque is due, and the month is asked for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from db.core import clock
from db.services import customers, deliveries, payments, quote_life, quotes, receivables, sales, settings, today
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from reports import quote_pdf
from tests.screens.asks import Answers
from tests.screens.paying import Paying
from tests.screens.window import Window
from ui.pages.sales.orders_tab import OrdersTab
from ui.pages.sales.page import SalesPage
from ui.papers import Wish
from ui.paying import statement


def item(name: str, quantity: int, price: int) -> LineForm:
    return LineForm(name=name, quantity=Decimal(quantity), unit_price=Decimal(price))


def accepted() -> int:
    """The sale of the quote of story 8 with the deposit of 5,700."""
    form = quotes.new(1)
    form.tax_mode = "exclusive"
    form.lines = [
        item("浴室換氣暖風機", 2, 6_800), item("冷熱水管更換", 6, 180), item("安裝工資", 1, 4_500),
        LineForm(kind="discount", name="老客戶", discount="959"),
    ]  # fmt: skip
    quote = quotes.add(form)
    quote_life.issue(quote, quote_pdf.make)
    return quote_life.accept(quote, [], PaymentForm(1, 5_700, "transfer", reference="12345"))


@pytest.fixture
def window(shop: object, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    settings.save({"shop_name": "順發水電材料行"})
    customers.add(CustomerForm(name="宏達室內裝修", kind="company", closing_day="31", credit_days="10"))
    made = Window(answers)
    yield made
    made.leave_dialogs()


def test_from_the_deposit_to_the_request_of_december(
    window: Window, answers: Answers, read_pdf: Callable[[bytes], list[str]]
) -> None:
    sale = accepted()
    assert (sales.get(sale).total, receivables.of(1).owed) == (19_132, 13_432)
    window.window.go("customers", customer=1)
    window.settle()
    assert "欠款 13,432" in window.texts()

    order = sales.form(sale)
    order.lines[0].delivery = "ordered"
    sales.change(sale, order)
    window.window.go("sales", tab="orders")
    window.settle()
    window.click("到貨了")
    tab = cast(OrdersTab, cast(SalesPage, window.window.page).tab)
    assert "到貨未通知 1" in tab.chips.labels()
    tab.view.selectRow(0)
    window.settle()
    answers.answers = ["九點"]  # until when the shop is open
    window.click("複製 LINE 文字")
    assert "浴室換氣暖風機" in QApplication.clipboard().text()
    assert deliveries.of(1)[0].state == "told"

    window.window.pay(1, sale)
    window.settle()
    form = Paying(window)
    assert form.amount() == "13,432"
    form.fill(method="cheque", amount="10000", bank="台灣銀行", cheque_no="AB1234567", cheque_day="2026/12/31")
    form.save()
    assert receivables.of(1).owed == 3_432

    clock.fix(datetime(2026, 12, 31, 2, 24, tzinfo=UTC))
    assert [one.amount for one in payments.cheques("2026-12-31")] == [10_000]
    assert [(row.kind, row.name) for row in today.plan().trade] == [("cheque", "宏達室內裝修")]

    (words,) = read_pdf(statement.paper(1, ("2026-12-01", "2026-12-31"), is_request=True).make(Wish()).pdf)
    for said in ("請款單", "期初未收 3,432", "本期 0", "已收 0", "3,432", "請於 2027/01/10 前付款"):
        assert said in words
