"""One value put back: an ordinary edit of it alone, whatever it stands in."""

import pytest

from db.core import audit
from db.core.errors import NotFoundError
from db.core.values.dates import PartialDate
from db.services import customers, relations, single_values
from db.services.customer_form import AddressForm, ContactForm, CustomerForm, PointForm

pytestmark = pytest.mark.usefixtures("shop")
_BIRTH = ("birth_year", "birth_month", "birth_day", "birth_lunar", "birth_leap")


@pytest.fixture
def one() -> int:
    """大同水電行, changed once in everything."""
    made = customers.add(
        CustomerForm(
            name="大同水電行", kind="company", note="怕吵", birthday=PartialDate(1978, 5, 3), customer_since="2015-03-01",
            points=[PointForm("mobile", "0912-345-678")], addresses=[AddressForm("台北市中山區中山路1號")],
            contacts=[ContactForm("林小姐", "會計", points=[PointForm("phone", "02-2345-6789")])],
        )
    )  # fmt: skip
    form = customers.form(made)
    form.note, form.birthday, form.customer_since = "怕狗", None, "2016-03-01"
    form.points[0].text, form.addresses[0].text = "0922-000-111", "新北市永和區中正路2號"
    form.contacts[0].title, form.contacts[0].points[0].text = "老闆娘", "02-9999-8888"
    customers.change(made, form)
    return made


def _put_back(table: str, row: int, *columns: str) -> None:
    (step,) = audit.field_history(table, row, *columns)
    single_values.put(table, row, step.before)


def test_scalars_and_the_birthday_as_one_value(one: int) -> None:
    _put_back("customer", one, "note")
    _put_back("customer", one, *_BIRTH)
    _put_back("customer", one, "customer_since")
    form = customers.form(one)
    assert (form.note, form.birthday, form.customer_since) == ("怕吵", PartialDate(1978, 5, 3), "2015-03-01")
    assert form.points[0].text == "0922-000-111"  # the others stay as they are


def test_a_number_is_found_again_and_an_address_has_its_city(one: int) -> None:
    form = customers.form(one)
    for table, part in (("contact_point", form.points[0]), ("address", form.addresses[0])):
        assert part.id is not None
        _put_back(table, part.id, "text")
    form = customers.form(one)
    assert (form.points[0].text, form.points[0].normal) == ("0912-345-678", "0912345678")
    assert (form.addresses[0].text, form.addresses[0].city, form.addresses[0].district) == (
        "台北市中山區中山路1號",
        "臺北市",
        "中山區",
    )


def test_people_there_and_their_numbers(one: int) -> None:
    contact = customers.form(one).contacts[0]
    assert contact.id is not None
    assert contact.points[0].id is not None
    _put_back("contact", contact.id, "name", "title", "note")
    _put_back("contact_point", contact.points[0].id, "text")
    contact = customers.form(one).contacts[0]
    assert (contact.title, contact.points[0].text) == ("會計", "02-2345-6789")


def test_it_is_one_unit_that_can_be_taken_back(one: int) -> None:
    before = len(audit.units(100))
    _put_back("customer", one, "note")
    units = audit.units(100)
    assert (len(units), units[0].action) == (before + 1, "customers.change")
    audit.undo(units[0].id)
    assert customers.form(one).note == "怕狗"


def test_what_is_not_there_any_more_is_said(one: int) -> None:
    point = customers.form(one).points[0]
    assert point.id is not None
    form = customers.form(one)
    form.points = []
    customers.change(one, form)
    with pytest.raises(NotFoundError):
        single_values.put("contact_point", point.id, {"text": "0912-345-678"})
    other = customers.add(CustomerForm(name="周文彬"))
    made = relations.add(one, other, "family", "先生")
    single_values.put("relation", made, {"note": "前夫"})
    assert relations.of(one)[0].note == "前夫"
