"""A sale corrected: what stays stays in its row, what hangs on it holds it, what can't be is said."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from db.core import checking
from db.core.connection import rows, run
from db.core.errors import InputError, NotFoundError, RefusedError
from db.core.journal import unit
from db.services import bin as the_bin
from db.services import customers, deliveries, payments, products, quote_life, quote_versions, sales, tasks, wanted
from db.services.customers import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from db.services.wanted import WantedForm
from tests.services.november_quotes import Sheet, drawn, written

pytestmark = pytest.mark.usefixtures("saturday", "shop")
LAMP = LineForm(name="燈", quantity=Decimal(1), unit_price=Decimal(100), delivery="ordered")
WIRE = LineForm(name="線", quantity=Decimal(2), unit_price=Decimal(10))


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


@pytest.fixture
def two() -> int:
    return customers.add(CustomerForm(name="王小明"))


def _put(sale: int, **values: object) -> sales.SaleRow:
    sales.change(sale, replace(sales.form(sale), **values))  # type: ignore[arg-type]
    return sales.get(sale)


def _accepted(customer: int, *lines: LineForm) -> tuple[int, int]:
    quote = written(customer, list(lines) or [replace(LAMP, delivery="")])
    quote_life.issue(quote, drawn)
    return quote, quote_life.accept(quote)


def _erased(customer: int) -> None:
    customers.archive([customer], "closed")
    the_bin.empty([customer])
    assert checking.check().ok


def test_a_line_that_stays_keeps_its_row_and_where_its_goods_are(one: int) -> None:
    sale = sales.add(SaleForm(one, lines=[WIRE, LAMP]))
    (waiting,) = deliveries.of(one)
    _put(sale, lines=[replace(WIRE, name="電線"), LAMP], note="x")
    assert [row.key for row in deliveries.of(one)] == [waiting.key]
    _put(sale, lines=[LAMP])
    assert deliveries.move([waiting.key], "arrived") == 1
    assert [line.delivery for line in sales.get(sale).lines] == ["arrived"]
    assert rows("SELECT position, name FROM sale_line") == [(0, "燈")]


def test_lines_change_places_come_and_go(one: int) -> None:
    sale = sales.add(SaleForm(one, lines=[WIRE, LAMP]))
    ids = dict(rows("SELECT name, id FROM sale_line"))
    _put(sale, lines=[LAMP, WIRE, replace(WIRE, name="插座")])
    found = rows("SELECT name, id FROM sale_line ORDER BY position")
    assert found[:2] == [("燈", ids["燈"]), ("線", ids["線"])]
    assert found[2][0] == "插座"


@pytest.mark.parametrize("held", ["quote", "return", "is a return"])
def test_what_hangs_on_a_sale_holds_it_with_its_customer(one: int, two: int, held: str) -> None:
    if held == "quote":
        sale = _accepted(one)[1]
    else:
        sale = sales.add(SaleForm(one, lines=[LAMP, WIRE]))
        back = sales.add(sales.return_of(sale, {0: None}))
        sale = sale if held == "return" else back
    with pytest.raises((RefusedError, InputError)):
        _put(sale, customer=two)
    assert sales.get(sale).customer == one
    _erased(one)
    assert rows("SELECT id FROM sale") == []


def test_a_sale_moves_with_its_reminders_done_or_not(one: int, two: int) -> None:
    filter_ = products.add(ProductForm(name="淨水器", recall_months=6))
    sale = sales.add(SaleForm(one, lines=[replace(LAMP, product=filter_)]))
    tasks.done([task.id for task in tasks.of(one)])
    _put(sale, customer=two)
    assert rows("SELECT DISTINCT customer FROM task") == [(two,)]
    _erased(two)


@pytest.mark.parametrize("goes", [0, 1])
def test_what_names_something_of_who_is_erased_stays_without_it(one: int, two: int, goes: int) -> None:
    quote, sale = _accepted(one, WIRE)
    back = sales.add(sales.return_of(sale))
    paid = payments.add(PaymentForm(one, 20))
    payments.counter(paid)
    with unit("sales.change"):  # as a merge that was taken back in part may leave it
        run("UPDATE quote SET customer = ? WHERE id = ?", two, quote)
        run("UPDATE sale SET customer = ? WHERE id = ?", two, back)
        run("UPDATE payment SET customer = ?, sale = ? WHERE id = ?", two, sale, paid)
    _erased((one, two)[goes])
    assert rows("SELECT customer, quote, returns FROM sale") == [((two, one)[goes], None, None)]
    assert rows("SELECT sale, counters FROM payment") == [(None, None)]


def test_a_return_is_looked_at_when_it_is_corrected(one: int) -> None:
    sale = sales.add(SaleForm(one, lines=[WIRE]))
    back = sales.add(sales.return_of(sale))
    with pytest.raises(InputError):
        _put(back, total=-500)
    assert sales.get(back).total == -20


def test_the_sale_of_an_accepted_quote_goes_with_it(one: int) -> None:
    quote, sale = _accepted(one)
    with pytest.raises(RefusedError, match="1151121-001"):
        sales.delete(sale)
    quote_life.reopen(quote)
    assert rows("SELECT id FROM sale") == []


def test_the_day_it_is_due_follows_the_day_it_was_sold(one: int) -> None:
    form = customers.form(one)
    form.credit_days = "30"
    customers.change(one, form)
    sale = sales.add(SaleForm(one, total=1000, happened_on="2026-10-01"))
    assert sales.get(sale).due_on == "2026-10-31"
    assert _put(sale, happened_on="2026-11-01").due_on == "2026-12-01"
    assert _put(sale, due_on="2026-12-24").due_on == "2026-12-24"
    assert _put(sale, happened_on="2026-11-02").due_on == "2026-12-24"


def test_history_that_is_owed_after_all_gets_a_slip(one: int) -> None:
    sale = sales.add(SaleForm(one, total=1000, is_owed=False))
    number = _put(sale, is_owed=True).number
    assert number.startswith("S")
    assert _put(sale, note="x").number == number


def test_the_warranty_comes_along_from_the_quote(one: int) -> None:
    sale = _accepted(one, replace(LAMP, delivery="", warranty_months=12))[1]
    assert sales.get(sale).lines[0].warranty_months == 12


@pytest.mark.parametrize(
    "act",
    [
        lambda one: sales.add(SaleForm(one, total=10**16)),
        lambda one: sales.add(SaleForm(one, total=10**20)),
        lambda one: sales.add(SaleForm(one, total=-(10**14))),
        lambda one: payments.add(PaymentForm(one, 10**17)),
        lambda one: payments.add(PaymentForm(one, 10**19)),
        lambda one: sales.add(SaleForm(one, lines=[replace(LAMP, warranty_months=10**20)])),
        lambda one: sales.add(SaleForm(one, lines=[replace(LAMP, delivery="nonsense")])),
        lambda one: sales.add(SaleForm(one, total=5, happened_time="24:99")),
        lambda one: sales.add(SaleForm(one, total=5, happened_time="hello")),
        lambda one: sales.add(SaleForm(one, total=5, quote=777)),
        lambda one: sales.return_of(sales.add(SaleForm(one, lines=[WIRE])), {99: None}),
        lambda one: wanted.add(WantedForm(one, name="x", quantity=Decimal("1e20"))),
        lambda one: wanted.add(WantedForm(one, product=999)),
    ],
)
def test_what_can_not_be_is_said(one: int, act: Callable[[int], object]) -> None:
    with pytest.raises((InputError, NotFoundError)):
        act(one)


def test_what_is_wanted_of_a_product_that_went_stays(one: int) -> None:
    assert wanted.get(wanted.add(WantedForm(one, name="濾心", product=999))).product is None


def test_the_same_paper_of_somebody_else_outlives_who_is_erased(one: int, two: int) -> None:
    issued = {who: quote_life.issue(written(who, [LAMP]), lambda _paper: Sheet(b"the same")).issued for who in (one, two)}
    _erased(one)
    assert quote_versions.pdf(issued[two]) == b"the same"
