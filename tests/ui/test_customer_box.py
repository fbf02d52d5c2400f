"""A customer chosen by any search: matches below, chips, ⚠, a new one by Enter; by keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from db.services import blacklist, customers, lists
from db.services.customer_form import CustomerForm, PointForm
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.kit.form import FormDialog

NAMES = ("陳美惠", "陳大文", '<b>王</b>"&😀')


@pytest.fixture
def holder(shop: object, qapp: object) -> Iterator[QWidget]:
    for at, name in enumerate(NAMES):
        customers.add(CustomerForm(name=name, code=f"A00{at}", points=[PointForm("mobile", f"0912-345-67{at}")]))
    blacklist.put([2], "欠款")
    made = QWidget()
    QVBoxLayout(made)
    made.resize(600, 300)
    made.show()
    yield made
    made.close()


def put(holder: QWidget, *, several: bool) -> CustomerBox:
    box = CustomerBox(several=several)
    layout = holder.layout()
    assert layout is not None
    layout.addWidget(box)
    box.show()
    box.focus()
    return box


def offered(box: CustomerBox) -> list[str]:
    return [box.popup.item(at).text() for at in range(box.popup.count())] if box.popup.isVisible() else []


def chips(box: CustomerBox) -> list[str]:
    QApplication.processEvents()
    return [made.text() for made in box._holder.findChildren(QPushButton) if not made.isHidden()]


def test_matches_are_walked_and_taken_by_keyboard(holder: QWidget) -> None:
    box = put(holder, several=True)
    box.edit.setText("陳")
    assert set(offered(box)[:2]) == {"陳美惠 0912-345-670 A000", "⚠ 陳大文 0912-345-671 A001"}
    assert offered(box)[-1] == "新增客戶「陳」"
    QTest.keyClick(box.edit, Qt.Key.Key_Down)
    QTest.keyClick(box.edit, Qt.Key.Key_Up)
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert len(box.value()) == 1
    assert not box.popup.isVisible()
    box.ask_more()
    box.edit.setText("陳")
    assert len(offered(box)) == 2  # who is chosen is not offered again
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert sorted(box.value()) == [1, 2]
    assert "⚠ 陳大文" in chips(box)


def test_chips_are_taken_off_by_a_press_delete_and_backspace(holder: QWidget) -> None:
    box = put(holder, several=True)
    box.fill([1, 2, 3])
    first = next(made for made in box._holder.findChildren(QPushButton) if made.text() == "陳美惠")
    first.click()
    assert box.value() == [2, 3]
    second = next(made for made in box._holder.findChildren(QPushButton) if made.text() == "⚠ 陳大文")
    QTest.keyClick(second, Qt.Key.Key_Delete)
    assert box.value() == [3]
    box.ask_more()
    QTest.keyClick(box.edit, Qt.Key.Key_Backspace)
    assert box.value() == []


def test_one_at_most_gives_way_to_the_next(holder: QWidget) -> None:
    box = put(holder, several=False)
    box.choose(1)
    assert (box.value(), box.edit.isHidden()) == ([1], True)
    box.choose(2)
    assert box.value() == [2]
    box.take_off_last()
    assert (box.value(), box.edit.isHidden()) == ([], False)


def test_a_code_a_number_and_a_name_like_markup(holder: QWidget) -> None:
    box = put(holder, several=False)
    for typed in ("A002", "672", "王"):
        box.edit.setText(typed)
        assert offered(box)[0].startswith(NAMES[2])
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert box.value() == [3]
    box.edit.clear()
    assert offered(box) == []


def test_an_unknown_number_is_a_new_customer_by_enter(holder: QWidget) -> None:
    box = put(holder, several=False)
    box.edit.setText("0987-654-321")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    form = next(one for one in holder.findChildren(FormDialog) if one.isVisible())
    assert (form.values()["name"], [one["text"] for one in form.values()["points"]]) == ("", ["0987-654-321"])
    form.boxes["name"].fill("新客人")
    form.save()
    assert [(row.name, row.phone) for row in lists.rows(box.value())] == [("新客人", "0987-654-321")]


def test_who_is_there_already_can_be_taken_instead(holder: QWidget) -> None:
    box = put(holder, several=False)
    box.edit.setText("陳美美")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    form = next(one for one in holder.findChildren(FormDialog) if one.isVisible())
    form.boxes["points"].fill([{"kind": "mobile", "text": "0912345670", "label": ""}])
    form.look_over()
    take = next(made for made in form.findChildren(QPushButton) if made.text() == "就是這位" and not made.isHidden())
    take.click()
    assert box.value() == [1]
    assert not form.isVisible()


def test_the_counter_mode_hides_phones_and_keeps_the_sign(holder: QWidget) -> None:
    box = put(holder, several=False)
    counter.switch()
    try:
        box.edit.setText("大文")
        assert offered(box)[0] == "⚠ 陳大文 ••• A001"
        box.choose(2)
        assert chips(box) == ["⚠ 陳大文"]
    finally:
        counter.switch()


def test_escape_closes_the_matches_first_and_who_is_gone_is_left_out(holder: QWidget) -> None:
    box = put(holder, several=True)
    box.edit.setText("陳")
    QTest.keyClick(box.edit, Qt.Key.Key_Escape)
    assert (offered(box), box.edit.text()) == ([], "陳")
    box.fill([99, 1])
    assert box.value() == [1]
