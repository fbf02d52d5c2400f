"""What the card and the list say of trade: owed, bought, waited for, quoted, not paid; nothing of it at the counter."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from db.core import clock
from db.core.connection import rows as read
from db.services import (
    customers,
    deliveries,
    lists,
    own_fields,
    payments,
    quote_hopes,
    quote_life,
    quotes,
    sales,
    settings,
    wanted,
)
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.lists import ListQuery
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from db.services.timeline import of as moments_of
from db.services.wanted import WantedForm
from tests.screens.asks import Answers
from tests.screens.paying import Paying
from tests.screens.window import Window
from tests.services.november_quotes import drawn
from ui.kit import counter
from ui.pages.customers import columns, moments
from ui.pages.customers.page import CustomersPage
from ui.pages.customers.timeline_view import TimelinePart
from ui.pages.sales.page import SalesPage
from ui.pages.sales.takings_tab import TakingsTab


@pytest.fixture
def window(shop: object, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    settings.save({"shop_name": "阿明水電"})
    for name in ("宏達室內裝修", "陳美惠", "王大明"):
        customers.add(CustomerForm(name=name))
    line = LineForm(name="恆溫龍頭", quantity=Decimal(2), unit_price=Decimal(3_900), delivery="arrived")
    sales.add(SaleForm(2, happened_on="2026-07-10", lines=[line]))
    sales.add(SaleForm(1, happened_on="2026-11-10", lines=[LineForm(name="馬桶", quantity=Decimal(1), unit_price=Decimal(500))]))
    payments.add(PaymentForm(1, 600))
    wanted.add(WantedForm(2, "冷氣遙控器", promised_on="2026-11-18"))
    draft = quotes.new(2)
    draft.project, draft.lines = "三樓浴室", [LineForm(name="磁磚", quantity=Decimal(1), unit_price=Decimal(1_500))]
    quotes.add(draft)
    made = Window(answers)
    yield made
    made.leave_dialogs()


def open_page(window: Window, customer: int) -> None:
    window.window.open_card(customer)
    window.settle()


def test_the_card_says_what_is_open(window: Window) -> None:
    open_page(window, 2)
    words = window.texts()
    for said in (
        "欠款 7,800、逾期 7,800、先收錢",
        "到貨未通知：恆溫龍頭",
        "在等的貨：冷氣遙控器（11/18 過了）",
        "還沒定稿的報價",
        "未收清",
        "7,800",
    ):
        assert said in words
    assert window.button("三樓浴室 ・ 1,500")


def test_the_card_of_somebody_without_trade_says_nothing_of_it(window: Window) -> None:
    open_page(window, 3)
    words = window.texts()
    for said in ("欠款", "累計消費", "到貨", "未收清"):
        assert said not in words


def test_who_paid_ahead_is_not_to_be_minded(window: Window) -> None:
    open_page(window, 1)
    assert "要注意" not in window.texts()


def test_a_cheque_that_is_to_come_is_to_be_minded(window: Window) -> None:
    payments.add(PaymentForm(3, 500, "cheque", due_on="2027-01-05"))
    open_page(window, 3)
    assert "要注意" in window.texts() and "預付 500、支票未兌現 500" in window.texts()


def test_its_buttons_take_money_tell_and_lead_on(window: Window, answers: Answers) -> None:
    open_page(window, 2)
    answers.answers = ["九點"]
    window.click("複製 LINE 文字")
    assert "您訂的恆溫龍頭到了" in QApplication.clipboard().text()
    assert "今天營業到九點" in QApplication.clipboard().text()
    assert {row.state for row in deliveries.of(2) if row.kind == "line"} == {"told"}
    window.click("收款")
    assert Paying(window).amount() == "7,800"
    window.leave_dialogs()
    window.click("缺貨登記…")
    assert window.dialog().boxes["customers"].value() == [2]
    window.leave_dialogs()
    window.click("對帳單…")
    assert window.dialog().boxes["customers"].value() == [2]
    window.leave_dialogs()
    window.click("看訂貨")
    assert window.window.key == "sales"


def test_at_the_counter_no_amount_is_seen(window: Window) -> None:
    counter.switch()
    open_page(window, 2)
    seen = window.texts() + "".join(one.text() for one in window.window.findChildren(type(window.button("看訂貨"))))
    assert "7,800" not in seen
    assert "1,500" not in seen


def test_the_columns_stand_where_an_owner_looks_first(window: Window) -> None:
    page = cast(CustomersPage, window.window.page)
    first = [one.key for one in page.model.columns if one.at_first]
    assert first == ["name", "phone", "last_contact", "next_contact", "owing", "bought", "tags"]
    assert {"last_bought", "times_bought"} <= {one.key for one in page.model.columns}


@pytest.mark.parametrize(
    ("sort", "descending", "order"),
    [
        ("owing", True, [2, 3, 1]),
        ("bought", True, [2, 1, 3]),
        ("last_bought", True, [1, 2, 3]),
        ("times_bought", False, [3, 1, 2]),
    ],
)
def test_the_list_is_ordered_by_trade(window: Window, sort: str, descending: bool, order: list[int]) -> None:
    assert list(lists.ids(ListQuery(sort=sort, descending=descending))) == order


@pytest.mark.parametrize("sort", ["owing", "bought", "last_bought_on"])
def test_the_order_comes_from_an_index(shop: object, sort: str) -> None:
    plan = read(f"EXPLAIN QUERY PLAN SELECT f.customer FROM customer_figures f WHERE f.visible = 1 ORDER BY f.{sort} DESC")
    assert "TEMP B-TREE" not in str(plan)


def test_before_anything_was_sold_the_shops_own_numbers_say_it(shop: object) -> None:
    own_fields.add("欠款", "number", is_opening=True)
    assert [one.key for one in columns.of_shop() if one.at_first][4:5] == ["f1"]
    customers.add(CustomerForm(name="王大明"))
    sales.add(SaleForm(1, lines=[LineForm(name="馬桶", quantity=Decimal(1), unit_price=Decimal(500))]))
    assert [one.key for one in columns.of_shop() if one.at_first][4:6] == ["owing", "bought"]


def timeline(window: Window) -> TimelinePart:
    return next(one for one in window.window.findChildren(TimelinePart) if one.isVisible())


def test_what_was_asked_for_stands_in_the_timeline_and_is_corrected_there(window: Window) -> None:
    open_page(window, 2)
    part = timeline(window)
    assert [(one.text, one.below) for one in part.shown() if one.key[0] == "wanted"] == [("缺貨登記：冷氣遙控器", "今天")]
    deliveries.move([("wanted", 1)], "ordered")
    window.settle()
    assert [one.below for one in part.shown() if one.key[0] == "wanted"] == ["今天 訂貨中"]
    part.view.opened.emit(("wanted", 1))
    assert window.dialog().boxes["item"].value()["name"] == "冷氣遙控器"


def test_a_payment_of_the_timeline_is_shown_among_the_payments(window: Window) -> None:
    second = payments.add(PaymentForm(1, 70))
    payments.add(PaymentForm(1, 80))
    open_page(window, 1)
    for wanted_one in (second, 1):  # the tab is made, then it is there
        window.window.open_card(1)
        window.settle()
        timeline(window).view.opened.emit(("payment", wanted_one))
        window.settle()
        tab = cast(TakingsTab, cast(SalesPage, window.window.page).tab)
        row = tab.current()
        assert row is not None and row.id == wanted_one
        tab.search.set_words("沒有這個")


def _links(window: Window) -> list[str]:
    """What stands on the buttons in view."""
    return [one.text() for one in window.window.findChildren(QPushButton) if one.isVisible()]


def test_a_draft_without_prices_says_so(window: Window) -> None:
    draft = quotes.new(3)
    draft.lines = [LineForm(name="濾心", quantity=Decimal(1))]
    quotes.add(draft)
    open_page(window, 3)
    assert "還沒填價錢" in _links(window)
    (moment,) = moments_of(3, kinds=["quote"])
    assert moments.what(moment) == "濾心 還沒填價錢"


def test_how_sure_the_shop_is_stands_beside_a_quote_that_waits(window: Window) -> None:
    draft = quotes.new(3)
    draft.lines = [LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(350))]
    quote = quotes.add(draft)
    number = quote_life.issue(quote, drawn).number
    quote_hopes.say(quote, 80)
    open_page(window, 3)
    said = f"{number} ・ 350 ・ 很有把握 ・ 到 12/21"
    assert said in _links(window)
    counter.switch()
    window.settle()
    assert not any("很有把握" in one for one in _links(window))
