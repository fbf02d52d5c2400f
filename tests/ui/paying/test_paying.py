"""收款: what is left stands there, what is paid too much is said, a wrong one is countered and never undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.core import clock
from db.services import customers, drafts, payments, receivables, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.paying import Paying
from tests.screens.talks import offer
from tests.screens.window import Window
from ui.kit import counter


def sold(customer: int, price: int, day: str = "2026-11-20") -> int:
    line = LineForm(name="浴室換氣暖風機", quantity=Decimal(1), unit_price=Decimal(price))
    return sales.add(SaleForm(customer, happened_on=day, lines=[line]))


@pytest.fixture
def window(shop: object, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    customers.add(CustomerForm(name="宏達室內裝修", kind="company"))
    customers.add(CustomerForm(name="陳美惠"))
    sold(1, 6_000, "2026-11-01")
    sold(1, 19_132)
    made = Window(answers)
    yield made
    made.leave_dialogs()


def opened(window: Window, customer: int | None = 1, sale: int | None = None) -> Paying:
    window.window.pay(customer, sale)
    window.settle()
    return Paying(window)


def test_a_deposit_leaves_the_rest(window: Window) -> None:
    form = opened(window, 1, 2)
    assert form.amount() == "19,132"
    form.fill(amount="５７００", method="transfer", reference="12345")
    assert form.balance() == "現在欠 25,132 → 收了還欠 19,432"
    form.save()
    (row,) = payments.of(1)
    assert (row.amount, row.method, row.reference, row.sale, row.paid_on) == (5_700, "transfer", "12345", 2, "2026-11-21")
    assert [one.left for one in receivables.open_sales(1)] == [6_000, 13_432]
    assert window.toast() == "收到宏達室內裝修 5,700"


def test_without_a_sale_the_oldest_is_paid_first(window: Window) -> None:
    form = opened(window)
    assert form.amount() == "25,132"
    form.fill(amount="7000")
    form.save()
    assert [(one.id, one.left) for one in receivables.open_sales(1)] == [(2, 18_132)]


def test_another_sale_or_customer_has_its_own_amount_unless_one_was_typed(window: Window) -> None:
    form = opened(window)
    form.dialog.boxes["sale"].fill("1")
    assert form.amount() == "6,000"
    form.fill(amount="500")
    form.dialog.boxes["sale"].fill("2")
    assert form.amount() == "500"
    form.customers().choose(2)
    form.dialog.look_over()
    assert (form.dialog.boxes["sale"].value(), form.balance()) == ("", "沒有欠款 → 收了變預收 500")


def test_too_much_is_said_and_kept_as_paid_ahead(window: Window) -> None:
    form = opened(window)
    form.fill(amount="26000")
    assert "比該付的多 868，會先記成預收。" in form.texts()
    form.save()
    assert receivables.of(1).owed == -868


def test_a_cheque_is_asked_for_its_day(window: Window) -> None:
    form = opened(window)
    assert not {"bank", "cheque_day", "reference"} & form.asked()
    form.fill(method="cheque", amount="13432", bank="台灣銀行永和", cheque_no="AB1234567")
    assert {"bank", "cheque_no", "cheque_day"} <= form.asked()
    form.save()
    assert "請填支票的到期日" in form.texts()
    form.fill(cheque_day="2026/12/31")
    form.save()
    assert [(one.due_on, one.amount) for one in payments.cheques("2026-12-31")] == [("2026-12-31", 13_432)]


def test_what_belongs_to_another_way_of_paying_is_not_kept(window: Window) -> None:
    form = opened(window)
    form.fill(method="transfer", reference="12345")
    form.fill(method="cash")
    form.save()
    assert payments.of(1)[0].reference == ""


def test_nobody_and_nonsense_are_said(window: Window) -> None:
    window.window.go("history")
    form = opened(window, None)
    form.fill(amount="很多")
    assert "「很多」不是金額。" in form.texts()
    form.fill(amount="500")
    form.save()
    assert "請選這是誰付的錢。" in form.texts()
    assert payments.takings().rows == ()


def test_ctrl_z_offers_the_counter_entry_and_once_only(window: Window, answers: Answers) -> None:
    form = opened(window)
    form.save()
    answers.answers = [0]
    window.press(Qt.Key.Key_Z)
    assert [one.amount for one in payments.of(1)] == [-25_132, 25_132]
    assert "25,132" in answers.asked[-1]
    assert receivables.of(1).owed == 25_132
    assert window.toast() == "已用今天的一筆沖銷，客人現在欠 25,132。"
    assert payments.of_unit(0) == []


def test_money_paid_ahead_that_is_taken_back_is_no_debt(window: Window, answers: Answers) -> None:
    customers.add(CustomerForm(name="王小明"))
    form = opened(window, 3)
    form.fill(amount="500")
    form.save()
    answers.answers = [0]
    window.press(Qt.Key.Key_Z)
    assert window.toast() == "已用今天的一筆沖銷，客人現在不欠錢。"


def test_ctrl_z_asks_of_every_payment_before_it_takes_back_what_is_older(window: Window, answers: Answers) -> None:
    customers.change(1, replace(customers.form(1), note="老客戶"))
    for amount in ("100", "200"):
        form = opened(window)
        form.fill(amount=amount)
        form.save()
    for said in ("200", "100"):
        window.press(Qt.Key.Key_Z)
        assert said in answers.asked[-1]
        assert customers.form(1).note == "老客戶"
    window.press(Qt.Key.Key_Z)
    assert customers.form(1).note == ""


def test_typing_takes_the_place_of_what_is_left(window: Window) -> None:
    form = opened(window)
    edit = form.dialog.boxes["amount"].widget_for_label()
    assert edit.selectedText() == "25,132"
    form.dialog.boxes["note"].focus()
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    QTest.keyClicks(edit, "500")
    assert form.amount() == "500"


def test_a_comma_in_a_wrong_place_is_no_amount(window: Window) -> None:
    form = opened(window)
    form.fill(amount="45,47040000")
    form.save()
    assert "45,47040000" in form.texts()
    assert payments.of(1) == []


def test_an_amount_far_above_what_is_left_is_asked_about(window: Window, answers: Answers) -> None:
    form = opened(window)
    form.fill(amount="251320")
    form.save()
    assert "251,320" in answers.asked[-1]
    assert payments.of(1) == []
    answers.answers = [0]
    form.save()
    assert [one.amount for one in payments.of(1)] == [251_320]


def test_saying_no_to_the_counter_entry_leaves_everything(window: Window, answers: Answers) -> None:
    form = opened(window)
    form.save()
    window.press(Qt.Key.Key_Z)
    assert len(payments.of(1)) == 1
    assert sales.get(2).total == 19_132


def test_at_the_counter_it_opens_at_the_second_press(window: Window) -> None:
    counter.switch()
    window.window.pay(1)
    window.settle()
    assert not window.has_dialog()
    window.press_toast()
    assert window.has_dialog()


def test_what_was_being_typed_is_offered_after_a_power_cut(window: Window, answers: Answers) -> None:
    form = opened(window)
    form.fill(amount="1234")
    (draft,) = drafts.left()
    assert draft.body["amount"] == "1234"
    answers.answers = [0]
    offer(window)
    assert "宏達室內裝修：1234" in answers.asked[-1]


def test_a_day_in_an_account_that_was_closed_is_said(window: Window) -> None:
    builder = customers.form(1)
    builder.closing_day = "20"
    customers.change(1, builder)
    form = opened(window)
    words = "到 2026/11/20 的帳已經結了。請款單如果已經給客人，那張上面沒有這筆錢。"
    assert words not in form.texts()
    form.fill(paid_on="11/19")
    assert words in form.texts()
    form.fill(paid_on="胡說")
    assert words not in form.texts()
    form.customers().choose(2)
    form.fill(paid_on="11/19")
    assert words not in form.texts()
