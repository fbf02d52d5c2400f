"""記一筆: in five seconds from anywhere, by keyboard alone; what it offers, says and keeps."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QScrollBar

from db.core import clock, session
from db.services import blacklist, customers, drafts, interactions, opt_outs, settings, tasks
from db.services.customer_form import ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from tests.screens.asks import Answers
from tests.screens.talks import Talk, offer, opened
from tests.screens.window import Window
from ui.kit import counter
from ui.talks.boxes import ChipsBox

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def who(shop: object) -> int:
    """Chen, on Saturday 2026/11/21 at 10:24; Sunday is closed."""
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    customers.add(CustomerForm(name="張家豪", points=[PointForm("mobile", "0933-210-456")]))
    return customers.add(CustomerForm(name="陳美惠", gender="female", points=[PointForm("mobile", "0912-345-678")]))


@pytest.fixture
def window(who: int, answers: Answers) -> Iterator[Window]:
    made = Window(answers)
    yield made
    made.leave_dialogs()


def test_by_keyboard_alone_from_the_key_to_the_saved_talk(window: Window, who: int) -> None:
    window.press(Qt.Key.Key_J)
    talk = Talk(window)
    if talk.names():  # the card in view was taken along
        talk.customers().take_off_last()
    assert talk.find("678")[0].startswith("陳美惠")
    talk.key(Qt.Key.Key_Return)
    assert (talk.names(), talk.dialog.focusWidget()) == (["陳美惠"], talk.log.text.edit)
    talk.type("要換龍頭，下週五回電")
    talk.key(Qt.Key.Key_Return)
    talk.key(Qt.Key.Key_Return)
    assert not window.has_dialog()
    (row,) = interactions.of(who)
    assert (row.text, row.channel, row.direction, row.happened_on, row.happened_time) == (
        "要換龍頭，下週五回電", "電話", "in", "2026-11-21", "10:24",
    )  # fmt: skip
    assert [task.due_on for task in tasks.of(who)] == ["2026-11-27"]
    assert window.toast() == "記好了：陳美惠，11/27 週五 再聯絡"
    window.press_toast()
    assert (interactions.of(who), tasks.of(who)) == ([], [])


def test_one_enter_is_a_new_line_and_a_gap_within_the_text_stays(window: Window, who: int) -> None:
    talk = opened(window, who)
    talk.type("第一行")
    talk.key(Qt.Key.Key_Return)
    talk.type("第二行")
    talk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.has_dialog()
    talk.save()
    assert [row.text for row in interactions.of(who)] == ["第一行\n第二行"]


def test_chips_answer_to_their_keys(window: Window, who: int) -> None:
    talk = opened(window, who)
    assert [talk.chosen(field) for field in ("channel", "direction", "outcome")] == ["電話", "打進來", ""]
    talk.key(Qt.Key.Key_3, _ALT)
    talk.key(Qt.Key.Key_2, _CTRL)
    talk.key(Qt.Key.Key_F5)
    assert [talk.chosen(field) for field in ("channel", "direction", "outcome")] == ["LINE", "客人找我們", "再考慮"]
    assert talk.day() == "2026-11-23"
    assert "11/22 週日 休息（公休日），改到 11/23 週一" in talk.texts()
    talk.key(Qt.Key.Key_F5)
    talk.key(Qt.Key.Key_2, _CTRL)
    assert (talk.day(), talk.chosen("outcome")) == ("", "")


def test_a_row_of_chips_is_one_stop_and_the_arrows_walk_in_it(window: Window, who: int) -> None:
    talk = opened(window, who)
    seen = []
    for _stop in range(6):
        talk.key(Qt.Key.Key_Tab)
        seen.append(cast(QAbstractButton, talk.dialog.focusWidget()).text())
    assert seen[:4] == ["電話", "打進來", "有興趣", "明天 11/23 週一"]
    talk.key(Qt.Key.Key_Backtab)
    talk.key(Qt.Key.Key_Backtab)
    talk.key(Qt.Key.Key_Backtab)
    assert cast(QAbstractButton, talk.dialog.focusWidget()).text() == "有興趣"
    talk.key(Qt.Key.Key_Right)
    assert talk.chosen("outcome") == ""
    talk.key(Qt.Key.Key_Space)
    assert talk.chosen("outcome") == "再考慮"
    talk.key(Qt.Key.Key_Tab)
    talk.key(Qt.Key.Key_Backtab)
    assert cast(QAbstractButton, talk.dialog.focusWidget()).text() == "再考慮"


def test_nobody_answered_needs_no_words(window: Window, who: int) -> None:
    talk = opened(window, who)
    talk.press("direction", "打出去")
    talk.press("outcome", "沒接")
    talk.save()
    assert [(row.text, row.outcome, row.direction) for row in interactions.of(who)] == [("", "沒接", "out")]
    assert interactions.no_answers_in_a_row(who) == 1


def test_the_days_offered_are_open_days_and_another_can_be_typed(window: Window, who: int) -> None:
    talk = opened(window, who)
    assert talk.days() == ["明天 11/23 週一", "下週 11/28 週六", "一個月 12/21 週一", "自訂"]
    talk.key(Qt.Key.Key_F8)
    talk.log._days().edit.setText("12/6")
    assert "12/6 週日 休息（公休日），改到 12/7 週一" in talk.texts()
    talk.type("再說")
    talk.save()
    assert [task.due_on for task in tasks.of(who)] == ["2026-12-07"]


def test_a_day_that_is_only_named_is_offered_not_taken(window: Window, who: int) -> None:
    talk = opened(window, who)
    talk.type("問 12/25 有沒有開")
    assert (talk.days()[-1], talk.day()) == ("12/25 週五", "")
    talk.log.text.fill("明天再打")
    window.settle()
    assert (talk.days(), talk.day()) == (["明天 11/23 週一", "下週 11/28 週六", "一個月 12/21 週一", "自訂"], "2026-11-23")
    talk.log.text.fill("再打")
    window.settle()
    assert talk.day() == ""
    talk.press("follow_up", "下週")
    talk.log.text.fill("下週三再打")
    window.settle()
    assert talk.day() == "2026-11-28"  # a hand chose it


def test_nothing_written_is_said_and_nothing_is_lost(window: Window, who: int) -> None:
    talk = opened(window, who)
    talk.save()
    assert "請寫" in talk.texts()
    talk.customers().take_off_last()
    talk.type("要換龍頭")
    talk.save()
    assert "請先選客戶。" in talk.texts()
    assert window.has_dialog()
    talk.log.boxes["when"].fill("哪天")
    talk.log.look_over()
    assert "「哪天」不是日期" in talk.texts()
    talk.dialog.reject()
    window.settle()
    assert window.toast() == "「要換龍頭」沒有存。"
    window.press_toast()
    assert Talk(window).log.text.value() == "要換龍頭"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("昨天", ("2026-11-20", None)), ("11/18 14:30", ("2026-11-18", "14:30")), ("9:05", ("2026-11-21", "09:05"))],
)
def test_back_dated(window: Window, who: int, typed: str, kept: tuple[str, str | None]) -> None:
    talk = opened(window, who)
    talk.type("來過")
    talk.log.boxes["when"].fill(typed)
    talk.save()
    assert [(row.happened_on, row.happened_time) for row in interactions.of(who)] == [kept]


def test_what_was_said_last_and_what_is_due_are_there(window: Window, who: int) -> None:
    interactions.add(InteractionForm(who, "想換恆溫龍頭", "來店", happened_on="11/10", follow_up_on="11/20"))
    interactions.add(InteractionForm(who, "以後的", "來店", happened_on="11/9", follow_up_on="12/20"))
    talk = opened(window, who)
    assert "1 週前 來店 ・ 想換恆溫龍頭" in talk.texts()
    assert talk.log.boxes["settled"].value() == []  # perhaps it is about something else
    talk.key(Qt.Key.Key_F4)
    assert talk.log.boxes["settled"].value() == [tasks.due_of(who)[0].id]
    talk.type("換好了")
    talk.save()
    assert [task.title for task in tasks.of(who) if task.done_on] == ["想換恆溫龍頭"]


def test_a_due_reminder_that_is_not_ticked_stays(window: Window, who: int) -> None:
    interactions.add(InteractionForm(who, "想換恆溫龍頭", happened_on="11/10", follow_up_on="11/20"))
    talk = opened(window, who)
    talk.type("還在想")
    talk.key(Qt.Key.Key_Return)
    talk.key(Qt.Key.Key_Return)
    assert len(tasks.due_of(who)) == 1


def test_the_watch_list_and_no_calls_are_said_and_hidden_at_the_counter(window: Window, who: int) -> None:
    blacklist.put([who], "2026/03 欠款 12,000 未還", "stop")
    opt_outs.put([who], ["phone"])
    talk = opened(window, who)
    assert "2026/03 欠款 12,000 未還" in talk.texts()
    assert "陳美惠 不希望接到電話。" in talk.texts()
    counter.switch()
    try:
        talk.log.follow_customers()
        assert "欠款" not in talk.texts()
        assert "⚠" in talk.texts()
    finally:
        counter.switch()


def test_several_customers_get_the_same_words(window: Window, who: int) -> None:
    talk = opened(window, who)
    talk.customers().ask_more()
    assert talk.find("張")[0].startswith("張家豪")
    talk.key(Qt.Key.Key_Return)
    talk.type("颱風天不開")
    talk.save()
    assert [row.text for row in interactions.of(who - 1) + interactions.of(who)] == ["颱風天不開"] * 2
    assert window.toast() == "幫 2 位客戶記好了"


def test_every_customer_taken_hands_the_keyboard_on_to_the_words(window: Window, who: int) -> None:
    talk = opened(window)
    talk.customers().fill([])
    talk.customers().focus()
    for text in ("678", "456"):
        talk.find(text)
        talk.key(Qt.Key.Key_Return)
        assert talk.dialog.focusWidget() is talk.log.text.edit
        talk.customers().ask_more()
        window.settle()
    assert sorted(talk.customers().value()) == [who - 1, who]


def test_a_talk_nobody_began_is_corrected_without_a_choice_of_who_did(window: Window, who: int) -> None:
    first = interactions.add(InteractionForm(who, "來過", "電話", "none"))
    talk = opened(window, talk=first)
    words = [made.text() for made in cast(ChipsBox, talk.log.boxes["direction"]).chips.values()]
    assert (words, talk.chosen("direction")) == (["打進來", "打出去"], "")
    talk.log.text.fill("來看過")
    talk.save()
    assert (interactions.get(first).text, interactions.get(first).direction) == ("來看過", "none")


def test_who_talked_is_who_acts_unless_said_otherwise(window: Window, who: int) -> None:
    settings.save({"staff": ["小玲", "阿德"]})
    session.act_as("小玲")
    talk = opened(window, who)
    assert talk.chosen("staff") == "小玲"
    talk.press("staff", "阿德")
    talk.type("來過")
    talk.save()
    assert [row.staff for row in interactions.of(who)] == ["阿德"]


def test_a_talk_is_corrected_and_keeps_its_day(window: Window, who: int) -> None:
    first = interactions.add(InteractionForm(who, "要換龍頭", "傳真機", "out", "11/18", "14:30", "有興趣", follow_up_on="11/27"))
    talk = opened(window, talk=first)
    assert [talk.chosen(field) for field in ("channel", "direction", "outcome")] == ["傳真機", "我們找客人", "有興趣"]
    talk.log.text.fill("要換馬桶")
    talk.save()
    row = interactions.get(first)
    assert (row.text, row.happened_on, row.happened_time, row.follow_up_on) == ("要換馬桶", "2026-11-18", "14:30", "2026-11-27")
    assert [task.title for task in tasks.of(who)] == ["要換馬桶"]


def test_ready_texts_are_put_in_or_copied(window: Window, who: int, answers: Answers) -> None:
    talk = opened(window, who)
    arrived = talk.log.phrases_menu().actions()[0].menu()
    put, copied = arrived.actions()
    put.trigger()
    assert talk.log.text.value().startswith("陳小姐您好，您訂的{品名}到了")
    answers.answers = ["濾心", "阿明水電", "九點"]
    copied.trigger()
    assert QApplication.clipboard().text().startswith("陳小姐您好，您訂的濾心到了")


def test_the_first_hole_of_a_ready_text_is_typed_over_and_none_is_saved_unseen(window: Window, who: int) -> None:
    settings.save({"phrases": "報價：這個價錢{日期}前都有效"})
    talk = opened(window, who)
    (entry,) = talk.log.phrases_menu().actions()
    assert entry.text() == "報價　這個價錢{日期}前都有效"
    talk.type("問過了。")
    entry.menu().actions()[0].trigger()
    assert talk.log.text.edit.textCursor().selectedText() == "{日期}"
    talk.save()
    assert "{日期} 還沒填" in talk.texts()
    assert interactions.of(who) == []
    talk.log.text.edit.insertPlainText("11/30 ")
    assert "{日期} 還沒填" not in talk.texts()
    talk.save()
    assert [row.text for row in interactions.of(who)] == ["問過了。這個價錢11/30 前都有效"]


def test_a_hole_that_is_meant_is_saved_the_second_time(window: Window, who: int) -> None:
    settings.save({"phrases": "報價：照{日期}寫"})
    talk = opened(window, who)
    talk.log.phrases_menu().actions()[0].menu().actions()[0].trigger()
    talk.save()
    talk.save()
    assert [row.text for row in interactions.of(who)] == ["照{日期}寫"]


def test_what_was_complained_about_is_not_said_any_more_once_it_is_right(window: Window, who: int) -> None:
    window.window.page.view.clearSelection()
    talk = opened(window)
    talk.customers().fill([])
    talk.type("要換龍頭")
    talk.save()
    assert "請先選" in talk.texts()
    at = talk.log.text.edit.mapTo(talk.dialog, QPoint(0, 0)).y()
    talk.customers().fill([who])
    assert "請先選" not in talk.texts()
    assert talk.log.text.edit.mapTo(talk.dialog, QPoint(0, 0)).y() <= at


def test_the_form_does_not_jump_when_somebody_is_chosen(window: Window, who: int) -> None:
    interactions.add(InteractionForm(who, "問馬桶", "LINE"))
    talk = opened(window)
    talk.customers().fill([])
    window.settle(0.5)
    before = talk.log.text.edit.mapTo(talk.dialog, QPoint(0, 0)).y()
    talk.customers().fill([who])
    window.settle(0.5)
    assert abs(talk.log.text.edit.mapTo(talk.dialog, QPoint(0, 0)).y() - before) <= 6
    assert "問馬桶" in talk.texts()
    assert not any(bar.isVisible() for bar in talk.dialog.findChildren(QScrollBar))


def test_a_half_typed_talk_is_offered_after_a_power_cut(window: Window, who: int, answers: Answers) -> None:
    talk = opened(window, who)
    talk.type("要換龍頭，下週五")
    talk.press("outcome", "有興趣")
    talk.lose_power()
    (draft,) = drafts.left()
    assert (draft.body["text"], draft.body["customers"]) == ("要換龍頭，下週五", [who])
    answers.answers = [0]
    offer(window)
    assert "上次程式中斷時（2026/11/21），「陳美惠：要換龍頭，下週五」打到一半。" in answers.asked
    again = Talk(window)
    assert (again.names(), again.log.text.value(), again.chosen("outcome")) == (["陳美惠"], "要換龍頭，下週五", "有興趣")
    again.save()
    assert (len(interactions.of(who)), drafts.left()) == (1, [])


def test_a_customer_put_away_or_merged_meanwhile_still_gets_the_talk(window: Window, who: int) -> None:
    from db.services import merging

    talk = opened(window, who)
    talk.type("來過")
    merging.merge(who - 1, who)
    customers.archive([who - 1])
    talk.save()
    assert [row.text for row in interactions.of(who - 1)] == ["來過"]


def test_a_clock_moved_back_writes_the_day_the_clock_says(window: Window, who: int) -> None:
    clock.fix(datetime(2018, 1, 1, 2, tzinfo=UTC))
    talk = opened(window, who)
    talk.press("follow_up", "明天")
    talk.type("來過")
    talk.save()
    assert [row.happened_on for row in interactions.of(who)] == ["2018-01-01"]
    assert [task.due_on for task in tasks.open_until(date(2018, 1, 2))] == ["2018-01-02"]


def test_a_draft_that_is_to_wait_outlives_other_talks(window: Window, who: int, answers: Answers) -> None:
    left = opened(window, who)
    left.type("很重要的半句話")
    left.lose_power()
    offer(window)  # 先不要
    other = opened(window, who)
    other.type("別的")
    other.save()
    assert [draft.body["text"] for draft in drafts.left()] == ["很重要的半句話"]


def test_drafts_are_offered_one_after_another(window: Window, who: int, answers: Answers) -> None:
    for text in ("早的", "晚的"):
        talk = opened(window, who)
        talk.type(text)
        talk.lose_power()
        clock.fix(datetime(2026, 11, 21, 23, 30, tzinfo=UTC))  # the next morning in the shop
    answers.answers = [1, 0]
    offer(window)
    assert [one for one in answers.asked if "打到一半" in one] == [
        "上次程式中斷時（2026/11/22），「陳美惠：晚的」打到一半。",
        "上次程式中斷時（2026/11/21），「陳美惠：早的」打到一半。",
    ]
    assert Talk(window).log.text.value() == "早的"


def test_the_draft_of_a_corrected_talk_corrects_it(window: Window, who: int, answers: Answers) -> None:
    first = interactions.add(InteractionForm(who, "要換龍頭", "電話"))
    talk = opened(window, talk=first)
    talk.log.text.fill("要換馬桶")
    talk.lose_power()
    answers.answers = [0]
    offer(window)
    Talk(window).save()
    assert [row.text for row in interactions.of(who)] == ["要換馬桶"]


def test_a_draft_resumed_late_does_not_undo_what_was_corrected_since(window: Window, who: int, answers: Answers) -> None:
    first = interactions.add(InteractionForm(who, "原本", "電話"))
    talk = opened(window, talk=first)
    talk.log.text.fill("斷電前改的")
    talk.lose_power()
    interactions.change(first, InteractionForm(who, "後來別人改好的", "電話", outcome="沒接"))
    answers.answers = [0]
    offer(window)
    again = Talk(window)
    again.save()
    assert "有人改過了" in again.texts()
    assert interactions.get(first).text == "後來別人改好的"


def test_two_who_correct_the_same_talk(window: Window, who: int) -> None:
    first = interactions.add(InteractionForm(who, "原本", "電話"))
    talk = opened(window, talk=first)
    talk.log.text.fill("我改的")
    interactions.change(first, InteractionForm(who, "別人改的", "電話"))
    talk.save()
    assert (window.has_dialog(), interactions.get(first).text) == (True, "別人改的")


def test_correcting_keeps_whom_was_spoken_to(window: Window, who: int) -> None:
    form = customers.form(who)
    form.contacts.append(ContactForm(name="陳先生"))
    customers.change(who, form)
    contact = customers.form(who).contacts[0].id
    first = interactions.add(InteractionForm(who, "原本", "電話", contact=contact))
    talk = opened(window, talk=first)
    talk.log.text.fill("改好的")
    talk.save()
    assert (interactions.get(first).text, interactions.get(first).contact) == ("改好的", contact)


def test_a_due_reminder_alone_is_nothing_typed(window: Window, who: int) -> None:
    tasks.add(tasks.TaskForm("送型錄", "2026-11-20"), [who])
    talk = opened(window, who)
    assert "送型錄" in "".join(box.text() for box in talk.dialog.findChildren(QCheckBox))
    window.settle(0.5)
    assert drafts.left() == []
    talk.key(Qt.Key.Key_Escape)
    assert (window.has_dialog(), window.toast()) == (False, "")


def test_somebody_chosen_alone_is_nothing_typed(window: Window, who: int) -> None:
    tasks.add(tasks.TaskForm("送型錄", "2026-11-20"), [who])
    talk = opened(window)
    talk.customers().fill([who])
    window.settle(0.5)
    assert drafts.left() == []
    talk.key(Qt.Key.Key_Escape)
    assert (window.has_dialog(), window.toast()) == (False, "")


def test_what_is_due_with_several_is_settled_for_each(window: Window, who: int) -> None:
    for one in (who, who - 1):
        tasks.add(tasks.TaskForm("送型錄", "2026-11-20"), [one])
    talk = opened(window, who, who - 1)
    talk.key(Qt.Key.Key_F4)
    talk.type("都送了")
    talk.save()
    assert [row.done_on for one in (who, who - 1) for row in tasks.of(one)] == ["2026-11-21", "2026-11-21"]


def test_a_talk_of_a_day_to_come_is_doubted(window: Window, who: int) -> None:
    talk = opened(window, who)
    talk.dialog.boxes["when"].fill("12/3")
    talk.dialog.look_over()
    assert "這一天還沒到" in talk.texts()


def test_a_day_that_is_over_is_no_day_to_be_in_touch_again(window: Window, who: int) -> None:
    talk = opened(window, who)
    talk.type("再說")
    talk.dialog.boxes["follow_up"].fill("11/3")
    assert "這一天已經過了" in talk.texts()
    talk.save()
    assert (window.has_dialog(), interactions.of(who)) == (True, [])


def test_a_talk_whose_follow_up_is_long_over_can_be_corrected(window: Window, who: int) -> None:
    first = interactions.add(InteractionForm(who, "原本", "電話", follow_up_on="2026-11-27"))
    clock.fix(datetime(2026, 12, 21, 2, 24, tzinfo=UTC))
    talk = opened(window, talk=first)
    talk.log.text.fill("改好的")
    talk.save()
    assert (interactions.get(first).text, interactions.get(first).follow_up_on) == ("改好的", "2026-11-27")


def test_without_names_in_the_shop_a_talk_bears_whoever_acts(window: Window, who: int) -> None:
    talk = opened(window, who)
    assert "staff" not in talk.dialog.boxes
    talk.type("來過")
    talk.save()
    settings.save({"staff": ["小玲", "阿德"]})
    session.act_as("小玲")
    window.settle()
    later = opened(window, who)
    later.type("又來過")
    later.save()
    assert [row.staff for row in interactions.of(who)] == ["小玲", "老闆"]


def test_more_than_find_room_are_told_so(window: Window, who: int) -> None:
    window.window.log(list(range(1, 40)))
    assert (window.has_dialog(), window.toast()) == (False, "這裡最多放得下 30 位客戶。")
