"""Money in: by every way of paying, never changed, countered; cheques until the bank paid them; the takings of a day."""

import pytest

from db.core import audit
from db.core.connection import value
from db.core.errors import InputError, NotFoundError, RefusedError
from db.services import customers, payments, sales, timeline
from db.services.customers import CustomerForm
from db.services.payments import PaymentForm
from db.services.sales import SaleForm

pytestmark = pytest.mark.usefixtures("shop", "saturday")


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def test_a_payment_is_kept_as_it_was_typed(one: int) -> None:
    sale = sales.add(SaleForm(one, total=19_132))
    paid = payments.add(PaymentForm(one, 5_700, "transfer", "11/20", sale, reference=" １２３４５ ", bank="不相干", note="訂金"))
    row = payments.get(paid)
    assert (row.name, row.amount, row.method, row.paid_on, row.reference) == ("陳美惠", 5700, "transfer", "2026-11-20", "12345")
    assert (row.bank, row.due_on, row.note, row.sale) == ("", None, "訂金", sale)
    assert row.sale_number == sales.get(sale).number != ""
    assert payments.of(one) == payments.of_sale(sale) == [row]
    (moment,) = timeline.of(one, kinds=("payment",))
    assert (moment.title, moment.text, moment.amount) == ("transfer", "12345 訂金", 5700)


def test_what_can_not_be_paid_is_said(one: int) -> None:
    other = customers.add(CustomerForm(name="王小明"))
    theirs, old = sales.add(SaleForm(other, total=100)), sales.add(SaleForm(one, total=100, is_owed=False))
    for wrong in (
        PaymentForm(one, 0), PaymentForm(one, 100, "gold"), PaymentForm(one, 100, "cheque"), PaymentForm(one, 100, sale=theirs),
        PaymentForm(one, 100, sale=old), PaymentForm(one, 100, paid_on="哪天"),
    ):  # fmt: skip
        with pytest.raises(InputError):
            payments.add(wrong)
    for gone in (PaymentForm(99, 100), PaymentForm(one, 100, sale=99)):
        with pytest.raises(NotFoundError):
            payments.add(gone)
    assert value("SELECT count(*) FROM payment") == 0


def test_a_payment_is_countered_once_and_never_undone(one: int) -> None:
    paid = payments.add(PaymentForm(one, 3_000))
    done = audit.last_undoable()
    assert done is not None and done.action == "customers.add"
    entry = payments.counter(paid, "打錯客戶")
    assert [(row.amount, row.counters, row.countered_by) for row in payments.of(one)] == [
        (-3000, paid, None),
        (3000, None, entry),
    ]
    for again in (paid, entry):
        with pytest.raises(RefusedError):
            payments.counter(again)
    with pytest.raises(NotFoundError):
        payments.counter(99)


def test_an_entry_against_a_payment_says_what_it_takes_back(one: int) -> None:
    sale = sales.add(SaleForm(one, total=6_000))
    for filled in (
        PaymentForm(one, 3_000, "cheque", sale=sale, bank="合庫", cheque_no="AB123", due_on="2026/12/1"),
        PaymentForm(one, 2_000, "transfer", reference="12345"),
    ):
        paid = payments.get(payments.add(filled))
        entry = payments.get(payments.counter(paid.id, "退票"))
        same = ("customer", "method", "sale", "reference", "bank", "cheque_no")
        assert [getattr(entry, name) for name in same] == [getattr(paid, name) for name in same]
        assert (entry.amount, entry.note, entry.due_on, entry.counters) == (-paid.amount, "退票", None, paid.id)


def test_cheques_stand_until_the_bank_paid_them(one: int) -> None:
    late, soon, wrong = (
        payments.add(PaymentForm(one, 1_000, "cheque", bank="合庫", cheque_no=f"AB{day}", due_on=day))
        for day in ("2026/12/31", "2026/12/1", "2026/12/2")
    )
    payments.counter(wrong)
    assert [row.id for row in payments.cheques("2026-12-31")] == [soon, late]
    assert [row.id for row in payments.cheques("2026-12-30")] == [soon]
    payments.clear(soon, "12/3")
    assert payments.get(soon).cleared_on == "2026-12-03"
    assert [row.id for row in payments.cheques("2026-12-31")] == [late]
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert [row.id for row in payments.cheques("2026-12-31")] == [soon, late]
    for none in (wrong, payments.add(PaymentForm(one, 100))):
        with pytest.raises(RefusedError):
            payments.clear(none)


def test_the_takings_of_a_day_are_money_alone(one: int) -> None:
    for amount, method in ((500, "transfer"), (1_200, "cash"), (300, "cash"), (80, "allowance")):
        payments.add(PaymentForm(one, amount, method))
    payments.counter(payments.add(PaymentForm(one, 999)))
    payments.add(PaymentForm(one, 70, paid_on="11/20"))
    today = payments.takings()
    assert (today.day, len(today.rows), today.total) == ("2026-11-21", 6, 2000)
    assert list(today.by_method.items()) == [("cash", 1500), ("transfer", 500), ("allowance", 80)]
    assert payments.takings("2026-11-20").total == 70
    assert payments.takings("2026-11-19") == payments.Takings("2026-11-19", (), {}, 0)


def test_a_sale_paid_at_once_is_one_unit(one: int) -> None:
    sale = sales.add(SaleForm(one, total=860), PaymentForm(0, 0, "card"))
    assert [(row.amount, row.method, row.sale) for row in payments.of(one)] == [(860, "card", sale)]
    assert audit.units(1)[0].action == "sales.add_paid"
    with pytest.raises(RefusedError):
        sales.delete(sale)
    payments.counter(payments.of(one)[0].id)
    sales.delete(sale)
    assert [row.sale for row in payments.of(one)] == [None, None]
