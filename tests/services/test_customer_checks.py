"""What is said beside the form while it is typed."""

from datetime import UTC, datetime

import pytest

from db.core import clock
from db.core.values.dates import PartialDate
from db.services import blacklist, customers, settings
from db.services.customers import CustomerForm, PointForm

pytestmark = pytest.mark.usefixtures("shop")


def _said(filled: CustomerForm) -> list[str]:
    return [one.place for one in customers.warnings(filled)]


def test_nothing_is_said_about_a_good_form() -> None:
    filled = CustomerForm(
        name="陳美惠", tax_id="", birthday=PartialDate(1984, 12, 3), points=[PointForm("mobile", "0912-345-678")]
    )
    assert customers.warnings(filled) == []


@pytest.mark.parametrize(
    ("filled", "places"),
    [
        (CustomerForm(points=[PointForm("mobile", "0912-34")]), ["points:0"]),
        (CustomerForm(points=[PointForm("mobile", ""), PointForm("fax", "沒有")]), ["points:1"]),
        (CustomerForm(points=[PointForm("email", "meihui.gmail.com")]), ["points:0"]),
        (CustomerForm(points=[PointForm("phone", "(02)2920-1688")]), ["points:0"]),
        (CustomerForm(tax_id="80094430"), ["tax_id"]),
        (CustomerForm(tax_id="04595257"), []),
        (CustomerForm(kind="company", birthday=PartialDate(1984, 12, 3)), ["birthday"]),
        (CustomerForm(birthday=PartialDate(2026, 11, 23)), ["birthday"]),
        (CustomerForm(birthday=PartialDate(2025, 1, 1)), ["birthday"]),
        (CustomerForm(birthday=PartialDate(1899, 1, 1)), ["birthday"]),
        (CustomerForm(birthday=PartialDate(None, 2, 29)), []),
        (CustomerForm(customer_since="2010/1/1"), ["customer_since"]),
    ],
)
def test_doubtful_values_are_named(filled: CustomerForm, places: list[str]) -> None:
    clock.fix(datetime(2026, 11, 20, 2, tzinfo=UTC))
    settings.save({"phone": "02-2920-1688", "opened_on": "2015/3/1"})
    assert _said(filled) == places


def test_the_same_number_is_found_in_any_writing_and_with_an_extension() -> None:
    company = customers.add(CustomerForm(name="宏達工程行", points=[PointForm("phone", "02-2345-6789 #12")]))
    meihui = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    found = customers.likely_doubles(
        CustomerForm(points=[PointForm("phone", "(02)23456789"), PointForm("mobile", "+886912345678")])
    )
    assert [(one.id, one.reason) for one in found] == [(company, "phone"), (meihui, "phone")]
    assert "陳美惠" in found[1].sentence


def test_a_customer_is_no_double_of_itself_and_those_put_away_count() -> None:
    meihui = customers.add(CustomerForm(name="陳美惠", points=[PointForm("line_id", "MeiHui_c")]))
    blacklist.put(meihui, "訂貨不取")
    customers.archive([meihui], "moved")
    (found,) = customers.likely_doubles(CustomerForm(points=[PointForm("line_id", "meihui_c")]))
    assert (found.id, found.reason, found.archived, found.is_blacklisted) == (meihui, "line_id", True, True)
    assert customers.likely_doubles(CustomerForm(name="陳美惠"), meihui) == []


def test_the_surest_reason_comes_first() -> None:
    same_name = customers.add(CustomerForm(name="大和民宿"))
    same_tax_id = customers.add(CustomerForm(name="大和股份有限公司", tax_id="04595257"))
    found = customers.likely_doubles(CustomerForm(name="大和民宿", tax_id="04595257"))
    assert [(one.id, one.reason) for one in found] == [(same_tax_id, "tax_id"), (same_name, "name")]


def test_what_was_not_changed_says_nothing_new() -> None:
    number = PointForm("mobile", "0955-111-222")
    one, _other = (customers.add(CustomerForm(name="劉雅惠", points=[number])) for _one in range(2))
    before = customers.form(one)
    assert customers.likely_doubles(customers.form(one), one, before) == []
    changed = customers.form(one)
    changed.name = "劉家瑜"
    assert customers.likely_doubles(changed, one, before) == []
    changed.points.append(PointForm("email", "a@b.tw"))
    third = customers.add(CustomerForm(name="阿德", points=[PointForm("email", "a@b.tw")]))
    assert [double.id for double in customers.likely_doubles(changed, one, before)] == [third]
