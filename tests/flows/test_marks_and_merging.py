"""Tags, the watch list, refusals and one customer of two, through the window as the owner does it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.core import file
from db.services import blacklist, customers, dump, opt_outs, shops, tags
from db.services.customers import CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.marks import Marks
from tests.screens.records import Records
from tests.screens.window import Window
from ui.merging.split_dialog import SplitDialog
from ui.watch_list.refusal_dialog import RefusalDialog


def _begin(tmp_path: Path, answers: Answers) -> Window:
    path = tmp_path / "順發.crm"
    shops.create(path, "順發水電")
    file.open_shop(path)
    for name, phone in (("陳美惠", "0912-345-678"), ("陳美惠", "0912-345-678"), ("林志明", "0922-111-222")):
        customers.add(CustomerForm(name=name, points=[PointForm("mobile", phone)]))
    return Window(answers)


def test_a_day_with_marks(tmp_path: Path, answers: Answers) -> None:
    window = _begin(tmp_path, answers)
    marks = Marks(window)
    window.click("新標籤")
    form = window.dialog()
    form.boxes["name"].fill("大戶")
    form.save()
    window.settle()
    tags.attach([1, 3], ["大戶"])
    window.settle()  # the page hears of it
    window.settle()  # and the worker has counted
    assert marks.line("大戶").count.text() == "共 2 位客戶"
    marks.line("大戶").count.click()
    window.settle()
    listed = Customers(window)
    assert sorted(listed.names()) == ["林志明", "陳美惠"]

    listed.choose("林志明")
    window.choose("客戶", "加入黑名單…")
    form = window.dialog()
    form.boxes["reason"].fill("訂貨不取")
    form.save()
    window.settle()
    assert "訂貨不取" in listed.card()

    window.choose("客戶", "哪些不要傳…")
    refusing = next(one for one in window.window.findChildren(RefusalDialog) if one.isVisible())
    refusing.ticks["phone"].setChecked(True)
    refusing.save()
    window.settle()
    assert opt_outs.refuses(3, "phone")
    window.choose("編輯", "復原")
    window.choose("編輯", "復原")
    assert (opt_outs.of(3), blacklist.of(3)) == ([], None)


def test_two_cards_of_one_person_become_one_and_two_again(tmp_path: Path, answers: Answers) -> None:
    window = _begin(tmp_path, answers)
    before = dump.dump()
    records = Records(window)
    records.tab(2)
    assert records.tabs()[2].endswith("1")
    QTest.keyClick(records.page.doubles.view, Qt.Key.Key_Return)
    window.settle()
    gone = next(one for one in (1, 2) if customers.follow(one) != one)
    window.window.open_card(customers.follow(gone))
    window.settle()
    window.choose("客戶", "拆開合併過的客戶…")
    next(one for one in window.window.findChildren(SplitDialog) if one.isVisible()).split.click()
    window.settle()
    assert dump.dump()["customers"] == before["customers"]
    records = Records(window)
    records.tab(2)
    assert "沒有" in window.texts(records.page.doubles)
