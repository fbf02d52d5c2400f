"""Days of November 2026 (the 21st is a Saturday), and customers each with a phone of their own."""

from datetime import UTC, datetime

from db.core import clock
from db.core.connection import rows
from db.services import customers
from db.services.customers import CustomerForm, PointForm


def go_to(day: int) -> None:
    """It is this day, ten in the morning."""
    clock.fix(datetime(2026, 11, day, 2, tzinfo=UTC))


def add(name: str = "陳美惠", **more: object) -> int:
    """A new customer; `more` are further values of the form."""
    form = CustomerForm(name=name, points=[PointForm("mobile", f"0912-345-{len(rows('SELECT 1 FROM customer')):03d}")])
    for key, one in more.items():
        setattr(form, key, one)
    return customers.add(form)
