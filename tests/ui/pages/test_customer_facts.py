"""The facts of the card, and what each of their values says of its origin and history."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.models import Address, ContactPoint, Customer, ImportRun, Relation
from db.services import cards, customers, own_fields
from db.services.customer_form import AddressForm, ContactForm, CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui.pages.customers import facts, provenance
from ui.pages.customers.inside import Inside
from ui.pages.customers.provenance import Place


@pytest.fixture
def company(shop: Path) -> int:
    """A company with a person, an own field, a birthday and a relation, each changed once."""
    own_fields.add("喜歡的顏色", "text")
    own_fields.add("保固到", "date")
    keys = {row.title: row.key for row in own_fields.rows()}
    one = customers.add(
        CustomerForm(
            name="大同水電行",
            points=[PointForm("mobile", "0912-345-678"), PointForm("phone", "02-2345-6789", "店裡")],
            contacts=[ContactForm("林小姐", note="會計")],
            addresses=[AddressForm("台北市中山路1號")],
            birthday=PartialDate(1978, 5, 3),
            own={keys["喜歡的顏色"]: "紅", keys["保固到"]: "2026-01-02"},
        )
    )
    other = customers.add(CustomerForm(name="王小明"))
    with unit("customers.change"):
        made = Relation.create(customer=one, other=other, kind="family", note="先生")
    form = customers.form(one)
    form.points[0].text = "0922-000-111"
    form.addresses[0].text = "台北市中山路2號"
    form.contacts[0].note = "老闆娘"
    form.birthday = PartialDate(1978, 5, 4)
    form.own = {**form.own, keys["喜歡的顏色"]: "藍", keys["保固到"]: "2027-01-02"}
    customers.change(one, form)
    with unit("customers.change"):
        Relation.update(note="前夫").where(Relation.id == made.id).execute()
    return one


def _told(company: int, label: str) -> str:
    fact = next(fact for fact in facts.known(cards.get(company)) if fact.label == label)
    assert fact.place is not None
    return _changes(fact.place)


def _changes(place: Place) -> str:
    """Every change of a value, one a line."""
    return "\n".join(f"「{step.before}」改成「{step.after}」" for step in provenance.steps(place))


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("喜歡的顏色", "「紅」改成「藍」"),
        ("保固到", "「2026/01/02」改成「2027/01/02」"),
        ("生日", "「1978/05/03」改成「1978/05/04」"),
        ("地址", "中山路1號」改成「台北市中山路2號」"),
        ("聯絡人", "「林小姐 會計」改成「林小姐 老闆娘」"),
        ("家人", "「先生」改成「前夫」"),
    ],
)
def test_every_value_tells_its_history_alone(company: int, label: str, change: str) -> None:
    told = _told(company, label)
    assert told.count("改成") == 1
    assert change in told


def test_every_value_names_the_list_it_came_from(shop: Path) -> None:
    with unit("imports.run") as opened:
        lists = [ImportRun.create(unit=opened.id, file=f"{year}.xls", at="2026-11-21T00:00:00.000Z") for year in (2015, 2019)]
        one = Customer.create(name="陳美惠", came_from=lists[0], came_row=2)
        ContactPoint.create(customer=one, kind="email", text="mei@example.tw", normal="mei@example.tw", came_from=lists[0])
        Address.create(customer=one, text="台北市中山路1號", came_from=lists[1])
    texts = {fact.label: fact.text for fact in facts.known(cards.get(one.id))}
    assert texts == {"電子郵件": "mei@example.tw（2015）", "地址": "台北市中山路1號（2019）"}


def test_the_large_number_tells_its_history_too(company: int, answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    screen.choose("大同水電行")
    inside = screen.page.card.findChild(Inside)
    (number,) = [one for one in inside.findChildren(QLabel) if one.text() == "0922-000-111"]
    assert number.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
    fact = facts.number(cards.get(company))
    assert fact.label == "手機"
    assert fact.place is not None
    assert "「0912-345-678」改成「0922-000-111」" in _changes(fact.place)


def test_the_number_of_somebody_there_may_stand_large(shop: Path) -> None:
    people = [ContactForm("林小姐", points=[PointForm("mobile", "0922-000-111")])]
    one = customers.add(CustomerForm(name="大同水電行", kind="company", contacts=people))
    fact = facts.number(cards.get(one))
    assert (fact.text, fact.place is None) == ("0922-000-111", False)


def test_every_number_of_a_contact_can_be_copied(shop: Path) -> None:
    reached = [PointForm("mobile", "0912-345-678"), PointForm("email", "lin@example.com")]
    one = customers.add(CustomerForm(name="建達行", kind="company", contacts=[ContactForm("林小姐", "會計", points=reached)]))
    told = [(fact.text, fact.copies) for fact in facts.known(cards.get(one)) if fact.copies]
    assert told == [("林小姐 會計 0912-345-678", "0912-345-678"), ("lin@example.com（林小姐）", "lin@example.com")]
