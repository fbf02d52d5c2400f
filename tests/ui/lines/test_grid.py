"""The grid of lines through the keyboard: typing, walking, kinds, moving, pasting, taking back, the counter."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from db.services import products
from db.services.lines import LineForm
from db.services.products import ProductForm
from tests.screens.lines import begin, box, enter, press, seen, write
from ui.kit import clipboard, counter
from ui.kit.delegates import CELL_ROLE
from ui.lines import copying, keys
from ui.lines.columns import AMOUNT, DISCOUNT, HANDLE, NAME, PRICE, QUANTITY
from ui.lines.grid import LinesGrid

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def filled(grid: LinesGrid, *names: str) -> None:
    grid.set_forms([LineForm(name=name, quantity=Decimal(1), unit_price=Decimal(100)) for name in names])


def names(grid: LinesGrid) -> list[str]:
    return [one.name for one in grid.forms()]


def test_enter_walks_name_quantity_price_and_on_to_the_next_line(grid: LinesGrid) -> None:
    begin(grid)
    enter(grid, "安裝工資", "２", "NT$1,200", "五金", "3台", "180.5")
    first, second = grid.forms()
    assert (first.name, first.quantity, first.unit_price) == ("安裝工資", 2, 1200)
    assert (second.quantity, second.unit, second.unit_price) == (3, "台", Decimal("180.5"))
    assert [seen(grid, row, AMOUNT) for row in (0, 1)] == ["2,400", "542"]
    assert seen(grid, 2, NAME) == "打品名或代號，Enter 到下一格"
    assert grid.totals().total == 2942


def test_enter_in_the_empty_last_line_is_the_end(grid: LinesGrid) -> None:
    ended: list[bool] = []
    grid.finished.connect(lambda: ended.append(True))
    begin(grid)
    enter(grid, "門鎖", "1", "900", "")
    assert ended == [True]
    assert names(grid) == ["門鎖"]


def test_a_letter_begins_to_type(grid: LinesGrid) -> None:
    QTest.keyClicks(grid, "a")
    assert box(grid).text() == "a"


def test_tab_stops_at_every_cell_and_shift_tab_goes_back(grid: LinesGrid) -> None:
    filled(grid, "水管")
    grid.open(0, "name")
    visited = []
    for _at in range(5):
        press(grid, TAB)
        visited.append(box(grid).key)
    assert visited == ["spec", "quantity", "unit", "price", "name"]
    press(grid, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert grid.currentIndex().row() == 0


def test_the_specification_is_typed_behind_the_name(grid: LinesGrid) -> None:
    begin(grid)
    write(grid, "插座")
    press(grid, TAB)
    write(grid, "IP55")
    press(grid, ENTER)
    assert (grid.forms()[0].name, grid.forms()[0].spec) == ("插座", "IP55")
    assert box(grid).key == "quantity"


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("quantity", "兩三個", "「兩三個」不是數字"),
        ("quantity", "1.2345", "小數最多 3 位"),
        ("price", "12a", "「12a」不是數字"),
        ("price", "99999999999", "「99999999999」太大了"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_line_and_stays(grid: LinesGrid, key: str, typed: str, said: str) -> None:
    filled(grid, "水管")
    grid.open(0, key)
    write(grid, typed)
    press(grid, ENTER)
    assert grid.faults() == [said]
    assert [chip.text for chip in grid.model().index(0, NAME).data(CELL_ROLE).chips] == [said]
    assert seen(grid, 0, {"quantity": QUANTITY, "price": PRICE}[key]) == typed
    assert seen(grid, 0, AMOUNT) == ""
    grid.open(0, key)
    write(grid, "3")
    press(grid, ENTER)
    assert grid.faults() == []


@pytest.mark.parametrize(
    ("typed", "kept", "amount"), [("5%", "5%", "950"), ("９折", "10%", "900"), ("95折", "5%", "950"), ("100", "100", "900")]
)
def test_a_discount_is_asked_by_key_and_has_a_column_then(grid: LinesGrid, typed: str, kept: str, amount: str) -> None:
    grid.set_forms([LineForm(name="門", quantity=Decimal(1), unit_price=Decimal(1000))])
    assert grid.isColumnHidden(DISCOUNT)
    press(grid, Qt.Key.Key_D, CTRL)
    write(grid, typed)
    press(grid, ENTER)
    assert grid.forms()[0].discount == kept
    assert not grid.isColumnHidden(DISCOUNT)
    assert seen(grid, 0, AMOUNT) == amount


def test_kinds_by_key_and_what_they_come_to(grid: LinesGrid) -> None:
    filled(grid, "甲", "乙")
    begin(grid)
    press(grid, Qt.Key.Key_4, ALT)
    write(grid, "老客戶")
    press(grid, ENTER)
    write(grid, "5%")
    press(grid, ENTER)
    press(grid, Qt.Key.Key_3, ALT)
    press(grid, Qt.Key.Key_Escape)
    assert [one.kind for one in grid.forms()] == ["item", "item", "discount", "subtotal"]
    assert [seen(grid, row, AMOUNT) for row in range(4)] == ["100", "100", "-10", "190"]
    grid.select(1)
    press(grid, Qt.Key.Key_5, ALT)
    assert seen(grid, 1, AMOUNT) == "(100)"
    assert grid.totals().total == 95


def test_the_menu_names_the_kinds_and_sets_them(grid: LinesGrid) -> None:
    filled(grid, "一、主臥浴室")
    menu = QMenu(grid)
    keys.fill_menu(grid, menu)
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["品項"]
    next(one for one in menu.actions() if one.text() == "小標題").trigger()
    assert [(one.kind, one.quantity) for one in grid.forms()] == [("heading", None)]


def test_lines_move_by_key_and_by_their_handles(grid: LinesGrid) -> None:
    filled(grid, "甲", "乙", "丙")
    grid.select(2)
    press(grid, Qt.Key.Key_Up, ALT)
    assert names(grid) == ["甲", "丙", "乙"]
    press(grid, Qt.Key.Key_Down, ALT)
    press(grid, Qt.Key.Key_Down, ALT)
    assert names(grid) == ["甲", "乙", "丙"]
    first = grid.visualRect(grid.model().index(0, HANDLE)).center()
    last = grid.visualRect(grid.model().index(2, HANDLE)).bottomLeft() + QPoint(5, -2)
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(grid.viewport(), last)
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert names(grid) == ["乙", "丙", "甲"]
    assert grid.currentIndex().row() == 2


def test_delete_insert_and_taking_back(grid: LinesGrid) -> None:
    filled(grid, "甲", "乙", "丙")
    grid.select(1)
    press(grid, Qt.Key.Key_Delete)
    assert names(grid) == ["甲", "丙"]
    press(grid, Qt.Key.Key_Insert)
    enter(grid, "丁")
    assert names(grid) == ["甲", "丁", "丙"]
    for wanted in (["甲", "丙"], ["甲", "丙"], ["甲", "乙", "丙"]):  # the name, the empty line, the deleted one
        press(grid, Qt.Key.Key_Z, CTRL)
        assert names(grid) == wanted
    press(grid, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert names(grid) == ["甲", "丙"]


def test_nothing_of_before_is_taken_back_and_the_key_is_the_windows_then(grid: LinesGrid) -> None:
    filled(grid, "甲")
    assert not grid.presenter.can_undo
    press(grid, Qt.Key.Key_Z, CTRL)
    assert names(grid) == ["甲"]


def test_rows_are_pasted_from_excel_and_copied_as_cells(grid: LinesGrid) -> None:
    begin(grid)
    clipboard.put("品名\t規格\t數量\t單位\t單價\n水管\t4分\t3\t支\t120\n閥\t\t1\t個\tNT$1,500")
    press(grid, Qt.Key.Key_V, CTRL)
    assert [(one.name, one.quantity, one.unit, one.unit_price) for one in grid.forms()] == [
        ("水管", 3, "支", 120),
        ("閥", 1, "個", 1500),
    ]
    press(grid, Qt.Key.Key_C, CTRL)
    copied = QApplication.clipboard().text()
    assert copied.splitlines()[1:] == ["水管\t4分\t3\t支\t120\t\t360", "閥\t\t1\t個\t1,500\t\t1,500"]
    grid.set_forms([])
    press(grid, Qt.Key.Key_V, CTRL)
    assert [(one.name, one.quantity, one.unit_price) for one in grid.forms()] == [("水管", 3, 120), ("閥", 1, 1500)]


def test_products_are_offered_below_and_taken_by_the_arrow(grid: LinesGrid) -> None:
    products.add(ProductForm("浴室換氣暖風機", code="F1", unit="台", price=Decimal(6800)))
    begin(grid)
    write(grid, "暖風")
    popup = box(grid).popup
    assert popup is not None
    assert popup.isVisible()
    press(grid, Qt.Key.Key_Down)
    press(grid, ENTER)
    assert box(grid).key == "quantity"
    enter(grid, "2")
    (line,) = grid.forms()
    assert (line.name, line.quantity, line.unit, line.unit_price) == ("浴室換氣暖風機", 2, "台", 6800)


def test_what_was_typed_is_a_free_line_unless_it_is_a_code(grid: LinesGrid) -> None:
    product = products.add(ProductForm("水龍頭", code="T1", barcode="4710000000017", price=Decimal(390)))
    begin(grid)
    enter(grid, "水龍", "", "")
    enter(grid, "ｔ1", "", "", "4710000000017")
    assert [(one.name, one.product) for one in grid.forms()] == [("水龍", None), ("水龍頭", product), ("水龍頭", product)]
    grid.take_product(product)
    assert len(grid.forms()) == 4
    assert box(grid).key == "quantity"


def test_a_bundle_brings_its_parts_below_a_heading(grid: LinesGrid) -> None:
    parts = [products.add(ProductForm(name, price=Decimal(100))) for name in ("龍頭", "軟管")]
    whole = products.add(ProductForm("套組", code="S"))
    products.put_parts(whole, [products.Part(part) for part in parts])
    filled(grid, "甲")
    begin(grid)
    enter(grid, "S")
    assert [(one.kind, one.name) for one in grid.forms()[1:]] == [("heading", "套組"), ("item", "龍頭"), ("item", "軟管")]
    assert (grid.currentIndex().row(), box(grid).key) == (4, "name")


def test_the_counter_sees_no_amounts(grid: LinesGrid) -> None:
    filled(grid, "甲")
    counter.switch()
    assert [seen(grid, 0, column) for column in (QUANTITY, PRICE, AMOUNT)] == ["1", counter.HIDDEN, counter.HIDDEN]
    grid.open(0, "price")
    assert (box(grid).text(), box(grid).placeholderText()) == ("", counter.HIDDEN)
    press(grid, ENTER)
    assert grid.forms()[0].unit_price == 100
    grid.select(0)
    press(grid, Qt.Key.Key_Escape)
    copying.copy(grid)
    assert "100" not in QApplication.clipboard().text()


def test_changes_are_told(grid: LinesGrid) -> None:
    told: list[int] = []
    grid.changed.connect(lambda: told.append(grid.totals().total))
    filled(grid, "甲")
    grid.set_mode("exclusive")
    line = grid.current_line()
    assert line is not None
    grid.replace_current(LineForm(name="乙", quantity=Decimal(1), unit_price=Decimal(200)))
    assert told[-1] == 210
    grid.select(1)
    assert grid.current_line() is None


def test_what_is_odd_about_a_line_is_said_beside_it_once_it_is_left(grid: LinesGrid) -> None:
    grid.set_forms([LineForm(name="門", quantity=Decimal(1), unit_price=Decimal(80), cost=Decimal(90)), LineForm(name="鎖")])

    def beside(row: int) -> list[str]:
        return [chip.text for chip in grid.model().index(row, NAME).data(CELL_ROLE).chips]

    assert (len(beside(0)), len(beside(1))) == (0, 1)
    grid.select(1)
    assert (len(beside(0)), len(beside(1))) == (1, 0)
    counter.switch()
    assert beside(0) == []


def test_a_price_that_cannot_be_read_is_not_read_at_the_counter_either(grid: LinesGrid) -> None:
    filled(grid, "門")
    grid.open(0, "price")
    write(grid, "12OO")
    press(grid, ENTER)
    counter.switch()
    assert [chip.text for chip in grid.model().index(0, NAME).data(CELL_ROLE).chips] == [counter.HIDDEN]
    assert seen(grid, 0, PRICE) == counter.HIDDEN


def test_a_products_own_name_brings_it_where_one_alone_has_it_and_no_price_was_said(grid: LinesGrid) -> None:
    product = products.add(ProductForm("安裝工資", unit="式", price=Decimal(1500)))
    grid.set_forms([LineForm(name="工", unit_price=Decimal(99))])
    begin(grid)
    enter(grid, "安裝工資")
    grid.open(0, "name")
    enter(grid, "安裝工資")
    assert [(one.product, one.unit_price) for one in grid.forms()] == [(None, 99), (product, 1500)]
    products.add(ProductForm("安裝工資", spec="夜間", price=Decimal(3000)))
    begin(grid)
    enter(grid, "安裝工資")
    assert grid.forms()[-1].product is None


def test_taking_back_while_a_box_is_open_and_nothing_was_typed_in_it(grid: LinesGrid) -> None:
    begin(grid)
    enter(grid, "門鎖", "2")
    assert box(grid).key == "price"
    for wanted in ([("門鎖", None)], []):
        press(grid, Qt.Key.Key_Z, CTRL)
        assert [(one.name, one.quantity) for one in grid.forms()] == wanted
    assert grid.model().rowCount() == 1


def test_a_click_opens_a_cell(grid: LinesGrid) -> None:
    filled(grid, "門")
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.model().index(0, PRICE)).center())
    assert (box(grid).key, box(grid).text()) == ("price", "100")
    write(grid, "１，２００")
    press(grid, ENTER)
    assert grid.forms()[0].unit_price == 1200


def test_what_is_still_open_is_taken_over_before_the_page_saves(grid: LinesGrid) -> None:
    begin(grid)
    write(grid, "門")
    assert grid.forms() == []
    grid.settle()
    assert names(grid) == ["門"]
    grid.open(0, "name")
    write(grid, "窗")
    grid.set_forms([LineForm(name="鎖")])
    QApplication.processEvents()
    assert names(grid) == ["鎖"]
    grid.settle()
    assert names(grid) == ["鎖"]
