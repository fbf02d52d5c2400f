"""What customers wait for: ordered, arrived, told, handed over, or only asked for; merged, split and thrown away with them."""

from decimal import Decimal

import pytest

from db.core import audit
from db.core.connection import rows, value
from db.core.errors import InputError, NotFoundError
from db.services import bin as thrown
from db.services import customers, deliveries, merging, payments, products, quotes, sales, settings, splitting, timeline, wanted
from db.services.customers import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.quote_form import QuoteForm
from db.services.sales import SaleForm
from db.services.wanted import WantedForm

pytestmark = pytest.mark.usefixtures("shop", "saturday")
FAN = LineForm(name="浴室換氣暖風機", quantity=Decimal(2), unit_price=Decimal(4300), delivery="ordered")


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠", gender="female"))


def test_what_was_ordered_goes_its_way(one: int) -> None:
    settings.save({"shop_name": "阿明水電"})
    sale = sales.add(SaleForm(one, [FAN, LineForm(name="安裝", amount=500)]))
    (row,) = deliveries.rows()
    assert (row.kind, row.name, row.item, row.quantity, row.state, row.sale) == (
        "line", "陳美惠", "浴室換氣暖風機", Decimal(2), "ordered", sale,
    )  # fmt: skip
    deliveries.promise([row.key], "11/30")
    assert deliveries.of(one)[0].promised_on == "2026-11-30"
    assert deliveries.rows("arrived") == []
    assert deliveries.move([row.key], "arrived") == len(deliveries.rows("arrived")) == 1
    assert deliveries.move([row.key], "arrived") == 0
    assert deliveries.text_for(row) == ("陳小姐您好，您訂的浴室換氣暖風機到了，阿明水電今天營業到{時間}，方便再來拿即可。")
    done = audit.last_undoable()
    assert done is not None and done.action == "deliveries.move"
    deliveries.move([row.key], "told")
    deliveries.move([row.key], "handed")
    assert deliveries.rows() == []
    assert sales.get(sale).lines[0].delivery == "handed"
    with pytest.raises(InputError):
        deliveries.move([row.key], "asked")
    with pytest.raises(InputError):
        deliveries.promise([row.key], "哪天")


def test_what_was_asked_for_stands_beside_it(one: int) -> None:
    faucet = products.add(ProductForm("恆溫龍頭", unit="組"))
    first = wanted.add(WantedForm(one, product=faucet, quantity=Decimal("1.5")))
    second = wanted.add(WantedForm(one, "ＡＢＣ濾心", promised_on="12/5"))
    assert [(row.kind, row.id, row.item, row.state) for row in deliveries.rows()] == [
        ("wanted", second, "ＡＢＣ濾心", "asked"), ("wanted", first, "恆溫龍頭", "asked"),
    ]  # fmt: skip
    assert [row.id for row in deliveries.rows(text="abc")] == [second]
    assert len(deliveries.rows(text="美惠")) == 2
    deliveries.move([("wanted", first)], "ordered")
    assert [row.id for row in deliveries.rows("ordered")] == [first]
    wanted.change(first, WantedForm(one, "恆溫龍頭 白", quantity=Decimal(2)))
    assert (wanted.get(first).name, wanted.get(first).delivery, wanted.get(first).asked_on) == (
        "恆溫龍頭 白", "ordered", "2026-11-21",
    )  # fmt: skip
    wanted.drop(second)
    assert [row.id for row in wanted.of(one)] == [first]
    with pytest.raises(InputError):
        wanted.add(WantedForm(one, " "))
    with pytest.raises(NotFoundError):
        wanted.drop(99)


def test_two_customers_trade_goes_to_one_and_back(one: int) -> None:
    other = customers.add(CustomerForm(name="陳小姐", gender="female"))
    mine, theirs = (sales.add(SaleForm(who, [FAN])) for who in (one, other))
    payments.add(PaymentForm(other, 600, sale=theirs))
    wanted.add(WantedForm(other, "濾心"))
    merging.merge(one, other)
    assert _hanging(one) == (2, 1, 1)
    assert rows("SELECT owing, times_bought FROM customer_figures ORDER BY customer") == [(16_600, 2), (0, 0)]
    payments.add(PaymentForm(one, 400, sale=theirs))  # later, of a sale that goes back
    payments.add(PaymentForm(one, 50, sale=mine))
    sales.add(sales.return_of(theirs, {0: Decimal(1)}))
    splitting.split(other)
    assert (_hanging(one), _hanging(other)) == ((1, 1, 0), (2, 2, 1))
    assert rows("SELECT owing, times_bought FROM customer_figures ORDER BY customer") == [(8_550, 1), (3_300, 1)]
    assert value("SELECT count(*) FROM payment p JOIN sale s ON s.id = p.sale WHERE s.customer <> p.customer") == 0
    assert timeline.counts(other)["payment"] == 2


def test_a_quote_goes_along_and_so_does_what_it_became(one: int) -> None:
    other = customers.add(CustomerForm(name="陳小姐"))
    quote = quotes.add(QuoteForm(other, lines=[FAN], project="浴室翻修"))
    merging.merge(one, other)
    assert merging.holdings(one)["quote"] == 1
    (moment,) = timeline.of(one, kinds=("quote",))
    assert (moment.title, moment.text, moment.amount) == ("draft", "浴室翻修", quotes.get(quote).row.total)
    sales.add(sales.from_quote(quote, [FAN]))  # while they were one
    splitting.split(other)
    assert [len(sales.of(who)) for who in (one, other)] == [0, 1]
    assert timeline.counts(one).get("quote", 0) == 0
    customers.archive([other], "moved")
    assert thrown.empty() == 1
    assert [value(f"SELECT count(*) FROM {table}") for table in ("quote", "quote_line", "sale")] == [0] * 3


def test_who_is_thrown_away_takes_the_trade_along(one: int) -> None:
    sale = sales.add(SaleForm(one, [FAN]), PaymentForm(0, 0))
    payments.counter(payments.of_sale(sale)[0].id)
    wanted.add(WantedForm(one, "濾心"))
    customers.archive([one], "moved")
    assert thrown.empty() == 1
    assert [value(f"SELECT count(*) FROM {table}") for table in ("sale", "sale_line", "payment", "wanted")] == [0] * 4


def _hanging(customer: int) -> tuple[int, ...]:
    return tuple(value(f"SELECT count(*) FROM {table} WHERE customer = ?", customer) for table in ("sale", "payment", "wanted"))
