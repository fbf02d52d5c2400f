"""The form of a customer after a power cut: offered again, and never over what was changed meanwhile."""

from datetime import UTC, datetime
from pathlib import Path

from db.core import clock
from db.services import customers, drafts, lists
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.pages.customers import forms


def test_a_draft_resumed_late_does_not_undo_what_was_changed_since(shop: Path, answers: Answers) -> None:
    clock.fix(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))  # 7:30 in the morning of the 21st in the shop
    one = customers.add(CustomerForm(name="陳美惠"))
    window = Window(answers)
    forms.change(window.window, window.window, one, lambda _one: None)
    window.settle()
    window.dialog().boxes["note"].fill("斷電前打的")
    window.settle(0.5)
    assert [draft.customer for draft in drafts.left()] == [one]
    window.dialog().hide()  # as if the power had gone
    form = customers.form(one)
    form.name = "改過的名字"
    customers.change(one, form)
    answers.answers = [0]
    forms.offer_drafts(window.window, lambda _one: None)
    window.settle()
    assert any("2026/11/21" in said for said in answers.asked)
    window.dialog().save()
    assert "沒有蓋掉" in window.texts(window.dialog())
    assert (customers.form(one).name, customers.form(one).note) == ("改過的名字", "")
    window.leave_dialogs()


def test_two_new_customers_half_typed_are_both_offered(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    for name in ("王先生", "李小姐"):
        forms.add(window.window, window.window, "", lambda _one: None)
        window.settle()
        window.dialog().boxes["name"].fill(name)
        window.settle(0.5)
        window.dialog().hide()  # as if the power had gone
    assert sorted(draft.body["name"] for draft in drafts.left()) == ["李小姐", "王先生"]
    answers.answers = [1, 0]
    forms.offer_drafts(window.window, lambda _one: None)
    window.settle()
    window.dialog().save()
    window.settle()
    assert ([row.name for row in lists.first(lists.ListQuery())], drafts.left()) == (["王先生"], [])
