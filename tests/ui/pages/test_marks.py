"""Tags and the watch list: grouped, dragged, merged, looked at; put on, changed, lifted, hidden at the counter."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from db.core import audit, clock, session
from db.core.errors import InputError
from db.services import blacklist, customers, opt_outs, saved_views, segments, settings, tags
from db.services.customers import CustomerForm
from db.services.saved_views import ViewBody
from tests.screens.asks import Answers
from tests.screens.marks import Marks
from tests.screens.window import Window
from tests.screens.work import Held
from ui.kit import counter
from ui.pages.customers.page import CustomersPage
from ui.pages.marks.presenter import MarksPresenter
from ui.segments.dialog import SegmentDialog
from ui.watch_list import words
from ui.watch_list.choosing import ChooseDialog
from ui.watch_list.refusal_dialog import refuse


@pytest.fixture
def people(shop: Path) -> list[int]:
    """陳美惠, 林志明, 王大明; tags of two groups."""
    clock.fix(datetime(2026, 11, 20, 2, tzinfo=UTC))
    settings.save({"tag_groups": "身分\n付款"})
    for name, group in (("老主顧", "身分"), ("工程", "身分"), ("月結", "付款"), ("熟客", "")):
        tags.add(name, "violet", group)
    made = [customers.add(CustomerForm(name=name)) for name in ("陳美惠", "林志明", "王大明")]
    tags.attach(made[:2], ["老主顧"])
    tags.attach(made[1:], ["熟客"])
    return made


@pytest.fixture
def screen(people: list[int], answers: Answers) -> Marks:
    """The page."""
    return Marks(Window(answers))


def _drop(screen: Marks, name: str, group: str, y: int) -> None:
    data = QMimeData()
    data.setData("application/x-shukebu-tag", str(screen.line(name).tag.id).encode())
    none = Qt.KeyboardModifier.NoModifier
    screen.card(group).dropEvent(QDropEvent(QPointF(20, y), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, none))
    screen.window.settle()


def test_tags_stand_by_group_with_their_count(screen: Marks) -> None:
    assert screen.groups() == {"身分": ["老主顧", "工程"], "付款": ["月結"], "": ["熟客"]}
    assert screen.line("老主顧").count.text() == "共 2 位客戶"
    assert not screen.line("月結").count.isEnabled()


def test_a_tag_is_dragged_into_another_group_and_back_by_undo(screen: Marks) -> None:
    _drop(screen, "熟客", "身分", 5)
    assert screen.groups() == {"身分": ["熟客", "老主顧", "工程"], "付款": ["月結"]}
    screen.window.press_toast()
    assert screen.groups() == {"身分": ["老主顧", "工程"], "付款": ["月結"], "": ["熟客"]}
    _drop(screen, "老主顧", "付款", 500)
    assert screen.groups()["付款"] == ["月結", "老主顧"]


def test_a_tag_goes_up_and_down_in_its_group(screen: Marks) -> None:
    screen.window.click("", screen.line("工程"))
    assert screen.groups()["身分"] == ["工程", "老主顧"]
    assert [row.name for row in tags.rows()] == ["工程", "老主顧", "月結", "熟客"]


def test_a_tag_is_made_and_changed_with_its_interval(screen: Marks) -> None:
    screen.window.click("新標籤")
    form = screen.window.dialog()
    form.boxes["name"].fill("VIP")
    form.boxes["group"].fill("身分")
    form.boxes["interval"].fill("60")
    form.save()
    screen.window.settle()
    assert screen.groups()["身分"] == ["老主顧", "工程", "VIP"]
    assert next(row for row in tags.rows() if row.name == "VIP").contact_interval == 60
    assert "每 60 天聯絡一次" in screen.window.texts(screen.line("VIP"))
    screen.window.click("編輯", screen.line("VIP"))
    form = screen.window.dialog()
    form.boxes["name"].fill("老主顧")
    form.save()
    assert form.isVisible()  # the name is taken
    form.boxes["name"].fill("大戶")
    form.boxes["interval"].fill("")
    form.save()
    screen.window.settle()
    assert next(row for row in tags.rows() if row.name == "大戶").contact_interval is None


def test_an_interval_many_wear_is_changed_on_the_worker(screen: Marks, people: list[int], answers: Answers) -> None:
    page, held = screen.page, Held()
    presenter = MarksPresenter(page, answers, held)
    tag = replace(next(row for row in tags.rows() if row.name == "熟客"), count=12_115)
    filled = {"name": "熟客", "colour": tag.colour, "group": tag.group, "interval": "30"}
    presenter.save(tag, filled)
    assert next(row for row in tags.rows() if row.id == tag.id).contact_interval is None
    held.work()
    assert next(row for row in tags.rows() if row.id == tag.id).contact_interval == 30
    with pytest.raises(InputError):  # the form stays open
        presenter.save(tag, filled | {"name": "老主顧"})


def test_a_tag_given_up_is_opened_again_as_it_was_typed(screen: Marks) -> None:
    screen.window.click("新標籤")
    form = screen.window.dialog()
    form.boxes["name"].fill("VIP")
    form.reject()
    assert screen.window.toast() == "「VIP」沒有存。"
    screen.window.press_toast()
    screen.window.dialog().save()
    screen.window.settle()
    assert "VIP" in [tag.name for tag in tags.rows()]


def test_the_count_leads_to_the_list(screen: Marks, people: list[int]) -> None:
    screen.line("熟客").count.click()
    screen.window.settle()
    page = cast(CustomersPage, screen.window.window.page)
    assert sorted(page.model.ids) == people[1:]


def test_two_tags_become_one_also_in_lists_and_views(screen: Marks, people: list[int]) -> None:
    gone, kept = tags.id_of("熟客"), tags.id_of("老主顧")
    asked = {"all": [{"field": "tag", "is": "any_of", "value": [gone]}]}
    segments.save("常來的", asked)
    saved_views.save("常來的", ViewBody(chip=f"tag:{gone}", conditions=segments.text_of(asked)))
    screen.more("熟客", "併到另一個標籤…")
    form = screen.window.dialog()
    form.boxes["kept"].fill(str(kept))
    form.save()
    screen.window.settle()
    assert [tags.names_of(one) for one in people] == [["老主顧"], ["老主顧"], ["老主顧"]]
    renamed = {"all": [{"field": "tag", "is": "any_of", "value": [kept]}]}
    assert [row.conditions for row in segments.rows() if row.name == "常來的"] == [renamed]
    (view,) = saved_views.rows()
    assert (view.body.chip, view.body.conditions) == (f"tag:{kept}", segments.text_of(renamed))
    assert "熟客" not in [row.name for row in tags.rows()]
    screen.window.press_toast()
    assert [tags.names_of(one) for one in people] == [["老主顧"], ["老主顧", "熟客"], ["熟客"]]
    assert [row.conditions for row in segments.rows() if row.name == "常來的"] == [asked]


def test_a_tag_deleted_while_its_form_was_open_is_told(screen: Marks) -> None:
    screen.window.click("編輯", screen.line("月結"))
    form = screen.window.dialog()
    tags.delete(tags.id_of("月結"))
    form.boxes["name"].fill("月結 30 天")
    form.save()
    assert form.isVisible()
    assert "不在了" in screen.window.texts(form)


def test_a_deleted_tag_comes_back(screen: Marks, people: list[int]) -> None:
    screen.more("老主顧", "刪除")
    assert tags.names_of(people[0]) == []
    screen.window.press_toast()
    assert tags.names_of(people[0]) == ["老主顧"]


def test_a_rule_puts_the_tag_on_and_keeps_what_was_put_on_by_hand(screen: Marks, people: list[int]) -> None:
    screen.more("工程", "依規則貼上…")
    (dialog,) = [one for one in screen.window.window.findChildren(SegmentDialog) if one.isVisible()]
    dialog.show_conditions({"all": [{"field": "name", "is": "contains", "value": "林"}]})
    dialog.apply()
    screen.window.settle()
    assert [tags.names_of(one) for one in people] == [["老主顧"], ["老主顧", "工程", "熟客"], ["熟客"]]
    assert "林" in screen.window.texts(screen.line("工程"))
    assert screen.window.toast() == "「工程」照規則貼：貼上 1 位，拿掉 0 位。"
    screen.more("工程", "不用規則了")
    assert tags.names_of(people[1]) == ["老主顧", "工程", "熟客"]
    assert next(row for row in tags.rows() if row.name == "工程").rule is None


def test_a_rule_that_is_not_finished_is_no_rule(screen: Marks) -> None:
    screen.more("工程", "依規則貼上…")
    (dialog,) = [one for one in screen.window.window.findChildren(SegmentDialog) if one.isVisible()]
    dialog.apply()  # nothing was said yet
    assert "還有 1 個條件沒填" in screen.window.texts(dialog)
    dialog.show_conditions({"all": [{"field": "name", "is": "contains", "value": "林"}]})
    dialog.group.add_row()
    dialog.apply()
    assert dialog.isVisible()
    assert "還有 1 個條件沒填" in screen.window.texts(dialog)
    for part in list(dialog.group.parts):
        part.taken_off.emit()
    dialog.apply()
    assert dialog.isVisible()
    screen.window.settle()
    assert next(row for row in tags.rows() if row.name == "工程").rule is None
    dialog.reject()


def test_a_rule_that_asks_for_its_own_tag_is_refused(screen: Marks) -> None:
    own = tags.id_of("工程")
    with pytest.raises(InputError):
        tags.set_rule(own, {"all": [{"field": "tag", "is": "any_of", "value": [own]}]})


# The watch list.


def test_whose_day_has_come_stands_first(screen: Marks, people: list[int]) -> None:
    blacklist.put(people[0], "欠款 12,000", "stop", "2025/3/1", "2027/1/1", evidence="支票影本")
    blacklist.put(people[1], "訂貨不取", review_on="2026/11/20", since="2024/1/1")
    screen.watch()
    first, second = screen.entries()
    assert first.startswith("林志明")
    assert "訂貨不取" in first
    assert "支票影本" in second
    assert "有 1 位到了該再看看的日子" in screen.window.texts(screen.page.watch)
    assert screen.page.tabs.tabText(1) == "黑名單 2"


def test_somebody_is_chosen_put_on_changed_and_lifted(screen: Marks, people: list[int]) -> None:
    screen.watch()
    assert "黑名單是空的" in screen.window.texts(screen.page.watch)
    screen.page.watch.put_button.click()
    (choosing,) = screen.window.window.findChildren(ChooseDialog)
    assert not choosing.go_on.isEnabled()
    choosing.box.choose(people[2])
    choosing.go_on.click()
    screen.window.settle()
    form = screen.window.dialog()
    form.boxes["reason"].fill("常常退貨")
    form.boxes["evidence"].fill("退貨單三張")
    form.boxes["owner_note"].fill("是隔壁店叫來的")
    form.boxes["review_on"].fill("明年 13 月")
    form.save()
    assert form.isVisible()  # that is no day
    form.boxes["review_on"].fill("2027/3/1")
    form.save()
    screen.window.settle()
    entry = blacklist.of(people[2])
    assert entry is not None
    assert (entry.evidence, entry.owner_note, entry.since, entry.review_on) == (
        "退貨單三張", "是隔壁店叫來的", "2026-11-20", "2027-03-01",
    )  # fmt: skip
    QTest.keyClick(screen.page.watch.view, Qt.Key.Key_Return)
    screen.window.settle()
    form = screen.window.dialog()
    form.boxes["level"].fill("stop")
    form.save()
    screen.window.settle()
    assert words.warning(people[2]) == "拒絕往來：常常退貨"
    screen.page.watch.view.setFocus()
    screen.window.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert blacklist.of(people[2]) is None
    screen.window.press_toast()
    assert blacklist.of(people[2]) is not None


def test_the_form_of_an_entry_lifts_it_as_well(screen: Marks, people: list[int]) -> None:
    blacklist.put(people[0], "欠款")
    screen.watch()
    screen.page.watch.change()
    screen.window.click("移出黑名單", screen.window.dialog())
    assert blacklist.of(people[0]) is None


def test_what_only_the_owner_reads_is_not_shown_to_staff(screen: Marks, people: list[int]) -> None:
    blacklist.put(people[0], "欠款", owner_note="表哥的朋友")
    settings.save({"staff": "阿德\n小玲"})
    session.act_as("阿德")
    screen.page.refresh(None)
    screen.watch()
    assert "表哥的朋友" not in screen.entries()[0]
    screen.page.watch.change()
    form = screen.window.dialog()
    assert "owner_note" not in form.boxes
    form.boxes["reason"].fill("欠款已還一半")
    form.save()
    screen.window.settle()
    session.act_as("")
    entry = blacklist.of(people[0])
    assert entry is not None
    assert (entry.reason, entry.owner_note) == ("欠款已還一半", "表哥的朋友")


def test_at_the_counter_nothing_of_it_is_seen_and_it_is_never_printed(screen: Marks, people: list[int]) -> None:
    blacklist.put(people[0], "欠款 12,000")
    screen.watch()
    assert screen.page.paper() is None
    counter.switch()
    try:
        screen.page.refresh(None)
        screen.window.settle()
        assert not screen.page.watch.view.isVisible()
        assert "欠款" not in screen.window.texts(screen.page.watch)
        assert words.warning(people[0]) == "⚠"
    finally:
        counter.switch()
    screen.page.tabs.setCurrentIndex(0)
    assert screen.page.paper() is not None


# Refusals.


def test_what_one_customer_refuses_is_ticked(screen: Marks, people: list[int]) -> None:
    opt_outs.put(people[0], ["sms"])
    clock.fix(datetime(2026, 12, 1, 2, tzinfo=UTC))
    dialog = refuse(screen.window.window, [people[0]])
    screen.window.settle()
    assert "2026/11/20 起" in screen.window.texts(dialog)
    dialog.ticks["sms"].setChecked(False)
    dialog.ticks["line"].setChecked(True)
    dialog.save()
    screen.window.settle()
    assert opt_outs.since(people[0]) == {"line": "2026-12-01"}
    screen.window.press_toast()
    assert opt_outs.since(people[0]) == {"sms": "2026-11-20"}


def test_of_several_it_only_adds(screen: Marks, people: list[int]) -> None:
    opt_outs.put(people[0], ["sms"])
    dialog = refuse(screen.window.window, people)
    dialog.ticks["phone"].setChecked(True)
    dialog.save()
    screen.window.settle()
    assert [opt_outs.of(one) for one in people] == [["phone", "sms"], ["phone"], ["phone"]]
    assert opt_outs.among(people, "phone") == people
    assert (opt_outs.among(people, "sms"), opt_outs.among(people, "line"), opt_outs.among(people)) == (people[:1], [], people)
    opt_outs.put(people[2], ["all"])
    assert opt_outs.among(people, "line") == [people[2]]
    assert opt_outs.refuses(people[2], "email")
    last = audit.last_undoable()
    assert last is not None
    assert last.action == "opt_outs.set"


def test_everything_refused_leaves_nothing_to_tick(screen: Marks, people: list[int]) -> None:
    dialog = refuse(screen.window.window, [people[0]])
    dialog.ticks["all"].setChecked(True)
    assert not dialog.ticks["line"].isEnabled()


def test_who_and_which_lists_used_a_deleted_tag_is_said(screen: Marks, people: list[int]) -> None:
    segments.save("老的", {"all": [{"field": "tag", "is": "any_of", "value": [tags.id_of("老主顧")]}]})
    segments.save("不是老的", {"any": [{"field": "tag", "is": "none_of", "value": ["老主顧"]}]})
    segments.save("工程的", {"all": [{"field": "tag", "is": "any_of", "value": [tags.id_of("工程")]}]})
    screen.window.settle(0.2)
    screen.page.presenter.delete(screen.line("老主顧").tag)
    screen.window.settle()
    assert screen.window.toast() == "標籤「老主顧」刪掉了。原本有 2 位、2 份名單用到。"
    screen.window.press_toast()
    assert screen.line("老主顧").count.text() == "共 2 位客戶"


@pytest.mark.usefixtures("people")
def test_a_name_longer_than_anybody_reads_is_refused() -> None:
    for give in (
        tags.add,
        lambda name: tags.change(1, name, "grey", ""),
        lambda name: tags.attach([1], [name]),
    ):
        with pytest.raises(InputError, match="標籤名稱最多 40 個字"):
            give("長" * 41)
    assert tags.add("長" * 40)
