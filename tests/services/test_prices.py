"""What a customer pays: their level, what they were told before, and prices raised for many at once."""

from decimal import Decimal

import pytest

from db.core import audit
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Customer, Quote, QuoteLine, Sale, SaleLine
from db.services import customers, prices, products
from db.services.customers import CustomerForm
from db.services.products import ProductForm

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def faucet() -> int:
    """A product with two of three prices."""
    return products.add(ProductForm("面盆龍頭", price=Decimal(1850), project_price=Decimal("1500.5"), cost=Decimal(900)))


def _customer(level: str = "") -> int:
    new = customers.add(CustomerForm(name="永發水電"))
    with unit("customers.change"):
        Customer.update(price_level=level).where(Customer.id == new).execute()
    return new


def _sale(customer: int, on: str | None, product: int | None, price: object, name: str = "面盆龍頭", **more: object) -> int:
    with unit("sales.add"):
        sale = Sale.create(customer=customer, happened_on=on, **more)
        SaleLine.create(sale=sale, product=product, name=name, unit_price=price, quantity=Decimal(2))
    return int(sale.id)


def _quote(customer: int, on: str, product: int, price: object, state: str) -> int:
    with unit("sales.add"):
        quote = Quote.create(customer=customer, quoted_on=on, state=state, number=f"Q{on}")
        QuoteLine.create(quote=quote, product=product, name="面盆龍頭", unit_price=price, discount="5%")
    return int(quote.id)


def test_a_level_without_a_price_pays_retail(faucet: int) -> None:
    assert prices.price_for(faucet, None) == 1850
    assert prices.price_for(faucet, _customer()) == 1850
    assert prices.price_for(faucet, _customer("project")) == Decimal("1500.5")
    assert prices.price_for(faucet, _customer("wholesale")) == 1850
    assert prices.price_for(999, None) is None
    assert prices.price_for(products.add(ProductForm("檢修")), _customer("project")) is None


def test_free_of_charge_is_a_price() -> None:
    gift = products.add(ProductForm("贈品", price=Decimal(100), wholesale_price=Decimal(0)))
    assert prices.price_for(gift, _customer("wholesale")) == 0


def test_the_last_three_prices_come_of_sales_and_quotes_that_went_out(faucet: int) -> None:
    one, other = _customer(), _customer()
    _sale(one, "2025-01-05", faucet, Decimal(1700))
    _sale(one, "2025-06-01", faucet, Decimal("1750.25"))
    _sale(one, None, faucet, Decimal(1))
    _sale(other, "2026-01-01", faucet, Decimal(2))
    quote = _quote(one, "2026-02-01", faucet, Decimal(1800), "issued")
    for state in ("draft", "void", "accepted"):
        _quote(one, f"2026-03-0{len(state)}", faucet, Decimal(3), state)
    _sale(one, "2024-01-01", faucet, Decimal(1600))
    given = prices.last_given(one, faucet)
    assert [(price.on, price.unit_price, price.where) for price in given] == [
        ("2026-02-01", Decimal(1800), "quote"), ("2025-06-01", Decimal("1750.25"), "sale"), ("2025-01-05", Decimal(1700), "sale"),
    ]  # fmt: skip
    assert (given[0].id, given[0].discount, given[1].quantity) == (quote, "5%", 2)
    assert len(prices.last_given(one, faucet, count=10)) == 4


def test_a_free_line_is_known_by_its_name_and_what_came_back_is_no_price(faucet: int) -> None:
    one = _customer()
    sale = _sale(one, "2026-01-05", None, Decimal(300), name="出車費")
    _sale(one, "2026-01-06", None, Decimal(300), name="出車費", returns=sale)
    assert [price.id for price in prices.last_given(one, "出車費")] == [sale]
    assert prices.last_given(one, "檢測費") == []


def test_prices_are_raised_for_many_in_one_step(faucet: int) -> None:
    other = products.add(ProductForm("濾心", price=Decimal(350), wholesale_price=Decimal(300)))
    bare = products.add(ProductForm("檢修"))
    told = prices.changed([faucet, other, bare], Decimal(5), ("", "project"), Decimal(10))
    assert [(one.product, one.level, one.before, one.after) for one in told] == [
        (faucet, "", 1850, 1940), (other, "", 350, 370), (faucet, "project", Decimal("1500.5"), 1580),
    ]  # fmt: skip
    assert prices.change([faucet, other, bare], Decimal(5), ("", "project"), Decimal(10)) == 2
    assert (products.get(faucet).price, products.get(other).wholesale_price) == (1940, 300)
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert (products.get(faucet).price, products.get(faucet).project_price) == (1850, Decimal("1500.5"))


@pytest.mark.parametrize(
    ("percent", "step", "after"),
    [("2.5", "1", "1896"), ("-10", "1", "1665"), ("0.03", "0.01", "1850.56"), ("0.1", "5", None), ("-100", "1", "0")],
)
def test_a_new_price_is_rounded_half_up(faucet: int, percent: str, step: str, after: str | None) -> None:
    found = prices.changed([faucet], Decimal(percent), step=Decimal(step))
    assert [one.after for one in found] == ([Decimal(after)] if after else [])


@pytest.mark.parametrize(("percent", "step"), [("-101", "1"), ("NaN", "1"), ("5", "0")])
def test_a_change_that_makes_no_sense_is_refused(faucet: int, percent: str, step: str) -> None:
    with pytest.raises(InputError):
        prices.change([faucet], Decimal(percent), step=Decimal(step))
    assert products.get(faucet).price == 1850
