"""Every page of a guarded shop as each role: it opens, offers nothing that is refused by itself, and shows no number in full."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.core import session
from db.services import customers, keys, people
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.people import PersonForm
from tests.screens.asks import Answers
from tests.screens.said import said
from tests.screens.window import Window
from ui import navigation

SECRETS = ("0912-345-678", "0912345678", "mei@example.com", "和平東路一段1號")
OWNER, PIN = "王老闆", "4711"


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    """A guarded shop with one customer; the owner is in."""
    points = [PointForm("mobile", SECRETS[0]), PointForm("email", SECRETS[2])]
    customers.add(CustomerForm(name="陳美惠", points=points, addresses=[AddressForm(f"台北市大安區{SECRETS[3]}")]))
    made = keys.begin("password", "濾心半年要換一次喔", OWNER)
    made.prepare()
    made.finish()
    yield Window(answers)


def _switch(window: Window, answers: Answers, name: str) -> None:
    """As the menu of names does it, by PIN."""
    answers.answers = [PIN]
    menu = window.window.staff.menu()
    next(one for one in menu.actions() if name in one.text()).trigger()
    window.settle()
    assert session.actor() == name
    answers.asked.clear()


def _told(window: Window) -> list[str]:
    """The numbers that stand in full in what is in view."""
    return [secret for words in said(window.window) for secret in SECRETS if secret in words]


@pytest.mark.parametrize("role", ["staff", "reader"])
def test_every_page_opens_for_who_may_see_little(window: Window, answers: Answers, role: str) -> None:
    pages = [spec.key for spec in navigation.PAGES if spec.key != "welcome"]
    for key in pages:  # the owner saw each of them
        window.window.go(key)
        window.settle()
    window.window.go("customers")
    window.settle()
    assert _told(window)
    people.set_pin(people.add(PersonForm("小芳", role)), PIN)
    _switch(window, answers, "小芳")
    for key in ["customers", *pages]:
        window.window.go(key)
        window.settle()
        assert (key, answers.asked) == (key, [])
        assert (key, _told(window)) == (key, [])
    window.window.go("customers", customer=1)
    window.settle()
    assert "0912-***-678" in " ".join(said(window.window))
    assert (answers.asked, _told(window)) == ([], [])
