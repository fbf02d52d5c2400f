"""Shops in which every question must stand: with nothing, one customer, everything on one day, more back than sold, odd days."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from db.core.connection import run
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.services import customers, merging, sales
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.lists import Selection
from db.services.sale_form import SaleForm
from tests.reports.answers import hard_shop

_NAMES: Final = ("陳美惠", "王小明", "林志玲", "<b>x</b>", "=1+1", "黑名單水電行", "𠮷野家😀", "A" * 60)


def _nothing() -> None:
    """No customer, no sale."""


def _one() -> None:
    """One customer who never bought."""
    customers.add(CustomerForm(name="陳美惠"))


def _one_day() -> None:
    """Thirty sales to eight customers, all today."""
    who = [customers.add(CustomerForm(name=name)) for name in _NAMES]
    for at in range(30):
        _sell(who[at % len(who)], 100 * (at + 1), "2026-11-21", f"商品{at % 5}")


def _more_back() -> None:
    """Returns larger than the sales."""
    who = [customers.add(CustomerForm(name=name)) for name in _NAMES]
    for at in range(24):
        _sell(who[at % len(who)], 500 if at % 3 else -4_000, f"2026-{at % 11 + 1:02}-1{at % 9}", f"商品{at % 4}")


def _odd_days() -> None:
    """Sales of no day, of days to come, of long ago; customers put away and merged."""
    who = [customers.add(CustomerForm(name=name)) for name in _NAMES]
    for at, day in enumerate(["2026-10-01", "2026-12-24", "2031-01-01", "1989-05-03", "2024-02-29", "2026-11-20"] * 5):
        _sell(who[at % len(who)], 90 * (at + 1), day, "濾心")
    with unit("sales.change"):
        run("UPDATE sale SET happened_on = NULL WHERE happened_on = '2026-10-01'")
    customers.archive(Selection((who[0],)), "moved")
    merging.merge(who[1], who[2])


def _once() -> None:
    """Twenty-four customers with all that belongs on a card, who bought one and the same thing yesterday."""
    for at in range(24):
        reach, place = PointForm("mobile", f"0912-345-{at:03d}"), AddressForm("新北市中和區景平路1號")
        card = CustomerForm(name=f"客人{at}", points=[reach], addresses=[place], source="路過", birthday=PartialDate(1980, 1, 1))
        _sell(customers.add(card), 500, "2026-11-20", "濾心")


def _sell(customer: int, amount: int, day: str, what: str) -> None:
    line = LineForm(name=what, quantity=Decimal(1), unit_price=Decimal(amount))
    sales.add(SaleForm(customer, [line], happened_on=day, total=amount, tax_mode="none"))


SHOPS: Final[dict[str, Callable[[], None]]] = {
    "nothing": _nothing,
    "one": _one,
    "one day": _one_day,
    "more back": _more_back,
    "odd days": _odd_days,
    "once": _once,
    "hard": hard_shop.fill,
}
