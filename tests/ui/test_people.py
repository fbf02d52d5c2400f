"""People in the window: written down, switched by PIN, looking at masked numbers, taking nothing out, leaving."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from db.core import session
from db.core.connection import rows, value
from db.services import customers, entry, keys, people
from db.services.customer_form import CustomerForm, PointForm
from db.services.people import PersonForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui import doors
from ui.people import leaving, revealing, switching

OWNER, PASSWORD = "王老闆", "濾心半年要換一次喔"
PHONE, MASK, PIN = "0912-345-678", "0912-***-678", "4711"


def grab(window: Window, name: str) -> None:
    """A picture for whoever looks, where a folder for it is named."""
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        (QApplication.activeModalWidget() or window.window).grab().save(f"{folder}/{name}.png")


@pytest.fixture
def clerk(shop: Path) -> int:
    """A guarded shop with one customer, the owner is in; the clerk 小芳 has a PIN."""
    customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", PHONE)]))
    made = keys.begin("password", PASSWORD, OWNER)
    made.prepare()
    made.finish()
    one = people.add(PersonForm("小芳"))
    people.set_pin(one, PIN)
    return one


def _texts(window: Window) -> str:
    return " ".join(label.text() for label in window.window.findChildren(QLabel) if label.isVisible())


def test_the_owner_sees_who_may_what(clerk: int, answers: Answers) -> None:
    window = Window(answers)
    window.window.go("settings", section="security")
    window.settle()
    grab(window, "people")
    said = _texts(window)
    assert "擋不住懂電腦又有時間的人" in said
    assert "小芳" in said
    assert "電話遮住" in said


def test_switched_by_pin_numbers_are_masked_and_one_is_looked_at(clerk: int, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    answers.answers = ["0000"]
    with pytest.raises(Exception, match="PIN"):
        switching.switch(window.window, clerk, "小芳")
    answers.answers = [PIN]
    assert switching.switch(window.window, clerk, "小芳")
    window.window.doing.refresh()
    window.window.go("customers")
    window.settle()
    grab(window, "as-clerk")
    assert window.window.staff.isVisible()
    assert window.window.staff.text() == "小芳"
    window.window.open_card(1)
    window.settle()
    grab(window, "card-as-clerk")
    assert PHONE not in _texts(window)
    assert MASK in _texts(window)
    revealing.open_dialog(window.window, [1])
    assert PHONE in str(answers.titles + answers.asked + answers.details)
    assert value("SELECT count(*) FROM unit WHERE action = 'contacts.reveal' AND actor = '小芳'") == 1


def test_nothing_is_taken_out_without_the_right_and_with_it_the_pin_is_asked(clerk: int, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    entry.switch(clerk, PIN)
    assert doors.errand(window.window) is None
    session.come_in(entry.person_of(1))
    people.change(clerk, PersonForm("小芳", may_export=True))
    entry.switch(clerk, PIN)
    answers.answers = [PIN]
    assert doors.errand(window.window)


def test_who_leaves_hands_over_and_comes_in_no_more(clerk: int, answers: Answers) -> None:
    form = customers.form(1)
    form.staff = "小芳"
    customers.change(1, form)
    window = Window(answers)
    leaving.open_dialog(window.window, people.get(clerk), lambda: None)
    dialog = window.dialog()
    grab(window, "leaving")
    dialog.boxes["paper"].fill("0")
    dialog.save()
    window.settle()
    assert rows("SELECT staff FROM customer WHERE id = 1") == [(OWNER,)]
    assert people.get(clerk).left_on


def test_what_somebody_took_out_is_printed(clerk: int) -> None:
    from reports import people_exports_pdf

    assert people_exports_pdf.make("小芳").pdf.startswith(b"%PDF")


def test_who_left_by_mistake_comes_back(clerk: int, answers: Answers) -> None:
    people.leave(clerk)
    window = Window(answers)
    window.window.go("settings", section="security")
    window.settle()
    assert "離職" in _texts(window)
    window.click("回來上班")
    window.settle()
    assert [one.name for one in people.rows()] == [OWNER, "小芳"]
    assert "回來了" in window.toast()
    assert "離職" not in _texts(window).replace("離職…", "")
