"""Statements and requests for payment on paper: what was owed before, what happened, and what is asked for."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from db.services import customers, payments, sales, settings
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from reports import statement_pdf

Reader = Callable[[bytes], list[str]]
_NOVEMBER = ("2026-11-01", "2026-11-30")


@pytest.fixture
def customer(shop: Path) -> int:
    """Somebody whose account closes every month."""
    settings.save({"shop_name": "順發水電材料行"})
    return customers.add(CustomerForm(name="宏達室內裝修", closing_day="25", credit_days="30"))


def _sell(customer: int, day: str, price: int) -> int:
    line = LineForm(name="水管", quantity=Decimal(1), unit_price=Decimal(price))
    return sales.add(SaleForm(customer=customer, lines=[line], happened_on=day, tax_mode="none"))


def _said(read_pdf: Reader, customer: int, *, is_request: bool = False) -> str:
    paper = statement_pdf.of_customer(customer, *_NOVEMBER, is_request=is_request)
    return "".join(read_pdf(statement_pdf.make([paper]).pdf))


def test_what_was_owed_before_stands_above_and_below(customer: int, read_pdf: Reader) -> None:
    _sell(customer, "2026-10-20", 300)
    _sell(customer, "2026-11-02", 500)
    words = _said(read_pdf, customer)
    assert (words.count("期初未收 300"), "應收 NT$ 800" in words) == (2, True)


def test_what_was_taken_back_is_called_so(customer: int, read_pdf: Reader) -> None:
    sale = _sell(customer, "2026-11-02", 500)
    back = sales.return_of(sale)
    back.happened_on = "2026-11-03"
    sales.add(back)
    words = _said(read_pdf, customer)
    assert (words.count("銷售"), words.count("退貨")) == (1, 1)
    assert words.index("銷售") < words.index("退貨")


@pytest.mark.parametrize(("paid", "asked", "too_much"), [(200, True, False), (500, False, False), (20_400, False, True)])
def test_only_what_is_owed_is_asked_for(customer: int, read_pdf: Reader, paid: int, asked: bool, too_much: bool) -> None:
    _sell(customer, "2026-11-02", 500)
    payments.add(PaymentForm(customer=customer, amount=paid, paid_on="2026-11-05"))
    words = _said(read_pdf, customer, is_request=True)
    assert ("前付款" in words, "溢收 NT$ 19,900" in words) == (asked, too_much)
    assert ("新臺幣" in words, "應收" in words, "負" in words) == (not too_much, not too_much, False)


def test_a_statement_that_is_no_request_asks_for_nothing(customer: int, read_pdf: Reader) -> None:
    _sell(customer, "2026-11-02", 500)
    assert "前付款" not in _said(read_pdf, customer)
