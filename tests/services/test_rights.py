"""Who may do and read what in a guarded shop: deny by default; and nothing of it where nobody is guarded."""

from pathlib import Path

import pytest

from db.core import journal, session
from db.core.actions import ACTIONS
from db.core.connection import database, rows, value
from db.core.errors import InputError, RefusedError
from db.core.session import RIGHTS, Person
from db.services import (
    backups,
    callers,
    cards,
    customers,
    duplicates,
    entry,
    erasing,
    keys,
    letters,
    lists,
    looking,
    merging,
    moving,
    people,
    reveals,
    staff,
)  # fmt: skip
from db.services import bin as recycle_bin
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.lists import Selection
from db.services.people import PersonForm
from reports import exports
from reports.exports import Wish

OWNER, PASSWORD = "王老闆", "濾心半年要換一次喔"
PHONE, MAIL, STREET = "0912-345-678", "mei@example.com", "和平東路一段1號"


@pytest.fixture
def guarded(shop: Path) -> keys.Setup:
    """A shop with one customer, guarded by a password; the owner is in."""
    customers.add(_form("陳美惠"))
    made = keys.begin("password", PASSWORD, OWNER)
    made.prepare()
    made.finish()
    return made


def _form(name: str) -> CustomerForm:
    points = [PointForm("mobile", PHONE), PointForm("email", MAIL)]
    return CustomerForm(name=name, tax_id="12345675", points=points, addresses=[AddressForm(f"台北市大安區{STREET}")])


def _come_in(role: session.Role, *rights: session.Right) -> None:
    session.come_in(Person("小芳", role, RIGHTS if role == "owner" else frozenset(rights), 2))


@pytest.mark.parametrize("role", ["owner", "staff", "reader", "nobody"])
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_asks_for_the_role(guarded: keys.Setup, action: str, role: session.Role) -> None:
    _come_in(role)
    allowed = role in ACTIONS[action].roles
    assert session.may_do(action) == allowed
    before = value("SELECT count(*) FROM unit WHERE action = ?", action)
    if not allowed:
        with pytest.raises(RefusedError), journal.unit(action, tried=True):
            raise AssertionError("it began")
        assert value("SELECT count(*) FROM unit WHERE action = ?", action) == before


def test_what_is_refused_outside_a_unit_is_noted_as_well(guarded: keys.Setup, shop: Path) -> None:
    copied = backups.make("close").path
    _come_in("staff")
    acts = (
        lambda: looking.lay(copied, shop),
        lambda: moving.pack(shop.parent),
        lambda: erasing.plan(1),
        lambda: keys.new_paper(""),
    )
    for act in acts:
        with pytest.raises(RefusedError):
            act()
    wanted = rows("SELECT actor, json_extract(detail, '$.what') FROM unit WHERE action = 'entry.refused' ORDER BY id")
    assert wanted == [("小芳", one) for one in ("backups.look", "file.move", "customers.erase", "keys.recovery")]


def test_a_role_nobody_named_may_do_nothing() -> None:
    assert {role for action in ACTIONS.values() for role in action.roles} == {"owner", "staff", "reader"}
    assert not [action.name for action in ACTIONS.values() if "nobody" in action.roles]


@pytest.mark.parametrize("role", ["staff", "reader", "nobody"])
def test_numbers_are_masked_wherever_they_are_read(guarded: keys.Setup, role: session.Role) -> None:
    customers.add(_form("陳美慧"))
    _come_in(role)
    said = [
        lists.rows([1]), lists.brief([1]), callers.found("陳"), customers.form(1), cards.get(1).form, cards.get(1).phone,
        reveals.of(1), duplicates.pairs(0.5), customers.likely_doubles(_form("陳美惠")), rows("SELECT text FROM contact_point"),
        rows("SELECT * FROM address"), rows("SELECT phone FROM customer_figures"),
    ]  # fmt: skip
    for one in said:
        for secret in (PHONE, "0912345678", MAIL, STREET, "12345675"):
            assert secret not in repr(one), one
    assert "0912-***-678" in repr(lists.rows([1]))


def test_who_may_see_them_sees_them(guarded: keys.Setup) -> None:
    _come_in("staff", "contacts")
    assert lists.rows([1])[0].phone == PHONE
    _come_in("owner")
    assert lists.rows([1])[0].phone == PHONE


def test_a_masked_form_that_is_saved_changes_no_number(guarded: keys.Setup) -> None:
    before = rows("SELECT text, normal FROM contact_point"), rows("SELECT text, zip FROM address")
    _come_in("staff")
    form = customers.form(1)
    form.note = "怕狗"
    customers.change(1, form)
    form = customers.form(1)
    form.points[0].text = "0922-333-444"
    customers.change(1, form)
    _come_in("owner")
    found = customers.form(1)
    assert (found.note, found.tax_id) == ("怕狗", "12345675")
    assert [point.text for point in found.points] == ["0922-333-444", MAIL]
    assert (rows("SELECT text, normal FROM contact_point")[1:], rows("SELECT text, zip FROM address")) == (
        before[0][1:],
        before[1],
    )


def test_two_that_are_merged_by_staff_keep_their_numbers(guarded: keys.Setup) -> None:
    other = customers.add(CustomerForm(name="陳美慧", points=[PointForm("phone", "02-23456789")]))
    _come_in("staff")
    merging.merge(1, other)
    _come_in("owner")
    assert {point.text for point in customers.form(1).points} == {PHONE, MAIL, "02-2345-6789"}


def test_a_number_is_looked_at_one_by_one_and_each_is_noted(guarded: keys.Setup) -> None:
    _come_in("staff")
    hidden = reveals.of(1)
    assert reveals.reveal(1, hidden[0].id) == PHONE
    assert lists.rows([1])[0].phone == "0912-***-678"
    assert value("SELECT count(*) FROM unit WHERE action = 'contacts.reveal' AND actor = '小芳'") == 1


def test_nothing_leaves_the_house_without_the_right(guarded: keys.Setup, tmp_path: Path) -> None:
    _come_in("staff", "contacts")
    for take in (
        lambda: exports.write(tmp_path / "a.xlsx", Wish(Selection(chosen=(1,)), purpose="drill")),
        lambda: letters.of([1]),
        recycle_bin.empty,
    ):
        with pytest.raises(RefusedError):
            take()
    assert list(tmp_path.glob("*.xlsx")) == []
    _come_in("staff", "export")
    assert letters.of([1]).addressees[0].address.endswith(STREET)


def test_a_shop_nobody_guards_has_names_but_no_rights(shop: Path) -> None:
    customers.add(_form("陳美惠"))
    session.act_as("小芳")
    assert lists.rows([1])[0].phone == PHONE
    assert all(session.may_do(action) for action in ACTIONS)
    assert not database.execute("SELECT name FROM temp.sqlite_master").fetchall()


def test_people_are_added_changed_and_leave(guarded: keys.Setup) -> None:
    one = people.add(PersonForm("小芳", sees_contacts=True))
    for wrong in (PersonForm("小芳"), PersonForm(""), PersonForm("阿明", "boss")):
        with pytest.raises(InputError):
            people.add(wrong)
    for pin in ("123", "1234567", "1234", "0000", "12a4"):
        with pytest.raises(InputError):
            people.set_pin(one, pin)
    people.set_pin(one, "4711")
    keys.set_password(one, "吊扇裝好了再收錢吧", PASSWORD)
    assert [(row.name, row.role, row.has_pin, row.has_password) for row in people.rows()] == [
        ("王老闆", "owner", False, True), ("小芳", "staff", True, True),
    ]  # fmt: skip
    people.change(one, PersonForm("小芳芳", "reader"))
    assert [name.name for name in entry.who(keys.file.current_path())] == ["王老闆", "小芳芳"]
    entry.switch(one, "4711")
    assert (session.person().role, staff.is_owner()) == ("reader", False)
    with pytest.raises(RefusedError):
        people.add(PersonForm("阿明"))
    session.come_in(entry.person_of(1))
    people.leave(one)
    assert [row.name for row in people.rows()] == ["王老闆"]
    with pytest.raises(RefusedError):
        people.leave(1)
    with pytest.raises(RefusedError):
        entry.switch(one, "4711")
    people.come_back(one)
    assert not people.get(one).has_pin
