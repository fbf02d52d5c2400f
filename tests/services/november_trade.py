"""A day of trade: goods that came, a promised day, a cheque, a quote that ends, one to ask about, a filter to renew."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from db.core import clock
from db.services import customers, deliveries, payments, products, quote_life, quotes, sales, settings, tasks, wanted
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from db.services.wanted import WantedForm
from tests.services.november_quotes import bathroom, builder, drawn

PHONE = "0912-345-678"


class TradeDay(NamedTuple):
    """Customers and what they are about, by their ids."""

    builder: int
    person: int
    asked_about: int  # the quote that has a reminder
    ending: int  # the quote that ends this week
    sale: int  # owed, with a filter in it
    arrived: deliveries.Key
    cheque: int


def go_to(day: date) -> None:
    """It is this day, ten in the morning."""
    clock.fix(datetime(day.year, day.month, day.day, 2, tzinfo=UTC))


def trade_day() -> TradeDay:
    """All of it, due on the day it is; the last one is looked at from there."""
    today = clock.today().isoformat()
    firm = builder()
    person = customers.add(CustomerForm(name="陳美惠", gender="female", points=[PointForm("mobile", PHONE)]))
    settings.save({"quote_follow_up": "3"})
    asked = _issued(firm, "大安 張宅", "2026-12-20")
    ending = _issued(person, "", "2026-11-25")
    tasks.done([one.id for one in tasks.of(person)])
    (follow_up,) = tasks.of(firm)
    tasks.put_off([follow_up.id], today)
    water = products.add(ProductForm(name="淨水器", recall_months=6, recall_item="濾心"))
    lines = [
        LineForm(product=water, name="淨水器", quantity=Decimal(1), unit="台", unit_price=Decimal(3200)),
        LineForm(name="浴室換氣暖風機", quantity=Decimal(2), unit="台", unit_price=Decimal(6800), delivery="ordered"),
    ]
    sale = sales.add(SaleForm(person, lines=lines, tax_mode="none"))
    (arrived,) = (row.key for row in deliveries.of(person))
    deliveries.move([arrived], "arrived")
    wanted.add(WantedForm(firm, name="防水插座", promised_on=today))
    cheque = payments.add(PaymentForm(firm, 12_000, "cheque", due_on=today, bank="台灣銀行", cheque_no="AB1234567"))
    return TradeDay(firm, person, asked, ending, sale, arrived, cheque)


def _issued(customer: int, project: str, until: str) -> int:
    form = replace(quotes.new(customer), project=project, valid_until=until, lines=bathroom())
    number = quotes.add(form)
    quote_life.issue(number, drawn)
    return number
