"""挑老主顧 through the window: from the menu, looked over, picked, taken back, closed early."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import clock
from db.services import customers, sales, tags
from db.services.customers import CustomerForm
from db.services.sales import LineForm, SaleForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.regulars.dialog import RegularsDialog


@pytest.fixture
def buyers(shop: Path) -> list[int]:
    """Two who bought, the better one second."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    made = [customers.add(CustomerForm(name=name)) for name in ("林志明", "陳美惠")]
    for at, one in enumerate(made):
        sales.add(SaleForm(one, [LineForm("龍頭", amount=1_000 * (at + 1))], happened_on="2026-10-05"))
    return made


@pytest.fixture
def window(buyers: list[int], answers: Answers) -> Window:
    return Window(answers)


def _opened(window: Window) -> RegularsDialog:
    window.window.do("pick_regulars")
    return next(one for one in window.window.findChildren(RegularsDialog) if one.isVisible())


def test_the_best_stand_first_and_those_ticked_are_picked_with_the_way_back(window: Window, buyers: list[int]) -> None:
    dialog = _opened(window)
    window.settle()
    assert dialog.ticked() == [buyers[1], buyers[0]]
    assert "陳美惠" in dialog.list.item(0).text()
    dialog.take.click()
    window.settle()
    assert not window.has_dialog()
    assert [tags.names_of(one) for one in buyers] == [["老主顧"], ["老主顧"]]
    assert window.toast().startswith("挑了 2 位老主顧")
    window.press_toast()
    assert [tags.names_of(one) for one in buyers] == [[], []]


def test_closed_before_they_are_found_nothing_comes_of_it(window: Window) -> None:
    dialog = _opened(window)
    dialog.reject()
    window.settle()
    assert not window.has_dialog()
    assert window.toast() == ""
