"""Sales of the shop's own: tax, terms, slips' numbers, what comes back, reminders of service; the figures follow."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from db.core import audit, clock
from db.core.connection import rows, run, value
from db.core.errors import ChangedSinceError, InputError, NotFoundError, RefusedError
from db.services import customers, figures, payments, products, sales, tasks
from db.services.customers import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm

pytestmark = pytest.mark.usefixtures("shop", "saturday")
_FIGURES = "SELECT owing, bought, last_bought_on, times_bought FROM customer_figures WHERE customer = ?"
LINES = [
    LineForm(name="面盆龍頭", quantity=Decimal(3), unit_price=Decimal("1850.25"), discount="100"),
    LineForm(name="安裝", quantity=Decimal(1), unit_price=Decimal(500)),
    LineForm("discount", name="老主顧折扣", discount="5%"),
    LineForm("option", name="止水帶", quantity=Decimal(1), unit_price=Decimal(25)),
]


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def test_tax_is_the_money_functions(one: int) -> None:
    row = sales.get(sales.add(SaleForm(one, LINES, tax_mode="exclusive")))
    assert [line.amount for line in row.lines] == [5451, 500, -298, 25]
    assert (row.net, row.tax, row.total) == (5653, 283, 5936)
    inclusive = sales.get(sales.add(SaleForm(one, LINES, tax_mode="inclusive", total=5_600)))
    assert (inclusive.net, inclusive.tax, inclusive.total) == (5333, 267, 5600)
    plain = sales.get(sales.add(SaleForm(one, LINES)))
    assert (plain.net, plain.tax, plain.total) == (None, None, 5653)
    with pytest.raises(InputError):
        sales.add(SaleForm(one, [LineForm(name="x", quantity=Decimal(1), unit_price=Decimal(1), discount="半價")]))


def test_a_slip_has_a_number_of_its_own_and_history_has_none(one: int) -> None:
    first, second = (sales.get(sales.add(SaleForm(one, total=1))) for _ in range(2))
    assert first.number and second.number and first.number != second.number
    assert sales.get(sales.add(SaleForm(one, total=1, is_owed=False))).number == ""
    assert value("SELECT count(*) FROM sale WHERE number <> ''") == 2


def test_what_is_read_is_what_is_saved_again(one: int) -> None:
    sale = sales.add(
        SaleForm(one, LINES, tax_mode="exclusive", invoice_no="ab 12345678", invoice_kind="triplicate", staff="阿德")
    )
    before = sales.get(sale)
    lines = value("SELECT max(id) FROM change")
    form = sales.form(sale)
    assert [line.amount for line in form.lines] == [None] * 4
    assert form.total is None
    sales.change(sale, form)
    assert sales.get(sale) == before
    assert before.invoice_no == "AB-12345678"
    assert value("SELECT max(id) FROM change") == lines
    form.lines[1].quantity = Decimal(2)
    sales.change(sale, form)
    assert sales.get(sale).total == 6434
    with pytest.raises(ChangedSinceError):
        sales.change(sale, form)


def test_invoice_fields_are_looked_at(one: int) -> None:
    for wrong in ({"invoice_no": "A123"}, {"invoice_no": "AB-1234567"}, {"invoice_kind": "gold"}, {"invoice_on": "哪天"}):
        with pytest.raises(InputError):
            sales.add(SaleForm(one, total=1, **wrong))


@pytest.mark.parametrize("mode", ["exclusive", "inclusive", "zero", "none", ""])
def test_what_comes_back_mirrors_its_sale(one: int, mode: str) -> None:
    sale = sales.add(SaleForm(one, LINES, tax_mode=mode))
    there = sales.get(sale)
    back = sales.get(sales.add(sales.return_of(sale)))
    for name in ("net", "tax", "total"):
        bought, given = getattr(there, name), getattr(back, name)
        assert (bought is None and given is None) or bought + given == 0
    assert [line.amount for line in back.lines] == [-line.amount for line in there.lines if line.amount is not None]
    assert rows(_FIGURES, one) == [(0, 0, "2026-11-21", 1)]
    with pytest.raises(InputError):
        sales.add(sales.return_of(sale, {1: None}))
    with pytest.raises(RefusedError):
        sales.delete(sale)


def test_a_part_comes_back_at_the_price_that_was_paid(one: int) -> None:
    sale = sales.add(SaleForm(one, LINES[:2]))
    part = sales.return_of(sale, {0: Decimal(1)})
    assert (part.lines[0].quantity, part.lines[0].discount[:5]) == (Decimal(-1), "33.33")
    assert sales.get(sales.add(part)).total == -1817
    for much in (Decimal(4), Decimal(0), Decimal(-1)):
        with pytest.raises(InputError):
            sales.return_of(sale, {0: much})
    other = customers.add(CustomerForm(name="王小明"))
    part.customer = other
    with pytest.raises(InputError):
        sales.add(part)
    with pytest.raises(NotFoundError):
        sales.add(SaleForm(one, total=-1, returns=99))


def test_money_holds_a_sale_where_it_is(one: int) -> None:
    sale = sales.add(SaleForm(one, total=500), PaymentForm(0, 200))
    for wrong in ({"customer": customers.add(CustomerForm(name="王小明"))}, {"is_owed": False}):
        form = sales.form(sale)
        for name, new in wrong.items():
            setattr(form, name, new)
        with pytest.raises(RefusedError):
            sales.change(sale, form)
    assert rows(_FIGURES, one) == [(300, 500, "2026-11-21", 1)]


def test_figures_follow_every_unit_and_its_undo(one: int) -> None:
    other = customers.add(CustomerForm(name="王小明"))
    old = sales.add(SaleForm(one, total=900, happened_on="2025/3/1", is_owed=False))
    sale = sales.add(SaleForm(one, total=1_000))
    payments.add(PaymentForm(one, 300))
    assert rows(_FIGURES, one) == [(700, 1900, "2026-11-21", 2)]
    form = sales.form(sale)
    form.customer = other
    sales.change(sale, form)
    assert rows(_FIGURES, one) == [(-300, 900, "2025-03-01", 1)]
    assert rows(_FIGURES, other) == [(1000, 1000, "2026-11-21", 1)]
    audit.undo(audit.units(1)[0].id)
    assert rows(_FIGURES, one) == [(700, 1900, "2026-11-21", 2)]
    sales.delete(old)
    assert rows(_FIGURES, one) == [(700, 1000, "2026-11-21", 1)]
    there = rows("SELECT * FROM customer_figures ORDER BY customer")
    run("DELETE FROM customer_figures")
    figures.fill([one, other])
    assert rows("SELECT * FROM customer_figures ORDER BY customer") == there


def test_what_wears_out_is_remembered(one: int) -> None:
    clock.fix(datetime(2026, 8, 31, 2, tzinfo=UTC))
    filters = [
        products.add(ProductForm(name, recall_months=months, recall_item=item))
        for name, months, item in (("淨水器", 6, "濾心"), ("RO 機", 6, ""), ("水塔", 12, "清洗"))
    ]
    lines = [LineForm(product=product, name="x", quantity=Decimal(1), unit_price=Decimal(10)) for product in filters]
    sale = sales.add(SaleForm(one, lines))
    assert [(task.origin, task.due_on) for task in tasks.of(one)] == [("recall", "2027-03-01"), ("recall", "2027-08-31")]
    assert "濾心" in tasks.of(one)[0].title and "RO 機" in tasks.of(one)[0].title
    form = sales.form(sale)
    del form.lines[2]
    sales.change(sale, form)
    assert [task.due_on for task in tasks.of(one)] == ["2027-03-01"]
    tasks.done([tasks.of(one)[0].id])
    form = sales.form(sale)
    form.note = "已換"
    sales.change(sale, form)
    assert [task.done_on for task in tasks.of(one)] == ["2026-08-31"]
    sales.delete(sale)
    assert value("SELECT count(*) FROM task WHERE sale IS NULL AND done_on IS NOT NULL") == 1
    sales.add(SaleForm(one, lines, happened_on="2024/1/5"))
    assert value("SELECT count(*) FROM task WHERE done_on IS NULL") == 0
