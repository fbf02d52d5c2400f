"""A free line becomes a product by one tick."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget

from db.services import products
from db.services.lines import LineForm
from db.services.products import ProductForm
from tests.screens.asks import Answers
from tests.screens.lines import begin, enter, write
from tests.screens.window import Window
from ui.kit.page import Shell
from ui.lines.grid import LinesGrid
from ui.lines.keeping import KeepAsProduct


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    yield Window(answers)


@pytest.fixture
def tick(window: Window, grid: LinesGrid) -> KeepAsProduct:
    made = KeepAsProduct(cast(Shell, window.window), grid)
    cast(QWidget, grid.parentWidget()).layout().addWidget(made)
    return made


def test_a_free_line_is_a_product_after_one_tick(window: Window, grid: LinesGrid, tick: KeepAsProduct) -> None:
    begin(grid)
    enter(grid, "恆溫龍頭", "2組", "3,200")
    grid.select(0)
    assert tick.isVisible()
    tick.click()
    (row,) = products.rows()
    assert (row.name, row.unit, row.price) == ("恆溫龍頭", "組", 3200)
    assert grid.forms()[0].product == row.id
    assert not tick.isVisible()
    assert window.toast() == "「恆溫龍頭」記成商品了。"
    window.press_toast()
    assert products.rows() == []


def test_one_that_is_there_already_is_taken(window: Window, grid: LinesGrid, tick: KeepAsProduct) -> None:
    there = products.add(ProductForm("恆溫龍頭", price=Decimal(3000)))
    grid.set_forms([LineForm(name="恆溫龍頭", quantity=Decimal(1), unit_price=Decimal(2900))])
    tick.click()
    assert [row.id for row in products.rows()] == [there]
    assert (grid.forms()[0].product, grid.forms()[0].unit_price) == (there, 2900)
    assert not window.offers_undo()


def test_what_is_still_being_typed_counts(window: Window, grid: LinesGrid, tick: KeepAsProduct) -> None:
    grid.set_forms([LineForm(name="龍頭")])
    grid.open(0, "name")
    write(grid, "面盆龍頭")
    tick.click()
    assert [row.name for row in products.rows()] == ["面盆龍頭"]


def test_there_is_no_tick_where_nothing_is_sold(window: Window, grid: LinesGrid, tick: KeepAsProduct) -> None:
    grid.set_forms([LineForm("heading", name="一、浴室"), LineForm("note", name="不含泥作"), LineForm(quantity=Decimal(1))])
    for row in range(4):
        grid.select(row)
        assert not tick.isVisible(), row
