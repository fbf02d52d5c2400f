"""What comes back of a sale in parts: never more than was bought, and all of it comes to the same as at once."""

import random
from collections.abc import Iterable
from decimal import Decimal

import pytest

from db.core.errors import InputError
from db.services import customers, receivables, sale_returns, sales
from db.services.customers import CustomerForm
from db.services.lines import LineForm
from db.services.sales import SaleForm, SaleRow

pytestmark = pytest.mark.usefixtures("shop", "saturday")
MODES = ("exclusive", "inclusive", "zero", "none", "")


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def line(name: str, quantity: int | str, price: int | str, discount: str = "", serial_no: str = "") -> LineForm:
    """So many of something."""
    return LineForm(name=name, quantity=Decimal(quantity), unit_price=Decimal(price), discount=discount, serial_no=serial_no)


def bought(customer: int, lines: Iterable[LineForm], mode: str = "none", total: int | None = None) -> int:
    """A sale of these."""
    return sales.add(SaleForm(customer, list(lines), tax_mode=mode, total=total))


def back(sale: int, place: int, quantity: int | str | None = None) -> SaleRow:
    """So many of this line come back."""
    return sales.get(sales.add(sales.return_of(sale, {place: None if quantity is None else Decimal(quantity)})))


def test_two_dollars_of_tax_do_not_refuse_the_second_line(one: int) -> None:
    sale = bought(one, [line("水龍頭", 1, 10), line("墊片", 1, 10)], "exclusive")
    first, second = back(sale, 0), back(sale, 1)
    assert [(row.net, row.tax, row.total) for row in (first, second)] == [(-10, -1, -11), (-10, 0, -10)]
    assert receivables.of(one).owed == 0


@pytest.mark.parametrize("mode", MODES)
def test_all_of_it_in_parts_comes_to_the_dollar_in_any_order(one: int, mode: str) -> None:
    dice = random.Random(f"returns {mode}")
    for _round in range(12):
        lines = [line(f"品項{at}", dice.randint(1, 4), f"{dice.randint(1, 9999) / 10}") for at in range(dice.randint(1, 4))]
        lines[0].discount = dice.choice(("", "7%", "1"))
        lines.insert(dice.randint(1, len(lines)), LineForm("discount", name="老主顧", discount=dice.choice(("5%", "1", "12.5%"))))
        lines.append(LineForm("discount", name="湊整數", discount="1"))
        sale = bought(one, lines, mode, dice.choice((None, 4321)))
        each = [at for at, one_of in enumerate(lines) if one_of.kind == "item" for _piece in range(int(one_of.quantity or 0))]
        dice.shuffle(each)
        parts = [back(sale, at, 1) for at in each]
        assert sum(part.total or 0 for part in parts) == -(sales.get(sale).total or 0)
        assert all((part.total or 0) <= 0 for part in parts)
        if mode == "exclusive" and sales.form(sale).total is None:
            assert sum(part.net or 0 for part in parts) == -(sales.get(sale).net or 0)


def test_a_line_does_not_come_back_twice(one: int) -> None:
    sale = bought(one, [line("濾心", 2, 100), line("淨水器", 1, 1000)])
    assert back(sale, 0).total == -200
    assert sale_returns.left(sale, sales.get(sale).lines) == {1: Decimal(1)}
    for wanted in ({0: None}, {0: Decimal(1)}, {1: Decimal(2)}, {99: None}, {-1: None}):
        with pytest.raises(InputError):
            sales.return_of(sale, wanted)
    typed = SaleForm(one, [line("濾心", -1, 100)], returns=sale)
    with pytest.raises(InputError):  # nor by a return that is typed by itself
        sales.add(typed)
    assert sales.get(sales.add(sales.return_of(sale))).total == -1000  # all that is left
    with pytest.raises(InputError):
        sales.return_of(sale)


def test_a_return_is_corrected_without_counting_itself(one: int) -> None:
    sale = bought(one, [line("濾心", 2, 100)])
    given = back(sale, 0, 1)
    form = sales.form(given.id)
    form.lines[0].quantity = Decimal(-2)
    sales.change(given.id, form)
    assert sales.get(given.id).total == -200
    form = sales.form(given.id)
    form.lines[0].quantity, form.lines[0].unit_price = Decimal(-3), Decimal(1)
    with pytest.raises(InputError):
        sales.change(given.id, form)
    form.lines[0].quantity, form.total = Decimal(-1), 50
    with pytest.raises(InputError):  # what comes back is less than nothing
        sales.change(given.id, form)


def test_discounts_come_back_in_share(one: int) -> None:
    of_all = [LineForm("discount", name="老主顧", discount="10%"), LineForm("discount", name="零頭", discount="90")]
    sale = bought(one, [line("甲", 1, 1000), line("乙", 2, 1000), *of_all])
    assert sales.get(sale).total == 2610
    first = back(sale, 1, 1)
    assert [row.amount for row in first.lines] == [-1000, 100, 30]
    assert (first.total, back(sale, 0).total, back(sale, 1).total) == (-870, -870, -870)


def test_a_discount_is_shared_by_what_stands_above_it(one: int) -> None:
    sale = bought(one, [line("甲", 1, 1000), LineForm("discount", discount="100"), line("工資", 1, 500)])
    assert (back(sale, 2).total, back(sale, 0).total) == (-500, -900)


def test_a_sum_that_was_written_down_is_given_back_in_share(one: int) -> None:
    sale = bought(one, [line("甲", 3, 100)], "inclusive", total=250)
    assert [back(sale, 0, 1).total for _piece in range(3)] == [-83, -84, -83]


def test_of_two_of_the_same_the_one_that_is_meant(one: int) -> None:
    sale = bought(one, [line("冷氣", 1, 30_000, serial_no="A1"), line("冷氣", 1, 28_000, serial_no="B2")])
    assert back(sale, 1).total == -28_000
    assert sale_returns.left(sale, sales.get(sale).lines) == {0: Decimal(1)}


def test_worn_goods_at_half_the_price_leave_the_rest_as_it_was(one: int) -> None:
    sale = bought(one, [line("椅子", 2, 500)])
    worn = sales.return_of(sale, {0: Decimal(1)})
    worn.lines[0].unit_price = Decimal(250)
    assert sales.get(sales.add(worn)).total == -250
    assert back(sale, 0).total == -500


def test_a_sale_of_a_sum_alone_comes_back_as_what_is_left(one: int) -> None:
    sale = sales.add(SaleForm(one, total=1_000))
    sales.add(SaleForm(one, total=-300, returns=sale))
    assert sales.get(sales.add(sales.return_of(sale))).total == -700
