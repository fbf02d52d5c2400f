"""退貨 in the window: what came back before is known, and is not offered twice."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.services import customers, payments, receivables, sale_lists, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
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


def _refunded(selling: Selling, chen: int) -> None:
    line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(100))
    sale = sales.add(SaleForm(chen, [line]), PaymentForm(chen, 0))
    _asked(selling, sale)
    selling.give_back(line0="1")
    selling.window.leave_dialogs()
    assert [one.amount for one in payments.of(chen)] == [-100, 100]


@pytest.mark.parametrize(("answer", "slips"), [(0, [100]), (1, [-100, 100]), (None, [-100, 100])])
def test_ctrl_z_says_what_becomes_of_the_slip_of_a_return(
    selling: Selling, chen: int, answers: Answers, answer: int | None, slips: list[int]
) -> None:
    _refunded(selling, chen)
    answers.answers = [answer]
    selling.window.press(Qt.Key.Key_Z)
    number = sale_lists.rows([2])[0].number if len(slips) == 2 else "-002"
    assert number in answers.asked[-1] and "100" in answers.asked[-1]
    assert [one.total for one in sales.of(chen)] == slips
    assert [one.amount for one in payments.of(chen)] == ([-100, 100] if answer is None else [100, -100, 100])


def test_a_refund_that_is_taken_back_is_paid_ahead_again(selling: Selling, chen: int, answers: Answers) -> None:
    _refunded(selling, chen)
    answers.answers = [1]
    selling.window.press(Qt.Key.Key_Z)
    assert selling.window.toast() == "已用今天的一筆沖銷，客人現在有預收 100。"
    assert receivables.of(chen).owed == -100


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
