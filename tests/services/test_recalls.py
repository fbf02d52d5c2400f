"""保養 follows its sale: put off it stays put off, what came back is not renewed, a sale of another day is due on another day."""

from decimal import Decimal

import pytest

from db.core import audit
from db.core.connection import rows
from db.services import customers, products, recalls, sales, tasks
from db.services.customers import CustomerForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from db.services.sales import SaleForm

pytestmark = pytest.mark.usefixtures("shop", "saturday")
DUE = "2027-05-21"


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


@pytest.fixture
def sale(one: int) -> int:
    """Two water filters, to be renewed after half a year."""
    water = products.add(ProductForm("淨水器, 大", recall_months=6, recall_item="濾心,三支"))
    return sales.add(SaleForm(one, [LineForm(product=water, name="淨水器", quantity=Decimal(2), unit_price=Decimal(3200))]))


def _corrected(sale: int, **new: object) -> None:
    form = sales.form(sale)
    for name, value in new.items():
        setattr(form, name, value)
    sales.change(sale, form)


def _days(sale: int) -> list[str]:
    return [day for _title, day in recalls.arranged(sale)]


def test_a_name_with_a_comma_stays_one_name(sale: int) -> None:
    ((title, day),) = recalls.arranged(sale)
    assert ("濾心,三支" in title, day) == (True, DUE)
    assert [one.products for one in recalls.of(sale)] == ["淨水器, 大"]


def test_put_off_it_stays_put_off(one: int, sale: int) -> None:
    (task,) = tasks.of(one)
    tasks.put_off([task.id], "2027-08-02")
    _corrected(sale, invoice_no="AB12345678")
    assert _days(sale) == ["2027-08-02"]
    tasks.done([task.id])
    _corrected(sale, note="改送二樓")
    assert rows("SELECT done_on IS NOT NULL FROM task") == [(1,)]


def test_a_sale_of_another_day_is_due_on_another_day(one: int, sale: int) -> None:
    _corrected(sale, happened_on="2026-11-02")
    assert _days(sale) == ["2027-05-03"]  # the second is a Sunday
    _corrected(sale, happened_on="2020-01-06")
    assert _days(sale) == []


def test_it_goes_to_another_customer_with_its_sale(one: int, sale: int) -> None:
    (task,) = tasks.of(one)
    tasks.put_off([task.id], "2027-08-02")
    other = customers.add(CustomerForm(name="王小明"))
    _corrected(sale, customer=other)
    assert rows("SELECT customer, due_on FROM task") == [(other, "2027-08-02")]
    tasks.done([task.id])
    _corrected(sale, customer=one)
    assert rows("SELECT customer FROM task") == [(one,)]


def test_what_came_back_is_not_renewed(sale: int) -> None:
    part = sales.add(sales.return_of(sale, {0: Decimal(1)}))
    assert _days(sale) == [DUE]
    rest = sales.add(sales.return_of(sale))
    assert (_days(sale), _days(part), _days(rest)) == ([], [], [])
    audit.undo(audit.units(1)[0].id)
    assert _days(sale) == [DUE]
    rest = sales.add(sales.return_of(sale))
    sales.delete(rest)
    assert _days(sale) == [DUE]
