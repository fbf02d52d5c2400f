"""What is owed: by sale and by age, the oldest paid first; the light; statements that add up."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.core.connection import run, value
from db.core.errors import NotFoundError
from db.core.journal import unit
from db.services import customers, own_fields, payments, receivables, sales, statements
from db.services.customers import CustomerForm
from db.services.payments import PaymentForm
from db.services.receivables import Charge
from db.services.sales import SaleForm

_SHOP = pytest.mark.usefixtures("shop", "saturday")
_AMOUNTS = st.integers(-50_000, 50_000)


def _customer(name: str = "永發水電", **agreed: int) -> int:
    one = customers.add(CustomerForm(name=name))
    with unit("customers.set_field"):
        for column, agreed_on in agreed.items():
            run(f"UPDATE customer SET {column} = ? WHERE id = ?", agreed_on, one)
    return one


@_SHOP
def test_the_oldest_is_paid_first_and_a_named_one_before_it() -> None:
    one = _customer()
    old, new, third = (sales.add(SaleForm(one, happened_on=day, total=1_000)) for day in ("9/1", "10/1", "11/1"))
    payments.add(PaymentForm(one, 300, sale=third))
    payments.add(PaymentForm(one, 1_200))
    assert [(sale.id, sale.paid, sale.left) for sale in receivables.open_sales(one)] == [(new, 200, 800), (third, 300, 700)]
    payments.add(PaymentForm(one, 900, sale=third))  # 200 more than it cost
    assert [(sale.id, sale.left) for sale in receivables.open_sales(one)] == [(new, 600)]
    sales.add(sales.return_of(new))
    assert receivables.open_sales(one) == []
    assert (receivables.of(one).owed, receivables.of(one).words) == (-400, "預付 400")
    assert old


@_SHOP
def test_an_opening_balance_is_what_was_owed_before() -> None:
    field = own_fields.add("目前欠款", "number", is_opening=True)
    one = customers.add(CustomerForm(name="永發水電", own={f"f{field}": 38_500}))
    assert (receivables.of(one).opening, receivables.of(one).owed) == (38_500, 38_500)
    assert [(sale.id, sale.left, sale.on) for sale in receivables.open_sales(one)] == [(0, 38_500, "2026-11-21")]
    sale = sales.add(SaleForm(one, total=1_500))
    payments.add(PaymentForm(one, 39_000))
    assert [(open_.id, open_.left) for open_ in receivables.open_sales(one)] == [(sale, 1_000)]
    own_fields.archive(field)
    assert value("SELECT owing FROM customer_figures WHERE customer = ?", one) == -37_500
    own_fields.put_back(field)
    assert value("SELECT owing FROM customer_figures WHERE customer = ?", one) == 1_000


@_SHOP
def test_the_light_says_whether_more_may_be_given() -> None:
    one = _customer(credit_limit=50_000, credit_days=30)
    assert (receivables.of(one).light, receivables.of(one).words) == ("green", "")
    sales.add(SaleForm(one, total=38_500))
    assert sales.of(one)[0].due_on == "2026-12-21"
    assert (receivables.of(one).light, receivables.of(one).words) == ("green", "欠款 38,500、可以欠 50,000")
    sales.add(SaleForm(one, total=1_500))
    assert receivables.of(one).light == "amber"
    sales.add(SaleForm(one, total=12_000, happened_on="2026/10/15"))
    assert (receivables.of(one).overdue, receivables.of(one).light) == (12_000, "red")  # over the limit
    payments.add(PaymentForm(one, 20_000))
    assert (receivables.of(one).overdue, receivables.of(one).light) == (0, "green")
    late = _customer("大榮工程", credit_days=30)
    sales.add(SaleForm(late, total=100, happened_on="2026/8/23"))  # due 9/22: 60 days
    assert receivables.of(late).light == "amber"
    sales.add(SaleForm(late, total=100, happened_on="2026/8/22"))
    assert receivables.of(late).light == "red"


@_SHOP
def test_everybody_who_owes_stands_in_the_aged_list() -> None:
    one, other, nobody = _customer(), _customer("大榮工程", closing_day=25, credit_days=30), _customer("王小明")
    for day, total in (("11/21", 1), ("11/20", 20), ("10/22", 300), ("10/21", 4_000), ("9/21", 50_000), ("8/1", 600_000)):
        sales.add(SaleForm(one, happened_on=f"2026/{day}", total=total))
    due = [sales.get(sales.add(SaleForm(other, happened_on=day, total=700))).due_on for day in ("2026/9/25", "2026/9/26")]
    assert due == ["2026-10-25", "2026-11-24"]
    sales.add(SaleForm(nobody, total=500), PaymentForm(nobody, 0))
    rows = receivables.aged()
    assert [(row.name, row.total) for row in rows] == [("永發水電", 654_321), ("大榮工程", 1_400)]
    first = rows[0]
    assert (first.not_due, first.to_30, first.to_60, first.to_90, first.over_90) == (1, 320, 4_000, 50_000, 600_000)
    assert (rows[1].not_due, rows[1].to_30) == (700, 700)
    assert receivables.aged(date(2027, 6, 1))[1].over_90 == 1_400
    customers.archive([one], "moved")
    assert receivables.aged()[0].customer == one  # who moved away owes still


@_SHOP
def test_a_cheque_that_is_to_come_is_told() -> None:
    one = _customer()
    sales.add(SaleForm(one, total=1_000))
    cheque = payments.add(PaymentForm(one, 1_000, "cheque", due_on="2027/3/1"))
    assert (receivables.of(one).owed, receivables.of(one).words) == (0, "支票未兌現 1,000")
    bounced = payments.add(PaymentForm(one, 500, "cheque", due_on="2027/4/1"))
    assert receivables.of(one).words == "預付 500、支票未兌現 1,500"
    payments.counter(bounced)
    payments.clear(cheque)
    assert (receivables.of(one).cheques, receivables.of(one).words) == (0, "")


@_SHOP
def test_money_and_goods_given_back_count_once() -> None:
    """What names a sale, what came back of it, what was paid back for that, and money for nothing named."""
    one = _customer()
    first, paid = (sales.add(SaleForm(one, happened_on="11/1", total=total)) for total in (900, 2_000))
    payments.add(PaymentForm(one, 2_000, sale=paid))
    assert [(sale.id, sale.left) for sale in receivables.open_sales(one)] == [(first, 900)]
    back = sales.add(SaleForm(one, total=-500, returns=paid), PaymentForm(one, -200))
    assert [(sale.id, sale.paid, sale.left) for sale in receivables.open_sales(one)] == [(first, 300, 600)]
    payments.add(PaymentForm(one, -300, sale=back))
    payments.add(PaymentForm(one, 100))
    assert [(sale.id, sale.paid, sale.left) for sale in receivables.open_sales(one)] == [(first, 100, 800)]
    payments.add(PaymentForm(one, 5_000))
    assert receivables.open_sales(one) == []
    payments.add(PaymentForm(one, -6_000))
    assert sum(sale.left for sale in receivables.open_sales(one)) == receivables.of(one).owed == 1_800
    other = _customer("大榮工程")
    unpaid = sales.add(SaleForm(other, total=900))
    sales.add(SaleForm(other, total=-500, returns=unpaid), PaymentForm(other, 0))  # money back for goods nobody had paid
    assert [(sale.id, sale.left) for sale in receivables.open_sales(other)] == [(unpaid, 400), (receivables.OPENING, 500)]


@given(st.lists(_AMOUNTS, max_size=8), st.dictionaries(st.none() | st.integers(1, 9), _AMOUNTS, max_size=6))
def test_what_is_left_is_what_is_owed(totals: list[int], paid: dict[int | None, int]) -> None:
    listed = [Charge(number, "", "", "", total) for number, total in enumerate(totals, 1)]
    left = receivables.settled(listed, paid)
    assert sum(one.left for one in left) == max(0, sum(totals) - sum(paid.values()))
    assert all(one.left == one.total - one.paid > 0 for one in left)


@_SHOP
def test_a_statement_adds_up() -> None:
    one = _customer(closing_day=31, credit_days=15)
    before = sales.add(SaleForm(one, happened_on="2026/10/31", total=5_000))
    payments.add(PaymentForm(one, 1_000, paid_on="10/31"))
    bought = sales.add(SaleForm(one, happened_on="2026/11/1", total=2_100, invoice_no="ab12345678"))
    payments.add(PaymentForm(one, 4_000, "transfer", paid_on="11/5", reference="12345"))
    sales.add(sales.return_of(bought))
    sales.add(SaleForm(one, happened_on="2026/12/1", total=900))
    found = statements.of(one, *statements.period(31, date(2026, 11, 15)))
    assert (found.first, found.last, found.pay_by) == ("2026-11-01", "2026-11-30", "2026-12-15")
    assert (found.opening, found.charged, found.received, found.closing) == (4_000, 0, 4_000, 0)
    assert [(entry.on, entry.charged, entry.received, entry.balance) for entry in found.entries] == [
        ("2026-11-01", 2_100, 0, 6_100), ("2026-11-05", 0, 4_000, 2_100), ("2026-11-21", -2_100, 0, 0),
    ]  # fmt: skip
    assert (found.entries[0].invoice_no, found.entries[1].number) == ("AB-12345678", "12345")
    assert sales.get(before).number
    with pytest.raises(NotFoundError):
        statements.of(99, "2026-11-01", "2026-11-30")


@_SHOP
def test_whose_account_closes_with_something_to_pay() -> None:
    one, paid, never = _customer(closing_day=25), _customer("大榮工程", closing_day=31), _customer("王小明")
    for who in (one, paid, never):
        sales.add(SaleForm(who, happened_on="2026/11/10", total=2_000))
    sales.add(SaleForm(one, happened_on="2026/11/26", total=70))
    payments.add(PaymentForm(paid, 2_000))
    (row,) = statements.due(date(2026, 11, 1))
    assert (row.customer, row.first, row.last, row.closing) == (one, "2026-10-26", "2026-11-25", 2_000)
    assert [row.closing for row in statements.due(date(2026, 12, 1))] == [2_070]
    assert statements.period(31, date(2028, 2, 9)) == ("2028-02-01", "2028-02-29")
    assert statements.period(25, date(2026, 3, 9)) == ("2026-02-26", "2026-03-25")


@_SHOP
def test_a_statement_begins_with_its_first_day_and_ends_with_its_last() -> None:
    one = _customer(closing_day=25)
    for day in ("10/25", "10/26", "11/25", "11/26"):
        sales.add(SaleForm(one, happened_on=f"2026/{day}", total=1_000))
        payments.add(PaymentForm(one, 100, paid_on=f"2026/{day}"))
    found = statements.of(one, "2026-10-26", "2026-11-25")
    assert (found.opening, found.charged, found.received, found.closing) == (900, 2_000, 200, 2_700)
    said = [(entry.on, entry.kind) for entry in found.entries]
    assert said == [(day, kind) for day in ("2026-10-26", "2026-11-25") for kind in ("sale", "payment")]


@_SHOP
def test_whose_account_closes_says_what_the_statement_says() -> None:
    field = own_fields.add("目前欠款", "number", is_opening=True)
    dice = Random("closing")
    people = [_customer(f"客戶{day}", closing_day=day) for day in (5, 10, 20, 25, 31)]
    customers.add(CustomerForm(name="沒約", own={f"f{field}": 900}))
    for one in people:
        form = customers.form(one)
        form.own[f"f{field}"] = dice.choice((None, 300))
        customers.change(one, form)
        for _turn in range(8):
            day = f"2026-{dice.randint(9, 11)}-{dice.randint(1, 30)}"
            sales.add(SaleForm(one, happened_on=day, total=dice.randint(1, 900), is_owed=dice.random() < 0.8))
            payments.add(PaymentForm(one, dice.randint(1, 600), paid_on=day))
    for month in (9, 10, 11, 12):
        agreed = [
            (one, *statements.period(day, date(2026, month, 1))) for one, day in zip(people, (5, 10, 20, 25, 31), strict=True)
        ]
        told = [(one, first, last, statements.of(one, first, last).closing) for one, first, last in agreed]
        due = statements.due(date(2026, month, 1))
        assert [(row.customer, row.first, row.last, row.closing) for row in due] == [one for one in told if one[3] > 0]
