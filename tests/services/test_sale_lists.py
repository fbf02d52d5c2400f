"""The list of sales: what is found by what, the chips, what is left to pay, the sums, the file."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.core import clock
from db.services import customers, payments, sale_lists, sales, walk_in
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sale_lists import Chip, SaleItem, SaleQuery
from db.services.sales import SaleForm
from reports import sale_list


def sold(customer: int, price: int, on: str = "", **more: object) -> int:
    line = LineForm(name=str(more.pop("name", "濾心")), quantity=Decimal(1), unit_price=Decimal(price))
    for key in ("delivery", "serial_no"):
        setattr(line, key, more.pop(key, ""))
    return sales.add(SaleForm(customer, [line], happened_on=on, **more))  # type: ignore[arg-type]


@pytest.fixture
def chen(shop: Path) -> int:
    return customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))


@pytest.fixture
def lin(shop: Path) -> int:
    return customers.add(CustomerForm(name="林建宏"))


def items(chip: Chip = "all", text: str = "") -> list[SaleItem]:
    return sale_lists.rows(sale_lists.ids(SaleQuery(text, chip)))


def test_the_latest_first_and_the_first_rows_are_those_of_the_whole(chen: int) -> None:
    today = clock.today()
    days = [today.replace(year=today.year - ago).isoformat() for ago in (2, 0, 1)]
    made = dict(zip(days, [sold(chen, 100, day) for day in days], strict=True))
    wanted = [made[day] for day in sorted(days, reverse=True)]
    assert list(sale_lists.ids(SaleQuery())) == [one.id for one in sale_lists.first(SaleQuery())] == wanted


@pytest.mark.parametrize("text", ["S11", "ab-1234", "SN-77", "暖風", "陳美", "345678"])
def test_it_is_found_by(chen: int, lin: int, text: str) -> None:
    sale = sold(chen, 100, name="浴室暖風機", serial_no="SN-77", invoice_no="AB-12345678")
    sold(lin, 100, is_owed=False)  # history has no slip
    assert [one.id for one in items(text=text)] == [sale]


@pytest.mark.parametrize("text", ["SN-88x", "sn-88X2", "ｓｎ－８８"])
def test_a_serial_number_is_found_in_any_case_and_width(chen: int, text: str) -> None:
    sale = sold(chen, 100, serial_no="Sn-88x2")
    assert [one.id for one in items(text=text)] == [sale]


def test_stars_and_brackets_are_no_pattern(chen: int) -> None:
    sold(chen, 100)
    assert items(text="*") == items(text="[") == []


def test_what_is_left_counts_money_by_name_and_money_without(chen: int, lin: int) -> None:
    first, second = sold(chen, 1000, "2026-01-02"), sold(chen, 500, "2026-01-03")
    paid = sold(lin, 300)
    payments.add(PaymentForm(lin, 300, sale=paid))
    payments.add(PaymentForm(chen, 200, sale=second))
    payments.add(PaymentForm(chen, 600))
    assert {one.id: one.left for one in items()} == {first: 400, second: 300, paid: 0}
    assert {one.id for one in items("unpaid")} == {first, second}
    assert sale_lists.sums(SaleQuery(chip="unpaid")) == sale_lists.Sums(2, 1500, 700)
    assert sale_lists.sums(SaleQuery()) == sale_lists.Sums(3, 1800)


def test_what_came_back_is_not_left(chen: int) -> None:
    sale = sold(chen, 1000)
    back = sales.add(sales.return_of(sale))
    assert [(one.id, one.left, one.can_return) for one in items()] == [(back, 0, False), (sale, 0, False)]
    assert [one.id for one in items("returns")] == [back]
    assert items("unpaid") == []


def test_the_chips_and_what_stands_under_them(chen: int) -> None:
    before = clock.today().replace(year=clock.today().year - 1).isoformat()
    sold(chen, 100, before, invoice_no="AB-12345678")
    sold(chen, 200, kept_here="放後面")
    sold(chen, 300, delivery="ordered")
    counted = {key: count for key, _words, count in sale_lists.counts()}
    assert counted == {"all": 3, "today": 2, "week": 2, "month": 2, "unpaid": 3, "ordered": 1, "kept": 1, "invoiced": 1}
    assert [(one.deliveries, one.kept_here) for one in items("ordered")] == [(("ordered",), "")]


def test_a_day_is_no_number_of_a_placeholder(chen: int) -> None:
    sale = sold(chen, 100, name="燈管")
    assert [one.id for one in items("today", "燈管")] == [one.id for one in items("unpaid", "燈管")] == [sale]


def test_more_than_three_lines_are_counted(chen: int) -> None:
    lines = [LineForm(name=f"品{at}", quantity=Decimal(1), unit_price=Decimal(1)) for at in range(5)]
    sale = sales.add(SaleForm(chen, [*lines, LineForm("note", name="謝謝")]))
    (item,) = sale_lists.rows([sale])
    assert (item.what, item.more, item.lines) == ("品0、品1、品2", 2, 5)


@pytest.mark.parametrize("sort", ["number", "customer", "total"])
def test_every_order_lists_every_sale(chen: int, lin: int, sort: str) -> None:
    made = {sold(chen, 300), sold(lin, 100), sold(chen, 200, is_owed=False)}
    up, down = (list(sale_lists.ids(SaleQuery(sort=sort, descending=way))) for way in (False, True))
    assert (set(up), up) == (made, down[::-1])


def test_the_walk_in_customer_is_one(shop: Path) -> None:
    one = walk_in.customer()
    assert (walk_in.customer(), customers.form(one).name) == (one, "現場客人")
    customers.archive([one], "closed")
    assert walk_in.customer() != one  # who was put away buys no more


def test_the_file_has_a_row_a_sale(chen: int, tmp_path: Path) -> None:
    sold(chen, 1200, "2026-01-02", invoice_no="AB-12345678", note="=1+1")
    written = sale_list.write(tmp_path / "sales.xlsx")
    rows = list(load_workbook(written.path).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert written.rows == 1
    assert [rows[1][at] for at in (2, 3, 4, 5, 6, 7)] == ["陳美惠", "濾心", 1200, 1200, "AB-12345678", "=1+1"]
    assert sale_list.write(tmp_path / "sales.csv").path.read_bytes().count("陳美惠".encode()) == 1
