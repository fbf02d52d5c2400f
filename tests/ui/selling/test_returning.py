"""退貨 in the window: what came back before is known, and is not offered twice."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from db.services import customers, receivables, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.selling import Selling
from tests.screens.window import Window


@pytest.fixture
def chen(shop: Path) -> int:
    return customers.add(CustomerForm(name="陳美惠"))


@pytest.fixture
def selling(chen: int, answers: Answers) -> Iterator[Selling]:
    made = Selling(Window(answers))
    yield made
    made.window.leave_dialogs()


def _asked(selling: Selling, sale: int) -> str:
    """The dialog, and what it says."""
    selling.open(sale).selling.take_back(sale)
    selling.window.settle()
    return selling.window.texts(selling.window.dialog())


def test_what_came_back_is_not_offered_again(selling: Selling, chen: int) -> None:
    lines = [LineForm(name=name, quantity=Decimal(3), unit_price=Decimal(100)) for name in ("濾心", "墊片")]
    sale = sales.add(SaleForm(chen, [*lines, LineForm("discount", discount="60")], tax_mode="none"))
    assert "共 3" in _asked(selling, sale) and "沒退" not in _asked(selling, sale)
    selling.give_back(line0="2", line1="3")
    assert sales.of(chen)[0].total == -450
    selling.window.leave_dialogs()
    said = _asked(selling, sale)
    assert "共 3，還有 1 沒退" in said and "墊片" not in said
    selling.give_back(line0="2")
    assert "最多再退 1" in selling.window.dialog().problem.text()
    selling.give_back(line0="1")
    assert (receivables.of(chen).owed, sales.of(chen)[0].total) == (0, -90)
