"""The rows behind a sum: how many of them are returns, and to whom their sum is said."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from db.core import clock, session
from db.services import customers, payments, sales, settings
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sale_form import SaleForm
from tests.screens.asks import Answers
from tests.screens.reports import Reports
from tests.screens.window import Window


@pytest.fixture
def sold(shop: Path) -> int:
    """Two sales and a return, and what came in for them today."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    her = customers.add(CustomerForm(name="陳美惠"))
    for price in (500, 700, -200):
        line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(price))
        sales.add(SaleForm(her, [line], happened_on="2026-11-20", tax_mode="none"))
    return payments.add(PaymentForm(her, 1_000, "cash"))


def test_returns_are_told_apart_from_the_sales_beside_them(sold: int, answers: Answers) -> None:
    screen = Reports(Window(answers), "this_month")
    screen.click(0, 1)
    assert screen.dialog().sum.text() == "2 筆，另有退回 1 筆 ・ 合計 1,000"


def test_staff_are_not_told_what_rows_come_to(sold: int, answers: Answers) -> None:
    settings.save({"staff": ["小玲"]})
    window = Window(answers)
    session.act_as("小玲")
    screen = Reports(window, "takings")
    screen.put("period", "這個月")
    assert screen.heads() == ["日期", "收款"]
    screen.click(0, 1)
    assert screen.dialog().sum.text() == "1 筆"
