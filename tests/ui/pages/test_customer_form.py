"""The form of a customer with the keyboard: where the cursor goes when a photo was chosen or something is missing."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from db.services import cards, customers, own_fields, relations
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.attachments.card_photo import CardPhoto
from ui.customer_box import CustomerBox
from ui.pages.customers import facts
from ui.pages.customers.value_dialog import ValueDialog


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    return Window(answers)


def test_after_the_photo_of_the_card_the_cursor_is_in_the_name(window: Window, answers: Answers, tmp_path: Path) -> None:
    photo = tmp_path / "名片.jpg"
    Image.new("RGB", (40, 30), "white").save(photo)
    answers.answers = [[photo]]
    window.window.do("add")
    window.settle()
    opener = window.dialog().findChild(CardPhoto)
    assert isinstance(opener, CardPhoto)
    opener.opener.setFocus()
    opener.opener.click()
    window.settle()
    assert window.dialog().focusWidget() is window.dialog().boxes["name"].widget_for_label()
    window.leave_dialogs()


def test_the_cursor_goes_to_the_box_that_is_wrong(window: Window) -> None:
    field = own_fields.add("件數", "number")
    customers.add(CustomerForm(name="陳美惠", code="C-7"))
    window.window.do("add")
    window.settle()
    dialog = window.dialog()
    for key, typed, right in (("name", "", "王大同"), ("code", "C-7", "C-8"), (f"own:f{field}", "很多", "3")):
        box = dialog.boxes[key].widget_for_label()
        assert isinstance(box, QLineEdit)
        box.setText(typed)
        dialog.boxes["note"].focus()
        dialog.save()
        assert dialog.focusWidget() is box
        assert dialog.problem.text() != ""
        box.setText(right)
    dialog.save()
    assert not dialog.isVisible()


def test_who_shares_a_name_is_told_only_once_the_name_is_another(window: Window) -> None:
    one = customers.add(CustomerForm(name="劉雅惠"))
    customers.add(CustomerForm(name="劉雅惠"))
    customers.add(CustomerForm(name="劉家瑜"))
    window.window.open_card(one)
    window.window.do("edit")
    window.settle(0.4)
    dialog = window.dialog()
    assert "已經有一位" not in window.texts(dialog)
    dialog.boxes["name"].fill("劉家瑜")
    window.settle(0.4)
    assert "已經有一位「劉家瑜」" in window.texts(dialog)
    window.leave_dialogs()


def test_the_way_back_stands_beside_the_old_value(window: Window) -> None:
    one = customers.add(CustomerForm(name="劉雅惠", source="路過"))
    form = customers.form(one)
    form.source = "網路"
    customers.change(one, form)
    fact = next(fact for fact in facts.known(cards.get(one)) if fact.text == "網路")
    assert fact.place is not None
    dialog = ValueDialog(window.window, window.window, fact, fact.place)
    dialog.open()
    window.settle()
    back = window.button("改回這個值", dialog)
    old, new = (next(one for one in dialog.findChildren(QLabel) if one.text() == text) for text in ("路過", "→"))
    assert old.geometry().right() < back.geometry().left() < back.geometry().right() < new.geometry().left()
    dialog.reject()


def test_somebody_who_belongs_to_them_is_added_by_keyboard(window: Window) -> None:
    one, other = customers.add(CustomerForm(name="劉雅惠")), customers.add(CustomerForm(name="劉家瑜"))
    window.window.open_card(one)
    window.click("加一位")
    dialog = window.dialog()
    who = dialog.boxes["other"]
    assert isinstance(who, CustomerBox)
    assert dialog.focusWidget() is who.edit
    who.edit.setText("劉家瑜")
    QTest.keyClick(who.edit, Qt.Key.Key_Return)
    window.settle()
    assert dialog.focusWidget() is dialog.boxes["note"].widget_for_label()
    window.press(Qt.Key.Key_Return)
    assert [row.other for row in relations.of(one)] == [other]
