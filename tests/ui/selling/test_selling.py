"""Sales in the window: written down by Enter alone, several in a row, corrected, taken back, deleted."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.services import customers, payments, products, receivables, sales
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.selling import Selling
from tests.screens.window import Window


@pytest.fixture
def chen(shop: Path) -> int:
    return customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))


@pytest.fixture
def selling(chen: int, answers: Answers) -> Selling:
    return Selling(Window(answers))


def sold(customer: int, price: int = 850, quantity: int = 1, **more: object) -> int:
    line = LineForm(name="濾心", quantity=Decimal(quantity), unit_price=Decimal(price))
    return sales.add(SaleForm(customer, [line], tax_mode="inclusive", **more))  # type: ignore[arg-type]


def test_a_sale_by_enter_alone(selling: Selling, chen: int) -> None:
    products.add(ProductForm("RO 濾心", unit="支", price=Decimal(450), recall_months=6, recall_item="濾心"))
    selling.window.window.go("sales")
    selling.window.window.sell()
    selling.buy("陳美惠")
    selling.line("RO 濾心", "2", "", "")
    assert QApplication.focusWidget() is selling.amount()
    selling.enter()
    (row,) = sales.of(chen)
    assert (row.total, [(one.name, one.quantity, one.unit_price) for one in row.lines]) == (
        900,
        [("RO 濾心", Decimal(2), Decimal(450))],
    )
    assert [(one.amount, one.method) for one in payments.of_sale(row.id)] == [(900, "cash")]
    assert "再聯絡" in selling.form._done.said.text()  # the reminder it arranged
    assert selling.form.buyer.value() == []  # the next one's turn
    assert selling.form.lines.grid.forms() == []
    assert QApplication.focusWidget() is selling.form.buyer.edit
