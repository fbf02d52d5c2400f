"""What a line says of products, kinds and what is pasted: through the grid, by keyboard and mouse."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from db.services import customers, products
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from tests.screens.lines import begin, box, enter, press, seen, write
from ui.kit import counter
from ui.kit.delegates import CELL_ROLE
from ui.lines import adding, copying
from ui.lines.columns import HANDLE, NAME
from ui.lines.grid import LinesGrid

ENTER = Qt.Key.Key_Return


@pytest.fixture
def toilet(shop: object) -> int:
    return products.add(ProductForm("馬桶", code="A1", price=Decimal(8500), cost=Decimal(6000)))


def renamed(grid: LinesGrid, name: str) -> LineForm:
    """The first line, after this was typed over its name."""
    grid.open(0, "name")
    enter(grid, name)
    grid.settle()
    return grid.forms()[0]


# products


def test_the_code_of_another_product_brings_that_one(grid: LinesGrid, toilet: int) -> None:
    tap = products.add(ProductForm("龍頭", code="B2", price=Decimal(900), cost=Decimal(500)))
    grid.take_product(toilet)
    line = renamed(grid, "B2")
    assert (line.product, line.name, line.unit_price, line.cost) == (tap, "龍頭", 900, 500)


def test_a_name_that_is_another_thing_is_no_longer_the_product(grid: LinesGrid, toilet: int) -> None:
    grid.take_product(toilet)
    line = renamed(grid, "拆除工資")
    assert (line.product, line.cost, line.unit_price) == (None, None, 8500)


def test_a_name_with_more_behind_it_is_still_the_product(grid: LinesGrid, toilet: int) -> None:
    grid.take_product(toilet)
    line = renamed(grid, "馬桶（白）附蓋")
    assert (line.product, line.cost) == (toilet, 6000)


def test_products_offered_say_this_customers_price(grid: LinesGrid, toilet: int) -> None:
    products.change(toilet, _with_project_price(toilet))
    grid.set_customer(customers.add(CustomerForm(name="工程行", price_level="project")))
    begin(grid)
    write(grid, "馬")
    box(grid).textEdited.emit("馬")
    popup = box(grid).popup
    assert popup is not None
    assert popup.item(0).text() == "馬桶 A1 $8,000"
    assert not popup.grab().isNull()
    counter.switch()
    popup.offer(box(grid), "馬")
    assert popup.item(0).text() == f"馬桶 A1 {counter.HIDDEN}"
    counter.switch()


def _with_project_price(product: int) -> ProductForm:
    form = products.form(product)
    form.project_price = Decimal(8000)
    return form


# kinds


def test_enter_on_the_empty_first_line_opens_it(grid: LinesGrid) -> None:
    ended: list[bool] = []
    grid.finished.connect(lambda: ended.append(True))
    grid.select(0)
    press(grid, ENTER)
    assert box(grid).key == "name"
    assert ended == []
    press(grid, ENTER)
    assert ended == [True]


@pytest.mark.parametrize(("number", "said"), [(2, "小標題"), (4, "折扣"), (5, "選配（不計入合計）")])
def test_the_box_of_another_kind_says_which(grid: LinesGrid, number: int, said: str) -> None:
    press(grid, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    assert box(grid).placeholderText() == said


def test_a_kind_stands_on_its_line(grid: LinesGrid) -> None:
    whole = LineForm("discount", discount="5%")
    grid.set_forms([LineForm(name="門", quantity=Decimal(1), unit_price=Decimal(1000)), whole, LineForm("option", name="窗")])
    cells = [grid.model().index(row, NAME).data(CELL_ROLE) for row in range(3)]
    assert [(cell.text, cell.note) for cell in cells] == [("門", ""), ("折扣", "5%"), ("窗", "選配（不計入合計）")]
    grid.set_forms([LineForm("discount", name="老客人", discount="100"), LineForm("subtotal", name="木作")])
    assert [grid.model().index(row, NAME).data(CELL_ROLE).note for row in range(2)] == ["折扣", "小計"]


def test_plus_below_the_grid_adds_a_line_of_any_kind(grid: LinesGrid) -> None:
    menu = QMenu()
    adding.fill_menu(grid, menu)
    assert [one.text() for one in menu.actions()][1:5] == ["小標題", "小計", "折扣", "選配（不計入合計）"]
    begin(grid)
    write(grid, "門")
    menu.actions()[1].trigger()
    write(grid, "一、木作")
    press(grid, ENTER)
    assert [(one.kind, one.name) for one in grid.forms()] == [("item", "門"), ("heading", "一、木作")]


def test_a_click_on_the_handle_opens_the_lines_menu(grid: LinesGrid) -> None:
    grid.set_forms([LineForm(name="門")])
    at = grid.visualRect(grid.model().index(0, HANDLE)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(at))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "小標題").trigger()
    menu.close()
    grid.settle()
    assert grid.forms()[0].kind == "heading"


# sums and pasted rows


def test_a_sum_written_down_as_such_is_counted_anew_once_the_quantity_changes(grid: LinesGrid) -> None:
    grid.set_forms([LineForm(name="濾心", quantity=Decimal(2), unit_price=Decimal(100), amount=190)])
    assert grid.totals().total == 190
    grid.open(0, "quantity")
    enter(grid, "3")
    assert grid.totals().total == 300


def test_what_was_taken_back_is_not_done_again_after_something_new(grid: LinesGrid) -> None:
    begin(grid)
    enter(grid, "門", "1", "100")
    grid.settle()
    grid.undo()
    grid.open(0, "quantity")
    enter(grid, "7")
    grid.settle()
    assert not grid.presenter.can_redo


def test_rows_beyond_what_a_paper_holds_are_told_of(grid: LinesGrid) -> None:
    said: list[str] = []
    grid.said.connect(said.append)
    QApplication.clipboard().setText("\n".join(f"品項{at}\t個\t2\t{at}" for at in range(2_003)))
    copying.paste(grid)
    assert len(grid.forms()) == 2_000
    assert said == ["只收了前 2,000 列，還有 3 列沒有放進來。請分成兩張。"]
    assert seen(grid, 1_999, NAME) == "品項1999"
    assert len(grid.rows()) == 2_000
