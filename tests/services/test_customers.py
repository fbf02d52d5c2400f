"""Customers: added, changed by difference, put away, never overwritten blindly."""

import pytest

from db.core import audit
from db.core.connection import rows, run, value
from db.core.errors import ChangedSinceError, InputError, NotFoundError
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.models import Customer
from db.services import customers, dump, interactions, merging, own_fields
from db.services.customers import AddressForm, ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery, Selection

pytestmark = pytest.mark.usefixtures("shop")


def _meihui() -> CustomerForm:
    return CustomerForm(
        name="陳美惠",
        title="女士",
        birthday=PartialDate(None, 12, 3, lunar=True),
        points=[PointForm("mobile", "０９１２３４５６７８"), PointForm("email", "meihui@gmail.com")],
        addresses=[AddressForm("新北市永和區中正路120號3樓", label="住家")],
        tags=["老主顧"],
        customer_since="104/3/1",
    )


def test_a_new_customer_comes_back_as_it_was_typed() -> None:
    read = customers.form(customers.add(_meihui()))
    assert (read.name, read.title, read.customer_since, read.tags) == ("陳美惠", "女士", "2015-03-01", ["老主顧"])
    assert read.birthday == PartialDate(None, 12, 3, lunar=True)
    assert [(point.kind, point.text, point.normal) for point in read.points] == [
        ("mobile", "0912-345-678", "0912345678"),
        ("email", "meihui@gmail.com", "meihui@gmail.com"),
    ]
    assert [(one.zip, one.city, one.district, one.label) for one in read.addresses] == [("234", "新北市", "永和區", "住家")]


def test_a_doubtful_number_is_saved_as_it_was_typed() -> None:
    customer = customers.add(CustomerForm(name="王小明", points=[PointForm("mobile", "0912-34")]))
    assert customers.form(customer).points[0].text == "0912-34"


def test_saving_without_a_change_leaves_no_trace() -> None:
    customer = customers.add(_meihui())
    before = value("SELECT count(*) FROM change")
    customers.change(customer, customers.form(customer))
    assert value("SELECT count(*) FROM change") == before


def test_only_what_differs_is_written() -> None:
    customer = customers.add(_meihui())
    last = value("SELECT max(id) FROM change")
    filled = customers.form(customer)
    filled.points[0].text = "0922-111-222"
    customers.change(customer, filled)
    assert rows("SELECT op, before, after FROM change WHERE id > ?", last) == [
        ("U", '{"text":"0912-345-678","normal":"0912345678"}', '{"text":"0922-111-222","normal":"0922111222"}')
    ]


def test_parts_taken_out_of_the_form_are_deleted_and_come_back_with_undo() -> None:
    filled = CustomerForm(
        name="宏達工程行", kind="company", contacts=[ContactForm("李小姐", points=[PointForm("phone", "02-2345-6789")])]
    )
    customer = customers.add(filled)
    full = customers.form(customer)
    assert full.contacts[0].points[0].normal == "0223456789"
    assert full.points == []
    emptied = customers.form(customer)
    emptied.contacts = []
    customers.change(customer, emptied)
    assert customers.form(customer).contacts == []
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert customers.form(customer) == full


def test_a_form_over_a_customer_changed_meanwhile_overwrites_nothing() -> None:
    customer = customers.add(_meihui())
    mine, theirs = customers.form(customer), customers.form(customer)
    theirs.points[0].text = "0933-000-111"
    customers.change(customer, theirs)
    mine.note = "樓下沒有電梯"
    with pytest.raises(ChangedSinceError):
        customers.change(customer, mine)
    assert customers.form(customer).note == ""
    assert customers.form(customer).points[0].normal == "0933000111"


@pytest.mark.parametrize("name", ["", "   "])
def test_a_customer_needs_a_name(name: str) -> None:
    with pytest.raises(InputError):
        customers.add(CustomerForm(name=name))
    assert value("SELECT count(*) FROM customer") == 0


def test_a_code_belongs_to_one_customer_even_when_put_away() -> None:
    first = customers.add(CustomerForm(name="陳美惠", code="C-1"))
    customers.archive([first], "moved")
    with pytest.raises(InputError) as refused:
        customers.add(CustomerForm(name="林志明", code="C-1"))
    assert "陳美惠" in refused.value.sentence


def test_archive_takes_ids_or_everything_in_a_list_but_exceptions() -> None:
    ids = [customers.add(CustomerForm(name=f"王{number}")) for number in range(4)]
    assert customers.archive([ids[0]], "deceased") == 1
    everything = Selection(query=ListQuery(), exceptions=frozenset({ids[3]}))
    assert customers.archive(everything, "moved") == 2
    reasons = {row.id: row.archive_reason for row in Customer.select()}
    assert reasons == {ids[0]: "deceased", ids[1]: "moved", ids[2]: "moved", ids[3]: ""}
    assert customers.put_back(ids) == 3
    assert customers.put_back(ids) == 0


def test_own_values_are_typed_and_kept_under_their_key() -> None:
    age = own_fields.add("屋齡", "number")
    customer = customers.add(CustomerForm(name="王小明", own={f"f{age}": "３２"}))
    assert customers.form(customer).own == {f"f{age}": 32}
    filled = customers.form(customer)
    filled.own[f"f{age}"] = "很老"
    with pytest.raises(InputError) as refused:
        customers.change(customer, filled)
    assert "屋齡" in refused.value.sentence


def test_a_merged_customer_is_the_one_it_was_merged_into() -> None:
    kept, gone = customers.add(CustomerForm(name="陳美惠")), customers.add(CustomerForm(name="美惠"))
    from db.core.journal import unit

    with unit("customers.merge"):
        Customer.update(merged_into=kept).where(Customer.id == gone).execute()
    assert customers.follow(gone) == kept
    assert customers.form(gone).name == "陳美惠"


def test_a_customer_that_is_not_there() -> None:
    with pytest.raises(NotFoundError):
        customers.form(77)


def test_a_change_goes_to_the_customer_one_was_merged_into() -> None:
    kept, gone = (customers.add(CustomerForm(name=name)) for name in ("甲", "乙"))
    merging.merge(kept, gone)
    filled = customers.form(gone)
    filled.note = "補的"
    customers.change(gone, filled)
    assert rows("SELECT name, note FROM customer ORDER BY id") == [("甲", "補的"), ("乙", "")]


def test_a_contact_who_was_talked_to_can_be_taken_out_and_comes_back_with_undo() -> None:
    customer = customers.add(CustomerForm(name="永信建設", kind="company", contacts=[ContactForm("林主任")]))
    interactions.add(InteractionForm(customer, "問報價", "電話"))
    with unit("interactions.change"):
        run("UPDATE interaction SET contact = (SELECT id FROM contact)")
    before = dump.dump()
    filled = customers.form(customer)
    filled.contacts = []
    customers.change(customer, filled)
    assert rows("SELECT text, contact FROM interaction") == [("問報價", None)]
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert dump.dump() == before
