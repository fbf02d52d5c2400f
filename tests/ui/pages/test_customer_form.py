"""The form of a customer with the keyboard: where the cursor goes when a photo was chosen or something is missing."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLineEdit

from db.services import customers, own_fields
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.attachments.card_photo import CardPhoto


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
