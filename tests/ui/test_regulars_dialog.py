"""挑老主顧 through the window: from the menu, looked over, picked, taken back, closed early."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.core import clock
from db.services import customers, sales, tags
from db.services.customer_form import CustomerForm, PointForm
from db.services.sales import LineForm, SaleForm
from resources import i18n
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.regulars.dialog import RegularsDialog


@pytest.fixture
def buyers(shop: Path) -> list[int]:
    """Two who bought, the better one second."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    phone = [PointForm("mobile", "0912-345-678")]
    made = [customers.add(CustomerForm(name="林志明")), customers.add(CustomerForm(name="陳美惠", points=phone))]
    for at, one in enumerate(made):
        sales.add(SaleForm(one, [LineForm(name="龍頭", amount=1_000 * (at + 1))], happened_on="2026-10-05"))
    return made


@pytest.fixture
def window(buyers: list[int], answers: Answers) -> Window:
    return Window(answers)


def _opened(window: Window) -> RegularsDialog:
    window.window.do("pick_regulars")
    return next(one for one in window.window.findChildren(RegularsDialog) if one.isVisible())


def _cells(dialog: RegularsDialog, columns: int = 4) -> list[list[str]]:
    return [[str(dialog.model.index(at, one).data()) for one in range(columns)] for at in range(dialog.model.rowCount())]


def test_the_best_stand_first_and_those_ticked_are_picked_with_the_way_back(window: Window, buyers: list[int]) -> None:
    dialog = _opened(window)
    window.settle()
    assert dialog.ticked() == [buyers[1], buyers[0]]
    assert _cells(dialog) == [["☑", "陳美惠", "0912-345-678", "2,000"], ["☑", "林志明", "", "1,000"]]
    assert [dialog.model.headerData(at, Qt.Orientation.Horizontal) for at in range(6)] == [
        "挑", "姓名", "電話", "買過多少錢", "最近聯絡", "標籤",
    ]  # fmt: skip
    dialog.take.click()
    window.settle()
    assert not window.has_dialog()
    assert [tags.names_of(one) for one in buyers] == [["老主顧"], ["老主顧"]]
    assert window.toast().startswith("挑了 2 位老主顧")
    window.press_toast()
    assert [tags.names_of(one) for one in buyers] == [[], []]


def test_who_has_the_tag_is_marked_and_not_ticked_again(window: Window, buyers: list[int]) -> None:
    tags.attach([buyers[1]], ["老主顧"])
    dialog = _opened(window)
    window.settle()
    assert dialog.ticked() == [buyers[0]]
    assert [row[5] for row in _cells(dialog, 6)] == ["老主顧", ""]
    dialog.tag.setText("熟客")
    assert [row[5] for row in _cells(dialog, 6)] == ["", ""]
    dialog.reject()


def test_the_keyboard_stands_in_the_list_and_the_search_hides_no_tick(window: Window, buyers: list[int]) -> None:
    dialog = _opened(window)
    window.settle()
    dialog.activateWindow()
    window.settle()
    assert dialog.list.hasFocus()
    assert dialog.list.current_id() == buyers[1]
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.ticked() == [buyers[0]]
    dialog.search.setText("345678")
    window.settle()
    assert [row[1] for row in _cells(dialog)] == ["陳美惠"]
    assert dialog.ticked() == [buyers[0]]
    dialog.list.choose(buyers[1])
    dialog.toggle()
    assert dialog.ticked() == [buyers[1], buyers[0]]
    dialog.reject()


def test_closed_before_they_are_found_nothing_comes_of_it(window: Window) -> None:
    dialog = _opened(window)
    dialog.reject()
    window.settle()
    assert not window.has_dialog()
    assert window.toast() == ""


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_no_header_is_cut(buyers: list[int], answers: Answers, language: str) -> None:
    window = Window(answers)
    i18n.use(language)
    dialog = _opened(window)
    head = dialog.list.horizontalHeader()
    for at in range(dialog.by.count()):
        dialog.by.setCurrentIndex(at)
        window.settle()
        cut = [one for one in range(dialog.model.columnCount()) if head.sectionSizeHint(one) > head.sectionSize(one)]
        assert [dialog.model.headerData(one, Qt.Orientation.Horizontal) for one in cut] == []
    dialog.reject()
