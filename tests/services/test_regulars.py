"""挑老主顧: who is offered, and what picking does."""

import pytest

from db.core import audit
from db.core.connection import rows
from db.core.errors import InputError
from db.services import blacklist, customers, own_fields, regulars, sales, tags, today
from db.services.customers import CustomerForm
from db.services.sales import LineForm, SaleForm
from tests.services.november import go_to

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _buyer(name: str, *amounts: int) -> int:
    one = customers.add(CustomerForm(name=name))
    for at, amount in enumerate(amounts):
        sales.add(SaleForm(one, [LineForm(name="龍頭", amount=amount)], happened_on=f"2026-0{1 + at}-05"))
    return one


def test_the_best_by_amount_by_visits_and_by_a_number_of_the_shops_own() -> None:
    big, often, bad = _buyer("大戶", 90_000), _buyer("常來", 100, 100, 100), _buyer("黑名單", 99_000)
    blacklist.put([bad], "不付錢")
    key = f"f{own_fields.add('累計消費', 'number')}"
    form = customers.form(often)
    form.own = {key: 5_000}
    customers.change(often, form)
    assert [one.customer for one in regulars.candidates("amount")] == [big, often]
    assert [(one.customer, one.worth) for one in regulars.candidates("visits")] == [(often, 3), (big, 1)]
    assert [(one.customer, one.worth) for one in regulars.candidates(key)] == [(often, 5_000)]
    assert (key, "累計消費") in regulars.orders()


def test_the_first_days_are_spread_over_the_open_days_and_one_undo_takes_all_back() -> None:
    picked = [customers.add(CustomerForm(name=f"客戶{at}")) for at in range(50)]
    first = regulars.pick(picked, "老主顧", 60)
    assert (first[0].isoformat(), len(set(first))) == ("2026-11-23", 50)
    assert all(day.isoweekday() != 7 for day in first)
    found = rows("SELECT keep_in_touch_on FROM customer_figures ORDER BY customer")
    assert [day for (day,) in found] == [day.isoformat() for day in first]
    assert tags.names_of(picked[0]) == ["老主顧"]
    go_to(23)
    assert today.badge() == 1
    audit.undo(audit.units(1)[0].id)
    assert (today.badge(), tags.names_of(picked[0])) == (0, [])


def test_nobody_ticked_is_refused() -> None:
    with pytest.raises(InputError):
        regulars.pick([], "老主顧", 30)
