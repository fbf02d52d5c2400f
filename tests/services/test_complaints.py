"""Who complained: what is put right, or was none, keeps nothing back."""

from datetime import date

import pytest

from db.services import complaints, customers, interactions
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm

pytestmark = pytest.mark.usefixtures("saturday", "shop")


@pytest.mark.parametrize(
    ("text", "outcome", "is_open"),
    [
        ("抱怨漏水", "", True),
        ("漏水", "抱怨", True),
        ("抱怨漏水，當場換新", "已解決", False),
        ("都好，沒有抱怨", "", False),
        ("沒有抱怨價錢，抱怨漏水", "", True),
        ("無客訴", "", False),
    ],
)
def test_what_was_said_is_a_complaint_or_none(text: str, outcome: str, is_open: bool) -> None:
    one = customers.add(CustomerForm(name="王小明"))
    interactions.add(InteractionForm(one, text, "電話", outcome=outcome, happened_on="2026-11-10"))
    assert (complaints.still_open([one], date(2026, 11, 21)) == {one}) is is_open
