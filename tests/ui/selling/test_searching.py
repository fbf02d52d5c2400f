"""Searching a long list: what stands there is never said to be the answer to another question."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.services import customers, sale_lists, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sale_lists import SaleQuery
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from tests.screens.work import worker_busy
from ui.kit.list_page import ListPage


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    for name in ("陳美惠", "林大同"):
        line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(850))
        sales.add(SaleForm(customers.add(CustomerForm(name=name)), [line], tax_mode="inclusive"))
    return Window(answers)


def _shown(window: Window, text: str) -> bool:
    QTest.qWait(20)
    QApplication.processEvents()
    return text in window.texts(window.window.page)


@pytest.mark.parametrize("tab", ["sold", "payments"])
def test_a_search_under_way_is_said_to_be_one(window: Window, tab: str) -> None:
    window.window.go("sales", tab=tab)
    window.settle()
    page = next(one for one in window.window.page.findChildren(ListPage) if one.isVisible())
    page.search.set_words("小小")
    page.search.searched.emit("小小")
    window.wait_for(lambda: "找不到「小小」" in window.texts(page))
    with worker_busy():
        page.search.set_words("陳美惠")
        page.search.searched.emit("陳美惠")
        for _turn in range(500):
            if _shown(window, "搜尋中…"):
                break
        assert "搜尋中…" in window.texts(page) and "小小" not in page.empty.text.text()
    window.wait_for(lambda: "搜尋中…" not in window.texts(page))


def test_what_has_just_this_number_is_known_before_everything_is_read(window: Window) -> None:
    numbers = [sales.get(one).number for one in sale_lists.ids(SaleQuery(sort="number", descending=False))]
    assert list(sale_lists.by_number(SaleQuery(numbers[1]))) == [sales.of(2)[0].id]
    assert len(sale_lists.by_number(SaleQuery(numbers[1][:-1]))) == 2
    assert not sale_lists.by_number(SaleQuery("濾心"))
    assert not sale_lists.by_number(SaleQuery(numbers[1], chip="returns"))
