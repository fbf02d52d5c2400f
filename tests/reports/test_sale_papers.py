"""Slips, receipts, statements and takings on paper, through the services that keep them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db.services import customers, payments, sale_paper, sales, settings
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from reports import receipt_pdf, sale_pdf, statement_pdf, takings_pdf
from reports.paper_layouts import LAYOUTS

Reader = Callable[[bytes], list[str]]


@pytest.fixture
def customer(shop: Path) -> int:
    """Somebody who buys."""
    settings.save({"shop_name": "順發水電材料行"})
    return customers.add(CustomerForm(name="宏達室內裝修", tax_id="04595257", credit_days="30"))


def _sell(customer: int, day: str = "2026-11-20") -> int:
    fan = LineForm(name="浴室換氣暖風機", quantity=Decimal(2), unit="台", unit_price=Decimal(6800))
    lines = [replace(fan, serial_no="SN-77", warranty_months=12)]
    return sales.add(SaleForm(customer=customer, lines=lines, happened_on=day, tax_mode="exclusive", invoice_no="AB-12345678"))


@pytest.mark.parametrize("key", LAYOUTS)
def test_a_slip_says_what_was_sold_and_what_is_left(key: str, customer: int, read_pdf: Reader) -> None:
    sale = _sell(customer)
    settings.save({"bank_account": "臺灣銀行 012-345"})
    payments.add(PaymentForm(customer=customer, amount=4_280, sale=sale))
    (words, *_) = read_pdf(sale_pdf.make(sale_paper.of_sale(sale), LAYOUTS[key]).pdf)
    wanted = [
        "宏達室內裝修",
        "浴室換氣暖風機",
        "SN-77",
        "12 個月",
        "13,600",
        "680",
        "14,280",
        "4,280",
        "10,000",
        "AB-12345678",
        "012-345",
    ]
    assert [text for text in wanted if text not in words] == []
    assert ("銷貨單" in words) is LAYOUTS[key].has_letterhead


def test_a_delivery_slip_has_no_prices(customer: int, read_pdf: Reader) -> None:
    settings.save({"bank_account": "臺灣銀行 012-345"})
    lines = [
        LineForm(name="浴室換氣暖風機", quantity=Decimal(2), unit="台", unit_price=Decimal(6800), discount="100"),
        LineForm("discount", name="老客戶優待", discount="5%"),
        LineForm("subtotal", name="到這裡為止"),
        LineForm("note", name="小心輕放"),
    ]
    sale = sales.add(
        SaleForm(customer=customer, lines=lines, happened_on="2026-11-20", due_on="2026-12-20", tax_mode="exclusive")
    )
    payments.add(PaymentForm(customer=customer, amount=500, sale=sale))
    (words,) = read_pdf(sale_pdf.make(sale_paper.of_sale(sale), shows_prices=False).pdf)
    assert [text for text in ("出貨單", "浴室換氣暖風機", "小心輕放") if text not in words] == []
    told = ("6,800", "13,5", "單價", "總計", "老客戶優待", "到這裡為止", "折扣", "新臺幣", "012-345", "付款", "500", "2026/12/20")
    assert [text for text in told if text in words] == []


def test_a_slip_asks_for_no_money_that_is_not_owed(customer: int, read_pdf: Reader) -> None:
    settings.save({"bank_account": "臺灣銀行 012-345"})
    sale = sales.add(replace(sales.form(_sell(customer)), due_on="2026-12-20", seen=""))
    (owed,) = read_pdf(sale_pdf.make(sale_paper.of_sale(sale)).pdf)
    assert ("請於 2026/12/20 前付款" in owed, "012-345" in owed) == (True, True)
    payments.add(PaymentForm(customer=customer, amount=20_000, sale=sale))
    (overpaid,) = read_pdf(sale_pdf.make(sale_paper.of_sale(sale)).pdf)
    assert [text for text in ("溢收", "5,720") if text not in overpaid] == []
    assert [text for text in ("前付款", "012-345", "-5,720", "未收餘額") if text in overpaid] == []


def test_what_was_allowed_is_not_money_that_came_in(customer: int, read_pdf: Reader) -> None:
    sale = _sell(customer)
    payments.add(PaymentForm(customer=customer, amount=4_000, sale=sale))
    payments.add(PaymentForm(customer=customer, amount=280, sale=sale, method="allowance"))
    (words,) = read_pdf(sale_pdf.make(sale_paper.of_sale(sale)).pdf)
    assert [text for text in ("已收金額 4,000", "折讓 280", "未收餘額 10,000") if text not in words] == []


def test_a_return_says_what_was_given_back_and_asks_for_nothing(customer: int, read_pdf: Reader) -> None:
    settings.save({"bank_account": "臺灣銀行 012-345"})
    sale = _sell(customer)
    payments.add(PaymentForm(customer=customer, amount=14_280, sale=sale))
    back = sales.add(sales.return_of(sale))
    assert sales.get(back).due_on is None
    payments.add(PaymentForm(customer=customer, amount=-4_280, sale=back))
    (words,) = read_pdf(sale_pdf.make(sale_paper.of_sale(back)).pdf)
    assert [text for text in ("退貨單", "已退款 4,280", "還要退款 10,000") if text not in words] == []
    assert [text for text in ("前付款", "012-345", "未收餘額", "銷貨單") if text in words] == []


def test_money_that_went_back_has_a_paper_of_its_own(customer: int, read_pdf: Reader) -> None:
    sale = _sell(customer)
    countered = payments.counter(payments.add(PaymentForm(customer=customer, amount=4_280, sale=sale)))
    (words,) = read_pdf(receipt_pdf.make(sale_paper.of_payment(countered)).pdf)
    assert [text for text in ("退款／沖銷單", "退款金額 NT$ 4,280", "肆仟貳佰捌拾元整", "簽收") if text not in words] == []
    assert [text for text in ("收據", "實收", "-4,280", "負", "付款人") if text in words] == []


def test_the_number_of_an_old_order_stands_on_its_slip(customer: int, read_pdf: Reader) -> None:
    line = LineForm(name="水管", quantity=Decimal(1), unit_price=Decimal(90))
    sale = sales.add(SaleForm(customer, [line], order_no="A-77", happened_on="2019-11-20", is_owed=False))
    (words,) = read_pdf(sale_pdf.make(sale_paper.of_sale(sale)).pdf)
    assert "A-77" in words


def test_what_is_kept_of_a_customer_is_on_no_slip(customer: int, read_pdf: Reader) -> None:
    line = LineForm(name="門禁主機（黑名單管理）", quantity=Decimal(1), unit_price=Decimal(90))
    sale = sales.add(SaleForm(customer, [line], note="在黑名單裡，先收現"))
    (words,) = read_pdf(sale_pdf.make(sale_paper.of_sale(sale)).pdf)
    assert ("門禁主機（黑名單管理）" in words, "在⚠裡" in words, "在黑名單裡" in words) == (True, True, False)


def test_a_deposit_has_its_receipt(customer: int, read_pdf: Reader) -> None:
    sale = _sell(customer)
    first = payments.add(PaymentForm(customer=customer, amount=4_280, sale=sale, method="transfer", reference="12345"))
    rest = payments.add(PaymentForm(customer=customer, amount=10_000, sale=sale))
    (deposit,) = read_pdf(receipt_pdf.make(sale_paper.of_payment(first)).pdf)
    (receipt,) = read_pdf(receipt_pdf.make(sale_paper.of_payment(rest)).pdf)
    wanted = ["訂金收據", "宏達室內裝修", "4,280", "肆仟貳佰捌拾元整", "12345", "10,000", sales.get(sale).number]
    assert [text for text in wanted if text not in deposit] == []
    assert ("收款收據" in receipt, "壹萬元整" in receipt) == (True, True)


def test_a_statement_adds_up_line_by_line(customer: int, read_pdf: Reader) -> None:
    for number in range(50):
        _sell(customer, f"2026-11-{number % 28 + 1:02}")
    payments.add(PaymentForm(customer=customer, amount=14_000, paid_on="2026-11-28"))
    paper = statement_pdf.of_customer(customer, "2026-11-01", "2026-11-30")
    pages = read_pdf(statement_pdf.make([paper]).pdf)
    assert len(pages) > 1
    assert [page for page in pages if "餘額" not in page] == []
    assert ("700,000" in pages[-1], "714,000" in pages[-1], "柒拾萬元整" in pages[-1]) == (True, True, True)


def test_a_payment_that_was_taken_back_is_said_to_be(customer: int, read_pdf: Reader, saturday: None) -> None:
    cheque = PaymentForm(customer, 40_000, "cheque", paid_on="2026-11-20", cheque_no="AC123", due_on="2026-12-20")
    payments.counter(payments.add(cheque))
    (statement,) = read_pdf(statement_pdf.make([statement_pdf.of_customer(customer, "2026-11-01", "2026-11-30")]).pdf)
    assert (statement.count("支票"), statement.count("沖銷　支票")) == (2, 1)
    (takings,) = read_pdf(takings_pdf.make().pdf)
    assert "沖銷　支票" in takings


def test_statements_of_many_count_their_own_pages(customer: int, read_pdf: Reader) -> None:
    other = customers.add(CustomerForm(name="順心餐廳"))
    for one in (customer, other):
        _sell(one)
    papers = [statement_pdf.of_customer(one, "2026-11-01", "2026-11-30") for one in (customer, other)]
    first, second = read_pdf(statement_pdf.make(papers).pdf)
    assert ("宏達室內裝修" in first, "順心餐廳" in second) == (True, True)
    assert [page.count("第 1 頁，共 1 頁") for page in (first, second)] == [1, 1]
    with pytest.raises(ValueError, match="without a document"):
        statement_pdf.make([])


def test_the_takings_of_a_day(customer: int, read_pdf: Reader) -> None:
    payments.add(PaymentForm(customer=customer, amount=3_000, paid_on="2026-11-20"))
    payments.add(PaymentForm(customer=customer, amount=500, paid_on="2026-11-20", method="line_pay"))
    payments.add(PaymentForm(customer=customer, amount=77, paid_on="2026-11-19"))
    (words,) = read_pdf(takings_pdf.make("2026-11-20").pdf)
    assert [text for text in ("今日收款表", "宏達室內裝修", "3,000", "500", "3,500", "現金") if text not in words] == []
    assert "77" not in words.replace("2026", "")


def test_what_was_taken_back_is_a_return(customer: int, read_pdf: Reader) -> None:
    back = sales.add(sales.return_of(_sell(customer)))
    (words,) = read_pdf(sale_pdf.make(sale_paper.of_sale(back)).pdf)
    assert ("退貨單" in words, "-14,280" in words, "負壹萬肆仟貳佰捌拾元整" in words) == (True, True, True)
