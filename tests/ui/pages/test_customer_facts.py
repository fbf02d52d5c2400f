"""The facts of the card, and what each of their values says of its origin and history."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.core import clock
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.models import Address, ContactPoint, Customer, ImportRun, Relation
from db.services import cards, customers, keep_in_touch, own_fields, tags
from db.services.customer_form import AddressForm, ContactForm, CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui.pages.customers import facts, provenance
from ui.pages.customers.inside import Inside
from ui.pages.customers.one_page import CustomerPage
from ui.pages.customers.page import CustomersPage
from ui.pages.customers.parts import Parts
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


def test_how_often_to_keep_in_touch_is_said_and_changed_by_its_menu(shop: Path, answers: Answers) -> None:
    clock.fix(datetime(2026, 10, 1, 2, tzinfo=UTC))
    one = customers.add(CustomerForm(name="陳美惠"))
    window = Window(answers)
    window.window.open_card(one)
    window.settle()
    assert "定期聯絡" not in window.texts(window.window.page)
    keep_in_touch.put(one, 60)
    window.settle()
    said = "每 60 天聯絡一次・下次 11/30"
    assert said in window.texts(window.window.page)
    page = cast(CustomerPage, window.window.page)
    parts, fact = Parts(page.signs, cards.get(one), whole=True), next(one for one in facts.known(cards.get(one)) if one.is_rule)
    label = next(one for one in page.findChildren(QLabel) if one.text() == said)
    assert label.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
    next(entry for entry in parts.value_menu(label, fact).actions() if entry.text() == "每 90 天").trigger()
    window.settle()
    assert "每 90 天聯絡一次・下次 12/30" in window.texts(window.window.page)


def test_an_address_of_the_usual_length_stands_beside_its_label(company: int, answers: Answers) -> None:
    form = customers.form(company)
    form.points.append(PointForm("email", "hui_ting3619@hinet.net"))
    customers.change(company, form)
    window = Window(answers, (1280, 689))
    Customers(window).choose("大同水電行")
    Customers(window).card()
    shown = {one.text(): one for one in window.window.page.findChildren(QLabel) if one.isVisible()}
    name, value = shown["電子郵件"], shown["hui_ting3619@hinet.net"]
    assert abs(name.geometry().top() - value.geometry().top()) < name.height()
    assert value.geometry().left() > name.geometry().right()
    assert window.clipped(cast(CustomersPage, window.window.page).card) == []


def test_the_facts_keep_their_place_when_something_of_the_customer_is_saved(company: int, answers: Answers) -> None:
    form = customers.form(company)
    form.note = "\n".join(f"第 {at} 行" for at in range(60))
    customers.change(company, form)
    window = Window(answers)
    window.window.open_card(company)
    window.settle()
    bar = cast(CustomerPage, window.window.page)._facts.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    assert at > 100
    tags.attach([company], ["老主顧"])
    window.settle()
    assert bar.value() == at
    window.window.open_card(next(row.other for row in cards.get(company).relations))
    window.settle()
    window.window.open_card(company)
    window.settle()
    assert bar.value() == 0


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


def test_who_was_entered_after_midnight_came_in_today(shop: Path, answers: Answers) -> None:
    one = customers.add(CustomerForm(name="陳美惠"))
    with unit("customers.change"):
        Customer.update(created_at="2026-11-20T17:26:00.000Z").where(Customer.id == one).execute()
    clock.fix(datetime(2026, 11, 20, 17, 30, tzinfo=UTC))  # half past one in the morning of the 21st in the shop
    window = Window(answers)
    window.window.open_card(one)
    window.settle()
    assert "自己輸入的，今天" in [label.text() for label in window.window.page.findChildren(QLabel)]
