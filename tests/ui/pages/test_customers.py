"""The customers page, as the owner uses it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from db.core import clock
from db.core.progress import silent
from db.services import blacklist, cards, customers, drafts, interactions, lists, opt_outs, own_fields, tags
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import CustomerRow, ListQuery
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui import customer_fields as fields
from ui.kit import jobs, theme
from ui.kit.delegates import CELL_ROLE
from ui.pages.customers import provenance
from ui.pages.customers.columns import COLUMNS
from ui.pages.customers.facts import Fact
from ui.pages.customers.inside import Inside
from ui.pages.customers.provenance import Place
from ui.pages.customers.value_dialog import ValueDialog


def _add(name: str, phone: str = "", **more: Any) -> int:
    points = [PointForm("mobile", phone)] if phone else []
    return customers.add(CustomerForm(name=name, points=points, **more))


@pytest.fixture
def people(shop: Path) -> dict[str, int]:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    made = {
        "陳美惠": _add("陳美惠", "0912-345-678", title="女士", addresses=[AddressForm("新北市永和區中正路120號3樓")]),
        "林志明": _add("林志明", "0928-777-123"),
        "許雅婷": _add("許雅婷", "0921-908-765"),
    }
    tags.attach([made["陳美惠"]], ["老主顧"])
    interactions.add(InteractionForm(made["陳美惠"], "問浴室換氣扇有沒有貨", "LINE", happened_on="2026-11-18"))
    return made


@pytest.fixture
def window(people: dict[str, int], answers: Answers) -> Window:
    return Window(answers)


@pytest.fixture
def screen(window: Window) -> Customers:
    return Customers(window)


def test_latest_contact_first_with_its_card(screen: Customers) -> None:
    assert screen.names()[0] == "陳美惠"
    card = screen.card()
    for words in ("陳美惠", "女士", "0912-345-678", "新北市永和區中正路120號3樓", "問浴室換氣扇有沒有貨", "3 天前 LINE"):
        assert words in card
    assert screen.chips()[:2] == ["全部 3", "老主顧 1"]


@pytest.mark.parametrize("typed", ["678", "６７８", "美惠", "永和", "ㄔㄇㄏ"])
def test_found_by_any_piece(screen: Customers, typed: str) -> None:
    screen.type(typed)
    assert screen.names() == ["陳美惠"]
    assert "陳美惠" in screen.card()


def test_zhuyin_being_composed_finds(screen: Customers) -> None:
    screen.compose("ㄔㄇ")
    assert screen.names() == ["陳美惠"]


def test_an_unknown_number_and_enter_opens_a_new_customer_with_it(screen: Customers, window: Window) -> None:
    screen.type("0987-654-321")
    assert screen.empty_text() == "找不到「0987-654-321」。"
    screen.enter()
    form = window.dialog()
    assert form.boxes["points"].value()[0]["text"] == "0987-654-321"
    form.boxes["name"].fill("王小明")
    form.save()
    window.settle()
    screen.type("")
    assert "王小明" in screen.names()
    assert window.toast() == "已新增客戶"


def test_a_known_number_is_said_while_typing(screen: Customers, window: Window) -> None:
    window.press(Qt.Key.Key_N)
    form = window.dialog()
    form.boxes["points"].fill([{"kind": "mobile", "text": "0912345678"}])
    form.look_over()
    window.settle()
    assert "這支電話已經是「陳美惠」的。" in window.texts(form)
    window.click("打開她", form)
    assert not window.has_dialog()
    assert "陳美惠" in screen.card()


def test_a_family_may_share_a_number(screen: Customers, window: Window) -> None:
    window.press(Qt.Key.Key_N)
    form = window.dialog()
    form.boxes["name"].fill("陳先生")
    form.boxes["points"].fill([{"kind": "mobile", "text": "0912345678"}])
    form.look_over()
    window.settle()
    window.click("家人共用，繼續新增", form)
    form.save()
    window.settle()
    assert "陳先生" in screen.names()


def test_correct_a_phone_and_take_it_back(screen: Customers, window: Window, people: dict[str, int]) -> None:
    screen.choose("陳美惠")
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = window.dialog()
    form.boxes["points"].rows[0].main().setText("0912-345-679")  # type: ignore[attr-defined]
    form.save()
    window.settle()
    assert "0912-345-679" in screen.card()
    screen.leave_search()
    window.press(Qt.Key.Key_Z)
    assert "0912-345-678" in screen.card()
    assert window.toast().startswith("已復原")
    window.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert cards.get(people["陳美惠"]).phone == "0912-345-679"


def test_a_form_saved_as_it_was_offers_nothing_to_take_back(screen: Customers, window: Window) -> None:
    screen.choose("陳美惠")
    for note, can_undo in (("怕吵", True), ("怕吵", False)):
        window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
        form = window.dialog()
        form.boxes["note"].fill(note)
        form.save()
        window.settle()
        assert (window.toast(), window.offers_undo()) == ("已儲存", can_undo)


def test_a_lunar_birthday_survives_another_change(people: dict[str, int]) -> None:
    from db.core.values.dates import PartialDate

    before = CustomerForm(name="王", birthday=PartialDate(1960, 8, 15, lunar=True))
    values = fields.to_values(before)
    values["note"] = "怕吵"
    assert fields.to_form(values, before).birthday == before.birthday


@pytest.mark.parametrize("typed", ["1151131", "2/30", "不知道"])
def test_a_day_that_is_none_is_said_while_typing_and_saved_into_the_note(screen: Customers, window: Window, typed: str) -> None:
    screen.page.edit()
    form = window.dialog()
    form.boxes["birthday"].fill(typed)
    form.look_over()
    assert f"沒有「{typed}」這一天" in window.texts(form)
    form.save()
    window.settle()
    assert not window.has_dialog()
    assert f"生日：{typed}" in screen.card()


def test_days_of_own_fields_and_since_when_neither_block_nor_are_lost(people: dict[str, int]) -> None:
    key = f"f{own_fields.add('濾心更換日', 'date')}"
    before = CustomerForm(name="王", note="怕吵")
    values = fields.to_values(before) | {"customer_since": "2/30", f"own:{key}": "1151131", "birthday": "73/12/3"}
    assert set(fields.warned(values, before)) == {"customer_since", f"own:{key}"}
    saved = customers.form(customers.add(fields.to_saved(values, before)))
    assert saved.note == "怕吵\n成為客戶：2/30\n濾心更換日：1151131"
    assert (saved.customer_since, saved.own.get(key), saved.birthday and saved.birthday.iso) == ("", None, "1984-12-03")


def test_telephones_stand_before_mail_and_what_is_stored_keeps_its_order(people: dict[str, int]) -> None:
    before = CustomerForm(
        name="王", points=[PointForm("email", "w@example.com", id=4), PointForm("mobile", "0912-000-111", id=5)]
    )
    values = fields.to_values(before)
    assert [point["kind"] for point in values["points"]] == ["mobile", "email"]
    values["points"].append({"kind": "phone", "text": "02-2345-6789"})
    assert [point.text for point in fields.to_form(values, before).points] == ["w@example.com", "0912-000-111", "02-2345-6789"]


@pytest.fixture
def owing(people: dict[str, int]) -> str:
    """The key of 欠款, where two owe and one has points."""
    key, points = f"f{own_fields.add('欠款', 'number', None, True)}", f"f{own_fields.add('點數', 'number', None, True)}"
    for name, owed in (("林志明", 900), ("許雅婷", 24300)):
        customers.change(people[name], replace(customers.form(people[name]), own={key: owed, points: 7}))
    return key


def test_what_is_owed_is_a_column_and_can_be_sorted(owing: str, window: Window) -> None:
    screen = Customers(window)
    view, model = screen.page.view, screen.page.model
    shown = [model.columns[at].words for at in view.shown_columns()]
    assert shown[:5] == ["客戶", "電話", "最近聯絡", "下次聯絡", "欠款"]
    assert "點數" not in shown
    view.horizontalHeader().setSortIndicator(view._place(owing), Qt.SortOrder.DescendingOrder)
    window.settle()
    assert screen.names() == ["許雅婷", "林志明", "陳美惠"]
    at = [column.key for column in model.columns].index(owing)
    assert [model.index(row, at).data() for row in range(3)] == ["24,300", "900", ""]


def test_a_new_own_field_can_be_chosen_at_once(screen: Customers, window: Window) -> None:
    screen.choose("林志明")
    for number in range(8):
        own_fields.add(f"自訂{number}")
    window.settle()
    menu = screen.page.view.column_menu()
    (part,) = [entry.menu() for entry in menu.actions() if entry.text() == "自訂欄位"]
    assert isinstance(part, QMenu)
    assert [entry.text() for entry in part.actions()] == [f"自訂{number}" for number in range(8)]
    part.actions()[7].trigger()
    shown = [screen.page.model.columns[at].words for at in screen.page.view.shown_columns()]
    assert "自訂7" in shown
    assert "林志明" in screen.card()
    assert screen.page.view.current_id() == lists.ids(ListQuery(text="林志明"))[0]


def test_what_is_owed_stands_under_the_phone(owing: str, screen: Customers) -> None:
    screen.page.presenter.refresh(None)
    screen.choose("許雅婷")
    words = screen.card()
    assert words.index("0921-908-765") < words.index("要注意") < words.index("欠款 24,300") < words.index("點數")
    screen.choose("陳美惠")
    assert "要注意" not in screen.card()


def test_a_search_under_a_chip_says_who_is_elsewhere(screen: Customers, window: Window, people: dict[str, int]) -> None:
    screen.press_chip("老主顧")
    screen.type("777")
    assert screen.empty_text() == "在「老主顧」裡沒有；全部有 1 位。"
    window.click("看全部")
    window.settle()
    assert screen.names() == ["林志明"]
    screen.press_chip("老主顧")
    screen.type("0")
    assert screen.names() == ["陳美惠"]
    assert "其他 2 位不在「老主顧」裡。" in window.texts(screen.page.aside)
    window.click("看全部")
    window.settle()
    assert (len(screen.names()), screen.page.aside.isVisible()) == (3, False)


def test_paper_shows_what_is_on_screen_and_says_which(screen: Customers, read_pdf: Callable[[bytes], list[str]]) -> None:
    screen.page.view.toggle_column("address")
    screen.press_chip("老主顧")
    screen.type("陳")
    work = screen.page.paper()
    assert work
    (words,) = read_pdf(work(silent))
    assert "客戶：老主顧・「陳」" in words
    assert "新北市永和區中正路120號3樓" in words.replace("\n", "")


def test_who_refused_everything_is_not_on_the_printed_list(
    screen: Customers, answers: Answers, people: dict[str, int], read_pdf: Callable[[bytes], list[str]]
) -> None:
    opt_outs.put([people["陳美惠"]], ["all"])
    screen.window.settle()
    for answer, is_there in ((0, False), (1, True)):
        answers.answers = [answer]
        work = screen.page.paper()
        assert answers.asked[-1] == "有 1 位不要再收訊息，沒有放進去。"
        assert work
        words = "".join(read_pdf(work(silent)))
        assert ("陳美惠" in words, "有 1 位不要再收訊息" in words) == (is_there, not is_there)


def test_the_status_says_who_is_put_away(screen: Customers, window: Window, people: dict[str, int]) -> None:
    customers.archive([people["林志明"]], "moved")
    window.settle()
    assert screen.page.said.more == "另有 1 位收起來"
    link = window.button("另有 1 位收起來", window.window.status)
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    window.settle()
    assert window.window.key == "bin"
    assert link.isHidden()


def test_the_menu_acts_on_the_chosen_customer(screen: Customers, window: Window) -> None:
    screen.choose("許雅婷")
    window.choose("客戶", "加入黑名單…")
    form = window.dialog()
    form.boxes["reason"].fill("欠款")
    form.save()
    window.settle()
    assert "黑名單 1" in screen.chips()
    tags = [one.key for one in screen.page.model.columns].index("tags")
    seen = screen.page.model.data(screen.page.model.index(screen.page.view.currentIndex().row(), tags), CELL_ROLE)
    assert [(chip.text, chip.hue) for chip in seen.chips] == [("注意", "amber")]
    blacklist.put([screen.page.view.current_id()], "欠款", "stop")
    window.settle()
    seen = screen.page.model.data(screen.page.model.index(screen.page.view.currentIndex().row(), tags), CELL_ROLE)
    assert [(chip.text, chip.hue) for chip in seen.chips] == [("拒絕往來", "red")]
    window.window.go("settings")
    window.choose("客戶", "改過什麼")
    assert window.toast() == "請先在名單裡選一位客戶。"


def test_the_menu_copies_cuts_and_pastes_where_the_keyboard_is(screen: Customers, window: Window) -> None:
    screen.type("陳美")
    window.choose("編輯", "全選")
    window.choose("編輯", "剪下")
    assert (screen.page.search.text(), QApplication.clipboard().text()) == ("", "陳美")
    window.choose("編輯", "貼上（也可以貼 Excel 名單）")
    assert screen.page.search.text() == "陳美"
    window.settle()
    screen.page.view.setFocus()
    window.choose("編輯", "複製")
    assert QApplication.clipboard().text().startswith("客戶")


def test_put_away_with_a_way_back(screen: Customers, window: Window, people: dict[str, int]) -> None:
    screen.page.presenter.archive([people["林志明"]], "moved")
    window.settle()
    assert "林志明" not in screen.names()
    assert window.toast() == "已收起來 1 位客戶"
    screen.type("志明")
    assert screen.empty_text() == "找不到「志明」。"
    window.click("也找收起來的（1）")
    assert screen.names() == ["林志明"]
    assert "已收起來" in screen.card() or "搬" in screen.card()
    window.press_toast()
    screen.type("")
    assert "林志明" in screen.names()


def test_tag_several_at_once(screen: Customers, window: Window) -> None:
    screen.choose("林志明", "許雅婷")
    assert "已選 2 位" in window.texts(screen.page.bulk)
    parent = QMenu()
    (menu,) = screen.page.verbs.tag_menus(parent, screen.page.selected())
    next(entry for entry in menu.actions() if entry.text() == "貼上「老主顧」").trigger()
    window.settle()
    assert "老主顧 3" in screen.chips()
    assert window.toast() == "已幫 2 位客戶加上「老主顧」"
    window.press_toast()
    assert "老主顧 1" in screen.chips()


def test_a_new_tag_is_asked_for(screen: Customers, window: Window, answers: Answers, people: dict[str, int]) -> None:
    answers.answers = ["工程"]
    screen.choose("林志明")
    (menu,) = screen.page.verbs.tag_menus(screen.page, screen.page.selected())
    menu.actions()[-1].trigger()
    window.settle()
    assert "工程 1" in screen.chips()


def test_blacklist_with_reason_and_banner(screen: Customers, window: Window, people: dict[str, int]) -> None:
    screen.choose("林志明")
    assert screen.page.act("blacklist")
    form = window.dialog()
    form.save()
    assert form.isVisible()  # it wants a reason
    form.boxes["reason"].fill("3 月欠款 12,000 未還")
    form.boxes["level"].fill("stop")
    form.save()
    window.settle()
    entry = blacklist.of(people["林志明"])
    assert entry is not None
    assert (entry.reason, entry.level) == ("3 月欠款 12,000 未還", "stop")
    assert "3 月欠款 12,000 未還" in screen.card()
    assert any(words.startswith("黑名單") for words in screen.chips())
    window.click("移出黑名單", screen.page.card)
    assert blacklist.of(people["林志明"]) is None


def test_chips_filter(screen: Customers) -> None:
    screen.press_chip("老主顧")
    assert screen.names() == ["陳美惠"]
    screen.press_chip("全部")
    assert len(screen.names()) == 3


def test_sort_by_a_header(screen: Customers) -> None:
    screen.page.presenter.sort("name", False)
    assert screen.names() == [row.name for row in lists.first(screen.page.presenter.query)]


def test_copy_a_phone(screen: Customers, window: Window) -> None:
    window.click("複製", screen.page.card)
    assert QApplication.clipboard().text() == "0912-345-678"


def test_escape_says_what_was_not_saved_and_the_way_back_to_it(window: Window) -> None:
    window.press(Qt.Key.Key_N)
    window.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert (window.has_dialog(), window.toast()) == (False, "")  # nothing was typed
    window.press(Qt.Key.Key_N)
    window.dialog().boxes["points"].fill([{"kind": "mobile", "text": "0987-654-321"}])
    window.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not window.has_dialog()
    assert window.toast() == "「0987-654-321」沒有存。"
    assert drafts.left() == []
    window.press_toast()
    form = window.dialog()
    assert form.values()["points"][0]["text"] == "0987-654-321"
    form.boxes["name"].fill("王小明")
    form.save()
    window.settle()
    assert "王小明" in Customers(window).names()


def test_a_change_given_up_is_opened_again_as_it_was_typed(screen: Customers, window: Window, people: dict[str, int]) -> None:
    screen.choose("陳美惠")
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    window.dialog().boxes["note"].fill("老公會來拿")
    window.click("取消", window.dialog())
    assert window.toast() == "「陳美惠」沒有存。"
    window.press_toast()
    window.dialog().save()
    assert customers.form(people["陳美惠"]).note == "老公會來拿"


def test_a_half_typed_form_is_offered_after_a_power_cut(people: dict[str, int], answers: Answers) -> None:
    drafts.keep("customer", None, {"name": "打到一半", "points": [{"kind": "mobile", "text": "0911"}]})
    answers.answers = [0]
    window = Window(answers)
    window.settle()
    form = window.dialog()
    assert form.values()["name"] == "打到一半"
    form.save()
    window.settle()
    assert drafts.left() == []
    assert "打到一半" in Customers(window).names()


def test_an_empty_shop_says_what_will_be_here(shop: Path, answers: Answers) -> None:
    screen = Customers(Window(answers))
    assert screen.empty_text().startswith("這裡會是您的客戶。")


def test_an_empty_shop_says_that_it_is_being_filled(shop: Path, answers: Answers) -> None:
    window, done = Window(answers), threading.Event()
    window.window.go("history")
    jobs.start(lambda _progress: done.wait(10), lambda _none: None, title="正在匯入")
    window.window.go("customers")
    empty = window.window.page.empty
    assert empty.text.text() == "正在匯入…"
    done.set()
    window.settle()
    assert "把檔案拖進來" in empty.text.text()


def test_a_name_that_looks_like_html_is_only_a_name(people: dict[str, int], answers: Answers) -> None:
    _add("<b>王</b><img src=x>", "0955-000-111")
    screen = Customers(Window(answers))
    screen.type("0955000111")
    assert "<b>王</b><img src=x>" in screen.card()


def test_an_address_keeps_its_punctuation(people: dict[str, int]) -> None:
    from ui.kit.boxes import make_line

    (addresses,) = (field for field in fields.fields() if field.key == "addresses")
    box = make_line(addresses.parts[0], "")
    box.setText("中正路１２號，（後棟）")
    box.editingFinished.emit()
    assert box.text() == "中正路１２號，（後棟）"


def test_a_reduced_address_is_read_anew(people: dict[str, int]) -> None:

    before = customers.form(people["陳美惠"])
    values = fields.to_values(before)
    values["addresses"][0]["text"] = "台中市西屯區文心路1號"
    customers.change(people["陳美惠"], fields.to_form(values, before))
    assert customers.form(people["陳美惠"]).addresses[0].city in ("臺中市", "台中市")


def test_what_was_changed_with_one_customer(screen: Customers, window: Window, people: dict[str, int]) -> None:
    before = customers.form(people["陳美惠"])
    before.note = "怕吵"
    customers.change(people["陳美惠"], before)
    window.settle()
    screen.choose("陳美惠")
    window.click("改過什麼", screen.page.card)
    said = window.texts()
    assert "陳美惠 改過什麼" in said
    assert "怕吵" in said
    assert "林志明" not in said
    window.window.go("history")
    window.settle()
    assert "陳美惠 改過什麼" not in window.texts()


def test_who_puts_customers_away_keeps_the_place(screen: Customers, people: dict[str, int]) -> None:
    first, second, third = screen.names()
    screen.choose(second)
    screen.page.presenter.archive([people[second]], "moved")
    screen.window.settle()
    assert screen.names() == [first, third]
    assert third in screen.card()


def test_the_day_to_look_again_stands_in_the_banner(screen: Customers, people: dict[str, int]) -> None:
    blacklist.put([people["林志明"]], "欠款 12,000", review_on="116/3/1")
    screen.choose("林志明")
    assert "2027/03/01 再看" in screen.card()


def test_roomy_rows_by_the_menu_and_the_settings(window: Window) -> None:
    page = Customers(window).page
    assert page.view.rowHeight(0) == theme.row_height()
    window.choose("檢視", "名單列高/寬鬆（兩行）")
    assert page.view.rowHeight(0) == theme.row_height(2)
    window.choose("檢視", "文字大小/特大")
    assert page.view.rowHeight(0) == theme.row_height(2)
    window.window.go("settings", section="show")
    window.settle()
    window.click("一行")
    window.window.go("customers")
    window.settle()
    assert page.view.rowHeight(0) == theme.row_height()


def test_the_second_line_says_the_code_and_what_was_said(shop: Path) -> None:
    row = CustomerRow(
        1, "C-00001", "陳美惠", "", "person", "0912-345-678", None, "", "問浴室換氣扇", "", (), is_blacklisted=False,
        opted_out=False, archived=False,
    )  # fmt: skip
    below = {column.key: column.cell(row).below for column in COLUMNS}
    assert (below["name"], below["last_contact"]) == ("C-00001", "問浴室換氣扇")
    assert "問浴室換氣扇" not in COLUMNS[2].cell(row).spoken  # not copied twice


def test_who_wants_nothing_sent_in_words(window: Window, people: dict[str, int]) -> None:
    opt_outs.put([people["陳美惠"]], ["sms", "line"])
    screen = Customers(window)
    screen.choose("陳美惠")
    assert "不要再傳訊息：LINE、簡訊" in screen.card()


def test_a_values_origin_and_history_by_its_menu(window: Window, people: dict[str, int], answers: Answers) -> None:
    form = customers.form(people["陳美惠"])
    form.addresses[0].text = "臺北市大安區和平東路1號"
    customers.change(people["陳美惠"], form)
    window.settle()
    screen = Customers(window)
    screen.choose("陳美惠")
    assert "和平東路1號" in screen.card()
    inside = screen.page.card.findChild(Inside)
    label = next(one for one in inside.findChildren(QLabel) if "和平東路1號" in one.text())
    (address,) = customers.form(people["陳美惠"]).addresses
    assert address.id is not None
    place = Place("address", address.id, ("text",))
    menu = inside.parts.value_menu(label, Fact("地址", address.text, place))
    menu.actions()[0].trigger()
    assert "和平東路1號" in QApplication.clipboard().text()
    menu.actions()[1].trigger()
    window.settle()
    (dialog,) = window.window.findChildren(ValueDialog)
    said = window.texts(dialog)
    assert "手動輸入，今天 " in said
    assert "新北市永和區中正路120號3樓\n→\n臺北市大安區和平東路1號" in said
    window.click("改回這個值", dialog)
    assert "新北市永和區中正路120號3樓" in screen.card()
    assert window.offers_undo()
    window.press_toast()
    assert "和平東路1號" in screen.card()
    assert provenance.steps(Place("customer", people["陳美惠"], ("note",))) == []


def test_enter_behind_a_number_only_one_has_opens_the_card_and_a_code_leaves_the_box_empty(
    screen: Customers, window: Window
) -> None:
    customers.add(CustomerForm(name="會員", code="M-7001", points=[PointForm("mobile", "0955-667-788")]))
    for typed, left in (("M-7001", ""), ("0955667788", "0955667788")):
        window.window.go("customers")
        screen.type(typed)
        screen.enter()
        window.settle()
        assert window.window.key == "customer"
        assert screen.page.search.text() == left
