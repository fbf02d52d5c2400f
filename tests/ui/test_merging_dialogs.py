"""Two customers merged and split in dialogs over any page: side by side, chosen, taken back, decided field by field."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from db.core import audit
from db.services import blacklist, customers, interactions, lists, merging, opt_outs, own_fields, splitting
from db.services.customers import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit import counter, jobs
from ui.merging.merge_dialog import MergeDialog, merge
from ui.merging.split_dialog import SplitDialog, split


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    """The window over 陳美惠 (1), 美惠姐 (2) and 林志明 (3)."""
    customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")], note="怕吵"))
    customers.add(CustomerForm(name="美惠姐", title="女士", code="C-7", points=[PointForm("mobile", "0922-333-444")]))
    customers.add(CustomerForm(name="林志明"))
    for text in ("問濾心", "來看貨"):
        interactions.add(InteractionForm(2, text, "電話"))
    return Window(answers)


def _split(window: Window) -> SplitDialog:
    return next(one for one in window.window.findChildren(SplitDialog) if one.isVisible())


def test_the_other_one_is_chosen_then_both_stand_side_by_side(window: Window) -> None:
    blacklist.put(2, "訂貨不取")
    opt_outs.put(2, ["sms"])
    dialog = merge(window.window, 1)
    window.settle()
    assert not dialog.pair.isVisible()
    dialog.box.choose(2)
    window.settle()
    told = window.texts(dialog.pair)
    for words in ("0912-345-678", "0922-333-444", "注意：訂貨不取", "簡訊", "女士"):
        assert words in told
    dialog.pair.choices["name", "right"].radio.click()
    dialog.pair.merge.click()
    window.settle()
    assert not window.has_dialog()
    assert window.toast() == "已合併：陳美惠"
    assert (customers.follow(2), customers.form(1).name) == (1, "美惠姐")
    window.press_toast()
    assert customers.follow(2) == 2


def test_enter_merges_nobody_and_ctrl_enter_does(window: Window) -> None:
    dialog = merge(window.window, 1, 2)
    window.settle()
    dialog.activateWindow()
    window.settle()
    assert dialog.pair.merge.x() > max(one.x() for one in dialog.pair.findChildren(QPushButton) if one.text() == "取消")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    window.settle()
    assert customers.follow(2) == 2
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert customers.follow(2) == 1


def test_who_stays_is_swapped(window: Window) -> None:
    dialog = merge(window.window, 1, 2)
    window.settle()
    dialog.pair.choices["", "right"].radio.click()
    dialog.pair.merge.click()
    window.settle()
    assert (customers.follow(1), customers.form(2).name) == (2, "美惠姐")


def test_a_person_merged_into_a_company_brings_what_a_company_has_and_what_is_not_left_out(window: Window) -> None:
    company = customers.add(CustomerForm(name="建達行", kind="company", customer_since="2020-01-02"))
    person = CustomerForm(
        name="許小姐", title="小姐", gender="female", website="jianda.tw", source="網路", customer_since="2015-03-01"
    )
    other = customers.add(person)
    dialog = merge(window.window, company, other)
    window.settle()
    choices = dialog.pair.choices
    fields = ("title", "gender", "website", "source", "customer_since")
    sources = {name: next(side for side in ("left", "right") if choices[name, side].radio.isChecked()) for name in fields}
    assert sources == {"title": "left", "gender": "left", "website": "right", "source": "right", "customer_since": "right"}
    assert "留空" in window.texts(choices["website", "left"])
    choices["website", "left"].radio.click()
    choices["gender", "right"].radio.click()
    dialog.pair.merge.click()
    window.settle()
    form = customers.form(company)
    assert [getattr(form, name) for name in fields] == ["", "female", "", "網路", "2015-03-01"]
    window.press_toast()
    assert customers.form(other).website == "jianda.tw"


def test_who_becomes_a_person_takes_the_title(window: Window) -> None:
    company = customers.add(CustomerForm(name="建達行", kind="company"))
    other = customers.add(CustomerForm(name="許小姐", title="小姐"))
    dialog = merge(window.window, company, other)
    window.settle()
    dialog.pair.choices["kind", "right"].radio.click()
    assert dialog.pair.choices["title", "right"].radio.isChecked()
    dialog.pair.merge.click()
    window.settle()
    assert (customers.form(company).kind, customers.form(company).title) == ("person", "小姐")


def test_what_is_owed_on_both_is_added_up_unless_one_of_them_is_chosen(window: Window) -> None:
    owed = f"f{own_fields.add('欠款', 'number', is_opening=True)}"
    for customer, amount in ((1, "27800"), (2, "1400")):
        form = customers.form(customer)
        form.own[owed] = amount
        customers.change(customer, form)
    dialog = merge(window.window, 1, 2)
    window.settle()
    assert dialog.pair.choices[owed, "total"].radio.isChecked()
    assert "加起來 29,200" in window.texts(dialog.pair)
    dialog.pair.choices["", "right"].radio.click()
    dialog.pair.choices["", "left"].radio.click()
    dialog.pair.merge.click()
    window.settle()
    assert customers.form(1).own[owed] == 29200
    window.press_toast()
    assert [customers.form(one).own[owed] for one in (1, 2)] == [27800, 1400]
    dialog = merge(window.window, 1, 2)
    window.settle()
    dialog.pair.choices[owed, "right"].radio.click()
    dialog.pair.merge.click()
    window.settle()
    assert customers.form(1).own[owed] == 1400


def test_the_cursor_is_in_the_search_which_finds_everybody_else(window: Window) -> None:
    customers.add(CustomerForm(name="陳美惠", code="C-9"))
    dialog = merge(window.window, 1)
    window.settle()
    assert dialog.focusWidget() is dialog.box.edit
    dialog.box.edit.setText("陳美惠")
    window.settle()
    popup = dialog.box.popup
    assert [popup.item(at).text() for at in range(popup.count())] == ["陳美惠 C-9"]
    QTest.keyClick(dialog.box.edit, Qt.Key.Key_Return)
    window.settle()
    assert dialog.presenter.screen
    assert dialog.presenter.screen.right.id == 4
    assert dialog.focusWidget() is dialog.pair.choices["", "left"].radio  # Enter takes nobody off again, and merges nobody
    dialog.reject()


def test_two_of_one_name_are_told_apart_when_they_are_split(window: Window) -> None:
    one = customers.add(CustomerForm(name="劉雅惠", points=[PointForm("mobile", "0955-111-222")]))
    other = customers.add(CustomerForm(name="劉雅惠", code="C-01096"))
    merging.merge(one, other)
    split(window.window, one)
    window.settle()
    told = window.texts(_split(window))
    assert "「劉雅惠（0955-111-222）」和「劉雅惠（C-01096）」" in told
    assert "劉雅惠（C-01096）拿回編號 C-01096。" in told


def test_with_themselves_nobody_is_merged(window: Window) -> None:
    dialog = merge(window.window, 1)
    dialog.box.choose(1)
    window.settle()
    assert not dialog.pair.isVisible()


def test_said_to_be_two_they_are_remembered(window: Window) -> None:
    dialog = merge(window.window, 1, 2)
    window.settle()
    window.click("不是同一人", dialog)
    last = audit.last_undoable()
    assert last is not None
    assert (last.action, customers.follow(2)) == ("customers.not_same", 2)


def test_one_merged_elsewhere_meanwhile_is_refused_in_words(window: Window, answers: Answers) -> None:
    dialog = merge(window.window, 1, 2)
    window.settle()
    merging.merge(1, 2)
    dialog.pair.merge.click()
    window.settle()
    assert dialog.isVisible()
    assert answers.asked == ["這兩位已經是同一位了。"]


def test_much_that_moves_is_merged_on_the_worker(window: Window) -> None:
    for number in range(201):
        interactions.add(InteractionForm(2, f"第 {number} 次", "電話"))
    titles: list[str] = []
    jobs.runner().started.connect(lambda job: titles.append(job.title))
    dialog = merge(window.window, 1, 2)
    window.settle()
    dialog.pair.merge.click()
    window.settle()
    assert titles == ["合併中…"]
    assert customers.follow(2) == 1


def test_at_the_counter_numbers_and_reasons_are_hidden(window: Window) -> None:
    blacklist.put(2, "訂貨不取")
    dialog = merge(window.window, 1, 2)
    window.settle()
    counter.switch()
    try:
        window.settle()
        told = window.texts(dialog.pair)
        assert [word for word in ("0912", "0922", "訂貨不取", "怕吵") if word in told] == []
        assert "⚠" in told
    finally:
        counter.switch()
    window.settle()
    assert "0922-333-444" in window.texts(dialog.pair)


def test_split_again_from_the_card(window: Window) -> None:
    merging.merge(1, 2)
    form = customers.form(1)
    form.title = "老闆娘"
    customers.change(1, form)
    split(window.window, 1)
    window.settle()
    dialog = _split(window)
    told = window.texts(dialog)
    assert "還給美惠姐：1 個電話或帳號" in told
    assert "美惠姐拿回編號 C-7。" in told
    assert "合併以後有人改過，要給誰？" in told
    dialog.choices["title", "over"].radio.click()
    dialog.split.click()
    window.settle()
    assert not window.has_dialog()
    assert (customers.form(1).title, customers.form(2).title, customers.form(2).code) == ("", "老闆娘", "C-7")
    assert window.toast() == "已拆開：陳美惠和美惠姐"
    window.press_toast()
    assert customers.follow(2) == 1


def test_closed_while_it_is_split_the_way_back_is_told_all_the_same(window: Window) -> None:
    merging.merge(1, 2)
    split(window.window, 1)
    window.settle()
    dialog = _split(window)
    dialog.split.click()
    dialog.split.click()  # twice is once
    dialog.reject()
    window.settle()
    assert window.toast() == "已拆開：陳美惠和美惠姐"
    window.press_toast()
    assert customers.follow(2) == 1
    assert [unit.action for unit in audit.units(20)].count("customers.split") == 1


def test_closed_while_much_is_merged_the_way_back_is_told_all_the_same(window: Window) -> None:
    for number in range(201):
        interactions.add(InteractionForm(2, f"第 {number} 次", "電話"))
    dialog = merge(window.window, 1, 2)
    window.settle()
    dialog.pair.merge.click()
    dialog.reject()
    window.settle()
    assert customers.follow(2) == 1
    assert window.toast().startswith("已合併")


def test_of_several_it_is_asked_who_is_somebody_else(window: Window, answers: Answers) -> None:
    merging.merge(1, 2)
    merging.merge(1, 3)
    answers.answers = [1]
    split(window.window, 1)
    window.settle()
    assert [words.partition("，")[0] for words in answers.offered[-1]] == ["林志明", "C-7 美惠姐"]
    _split(window).split.click()
    window.settle()
    assert (customers.follow(2), customers.follow(3)) == (2, 1)


def test_where_nobody_was_merged_it_is_said(window: Window) -> None:
    split(window.window, 3)
    assert not window.has_dialog()
    window.settle()
    assert window.toast() == "這位客戶沒有合併過別人。"


def test_merged_and_split_from_the_menu_of_customers(window: Window) -> None:
    window.window.page.open_customer(1)  # type: ignore[attr-defined]
    window.settle()
    window.choose("客戶", "和另一位客戶合併…")
    dialog = next(one for one in window.window.findChildren(MergeDialog) if one.isVisible())
    dialog.box.choose(3)
    dialog.pair.repaint()
    dialog.pair.merge.click()
    window.settle()
    assert customers.follow(3) == 1
    assert len(lists.ids(ListQuery())) == 2
    window.choose("客戶", "拆開合併過的客戶…")
    _split(window).split.click()
    window.settle()
    assert splitting.parts(1) == []


def test_a_merge_that_can_not_be_taken_back_is_split_from_the_history(window: Window, answers: Answers) -> None:
    merging.merge(1, 2)
    merged = audit.last_undoable()
    assert merged is not None
    form = customers.form(1)
    form.title = "老闆娘"
    customers.change(1, form)
    answers.answers = [0]
    window.window.undoing.take_back(merged.id)
    window.settle()
    assert answers.offered[-1][0] == "把兩位拆開…"
    _split(window).split.click()
    window.settle()
    assert (customers.follow(2), customers.form(1).title) == (2, "老闆娘")
