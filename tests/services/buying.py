"""Customers who bought on certain days, for the questions about coming and going."""

from decimal import Decimal

from db.services import customers, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sale_form import SaleForm


def buyer(name: str, *days: str, amount: int = 100, what: str = "濾心", cost: int | None = None) -> int:
    """A customer who bought one thing on each of these ISO days."""
    one = customers.add(CustomerForm(name=name))
    for day in days:
        buy(one, day, amount, what, cost)
    return one


def buy(
    customer: int, day: str, amount: int = 100, what: str = "濾心", cost: int | None = None, product: int | None = None
) -> int:
    """One sale; the sale's id."""
    price, paid = Decimal(amount), None if cost is None else Decimal(cost)
    line = LineForm(name=what, product=product, quantity=Decimal(1), unit_price=price, cost=paid)
    return sales.add(SaleForm(customer, [line], happened_on=day, total=amount, tax_mode="none"))
