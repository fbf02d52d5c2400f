"""訂貨 by customer: as every other list has them, by strokes."""

from typing import cast

from db.services import customers, deliveries, wanted
from db.services.customer_form import CustomerForm
from db.services.wanted import WantedForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.pages.sales.orders_tab import OrdersTab
from ui.pages.sales.page import SalesPage


def test_customers_are_ordered_by_strokes(shop: object, answers: Answers) -> None:
    for name in ("王大明", "丁小雨", "一二三", "乙方"):
        wanted.add(WantedForm(customers.add(CustomerForm(name=name)), "濾心"))
    window = Window(answers)
    window.window.go("sales", tab="orders")
    window.settle()
    tab = cast(OrdersTab, cast(SalesPage, window.window.page).tab)
    tab.presenter.sort("customer", False)
    assert [tab._rows[one].name for one in tab.model.ids] == [
        "一二三",
        "乙方",
        "丁小雨",
        "王大明",
    ]  # by code point 丁 is before 乙


def test_things_in_different_states_go_one_step_on_with_one_way_back(shop: object, answers: Answers) -> None:
    who = customers.add(CustomerForm(name="王大明"))
    keys = [("wanted", wanted.add(WantedForm(who, item))) for item in ("濾心", "龍頭")]
    deliveries.move([keys[1]], "ordered")  # type: ignore[list-item]  # a literal in a list
    window = Window(answers)
    window.window.go("sales", tab="orders")
    window.settle()
    tab = cast(OrdersTab, cast(SalesPage, window.window.page).tab)
    tab.view.selectAll()
    assert "已選 2 筆" in window.texts(tab)
    tab.move_on()
    assert {row.item: row.state for row in deliveries.rows()} == {"濾心": "ordered", "龍頭": "arrived"}
    window.press_toast()
    assert {row.item: row.state for row in deliveries.rows()} == {"濾心": "asked", "龍頭": "ordered"}
