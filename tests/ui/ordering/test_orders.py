"""訂貨 in the page of sales: what customers wait for moves on, is told by one click, is promised, and is noted when asked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core import clock
from db.services import customers, deliveries, products, sales, settings, wanted
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from db.services.wanted import WantedForm
from tests.screens.asks import Answers
from tests.screens.said import said
from tests.screens.window import Window
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.ordering.wanted import ItemBox
from ui.pages.sales.orders_tab import OrdersTab
from ui.pages.sales.page import SalesPage


def ordered(name: str, state: str, promised: str = "") -> LineForm:
    return LineForm(name=name, quantity=Decimal(1), unit_price=Decimal(10), delivery=state, promised_on=promised)


@pytest.fixture
def window(shop: object, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    settings.save({"shop_name": "阿明水電"})
    for name in ("宏達室內裝修", "陳美惠"):
        customers.add(CustomerForm(name=name))
    sales.add(SaleForm(1, happened_on="2026-11-16", lines=[ordered("浴室換氣暖風機", "ordered", "2026-11-20")]))
    sales.add(SaleForm(2, happened_on="2026-11-10", lines=[ordered("恆溫龍頭", "arrived"), ordered("濾心", "arrived")]))
    wanted.add(WantedForm(1, "冷氣遙控器"))
    made = Window(answers)
    made.window.go("sales", tab="orders")
    made.settle()
    yield made
    counter.state.is_on = False
    made.leave_dialogs()


def tab(window: Window) -> OrdersTab:
    return cast(OrdersTab, cast(SalesPage, window.window.page).tab)


def lines(window: Window) -> list[tuple[str, str]]:
    model = tab(window).model
    return [(str(model.index(at, 1).data()), str(model.index(at, 3).data())) for at in range(model.rowCount())]


def choose(window: Window, item: str) -> None:
    page = tab(window)
    page.view.choose(next(one for one, row in page._rows.items() if row.item == item))
    window.settle()


def test_who_must_be_told_stands_on_top(window: Window) -> None:
    assert lines(window) == [
        ("恆溫龍頭", "到貨未通知"), ("濾心", "到貨未通知"), ("冷氣遙控器", "有人問"), ("浴室換氣暖風機", "訂貨中"),
    ]  # fmt: skip
    assert tab(window).chips.labels() == ["全部 4", "到貨未通知 2", "過了答應的日子 1", "有人問 1", "訂貨中 1", "已交"]
    window.window.go("sales", tab="orders", chip="late")
    assert lines(window) == [("浴室換氣暖風機", "訂貨中")]
    window.window.go("sales", tab="orders", chip="all", text="恆溫")
    assert lines(window) == [("恆溫龍頭", "到貨未通知")]


def test_by_product_and_by_customer(window: Window) -> None:
    tab(window).presenter.sort("item", False)
    assert [item for item, _state in lines(window)] == sorted(item for item, _state in lines(window))
    tab(window).presenter.sort("promised", False)
    assert lines(window)[0][0] == "浴室換氣暖風機"


def test_what_was_handed_over_is_seen_again_and_goes_back(window: Window) -> None:
    sales.add(SaleForm(1, happened_on="2026-11-18", lines=[ordered("流理台龍頭", "ordered")]))
    deliveries.move([row.key for row in deliveries.rows() if row.item in ("流理台龍頭", "濾心")], "handed")
    window.settle()
    tab(window).chips._clicked("handed")
    window.settle()
    assert lines(window) == [("流理台龍頭", "已交"), ("濾心", "已交")]
    assert tab(window).said.text == "交給客人的 2 樣"
    choose(window, "濾心")
    assert "已交給客人" not in window.texts(tab(window))
    tab(window).view.setFocus()
    window.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert lines(window) == [("流理台龍頭", "已交")]
    assert next(row.state for row in deliveries.of(2) if row.item == "濾心") == "told"


def test_what_is_still_to_come_by_item(window: Window) -> None:
    sales.add(SaleForm(2, happened_on="2026-11-18", lines=[ordered("浴室換氣暖風機", "ordered")]))
    window.settle()
    menu = tab(window).items_menu()
    assert [one.text() for one in menu.actions()] == ["浴室換氣暖風機　2　共 2 位客戶", "冷氣遙控器　共 1 位客戶"]
    menu.actions()[0].trigger()
    window.settle()
    assert lines(window) == [("浴室換氣暖風機", "訂貨中")] * 2


def test_the_counter_mode_hides_the_note_and_asks_before_it_opens(window: Window) -> None:
    wanted.change(next(row.id for row in deliveries.of(1) if row.kind == "wanted"), WantedForm(1, "冷氣遙控器", note="底價 870"))
    counter.switch()
    window.settle()
    choose(window, "冷氣遙控器")
    assert not [text for text in said(window.window) if "870" in text]
    tab(window).edit()
    window.settle()
    assert not window.has_dialog()
    window.press_toast()
    assert "870" in str(window.dialog().boxes["note"].value())


def test_one_button_moves_it_on_to_the_end_and_back(window: Window) -> None:
    choose(window, "浴室換氣暖風機")
    window.click("到貨了")
    assert deliveries.of(1)[0].state == "arrived"
    choose(window, "浴室換氣暖風機")
    window.click("已通知客人")
    choose(window, "浴室換氣暖風機")
    window.click("已交給客人")
    assert [row.item for row in deliveries.of(1)] == ["冷氣遙控器"]
    window.press_toast()
    assert [row.state for row in deliveries.of(1) if row.kind == "line"] == ["told"]


def test_keys_move_on_and_back(window: Window) -> None:
    choose(window, "冷氣遙控器")
    tab(window).view.setFocus()
    window.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert next(row.state for row in deliveries.of(1) if row.kind == "wanted") == "ordered"
    choose(window, "冷氣遙控器")
    tab(window).view.setFocus()
    window.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert next(row.state for row in deliveries.of(1) if row.kind == "wanted") == "asked"


def test_several_are_moved_in_one_go(window: Window) -> None:
    tab(window).view.selectAll()
    window.settle()
    window.click("已交給客人", tab(window).bulk)
    assert deliveries.rows() == []
    assert window.toast() == "4 樣：已交"
    window.press_toast()
    assert len(deliveries.rows()) == 4


def test_the_words_of_everything_of_theirs_are_copied_and_they_count_as_told(window: Window, answers: Answers) -> None:
    choose(window, "濾心")
    answers.answers = ["九點"]
    window.click("複製 LINE 文字")
    assert "恆溫龍頭、濾心到了" in QApplication.clipboard().text()
    assert "今天營業到九點，方便再來拿即可。" in QApplication.clipboard().text()
    assert {row.state for row in deliveries.of(2)} == {"told"}
    window.press_toast()
    assert {row.state for row in deliveries.of(2)} == {"arrived"}


def test_no_hole_leaves_the_house_and_nobody_counts_as_told_by_it(window: Window, answers: Answers) -> None:
    choose(window, "濾心")
    QApplication.clipboard().setText("別的")
    window.click("複製 LINE 文字")
    assert "{時間}" in answers.asked[-1]
    assert (QApplication.clipboard().text(), {row.state for row in deliveries.of(2)}) == ("別的", {"arrived"})
    answers.answers = [""]
    window.click("複製 LINE 文字")
    assert QApplication.clipboard().text().endswith("您訂的恆溫龍頭、濾心到了，方便再來拿即可。")
    assert {row.state for row in deliveries.of(2)} == {"told"}


def test_words_for_two_customers_are_refused(window: Window) -> None:
    tab(window).view.selectAll()
    window.settle()
    window.click("複製 LINE 文字")
    assert window.toast() == "一次只能給一位客人，請只選同一位的。"


def test_a_day_is_promised_and_taken_away(window: Window, answers: Answers) -> None:
    choose(window, "恆溫龍頭")
    answers.answers = ["11/30"]
    window.click("答應的交期…")
    assert next(row.promised_on for row in deliveries.of(2) if row.item == "恆溫龍頭") == "2026-11-30"
    choose(window, "恆溫龍頭")
    answers.answers = ["胡說"]
    window.click("答應的交期…")
    assert "胡說" in answers.asked[-1]
    answers.answers = [""]
    window.click("答應的交期…")
    assert {row.promised_on for row in deliveries.of(2)} == {None}


def test_what_was_asked_for_is_noted_corrected_and_dropped(window: Window) -> None:
    products.add(ProductForm(name="大金冷氣遙控器", code="ARC-480"))
    window.click("缺貨登記…")
    dialog = window.dialog()
    dialog.save()
    assert "請選是哪位客人要的。" in window.texts(dialog)
    dialog.boxes["customers"].fill([2])
    item = cast(ItemBox, dialog.boxes["item"])
    item.edit.setText("ARC-480")
    item._take(1)
    dialog.boxes["quantity"].fill("很多")
    dialog.save()
    assert "「很多」不是數量。" in window.texts(dialog)
    dialog.boxes["quantity"].fill("２")
    dialog.boxes["promised_on"].fill("11/25")
    dialog.save()
    row = wanted.of(2)[0]
    assert (row.name, row.product, row.quantity, row.promised_on) == ("大金冷氣遙控器", 1, Decimal(2), "2026-11-25")
    window.settle()
    choose(window, "大金冷氣遙控器")
    tab(window).edit()
    window.dialog().boxes["item"].fill({"name": "別的遙控器", "product": None})
    window.dialog().save()
    window.settle()
    assert wanted.of(2)[0].name == "別的遙控器"


def test_a_product_brings_its_specification_and_unit_and_what_is_missing_is_marked(window: Window) -> None:
    products.add(ProductForm(name="大金冷氣遙控器", spec="無線", unit="支"))
    window.click("缺貨登記…")
    dialog = window.dialog()
    dialog.boxes["customers"].fill([2])
    dialog.boxes["spec"].fill("舊的規格")
    item = cast(ItemBox, dialog.boxes["item"])
    dialog.boxes["note"].focus()
    dialog.save()
    assert "請填要什麼東西。" in window.texts(dialog)
    assert (item.edit.property("state"), item.edit.hasFocus()) == ("look", True)
    item.edit.taken.emit(1)
    assert [dialog.boxes[key].value() for key in ("item", "spec", "unit")] == [
        {"name": "大金冷氣遙控器", "product": 1}, "無線", "支",
    ]  # fmt: skip


def test_a_number_that_is_scanned_is_that_product(window: Window) -> None:
    products.add(ProductForm(name="大金冷氣遙控器", code="ARC-480", barcode="4710001234567"))
    for typed, enter in (("4710001234567", True), ("ARC-480", False)):
        window.click("缺貨登記…")
        dialog = window.dialog()
        dialog.boxes["customers"].fill([2])
        edit = cast(ItemBox, dialog.boxes["item"]).edit
        edit.setFocus()
        QTest.keyClicks(edit, typed)
        if enter:
            QTest.keyClick(edit, Qt.Key.Key_Return)
            assert edit.text() == "大金冷氣遙控器"
            assert not edit.hasFocus()
        dialog.save()
        window.settle()
    assert [(row.name, row.product) for row in wanted.of(2)] == [("大金冷氣遙控器", 1)] * 2


def test_enter_chooses_the_customer_once_and_takes_nobody_off(window: Window) -> None:
    window.click("缺貨登記…")
    dialog = window.dialog()
    box = cast(CustomerBox, dialog.boxes["customers"])
    box.edit.setText("陳美惠")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    window.settle()
    assert cast(ItemBox, dialog.boxes["item"]).edit.hasFocus()
    QTest.keyClick(box.widget_for_label(), Qt.Key.Key_Return)
    assert box.value() == [2]


def test_after_an_act_no_other_row_is_chosen(window: Window) -> None:
    window.window.go("sales", tab="orders", chip="arrived")
    choose(window, "恆溫龍頭")
    window.click("已通知客人")
    assert [row.item for row in tab(window).chosen()] == []
    assert [row.state for row in deliveries.of(2)] == ["told", "arrived"]


@pytest.mark.parametrize(("press", "state"), [("已通知客人", "told"), ("複製 LINE 文字", "told")])
def test_after_an_act_the_next_step_is_not_under_the_same_button(
    window: Window, answers: Answers, press: str, state: str
) -> None:
    choose(window, "恆溫龍頭")
    answers.answers = ["九點"]
    window.click(press)
    page = tab(window)
    assert state in [row.state for row in deliveries.of(2)]
    assert (page.chosen(), page.next_button.isVisible(), page.tell_button.isVisible()) == ([], False, False)
    page.view.setFocus()
    window.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert "handed" not in [row.state for row in deliveries.of(2)] and len(deliveries.of(2)) == 2


def test_the_list_is_printed(window: Window) -> None:
    work = tab(window).paper()
    assert work
    assert work(lambda *_: None).startswith(b"%PDF")
