"""What 收款 says beside what is typed."""

from decimal import Decimal

from db.services import customers, payments, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from ui.paying import presenter


def test_who_paid_ahead_is_not_told_of_it_again(shop: object) -> None:
    who = customers.add(CustomerForm(name="陳美惠"))
    sale = sales.add(SaleForm(who, [LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(850))]))
    payments.add(PaymentForm(who, 1_000, sale=sale))
    assert presenter.asides(presenter.opened(who) | {"amount": "0"}) == []
    assert presenter.opened(who)["amount"] == ""


def test_a_day_to_come_is_said(shop: object) -> None:
    who = customers.add(CustomerForm(name="陳美惠"))
    assert presenter.warn(presenter.opened(who) | {"paid_on": "2099/12/31"}) == {"paid_on": "這一天還沒到。"}
    assert presenter.warn(presenter.opened(who) | {"paid_on": "今天"}) == {}


def test_braces_in_a_name_are_words(shop: object) -> None:
    who = customers.add(CustomerForm(name="{amount}水電"))
    saved = presenter.save(presenter.opened(who) | {"amount": "500"})
    assert saved.words.format(amount="•••") == "收到{amount}水電 •••"
