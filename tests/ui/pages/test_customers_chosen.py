"""What is done to several customers at once: chosen by rows or as the whole list, one message, one way back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from db.core import clock
from db.services import customers, interactions, keep_in_touch, lists, own_fields, segments, tags, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.sheet_marks import number_of, shop
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui.bulk import pasted_values
from ui.bulk.pasting import PasteDialog
from ui.exporting.dialog import ExportDialog
from ui.merging.merge_dialog import MergeDialog
from ui.pages.customers import verbs
from ui.pages.customers.presenter import FIRST
from ui.watch_list.refusal_dialog import RefusalDialog

_MANY = 130


@pytest.fixture
def people(shop: Path) -> list[int]:
    return [
        customers.add(CustomerForm(name=name, points=[PointForm("mobile", f"0912-000-00{at}")]))
        for at, name in enumerate(("王小明", "陳美惠", "林志明", "許雅婷"))
    ]


@pytest.fixture
def many(people: list[int]) -> list[int]:
    return people + [customers.add(CustomerForm(name=f"客人{at:03}")) for at in range(_MANY - len(people))]


@pytest.fixture
def window(people: list[int], answers: Answers) -> Window:
    return Window(answers)


@pytest.fixture
def screen(window: Window) -> Customers:
    return Customers(window)


def _menu(screen: Customers) -> QMenu:
    menu = QMenu(screen.page)
    screen.page.verbs.fill(menu, screen.page.selected(), screen.page.view.count_chosen())
    return menu


def _entry(menu: QMenu, *path: str) -> Callable[[], None]:
    for words in path[:-1]:
        menu = next(one.menu() for one in menu.actions() if one.text() == words and isinstance(one.menu(), QMenu))
    return next(one for one in menu.actions() if one.text() == path[-1]).trigger


def test_the_whole_list_by_one_press_is_chosen_as_what_it_asks_for(many: list[int], answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    screen.choose("王小明", "陳美惠")
    assert screen.page.selected().chosen == tuple(screen.page.view.chosen())
    window.click(f"這份名單全選（{_MANY}）", screen.page.bulk)
    assert f"已選 {_MANY} 位" in window.texts(screen.page.bulk)
    who = screen.page.selected()
    assert (who.query, who.chosen, who.exceptions) == (screen.page.presenter.query, (), frozenset())
    index = screen.page.model.index(screen.page.model.place(many[1]), 0)
    screen.page.view.scrollTo(index)
    at = screen.page.view.visualRect(index).center()
    QTest.mouseClick(screen.page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    assert screen.page.selected().exceptions == {many[1]}
    tags.add("老主顧")
    _entry(_menu(screen), "貼標籤", "老主顧")()
    window.settle()
    assert window.toast() == f"已幫 {_MANY - 1} 位客戶加上「老主顧」"
    assert tags.names_of(many[1]) == []
    window.press_toast()
    window.settle()
    assert tags.rows()[0].count == 0


def test_what_one_press_does_to_very_many_is_asked_first(
    many: list[int], answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "_ASKED", _MANY - 1)
    tags.attach(many, ["老主顧"])
    screen = Customers(Window(answers))
    screen.page.view.selectAll()
    ways = [("拿掉標籤", "老主顧"), ("貼標籤", "老主顧"), ("定期聯絡", "每 30 天"), ("收起來", "不寫原因"), ("收起來", "搬家")]
    for way in ways:
        _entry(_menu(screen), *way)()
    screen.window.settle()
    deeds = ["拿掉標籤", "貼標籤", "定期聯絡", "收起來", "收起來・搬家"]
    assert answers.asked == [f"「{deed}」一次改 {_MANY} 位客戶，之後還可以復原。" for deed in deeds]
    assert tags.rows()[0].count == _MANY
    answers.answers = [0]
    _entry(_menu(screen), *ways[0])()
    screen.window.settle()
    assert tags.rows()[0].count == 0


def test_the_menu_of_tags_says_of_how_many_one_press_takes_a_tag_off(
    screen: Customers, window: Window, people: list[int]
) -> None:
    tags.add("老主顧")
    tags.attach(people[:2], ["工程"])
    window.settle()
    screen.choose("王小明", "陳美惠")
    assert _tag_entries(screen) == {"貼上「老主顧」": None, "從 2 位拿掉「工程」": None, "新標籤…": None}
    _entry(_menu(screen), "標籤", "從 2 位拿掉「工程」")()
    window.settle()
    assert tags.names_of(people[0]) == []
    tags.attach(people[:1], ["工程"])
    window.settle()
    assert list(_tag_entries(screen)) == ["貼上「老主顧」", "貼上「工程」", "從 1 位拿掉「工程」", "新標籤…"]
    screen.choose("王小明")
    assert _tag_entries(screen) == {"老主顧": False, "工程": True, "新標籤…": None}


def _tag_entries(screen: Customers) -> dict[str, bool | None]:
    """What the menu of tags offers, and whether it is ticked; None: that is no tick."""
    (menu,) = screen.page.verbs.tag_menus(screen.page, screen.page.selected())
    return {one.text(): one.isChecked() if one.isCheckable() else None for one in menu.actions() if one.text()}


def test_what_is_seen_as_chosen_is_acted_on_while_another_list_is_read(many: list[int], answers: Answers) -> None:
    tags.add("VIP")
    tags.attach(many[:120], ["VIP"])
    screen = Customers(Window(answers))
    page, vip = screen.page, tags.rows(counted=False)[0].id
    page.ask(segments.text_of({"all": [{"field": "tag", "is": "any_of", "value": [vip]}]}))
    screen.window.settle()
    page.view.selectAll()
    assert page.selected().query == page.presenter.query
    page.presenter.ask(segments.text_of({"none": [{"field": "tag", "is": "any_of", "value": [vip]}]}))
    assert page.view.count_chosen() == 120  # the worker has not answered yet
    assert set(page.selected().ids()) == set(many[:120])
    screen.window.settle()
    page.view.selectAll()
    assert page.selected().ids() == tuple(page.view.chosen())
    assert set(page.selected().ids()) == set(many[120:])


def test_the_first_rows_of_a_list_are_not_the_whole_of_it(shop: Path, answers: Answers) -> None:
    for at in range(FIRST + 10):
        customers.add(CustomerForm(name=f"客人{at:03}"))
    page = Customers(Window(answers)).page
    page.presenter.sort("name", False)  # the first rows are there at once, the others when the worker has counted
    page.view.selectAll()
    assert page.view.count_chosen() == FIRST
    assert page.selected().query is None
    assert len(page.selected().ids()) == FIRST


def test_nothing_is_said_where_nothing_was_changed(screen: Customers, window: Window, people: list[int]) -> None:
    tags.attach(people[:2], ["老主顧"])
    window.settle()
    screen.choose("王小明", "陳美惠")
    _entry(_menu(screen), "定期聯絡", "每 30 天")()
    said = window.toast()
    screen.page.presenter.tag(people[:2], "老主顧")
    window.settle()
    assert window.toast() == said


def test_a_field_is_set_and_taken_back(screen: Customers, window: Window, people: list[int]) -> None:
    key = f"f{own_fields.add('點數', 'number')}"
    screen.choose("王小明", "林志明")
    window.click("改欄位…", screen.page.bulk)
    form = window.dialog()
    form.boxes["which"].fill(key)
    form.boxes[key].fill("很多")
    form.save()
    assert form.isVisible()
    assert "點數" in window.texts(form)
    form.boxes[key].fill("１２")
    form.save()
    window.settle()
    assert window.toast() == "2 位客戶的「點數」改好了"
    assert [customers.form(one).own.get(key) for one in people] == [12, None, 12, None]
    window.press_toast()
    assert customers.form(people[0]).own == {}


def test_a_reminder_for_two_and_for_many(many: list[int], answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    screen.page.view.selectAll()
    window.click("提醒我…", screen.page.bulk)
    form = window.dialog()
    form.boxes["title"].fill("寄型錄")
    form.boxes["due"].fill("2026-12-01")
    form.save()
    window.settle()
    assert window.toast() == f"{_MANY} 位客戶的提醒記好了"
    assert [task.title for task in tasks.of(many[5])] == ["寄型錄"]
    window.press_toast()
    window.settle()
    assert tasks.of(many[5]) == []
    screen.choose("王小明", "陳美惠")
    window.click("提醒我…", screen.page.bulk)
    assert window.dialog().boxes["customers"].value() == list(screen.page.view.chosen())
    window.dialog().reject()


def test_a_talk_for_two_and_for_many(many: list[int], answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    screen.page.view.setFocus()
    screen.page.view.selectAll()
    window.press(Qt.Key.Key_J)
    form = window.dialog()
    assert f"和 {_MANY} 位客戶的往來" in form.windowTitle()
    assert form.boxes["text"].edit.placeholderText() == "跟每一位講了什麼，一句話就好"  # no follow-up: it would not be kept
    form.save()
    assert "請寫" in window.texts(form)
    form.boxes["text"].fill("通知漲價")
    form.save()
    window.settle()
    assert window.toast() == f"幫 {_MANY} 位客戶記好了"
    (talk,) = interactions.of(many[5])
    assert (talk.text, talk.channel, talk.happened_on) == ("通知漲價", "電話", clock.today().isoformat())
    assert lists.rows([many[5]])[0].last_text == "通知漲價"
    window.press_toast()
    window.settle()
    assert interactions.of(many[5]) == []
    screen.choose("王小明", "陳美惠")
    window.press(Qt.Key.Key_J)
    assert window.dialog().boxes["customers"].value() == list(screen.page.view.chosen())
    window.dialog().reject()


def test_the_key_of_reminders_takes_many_as_the_button_does(many: list[int], answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    screen.page.view.setFocus()
    screen.page.view.selectAll()
    window.press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert str(_MANY) in window.dialog().windowTitle()
    assert "customers" not in window.dialog().boxes
    window.dialog().boxes["due"].fill("2020-01-01")
    window.dialog().boxes["title"].fill("寄型錄")
    window.dialog().save()
    assert "這一天已經過了" in window.texts(window.dialog())
    window.dialog().reject()


def test_how_often_and_put_away_from_the_menu(screen: Customers, window: Window, people: list[int]) -> None:
    screen.choose("王小明", "林志明")
    _entry(_menu(screen), "定期聯絡", "每 30 天")()
    window.settle()
    assert window.toast() == f"2 位客戶定期聯絡：{keep_in_touch.words(30)}"
    _entry(_menu(screen), "收起來", "過世")()
    window.settle()
    assert window.toast() == "已收起來 2 位客戶"
    assert lists.count(lists.ListQuery()) == 2


def test_two_are_merged_and_nobody_is_written_to(screen: Customers, window: Window, people: list[int]) -> None:
    screen.choose("王小明", "林志明")
    _entry(_menu(screen), "合併這兩位…")()
    (dialog,) = window.window.findChildren(MergeDialog)
    dialog.reject()
    _entry(_menu(screen), "不要再傳…")()
    (refusing,) = window.window.findChildren(RefusalDialog)
    refusing.reject()
    screen.choose("王小明", "林志明", "許雅婷")
    assert "合併這兩位…" not in [one.text() for one in _menu(screen).actions()]
    assert _menu(screen).actions()[0].text() == "共 3 位客戶"


def _paste(window: Window, text: str) -> PasteDialog:
    Customers(window).leave_search()
    QApplication.clipboard().setText(text)
    window.choose("編輯", "貼上（也可以貼 Excel 名單）")
    return next(one for one in window.window.findChildren(PasteDialog) if one.isVisible())


def test_one_column_from_excel_over_the_chosen_rows(screen: Customers, window: Window, people: list[int]) -> None:
    screen.choose("王小明", "林志明")
    chosen = list(screen.page.view.chosen())
    dialog = _paste(window, "負責店員\n阿德\n小玲\n")
    dialog.into.setCurrentIndex(dialog.into.findData("staff"))
    window.settle()
    assert dialog.told.text() == "會改 2 個值"
    assert [dialog.table.item(0, at).text() for at in (1, 2, 3)] == ["負責店員", "—", "阿德"]
    dialog.yes.click()
    window.settle()
    assert [customers.form(one).staff for one in chosen] == ["阿德", "小玲"]
    assert window.toast() == "2 位客戶的資料改好了"
    window.press_toast()
    assert customers.form(chosen[0]).staff == ""


def test_too_few_cells_are_said_and_nothing_can_be_written(screen: Customers, window: Window, people: list[int]) -> None:
    screen.choose("王小明", "林志明", "陳美惠")
    dialog = _paste(window, "阿德\n小玲\n")
    dialog.into.setCurrentIndex(dialog.into.findData("staff"))
    window.settle()
    assert "複製了 2 格，但是選了 3 列" in dialog.problem.text()
    assert not dialog.yes.isEnabled()
    dialog.reject()
    dialog = _paste(window, "阿德")
    dialog.into.setCurrentIndex(dialog.into.findData("staff"))
    window.settle()
    assert len(dialog.changes) == 3
    dialog.reject()
    assert customers.form(people[0]).staff == ""


def test_another_list_begins_with_nobody_chosen(screen: Customers, window: Window, people: list[int]) -> None:
    tags.attach(people[:3], ["試用"])
    window.settle()
    screen.press_chip("試用 3")
    screen.page.view.selectAll()
    assert screen.page.view.count_chosen() == 3
    screen.press_chip("全部 4")
    window.settle()
    assert screen.page.view.count_chosen() <= 1
    assert not screen.page.bulk.isVisibleTo(screen.page)


def test_over_a_column_that_can_not_be_pasted_into_no_field_stands_ready(
    screen: Customers, window: Window, people: list[int]
) -> None:
    screen.choose("王小明", "林志明")
    dialog = _paste(window, "甲\n乙")  # the cursor is on a name
    assert (dialog.into.currentIndex(), dialog.into.placeholderText(), dialog.changes) == (-1, "選…", [])
    assert dialog.told.text() == "游標所在的欄位不能整欄貼上，請選這些值要放進哪個欄位。"
    assert not dialog.yes.isEnabled()
    dialog.reject()
    columns = [one.key for one in screen.page.model.columns]
    at = screen.page.view.currentIndex().siblingAtColumn(columns.index("since"))
    screen.page.view.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
    dialog = _paste(window, "2020-01-02\n2020-01-03")
    assert dialog.into.currentData() == "customer_since"
    dialog.reject()


def test_phones_of_many_go_out_to_excel_and_come_back(
    screen: Customers, window: Window, people: list[int], answers: Answers
) -> None:
    screen.choose("王小明", "林志明")
    said = "要一次貼很多位的「電話」：先匯出，在 Excel 裡貼好、存檔，再把檔案拖回來。"
    for answers.answers, opened in ([[None], ()], [[0], (ExportDialog,)], [[1], (PasteDialog,)]):
        screen.leave_search()
        QApplication.clipboard().setText("手機\n0911111111\n0922222222")
        window.choose("編輯", "貼上（也可以貼 Excel 名單）")
        assert (answers.asked[-1], answers.offered[-1]) == (said, ["匯出…", "貼到別的欄位…"])
        assert tuple(type(one) for one in window.window.findChildren(QDialog) if one.isVisible()) == opened
        if opened == (ExportDialog,):
            assert "共 2 位" in window.texts(window.window.findChildren(ExportDialog)[-1])
        window.leave_dialogs()
    at = screen.page.view.currentIndex().siblingAtColumn([one.key for one in screen.page.model.columns].index("address"))
    screen.page.view.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
    QApplication.clipboard().setText("中正路 1 號\n中正路 2 號")
    window.choose("編輯", "貼上（也可以貼 Excel 名單）")
    assert "「地址」" in answers.asked[-1]


def test_a_head_says_whose_rows_they_are(screen: Customers, window: Window, people: list[int]) -> None:
    customers.change(people[1], CustomerForm(name="陳美惠", code="A-7", staff="阿德"))
    screen.choose("林志明")
    dialog = _paste(window, "編號\t負責店員\t來源\nA-7\t阿德\t路過\nB-9\t小玲\t路過\n")
    assert [(change.customer, change.field, change.after) for change in dialog.changes] == [(people[1], "source", "路過")]
    assert "B-9" in dialog.told.text()
    dialog.reject()
    dialog = _paste(window, "電話\t負責店員\n0912-000-003\t小玲\n")
    assert [change.customer for change in dialog.changes] == [people[3]]
    dialog.reject()


def test_our_own_number_is_nobodys_code(screen: Customers, window: Window, people: list[int]) -> None:
    ours = number_of(people[1], shop())
    customers.change(people[0], CustomerForm(name="王小明", code=str(people[1])))
    customers.change(people[2], CustomerForm(name="林志明", code=ours))
    dialog = _paste(window, f"熟客簿編號\t來源\n{ours}\t路過\n{people[1]}\t網路\n{people[1]}-ZZZZ\t網路\n")
    assert [(change.customer, change.after) for change in dialog.changes] == [(people[1], "路過")]
    assert "有 2 列" in dialog.told.text()
    dialog.reject()


def test_a_code_is_the_customers_and_no_value_of_their_fields(screen: Customers, window: Window, people: list[int]) -> None:
    points = f"f{own_fields.add('點數', 'number')}"
    customers.change(people[1], CustomerForm(name="陳美惠", own={points: 12}))
    dialog = _paste(window, "編號\t來源\n12\t路過\n")
    assert (dialog.changes, dialog.yes.isEnabled()) == ([], False)
    dialog.reject()


def test_more_than_can_be_pasted_over_is_said(shop: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasted_values, "MOST", 3)
    for at in range(4):
        customers.add(CustomerForm(name=f"客人{at}"))
    screen = Customers(Window(answers))
    screen.page.view.selectAll()
    dialog = _paste(screen.window, "阿德")
    dialog.into.setCurrentIndex(dialog.into.findData("staff"))
    screen.window.settle()
    assert "一次最多貼到 3 位客戶" in dialog.problem.text()
    assert not dialog.yes.isEnabled()
    dialog.reject()
    QApplication.clipboard().setText("一\n二\n三\n四\n五")
    screen.window.choose("編輯", "貼上（也可以貼 Excel 名單）")
    assert screen.window.window.key == "importing"


def test_a_long_text_and_odd_ends_of_lines_are_cells_too(screen: Customers, window: Window, people: list[int]) -> None:
    screen.choose("王小明")
    dialog = _paste(window, "甲" * 140_000)
    dialog.into.setCurrentIndex(dialog.into.findData("note"))
    window.settle()
    assert [len(str(change.after)) for change in dialog.changes] == [140_000]
    dialog.reject()
    screen.choose("王小明", "陳美惠", "林志明")
    for copied in ("甲\r乙\r丙", '"大王\n二\n三', '"甲\n乙"\r\n丙\r\n"丁 ""大王"""\r\n'):
        dialog = _paste(window, copied)
        dialog.into.setCurrentIndex(dialog.into.findData("category"))
        window.settle()
        assert len(dialog.changes) == 3, dialog.problem.text()
        dialog.reject()


def test_a_scanned_code_opens_its_card_and_an_unknown_one_begins_a_new(
    screen: Customers, window: Window, people: list[int]
) -> None:
    customers.change(people[1], CustomerForm(name="陳美惠", code="4712345678901"))
    screen.type("4712345678901")
    screen.enter()
    assert window.window.key == "customer"
    window.window.go("customers")
    screen.type("4712345678902")
    screen.enter()
    assert window.dialog().boxes["code"].value() == "4712345678902"
    assert "編號 4712345678902 的新客戶" in window.texts(window.dialog())
    window.dialog().reject()


def test_delete_puts_a_chosen_row_away_and_asks_of_several(
    screen: Customers, window: Window, people: list[int], answers: Answers
) -> None:
    plain = Qt.KeyboardModifier.NoModifier
    screen.choose("王小明")
    screen.page.view.setFocus()
    window.press(Qt.Key.Key_Delete, plain)
    assert sorted(screen.names()) == sorted(["陳美惠", "林志明", "許雅婷"])
    assert (window.toast(), answers.asked) == ("已收起來 1 位客戶", [])
    window.press_toast()
    screen.choose("王小明", "陳美惠")
    screen.page.view.setFocus()
    window.press(Qt.Key.Key_Delete, plain)
    assert (len(screen.names()), answers.asked) == (4, ["「收起來」一次改 2 位客戶，之後還可以復原。"])
    answers.answers = [0]
    window.press(Qt.Key.Key_Delete, plain)
    assert sorted(screen.names()) == sorted(["林志明", "許雅婷"])


def test_the_menu_says_that_delete_puts_away(screen: Customers, people: list[int]) -> None:
    screen.choose("王小明")
    reasons = next(one.menu() for one in _menu(screen).actions() if one.text() == "收起來")
    assert isinstance(reasons, QMenu)
    assert {one.text(): one.shortcut().toString() for one in reasons.actions() if one.shortcut().toString()} == {
        "不寫原因": "Del"
    }


def test_shift_f10_is_the_menu_key(screen: Customers, window: Window, people: list[int]) -> None:
    screen.choose("王小明")
    screen.page.view.setFocus()
    assert {"編輯", "收起來"} <= set(window.opens_menu(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier))
