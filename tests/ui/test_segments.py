"""〔＋ 篩選〕: conditions put together row by row, counted, shown in the list, kept by name, taken off one by one."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from db.services import blacklist, customers, lists, products, sales, segments, tags
from db.services.customers import CustomerForm, PointForm
from db.services.lists import ListQuery
from db.services.products import ProductForm
from db.services.sales import LineForm, SaleForm
from tests.screens.asks import Answers
from tests.screens.segments import Segments
from tests.screens.window import Window
from ui.kit import counter, settings, theme
from ui.segments.choice_list import ChoiceList
from ui.segments.dialog import SegmentDialog
from ui.segments.group_box import GroupBox
from ui.segments.value_boxes import ChoicesValue, PartsValue, SpanValue, TextValue


@pytest.fixture
def people(shop: Path) -> dict[str, int]:
    made = {
        "陳美惠": CustomerForm(name="陳美惠", tags=["老主顧"], points=[PointForm("mobile", "0912-345-678")]),
        "宏達公司": CustomerForm(name="宏達公司", kind="company", tags=["老主顧", "工程"]),
        "王小明": CustomerForm(name="王小明", tags=["工程"], note="怕吵"),
    }
    return {name: customers.add(form) for name, form in made.items()}


@pytest.fixture
def screen(people: dict[str, int], answers: Answers) -> Segments:
    return Segments(Window(answers))


def test_a_list_is_put_together_counted_and_shown(screen: Segments) -> None:
    screen.open()
    assert screen.told().startswith("符合 3 位（還有 1 個條件沒填）")
    screen.tick(screen.choose(0, "標籤", "是"), "老主顧")
    assert screen.told() == "符合 2 位｜宏達公司、陳美惠"
    screen.press("再加一個條件")
    screen.choose(1, "電話", "沒有填")
    assert screen.told() == "符合 1 位｜宏達公司"
    screen.dialog.activateWindow()
    screen.window.settle()
    QTest.simulateEvent(screen.dialog, True, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "", False)
    screen.window.settle()
    assert screen.customers.names() == ["宏達公司"]
    assert screen.asked() == ["標籤是 老主顧", "沒有電話"]
    assert screen.customers.page.said.text.startswith("共 1 位")
    assert screen.customers.page.presenter.which == "標籤是 老主顧、沒有電話"


def test_groups_belong_together_in_three_ways(screen: Segments) -> None:
    screen.open()
    _text(screen, 0, "備註", "有這些字", "吵")
    screen.press("加一組條件")
    (inner,) = [one for one in screen.dialog.group.parts if isinstance(one, GroupBox)]
    screen.tick(screen.rows(inner)[0], "工程")
    assert screen.told() == "符合 1 位｜王小明"
    screen.dialog.group.kind.setCurrentIndex(1)
    assert screen.told() == "符合 2 位｜王小明、宏達公司"
    screen.dialog.group.kind.setCurrentIndex(2)
    assert screen.told() == "符合 1 位｜陳美惠"
    inner.taken_off.emit()
    assert screen.told() == "符合 2 位｜宏達公司、陳美惠"


def _text(screen: Segments, at: int, field: str, how: str, words: str) -> None:
    row = screen.choose(at, field, how)
    box = row._box
    assert isinstance(box, TextValue)
    box.edit.setText(words)
    screen.window.settle(0.4)


def test_days_and_parts_are_typed_as_people_do(screen: Segments) -> None:
    screen.open()
    row = screen.choose(0, "建檔", "在這兩天之間")
    box = row._box
    assert isinstance(box, SpanValue)
    box.edits[0].setText("２０２０/1/1")
    assert row.value() == {"field": "added", "is": "between", "value": ["2020-01-01", None]}
    box.edits[0].setText("哪天")
    assert row.value() is None
    box.edits[0].clear()
    row = screen.choose(0, "往來紀錄", "至少幾次")
    parts = row._box
    assert isinstance(parts, PartsValue)
    assert row.value() is None  # how often is missing
    for key, typed in (("count", "3"), ("days", "90"), ("text", "冷氣")):
        parts.boxes[key].setText(typed)  # type: ignore[union-attr]
    assert row.value() == {"field": "talks", "is": "at_least", "value": {"count": 3, "days": 90, "text": "冷氣"}}


def test_a_list_is_kept_by_name_chosen_changed_renamed_and_deleted(screen: Segments, answers: Answers) -> None:
    screen.open()
    screen.tick(screen.choose(0, "標籤", "是"), "工程")
    answers.answers = ["做工程的"]
    screen.press("存成名單…")
    assert screen.window.toast() == "「做工程的」存好了。"
    assert "做工程的 2" in screen.customers.chips()
    screen.customers.press_chip("全部")
    assert len(screen.customers.names()) == 3
    screen.take_list("做工程的")
    assert set(screen.customers.names()) == {"宏達公司", "王小明"}
    assert screen.lists()["做工程的"] == "2"
    screen.open()
    screen.press("再加一個條件")
    screen.tick(screen.choose(1, "種類", "不是"), "公司")
    screen.press("存到這個名單")
    assert screen.customers.names() == ["王小明"]
    (kept,) = segments.rows()
    assert segments.words(kept.conditions) == "標籤是 工程，而且 種類不是 公司"
    screen.window.press_toast()
    assert segments.words(segments.rows()[0].conditions) == "標籤是 工程"


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(screen: Segments, answers: Answers) -> None:
    segments.save("工程", {"all": [{"field": "phone", "is": "empty"}]})
    screen.open()
    screen.tick(screen.choose(0, "標籤", "是"), "工程")
    answers.answers = ["工程"]
    screen.press("存成名單…")
    assert answers.asked[-1] == "已經有「工程」這個名單了。"
    assert screen.dialog.isVisible()
    assert screen.told().startswith("符合 2 位")


def test_an_unfinished_list_is_not_kept_and_the_builder_leaves_nothing_behind(screen: Segments, answers: Answers) -> None:
    screen.open()
    screen.tick(screen.choose(0, "標籤", "是"), "工程")
    screen.press("再加一個條件")
    answers.answers = ["半張"]
    screen.press("存成名單…")
    assert (answers.asked, segments.rows()) == ([], [])
    assert "還有 1 個條件沒填" in screen.window.texts(screen.dialog)
    screen.dialog.reject()
    for _again in range(2):
        screen.open()
        screen.dialog.reject()
    screen.window.settle(0.3)
    assert screen.customers.page.findChildren(SegmentDialog) == []


@pytest.mark.parametrize(("language", "size"), [("zh_TW", "large"), ("en", "extra")])
def test_the_boxes_of_all_rows_stand_below_each_other_and_a_choice_is_as_wide_as_its_words(
    people: dict[str, int], answers: Answers, language: str, size: str
) -> None:
    settings.put("language", language)
    settings.put("size", size)
    for name in ("收過訂金", "月底請款", "老師傅介紹"):
        tags.add(name)
    screen = Segments(Window(answers, (1280, 720)))
    screen.open()
    screen.dialog.resize(round(theme.px() * 52), 600)  # as on the smallest screen; the screenless platform has a smaller one
    kinds = [("tag", "any_of"), ("talks", "at_least"), ("last_contact", "last_days"), ("city", "none_of")]
    screen.dialog.show_conditions({"all": [{"field": field, "is": how} for field, how in kinds]})
    screen.tick(screen.rows()[0], "老主顧", "工程", "收過訂金", "月底請款", "老師傅介紹")
    places = [row._box.x() for row in screen.rows()]
    assert max(places) - min(places) <= 2  # the frame of what has the keyboard
    for row, words in ((screen.rows()[0], "老主顧|工程|5"), (screen.rows()[3], "選…" if language == "zh_TW" else "Choose…")):
        box = row._box
        assert isinstance(box, ChoicesValue)
        assert all(part in box.choices.button.text() for part in words.split("|"))
        assert box.choices.button.width() == box.choices.button.sizeHint().width() < box.width()
    assert screen.window.clipped(screen.dialog) == []
    screen.dialog.reject()


def test_a_group_goes_no_deeper_than_can_be_read(screen: Segments) -> None:
    group = screen.open().group
    while any(one.text() == "加一組條件" for one in group.findChildren(QPushButton)):
        group.add_group()
        group = next(one for one in group.parts if isinstance(one, GroupBox))
    depth, above = 0, group.parentWidget()
    while above is not None:
        depth, above = depth + isinstance(above, GroupBox), above.parentWidget()
    assert depth == 3
    screen.dialog.reject()


def test_conditions_come_off_one_by_one(screen: Segments) -> None:
    screen.take_list("老主顧 90 天沒聯絡")
    assert set(screen.customers.names()) == {"陳美惠", "宏達公司"}
    assert screen.asked() == ["標籤是 老主顧", "90 天內沒有聯絡"]
    bar = screen.asking.bar
    assert bar
    bar.parts[0].click()
    screen.window.settle()
    assert screen.asked() == ["90 天內沒有聯絡"]
    assert "老主顧 90 天沒聯絡（改過）" in screen.window.texts(bar)
    bar.parts[0].click()
    screen.window.settle()
    assert (screen.asked(), len(screen.customers.names())) == ([], 3)


def test_what_is_asked_goes_with_search_and_chips(screen: Segments) -> None:
    screen.take_list("公司客戶")
    assert screen.customers.names() == ["宏達公司"]
    screen.customers.type("王小明")
    assert screen.customers.empty_text().startswith("在「公司客戶」裡沒有")
    screen.window.click("看全部")
    assert (screen.customers.names(), screen.asked()) == (["王小明"], [])


def test_as_many_stand_in_the_list_as_the_chip_says_whatever_was_asked_before(
    screen: Segments, people: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "CAP", 1)  # a chip is counted to the end
    segments.save("沒有手機的", {"all": [{"field": "phone", "is": "empty"}]})
    blacklist.put(people["王小明"], "訂貨不取")
    customers.archive([customers.add(CustomerForm(name="林志明", tags=["工程"]))], "moved")
    page = screen.customers.page
    ad_hoc = segments.text_of({"all": [{"field": "kind", "is": "any_of", "value": ["company"]}]})
    befores: list[Callable[[], object]] = [lambda: page.ask(ad_hoc), lambda: screen.take_list("公司客戶")]
    befores += [partial(screen.customers.press_chip, words) for words in screen.customers.chips()]
    assert len(befores) > 7
    for before in befores:
        for words in screen.customers.chips():
            before()
            screen.customers.press_chip(words)
            assert f"{words.rpartition(' ')[0]} {len(screen.customers.names())}" == words
    assert screen.lists()["公司客戶"] == "1"
    assert screen.lists()["沒有地址"] == "3"


def test_a_tag_deleted_while_filtered_is_said(screen: Segments) -> None:
    screen.customers.page.ask(segments.text_of({"all": [{"field": "tag", "is": "any_of", "value": [tags.id_of("工程")]}]}))
    screen.window.settle()
    assert set(screen.customers.names()) == {"宏達公司", "王小明"}
    tags.delete(tags.id_of("工程"))
    screen.window.settle(0.3)
    assert screen.customers.names() == []
    assert screen.asked() == ["標籤是 已經刪掉的標籤"]
    bar = screen.asking.bar
    assert bar
    assert "已經刪掉" in screen.window.texts(bar)
    screen.open()
    assert "這一條沒有人符合" in screen.window.texts(screen.dialog)


def test_the_watch_list_is_a_sign_at_the_counter(screen: Segments) -> None:
    screen.customers.page.ask(
        segments.text_of({"all": [{"field": "blacklist", "is": "empty"}, {"field": "tag", "is": "filled"}]})
    )
    screen.window.settle()
    assert screen.asked() == ["不在黑名單上", "有貼標籤"]
    counter.switch()
    try:
        assert screen.asked() == ["⚠", "有貼標籤"]
    finally:
        counter.switch()


def test_what_is_done_to_many_takes_the_list(screen: Segments) -> None:
    screen.take_list("公司客戶")
    query = screen.customers.page.presenter.query
    tags.attach(lists.Selection(query=query), ["批發"])
    screen.window.settle(0.2)
    assert lists.count(ListQuery(chip="tag", tag=tags.id_of("批發"))) == 1


@pytest.mark.parametrize(("typed", "days"), [("30天", 30), ("三十", 30), ("兩百", 200), ("", None)])
def test_a_number_in_a_box_is_read_as_people_write_it(screen: Segments, typed: str, days: int | None) -> None:
    screen.open()
    _days(screen).setText(typed)
    screen.press("套用")
    (asked,) = segments.read(screen.customers.page.presenter.query.conditions)["all"]
    assert asked["value"] == ({"count": 1} if days is None else {"count": 1, "days": days})


@pytest.mark.parametrize(
    ("typed", "said"), [("90s", "不是數字"), ("-5", "要 0 以上"), ("99999999999", "最多 36,500"), ("1.5", "要填整數")]
)
def test_what_can_not_be_read_is_said_beside_the_box_and_nothing_is_done_with_it(
    screen: Segments, answers: Answers, typed: str, said: str
) -> None:
    screen.open()
    _days(screen).setText(typed)
    assert screen.told() == "有一格看不懂，還不能算｜"
    assert said in screen.window.texts(screen.dialog)
    answers.answers = ["不行的"]
    for words in ("套用", "存成名單…"):
        screen.press(words)
        assert screen.dialog.isVisible()
        assert "紅字旁邊那一格看不懂" in screen.window.texts(screen.dialog)
    assert (answers.asked, segments.rows(), screen.asked()) == ([], [], [])
    assert QApplication.focusWidget() is _parts(screen).boxes["days"]
    _days(screen).setText("30")
    assert screen.told().startswith("符合 0 位")
    screen.dialog.reject()


def _parts(screen: Segments) -> PartsValue:
    found = screen.rows()[0]._box
    assert isinstance(found, PartsValue)
    return found


def _days(screen: Segments) -> QLineEdit:
    """The box for days of 往來紀錄 至少 1 次."""
    if not isinstance(screen.rows()[0]._box, PartsValue):
        screen.choose(0, "往來紀錄", "至少幾次")
    count, days = (_parts(screen).boxes[key] for key in ("count", "days"))
    assert isinstance(count, QLineEdit) and isinstance(days, QLineEdit)
    count.setText("1")
    return days


def test_tab_goes_through_the_rows_as_they_are_seen(screen: Segments) -> None:
    screen.open()
    screen.press("再加一個條件")
    screen.choose(0, "往來紀錄", "至少幾次")
    row = screen.rows()[0]
    boxes = _parts(screen).boxes
    off = row.findChildren(QPushButton)[-1]
    row.operator.setFocus()
    walked = []
    for _step in range(7):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == [*(boxes[key] for key in ("count", "days", "channel", "outcome", "text")), off, screen.rows()[1].field]
    screen.dialog.reject()


def test_a_filter_left_by_escape_is_offered_again(screen: Segments) -> None:
    screen.open()
    QTest.keyClick(screen.dialog, Qt.Key.Key_Escape)
    assert not screen.window.toast()
    screen.open()
    screen.tick(screen.choose(0, "標籤", "是"), "工程")
    QTest.keyClick(screen.dialog, Qt.Key.Key_Escape)
    screen.window.settle()
    assert screen.window.toast() == "剛才打的沒有存。"
    screen.window.press_toast()
    assert screen.told() == "符合 2 位｜王小明、宏達公司"
    screen.dialog.reject()


def test_as_many_are_shown_as_were_counted_also_of_a_search_and_no_chip_stays_green(screen: Segments) -> None:
    screen.customers.type("王")
    screen.open()
    screen.tick(screen.choose(0, "標籤", "是"), "工程")
    assert screen.told() == "搜尋「王」裡符合 1 位｜王小明"
    screen.press("套用")
    assert screen.customers.names() == ["王小明"]
    chips = screen.customers.page.chips
    assert [made for made in chips._buttons.values() if made.isChecked()] == []
    screen.customers.press_chip("全部")
    assert [made.text() for made in chips._buttons.values() if made.isChecked()] == ["全部 3"]


def test_the_lists_stay_on_the_screen_when_the_counts_make_them_wider(screen: Segments) -> None:
    screen.asking.open_lists()
    menu = screen.asking.menu
    edge = menu.screen().availableGeometry().right()
    menu.move(edge + 1 - menu.width(), menu.y())
    narrow = menu.width()
    screen.window.settle(0.3)
    assert menu.width() > narrow
    assert menu.geometry().right() <= edge
    menu.close()


def test_a_product_is_picked_by_typing(screen: Segments, people: dict[str, int]) -> None:
    tap = products.add(ProductForm("恆溫龍頭", spec="銀色", code="TA-1"))
    products.add(ProductForm("燈泡"))
    sales.add(SaleForm(people["王小明"], [LineForm(product=tap, name="恆溫龍頭", quantity=Decimal(1), unit_price=Decimal(900))]))
    screen.open()
    row = screen.choose(0, "銷售", "有")
    box = row._box
    assert isinstance(box, PartsValue)
    search = box.products["product"].search
    QTest.keyClicks(search, "ta-1")
    screen.window.settle(0.4)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert row.value() == {"field": "sales", "is": "has", "value": {"product": tap}}
    assert screen.told() == "符合 1 位｜王小明"
    assert screen.dialog.isVisible()
    assert segments.words({"all": [row.value()]}) == "「恆溫龍頭 銀色」有買過"


def test_a_click_on_the_word_ticks_as_one_on_the_square(people: dict[str, int]) -> None:
    below = QPushButton()
    dropped = ChoiceList([("a", "老主顧"), ("b", "工程")], ["b"], below)
    dropped.show()

    def click(row: int, *, square: bool) -> None:
        line = dropped.list.visualItemRect(dropped.list.item(row))
        at = line.topLeft() + QPoint(8, line.height() // 2) if square else line.center()
        QTest.mouseClick(dropped.list.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(0, square=False)
    assert dropped.chosen() == ["a", "b"]
    click(1, square=False)
    assert dropped.chosen() == ["a"]
    click(0, square=True)
    assert dropped.chosen() == []
    assert dropped.isVisible()
    dropped.close()
