"""Customers who bought things on days, in a few words, for the tests of rules and suggestions."""

from collections.abc import Iterable
from decimal import Decimal

from db.services import customers, sales
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.sales import SaleForm


def somebody(name: str, phone: str = "0912-345-678", **more: object) -> int:
    """A customer who can be called."""
    form = CustomerForm(name=name, points=[PointForm("mobile", phone)] if phone else [])
    for key, value in more.items():
        setattr(form, key, value)
    return customers.add(form)


def sold(customer: int, day: str, *things: str | int, price: int = 100) -> int:
    """A sale on a day of these, called by name or by product."""
    return sales.add(SaleForm(customer, list(_lines(things, price)), happened_on=day, tax_mode="none"))


def _lines(things: Iterable[str | int], price: int) -> Iterable[LineForm]:
    for one in things:
        named = LineForm(name=one) if isinstance(one, str) else LineForm(product=one)
        named.quantity, named.unit_price = Decimal(1), Decimal(price)
        yield named
