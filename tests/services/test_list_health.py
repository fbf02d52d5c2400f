"""名單健檢: every fault is found by what stands on the card, the watchful ones first, and put-off customers are left alone."""

from datetime import date

import pytest

from db.core.connection import run, value
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.services import customers, list_health
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from tests.services.november import add, go_to

pytestmark = pytest.mark.usefixtures("shop")
HOME = [AddressForm("新北市永和區中正路 2 號")]


@pytest.fixture(autouse=True)
def _on_friday() -> None:
    go_to(20)


@pytest.mark.parametrize(
    ("fault", "more"),
    [
        ("bad_tax_id", {"tax_id": "12345678", "kind": "company"}),
        ("bad_birthday", {"birthday": PartialDate(2030, 5, 1)}),
        ("bad_birthday", {"birthday": PartialDate(1890, 5, 1)}),
        ("bad_email", {"points": [PointForm("mobile", "0912-345-678"), PointForm("email", "wang.gmail.com")]}),
        ("bad_phone", {"points": [PointForm("mobile", "0912-345-678"), PointForm("phone", "2920-16")]}),
        ("no_phone", {"points": []}),
        ("no_address", {"addresses": []}),
        ("lost_character", {"name": "陳?美"}),
    ],
)
def test_a_fault_is_found(fault: str, more: dict[str, object]) -> None:
    add("林淑芬", addresses=HOME)
    wrong = add(**{"name": "陳美惠", "addresses": HOME} | more)  # type: ignore[arg-type]
    found = list_health.health()
    assert {key for key, ids in found.faults.items() if wrong in ids} - list_health.OPTIONAL == {fault}
    assert (found.customers, found.clean) == (2, 1)


def test_likely_doubles_are_both_told() -> None:
    one, other = (customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")])) for _turn in range(2))
    assert set(list_health.ids("double")) == {one, other}


def test_who_is_put_away_has_no_faults() -> None:
    gone = add("陳美惠", addresses=[])
    customers.archive([gone])
    assert list_health.health() == list_health.Health(0, dict.fromkeys(list_health.FAULTS, ()))


def test_five_a_day_of_every_fault_in_turn_and_nobody_twice() -> None:
    for at in range(6):
        add(f"無地址{at}")
    bare = customers.add(CustomerForm(name="沒電話", addresses=HOME))
    today = list_health.of_today(list_health.health())
    assert len(today) == len({one.customer for one in today}) == 5
    assert bare in [one.customer for one in today]


def test_whom_today_put_off_is_left_alone() -> None:
    one = add("陳美惠")
    with unit("today.put_off"):
        run("INSERT INTO put_off (customer, kind, until) VALUES (?, 'tidy', ?)", one, date(2027, 1, 1).isoformat())
    assert list_health.of_today(list_health.health()) == []
    assert value("SELECT count(*) FROM put_off") == 1
