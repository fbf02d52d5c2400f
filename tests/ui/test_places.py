"""In another language every page goes on where it stood, the one in view and those that are come back to."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from db.services import customers, tags
from db.services.customer_form import CustomerForm
from resources import i18n
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.segments import Segments
from tests.screens.window import Window
from ui.kit import settings
from ui.pages.bin.page import BinPage
from ui.pages.history.page import HistoryPage
from ui.pages.records.page import RecordsPage


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    for name in ("王小明", "陳美惠", "林志明"):
        customers.add(CustomerForm(name=name, kind="company" if name == "林志明" else "person"))
    tags.attach([1, 2], ["老主顧"])
    yield Window(answers)
    settings.put("language", i18n.DEFAULT)


def _speak_english(window: Window) -> None:
    window.choose("檢視", "語言/English")
    window.settle(0.2)


def test_the_list_keeps_its_chip_its_words_its_order_and_its_card(window: Window) -> None:
    screen = Customers(window)
    screen.press_chip("老主顧")
    screen.page.presenter.sort("name", False)
    screen.type("陳")
    screen.page.open_customer(2)
    _speak_english(window)
    screen = Customers(window)
    assert (screen.names(), screen.page.search.text(), screen.page.presenter.active) == (["陳美惠"], "陳", "tag:1")
    assert screen.page.chips._buttons["tag:1"].isChecked()
    assert (screen.page.presenter.query.sort, screen.page.presenter.query.descending) == ("name", False)
    assert "陳美惠" in screen.card()


def test_a_list_known_by_name_is_still_called_so(window: Window) -> None:
    Segments(window).take_list("公司客戶")
    _speak_english(window)
    screen = Segments(window)
    assert screen.customers.names() == ["林志明"]
    assert screen.asked() == ["Kind is Company"]
    assert screen.customers.page.presenter.which == "Companies"


def test_pages_that_are_come_back_to_stand_where_they_stood(window: Window) -> None:
    Customers(window).press_chip("老主顧")
    window.window.go("records")
    cast(RecordsPage, window.window.page).tabs.setCurrentIndex(1)
    window.window.go("history")
    cast(HistoryPage, window.window.page).filters["customers"].click()
    window.window.go("bin")
    cast(BinPage, window.window.page).search.set_words("王")
    window.window.go("settings", section="machine")
    window.settle()
    window.click("English")
    window.settle(0.2)
    assert window.window.page.again() == {"section": "machine"}
    window.window.go("bin")
    assert cast(BinPage, window.window.page).search.text() == "王"
    window.window.go("history")
    window.settle()
    page = cast(HistoryPage, window.window.page)
    assert (page.presenter.filter, page.filters["customers"].isChecked()) == ("customers", True)
    window.window.go("records")
    assert cast(RecordsPage, window.window.page).tabs.currentIndex() == 1
    window.window.go("customers")
    window.settle()
    assert sorted(Customers(window).names()) == ["王小明", "陳美惠"]
    window.window.go("customers", text="林")
    window.settle()
    assert Customers(window).page.search.text() == "林"


def test_one_customers_history_stays_theirs(window: Window) -> None:
    window.window.go("history", customer=2, name="陳美惠")
    window.settle()
    _speak_english(window)
    page = cast(HistoryPage, window.window.page)
    assert "陳美惠" in page.heading.text()
    assert page.presenter.customer == 2
