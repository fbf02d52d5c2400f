"""The whole page of one customer: opened, read, acted on, left again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from db.services import (
    blacklist,
    cards,
    customers,
    interactions,
    opt_outs,
    own_fields,
    relations,
    sales,
    segments,
    tasks,
    timeline,
)  # fmt: skip
from db.services.customer_form import ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.sales import LineForm, SaleForm
from db.services.tasks import TaskForm
from resources import i18n
from tests.screens.asks import Answers
from tests.screens.customer_page import OneCustomer
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui.field_words import column_label, shown
from ui.kit import clipboard, counter
from ui.kit.form import FormDialog
from ui.kit.timeline import PAGE
from ui.pages.customers import facts
from ui.pages.customers.one_page import CustomerPage
from ui.pages.customers.parts import Parts
from ui.pages.customers.value_dialog import ValueDialog
from ui.watch_list.refusal_dialog import RefusalDialog


@pytest.fixture
def mei(shop: Path) -> int:
    one = customers.add(
        CustomerForm(name="陳美惠", title="女士", code="C-00231", note="怕吵", points=[PointForm("mobile", "0912-345-678")])
    )
    interactions.add(InteractionForm(one, "問浴室換氣扇", "LINE", happened_on="昨天"))
    sales.add(SaleForm(one, [LineForm(name="換氣扇", amount=8600)], happened_on="2026-11-01"))
    return one


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    return Window(answers)


def test_enter_in_the_list_opens_the_page_and_back_leads_to_the_list(window: Window, mei: int) -> None:
    window.window.page.refresh(None)
    window.settle()
    screen = Customers(window)
    screen.choose("陳美惠")
    screen.page.view.activated_id.emit(mei)
    window.settle()
    assert isinstance(window.window.page, CustomerPage)
    text = window.texts(window.window.page)
    assert "陳美惠 女士" in text
    assert "C-00231" in text
    assert "0912-345-678" in text
    window.window.page.go_back()
    window.settle()
    assert window.window.key == "customers"
    assert screen.page.card.card is not None
    assert screen.page.card.card.id == mei


def test_the_timeline_by_kind_and_by_words(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei)
    assert page.happened()[-2:] == ["問浴室換氣扇", "換氣扇 $8,600"]
    assert page.chips() == ["全部 3", "聯絡 1", "買過 1", "建檔 1"]
    page.press_chip("買過")
    assert page.happened() == ["換氣扇 $8,600"]
    page.press_chip("全部")
    page.search("浴室")
    assert page.happened() == ["問浴室換氣扇"]
    page.search("沒有這句")
    assert "找不到「沒有這句」。" in window.texts(page.page)


def test_a_long_timeline_is_read_on_as_it_is_scrolled(window: Window, mei: int) -> None:
    for at in range(PAGE + 10):
        interactions.add(InteractionForm(mei, f"第{at}次", "電話", happened_on="2026-10-01"))
    page = OneCustomer(window, mei)
    bar = page.page.timeline.view.verticalScrollBar()
    assert len(page.moments()) == PAGE
    bar.setValue(bar.maximum())
    window.settle(0.3)
    assert len(page.moments()) == timeline.count(mei)
    assert page.happened()[-1] == "第0次"


def test_a_talk_is_deleted_with_the_way_back(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei)
    page.choose("問浴室換氣扇")
    page.press(Qt.Key.Key_Delete)
    assert "問浴室換氣扇" not in page.happened()
    assert window.offers_undo()
    window.press_toast()
    assert "問浴室換氣扇" in page.happened()


def test_enter_corrects_a_talk(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei)
    page.choose("問浴室換氣扇")
    page.press(Qt.Key.Key_Return)
    dialog = window.dialog()
    assert "問浴室換氣扇" in str(dialog.values())
    dialog.reject()


def test_what_was_bought_can_not_be_deleted_here(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei)
    page.choose("換氣扇 $8,600")
    page.press(Qt.Key.Key_Delete)
    assert timeline.counts(mei)["sale"] == 1


def test_promises_are_ticked_off_and_put_off(window: Window, mei: int) -> None:
    (one,) = tasks.add(TaskForm("送型錄", "2099-01-05"), [mei])
    page = OneCustomer(window, mei)
    promised = page.page.promises
    assert promised.isVisible()
    assert "送型錄" in window.texts(promised)
    promised.put_off(one, "2099-02-02")
    window.settle()
    assert tasks.get(one).due_on == "2099-02-02"
    promised.done(one)
    window.settle()
    assert not promised.isVisible()
    assert "送型錄" in page.happened()
    window.press_toast()
    assert promised.isVisible()


def test_relations_lead_to_the_other_card_and_back(window: Window, mei: int) -> None:
    other = customers.add(CustomerForm(name="周文彬"))
    relations.add(mei, other, "referrer", "同學")
    page = OneCustomer(window, mei)
    assert "介紹人\n同學" in window.texts(page.page.relations)
    window.click("周文彬", page.page.relations)
    assert page.page.card is not None
    assert page.page.card.id == other
    assert "介紹來的" in window.texts(page.page.relations)
    page.back()
    assert page.page.card.id == mei
    page.back()
    assert window.window.key == "customers"


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_each_direction_has_one_word_and_nobody_is_told_twice(window: Window, mei: int, language: str) -> None:
    wen = customers.add(CustomerForm(name="周文彬", referrer="陳美惠"))
    firm = customers.add(CustomerForm(name="建達行", kind="company"))
    for one, other, kind in ((wen, mei, "referrer"), (wen, firm, "employer"), (wen, mei, "family")):
        relations.add(one, other, kind)
    i18n.use(language)
    told = {one: [row.words for row in relations.of(one)] for one in (wen, mei, firm)}
    if language == "en":
        assert told == {wen: ["Family", "Introduced by", "Works at"], mei: ["Family", "Has introduced"], firm: ["Works here"]}
    else:
        assert told == {wen: ["家人", "介紹人", "任職公司"], mei: ["家人", "介紹來的"], firm: ["員工"]}
    word = told[wen][1]
    assert {shown("kind", "referrer", "relation"), column_label("customer", "referrer")} == {word}
    assert dict(segments.fields()["relation"].choices)["referrer"] == word
    labels = [fact.label for fact in facts.known(cards.get(wen))]
    assert labels.count(word) == 1
    form = customers.form(wen)
    form.referrer = "別人"
    customers.change(wen, form)
    assert [fact.text for fact in facts.known(cards.get(wen)) if fact.label == word] == ["別人", "陳美惠"]


def test_a_relation_is_added_and_removed(window: Window, mei: int) -> None:
    other = customers.add(CustomerForm(name="周文彬"))
    page = OneCustomer(window, mei)
    page.page.relations.add()
    window.settle()
    dialog = window.dialog()
    dialog.boxes["other"].fill([other])
    dialog.save_button.click()
    window.settle()
    (made,) = relations.of(mei)
    assert (made.other, made.kind) == (other, "family")
    page.page.relations._remove(made)
    window.settle()
    assert relations.of(mei) == []
    window.press_toast()
    assert len(relations.of(mei)) == 1


def test_a_new_customer_made_for_a_relation_has_the_usual_form(window: Window, mei: int) -> None:
    window.window.go("customers", add="周文彬")
    window.settle()
    usual = window.dialog()
    size, boxes = usual.size(), list(usual.boxes)
    usual.reject()
    page = OneCustomer(window, mei)
    page.page.relations.add()
    window.settle()
    line = window.dialog().findChild(QLineEdit)
    assert line
    line.setText("周文彬")
    window.settle()
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.settle()
    form = next(one for one in window.window.findChildren(FormDialog) if one.windowTitle() == "新增客戶" and one.isVisible())
    assert (form.size(), list(form.boxes)) == (size, boxes)
    form.save_button.click()
    window.settle()
    window.dialog().save_button.click()
    window.settle()
    assert [one.name for one in relations.of(mei)] == ["周文彬"]


def test_bands_tell_and_the_counter_hides(window: Window, mei: int) -> None:
    blacklist.put(mei, "欠款 12,000")
    opt_outs.put(mei, ["line"])
    page = OneCustomer(window, mei)
    assert "欠款 12,000" in page.text()
    assert "LINE" in page.text()
    counter.switch()
    window.settle()
    hidden = page.text() + "".join(f"{one.text}{one.below}" for one in page.moments()) + "".join(page.chips())
    for secret in ("欠款", "0912-345-678", "8,600", "怕吵", "黑名單", "問浴室換氣扇"):
        assert secret not in hidden
    assert counter.SIGN in page.text()
    counter.switch()
    window.settle()
    assert "欠款 12,000" in page.text()


def test_every_value_goes_back_to_what_it_was(window: Window, mei: int) -> None:
    """The number, the birthday, an own field, an address, a note: each by the button of its history."""
    field = own_fields.add("喜歡的顏色", "text")
    key = next(one.key for one in own_fields.rows() if one.id == field)
    for note, colour, phone in (("怕吵", "紅", "0912-345-678"), ("怕狗", "藍", "0922-000-111")):
        form = customers.form(mei)
        form.note, form.own, form.points[0].text = note, {**form.own, key: colour}, phone
        customers.change(mei, form)
    page = OneCustomer(window, mei)
    for label, before in (("備註", "怕吵"), ("喜歡的顏色", "紅"), ("手機", "0912-345-678")):
        _open_history(page, label)
        (dialog,) = [one for one in window.window.findChildren(ValueDialog) if one.isVisible()]
        window.click("改回這個值", dialog)
        assert before in page.text()
    form = customers.form(mei)
    assert (form.note, form.own[key], form.points[0].text) == ("怕吵", "紅", "0912-345-678")


def _open_history(page: OneCustomer, label: str) -> None:
    from ui.pages.customers import facts

    card = page.page.card
    assert card is not None
    known = [facts.number(card), *facts.known(card, relations=False)]
    fact = next(one for one in known if one.label == label)
    page.page.signs.provenance.emit(fact, fact.place)
    page.window.settle()


def test_two_pages_edit_the_same_customer(window: Window, mei: int) -> None:
    """The second is told, and nothing of the first is overwritten."""
    page = OneCustomer(window, mei)
    page.page.edit()
    window.settle()
    dialog = window.dialog()
    form = customers.form(mei)
    form.note = "第一個改的"
    customers.change(mei, form)
    window.settle()
    dialog.boxes["note"].fill("第二個改的")
    dialog.save_button.click()
    window.settle()
    assert dialog.isVisible()
    assert "陳美惠" in dialog.problem.text()
    assert customers.form(mei).note == "第一個改的"
    dialog.reject()


def test_a_copied_phone_leaves_the_clipboard_unless_something_else_is_there(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei)
    window.click("複製", page.page)
    board = QApplication.clipboard()
    assert board.text() == "0912-345-678"
    assert "30 秒" in window.window.status.left.text()
    clipboard.take_back(clipboard._copied[0], "0912-345-678")
    assert board.text() == ""
    assert "清掉" in window.window.status.left.text()
    clipboard.lend("0912-345-678")
    lent = clipboard._copied[0]
    clipboard.put("別的")
    clipboard.take_back(lent, "0912-345-678")
    assert board.text() == "別的"


def test_the_contacts_of_a_company_stand_with_their_numbers(window: Window, shop: Path) -> None:
    contact = ContactForm("林小姐", "會計", points=[PointForm("mobile", "0922-000-111")])
    one = customers.add(CustomerForm(name="大和民宿", kind="company", contacts=[contact]))
    assert "林小姐 會計 0922-000-111" in OneCustomer(window, one).text()


def test_who_came_back_shows_what_they_liked(window: Window, mei: int) -> None:
    assert "以前喜歡" not in OneCustomer(window, mei).text()
    customers.archive([mei], "moved")
    customers.put_back([mei])
    window.settle()
    assert "回來了。以前喜歡：換氣扇" in OneCustomer(window, mei).text()


def test_the_menu_of_the_card_says_what_is_not_sent(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei)
    page.page.signs.opt_outs.emit(mei)
    window.settle()
    dialog = next(one for one in window.window.findChildren(QDialog) if one.isVisible())
    assert dialog.isVisible()
    dialog.reject()
    page.page.signs.keep_in_touch.emit(mei, 60)
    window.settle()
    assert page.page.card is not None
    assert page.page.card.contact_interval == 60


def test_what_was_written_for_them_elsewhere_comes_in(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei)
    interactions.add(InteractionForm(mei, "剛打來", "電話"))
    window.settle()
    assert page.happened()[0] in ("剛打來", "自己輸入的")
    assert "剛打來" in page.happened()


def test_hostile_texts_are_told_whole_and_plain(window: Window, mei: int) -> None:
    interactions.add(InteractionForm(mei, "<b>𠮷野家</b>\n" + "長" * 100_000, "電話"))
    page = OneCustomer(window, mei)
    page.choose("<b>𠮷野家</b>")
    window.settle()
    view = page.page.timeline.view
    assert view.sizeHintForIndex(view.currentIndex()).height() > 1000
    assert not view.grab().isNull()


def test_nothing_more_is_to_be_sent_from_the_menu_of_customers(window: Window, mei: int) -> None:
    OneCustomer(window, mei)
    window.window.do("refuse")
    window.settle()
    assert any(isinstance(one, RefusalDialog) and one.isVisible() for one in window.window.findChildren(QDialog))
    window.leave_dialogs()


def test_anothers_timeline_begins_at_its_top(window: Window, mei: int) -> None:
    other = customers.add(CustomerForm(name="林志明"))
    for one in (mei, other):
        for at in range(120):
            interactions.add(InteractionForm(one, f"第 {at} 次", "電話", happened_on=f"2026-0{1 + at % 9}-10"))
    page = OneCustomer(window, mei).page
    bar = page.timeline.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.settle()
    assert bar.value() > 0
    OneCustomer(window, other)
    assert bar.value() == 0
    assert len(page.timeline.shown()) == PAGE


def test_a_save_leaves_a_long_timeline_where_it_was_read_to(window: Window, mei: int) -> None:
    for at in range(180):
        interactions.add(InteractionForm(mei, f"第 {at} 次", "電話", happened_on=f"2025-0{1 + at % 9}-10"))
    page = OneCustomer(window, mei).page
    view = page.timeline.view
    while view.timeline.canFetchMore(QModelIndex()):
        view.timeline.fetchMore(QModelIndex())
    view.setCurrentIndex(view.timeline.index(150))
    key, many = view.current_key(), len(page.timeline.shown())
    interactions.add(InteractionForm(mei, "剛剛說的", "電話"))
    window.settle()
    assert view.current_key() == key
    assert "剛剛說的" in [one.text for one in page.timeline.shown()[:2]]
    assert len(page.timeline.shown()) >= many


def test_the_chosen_moment_shows_all_of_its_words_and_gives_the_room_back(window: Window, mei: int) -> None:
    long = interactions.add(InteractionForm(mei, "很長的一段話，" * 80, "電話", happened_on="2026-10-01"))
    page = OneCustomer(window, mei).page
    view, rows = page.timeline.view, [one.key for one in page.timeline.shown()]
    index = view.timeline.index(rows.index(("talk", long)))
    view.setCurrentIndex(view.timeline.index(rows.index(("talk", long)) - 1))
    window.settle()
    short = view.visualRect(index).height()
    view.setCurrentIndex(index)
    window.settle()
    assert view.visualRect(index).height() > short
    view.setCurrentIndex(view.timeline.index(0))
    window.settle()
    assert view.visualRect(index).height() == short


def test_a_phone_copied_from_its_menu_leaves_the_clipboard_again(window: Window, mei: int) -> None:
    page = OneCustomer(window, mei).page
    assert page.card is not None
    fact = facts.number(page.card)
    shown = next(one for one in page.findChildren(QLabel) if one.text() == fact.text)
    menu = Parts(page.signs, page.card, whole=True).value_menu(shown, fact)
    lent: list[int] = []
    clipboard.news.lent.connect(lambda: lent.append(1))
    next(one for one in menu.actions() if one.text() == "複製").trigger()
    assert QApplication.clipboard().text() == "0912-345-678"
    assert lent == [1]


def test_who_died_gets_nothing_more_and_the_card_says_what_comes_back(window: Window, mei: int) -> None:
    customers.archive([mei], "deceased")
    screen = OneCustomer(window, mei)
    assert "已收起來：過世\n不會再出現在名單、寄送和今日提醒裡；找回來以後，全部照原來的繼續。" in screen.text()
    window.click("找回來", screen.page)
    assert window.toast() == "已找回 1 位客戶，提醒也恢復了"
    assert "過世" not in screen.text()
