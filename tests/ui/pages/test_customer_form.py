"""The form of a customer with the keyboard: where the cursor goes when a photo was chosen or something is missing."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from db.services import cards, customers, history, own_fields, relations
from db.services.customer_form import ContactForm, CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.attachments.card_photo import CardPhoto
from ui.customer_box import CustomerBox
from ui.kit.form import FormDialog
from ui.pages.customers import facts
from ui.pages.customers.value_dialog import ValueDialog


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    return Window(answers)


def edit(window: Window, customer: int) -> FormDialog:
    """The form of this customer."""
    window.window.open_card(customer)
    window.window.do("edit")
    window.settle()
    return window.dialog()


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


def test_the_numbers_of_a_person_there_stand_in_the_form_and_are_kept(window: Window) -> None:
    reached = [PointForm("mobile", "0922-000-111", "公司機"), PointForm("line_id", "lin.acc")]
    people = [ContactForm("林小姐", "會計", points=reached), ContactForm("吳先生", points=[PointForm("phone", "04-2222-3333")])]
    one = customers.add(CustomerForm(name="建達行", kind="company", points=[PointForm("phone", "04-2355-1100")], contacts=people))
    before = customers.form(one)
    there = edit(window, one).boxes["contacts"].rows
    assert [[number.main().text() for number in row.below["points"].rows] for row in there] == [
        ["0922-000-111", "lin.acc"],
        ["04-2222-3333"],
    ]
    there[1].main().setText("吳大哥")
    window.dialog().save()
    after = customers.form(one)
    assert after.contacts[1].name == "吳大哥"
    assert (after.points, after.contacts[0]) == (before.points, before.contacts[0])
    assert after.contacts[1].points == before.contacts[1].points


def test_a_person_there_comes_with_a_number_and_goes_by_keyboard(window: Window) -> None:
    one = customers.add(CustomerForm(name="建達行", kind="company", contacts=[ContactForm("林小姐", "會計")]))
    people = edit(window, one).boxes["contacts"]
    people.more.setFocus()
    window.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    people.rows[1].main().insert("吳大哥")
    for _part in range(3):  # title, note, the cross
        QTest.keyClick(window.dialog().focusWidget(), Qt.Key.Key_Tab)
    assert focused(window).accessibleName() == "拿掉這一行"
    QTest.keyClick(focused(window), Qt.Key.Key_Tab)
    assert focused(window) is people.rows[1].below["points"].more
    window.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    QTest.keyClicks(focused(window), "0911222333")
    window.press(Qt.Key.Key_Return)
    assert [(row.name, [point.text for point in row.points]) for row in customers.form(one).contacts] == [
        ("林小姐", []),
        ("吳大哥", ["0911-222-333"]),
    ]
    told = [change for unit in history.units_of(one)[:1] for change in history.changes(unit.id)]
    number = next(change for change in told if change.table == "contact_point")
    assert (number.kind, {row.column: row.after for row in number.fields}["contact"]) == ("mobile", "吳大哥")
    assert "0911-222-333" in window.texts(window.window.page)


def test_taking_a_row_off_hands_the_keyboard_on(window: Window) -> None:
    people = [ContactForm("林小姐", points=[PointForm("mobile", "0922-000-111")]), ContactForm("吳先生")]
    one = customers.add(CustomerForm(name="建達行", kind="company", contacts=people))
    rows = edit(window, one).boxes["contacts"]
    numbers = rows.rows[0].below["points"]
    press_cross(window, numbers.rows[0])
    assert focused(window) is numbers.more
    press_cross(window, rows.rows[0])
    assert focused(window) is rows.rows[0].main()
    assert rows.rows[0].main().text() == "吳先生"
    press_cross(window, rows.rows[0])
    assert focused(window) is rows.rows[0].main()  # the one empty row
    window.press(Qt.Key.Key_Return)
    assert customers.form(one).contacts == []


def test_a_number_of_somebody_without_a_name_is_not_lost(window: Window) -> None:
    one = customers.add(CustomerForm(name="建達行", kind="company"))
    rows = edit(window, one).boxes["contacts"]
    rows.fill([{"title": "會計", "points": [{"kind": "mobile", "text": "0911222333"}]}, {"points": [{"text": "0911222444"}]}])
    window.dialog().save()
    assert [(row.name, row.title, row.points[0].text) for row in customers.form(one).contacts] == [
        ("會計", "", "0911-222-333"),
        ("聯絡人", "", "0911-222-444"),
    ]


def test_a_doubtful_number_of_a_person_there_is_said_beside_it(window: Window) -> None:
    customers.add(CustomerForm(name="林怡君", points=[PointForm("mobile", "0922-000-111")]))
    one = customers.add(CustomerForm(name="建達行", kind="company", contacts=[ContactForm("林小姐")]))
    numbers = edit(window, one).boxes["contacts"].rows[0].below["points"]
    numbers.fill([{"kind": "mobile", "text": "0922000111"}, {"kind": "mobile", "text": "0922"}])
    window.settle(0.5)
    said = window.texts(window.dialog())
    assert "這支電話已經是「林怡君」的" in said
    assert "這個號碼太短" in said
    assert [row.main().property("state") for row in numbers.rows] == ["", "look"]
    window.leave_dialogs()


def focused(window: Window) -> QWidget:
    """Where the keyboard is in the form."""
    found = window.dialog().focusWidget()
    assert found is not None
    return found


def press_cross(window: Window, row: QWidget) -> None:
    """The cross at the end of a row, by keyboard."""
    cross = next(one for one in row.findChildren(QAbstractButton) if one.accessibleName() == "拿掉這一行" and one.parent() is row)
    cross.setFocus()
    window.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)


def test_hundreds_of_numbers_are_shown_as_they_are_asked_for_and_none_is_lost(window: Window) -> None:
    points = [PointForm("mobile", f"0912-345-{at:03}") for at in range(300)]
    one = customers.add(CustomerForm(name="五百支", points=points))
    window.window.open_card(one)
    page = window.window.page
    window.wait_for(lambda: "0912-345-010" in window.texts(page))
    assert "0912-345-010" in window.texts(page)
    assert "0912-345-011" not in window.texts(page)
    window.click("還有 289 個", page)
    window.wait_for(lambda: "0912-345-050" in window.texts(page))
    assert "0912-345-050" in window.texts(page)
    window.click("還有 249 個", page)
    window.window.do("edit")
    window.settle()
    form = window.dialog()
    rows = form.boxes["points"].rows  # type: ignore[attr-defined]
    assert len(rows) == 20
    assert not form.is_changed
    window.click("還有 280 個", form)
    assert len(rows) == 40
    assert not form.is_changed
    rows[39].main().setText("0987-654-321")
    form.save()
    window.settle()
    kept = [point.text for point in customers.form(one).points]
    assert kept == [*(point.text for point in points[:39]), "0987-654-321", *(point.text for point in points[40:])]
