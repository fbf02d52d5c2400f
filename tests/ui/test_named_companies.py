"""Somebody new who is named like a company begins as one, wherever the form opens."""

from pathlib import Path

import pytest

from db.services import customers
from db.services.customer_form import is_company
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui import new_customer


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("大發水電行", True),
        ("宏達有限公司", True),
        ("永新工程", True),
        ("李知行", False),
        ("陳美惠", False),
        ("老王茶行", True),
        ("", False),
    ],
)
def test_a_name_that_ends_like_a_company(name: str, found: bool) -> None:
    assert is_company(name) is found


def test_a_customer_made_from_a_quote_or_a_list_begins_as_a_company(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    new_customer.ask(window.window, "永新工程有限公司", lambda _customer: None)
    assert window.dialog().boxes["kind"].value() == "company"
    window.leave_dialogs()
    new_customer.ask(window.window, "", lambda _customer: None)
    boxes = window.dialog().boxes
    boxes["name"].fill("大發水電行")
    assert boxes["kind"].value() == "company"
    boxes["kind"].fill("person")
    boxes["name"].fill("大發水電行二店")
    assert boxes["kind"].value() == "person"  # chosen
    window.dialog().save_button.click()
    window.settle()
    assert customers.form(1).kind == "person"
