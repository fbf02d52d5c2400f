"""Maybe doubles: a list of pairs, one of them large, field beside field, merged, parted or left for later."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup

from db.core import audit, events
from db.core.errors import CancelledError
from db.core.events import Announcement
from db.core.values.dates import PartialDate
from db.services import customers, imports, interactions, lists, own_fields, tags
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery
from tests.screens.asks import Answers
from tests.screens.records import Records
from tests.screens.window import Window
from tests.screens.work import Late, at_once
from ui.kit import settings
from ui.merging.pair import PairScreen
from ui.pages.records.doubles_presenter import DoublesPresenter

pytestmark = pytest.mark.usefixtures("shop")


class View:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.wanted: int | None = None
        self.pair: PairScreen | None = None
        self.states: list[str] = []
        self.said: list[str] = []
        self.units: list[int | None] = []

    def show_pairs(self, ids: list[int], wanted: int | None) -> None:
        self.ids, self.wanted = ids, wanted

    def show_pair(self, pair: PairScreen | None) -> None:
        self.pair = pair

    def show_state(self, text: str) -> None:
        self.states.append(text)

    def told(self, text: str, unit: int | None) -> None:
        self.said.append(text)
        self.units.append(unit)


def add(name: str, phone: str = "0912-345-678", **more: object) -> int:
    return customers.add(CustomerForm(name=name, points=[PointForm("mobile", phone)], **more))  # type: ignore[arg-type]


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(view: View, answers: Answers) -> DoublesPresenter:
    return DoublesPresenter(view, answers, at_once)


def couple() -> tuple[int, int]:
    """陳美惠, written down twice with other titles, codes, own values and addresses."""
    key = f"f{own_fields.add('業務員')}"
    first = add(
        "陳美惠",
        title="小姐",
        birthday=PartialDate(1984, 12, 3),
        code="A1",
        own={key: "阿德"},
        addresses=[AddressForm("台北市大安區信義路1號")],
    )
    second = add(
        "陳美惠", title="女士", customer_since="2015-03-01", code="B2", own={key: "小玲"}, note="怕吵",
        addresses=[AddressForm("台北市大安區 信義路 1號")],
    )  # fmt: skip
    interactions.add(InteractionForm(second, "問濾心", "電話"))
    return first, second


def test_a_pair_field_by_field(presenter: DoublesPresenter, view: View) -> None:
    couple()
    presenter.look()
    presenter.open(view.ids[0])
    assert view.pair
    told = {field.label: (field.left, field.right, field.how) for field in view.pair.fields}
    assert told["稱呼"] == ("小姐", "女士", "choose")
    assert told["生日"] == ("1984/12/03", "", "alone")
    assert told["成為客戶"] == ("", "2015/03/01", "alone")
    assert told["業務員"] == ("阿德", "小玲", "choose")
    assert told["備註"] == ("", "怕吵", "same")
    assert told["地址"][2] == "same"  # the same place, written otherwise
    assert told["往來紀錄"][0] == "還沒有"
    assert told["往來紀錄"][1].startswith("1 筆")
    assert view.pair.why == "手機相同"


def test_values_are_chosen_one_by_one(presenter: DoublesPresenter, view: View) -> None:
    first, second = couple()
    presenter.look()
    presenter.open(view.ids[0])
    presenter.take("title", "right")
    presenter.merge()
    form = customers.form(second)
    assert customers.follow(second) == first
    assert (form.title, form.birthday, form.customer_since) == ("女士", PartialDate(1984, 12, 3), "2015-03-01")
    assert form.own == {"f1": "阿德"}
    assert (form.code, form.note) == ("A1", "怕吵\n另一個編號：B2")
    assert view.said == ["已合併：陳美惠"]
    assert view.ids == []


def test_the_right_one_stays_and_a_value_of_the_left_one(presenter: DoublesPresenter, view: View) -> None:
    first, second = couple()
    presenter.look()
    presenter.open(view.ids[0])
    presenter.take("title", "right")
    presenter.stay("right")
    presenter.take("code", "left")
    presenter.merge()
    form = customers.form(first)
    assert customers.follow(first) == second
    assert (form.code, form.title, form.own) == ("A1", "女士", {"f1": "小玲"})
    assert "另一個編號：B2" in form.note


def test_of_three_the_others_stay_pairs_of_the_one_that_stayed(presenter: DoublesPresenter, view: View) -> None:
    made = [add("陳美惠") for _number in range(3)]
    presenter.look()
    assert len(view.ids) == 3
    presenter.open(view.ids[0])
    presenter.merge()
    assert len(view.ids) == 1
    presenter.open(view.wanted)
    assert presenter.screen
    assert (presenter.screen.left.id, presenter.screen.right.id) == (made[0], made[2])
    presenter.not_same()
    assert view.ids == []
    presenter.is_stale = True
    presenter.look()
    assert view.ids == []


def test_apart_already_there_is_nothing_to_take_back(presenter: DoublesPresenter, view: View) -> None:
    one, other = add("陳美惠"), add("陳美惠")
    presenter.look()
    presenter.open(view.ids[0])
    imports.not_same(one, other)  # by the form, meanwhile
    presenter.not_same()
    assert (view.said, view.units, view.ids) == (["記住了：不是同一人。"], [None], [])


def test_left_for_later_goes_to_the_end_and_stays_there(presenter: DoublesPresenter, view: View) -> None:
    for phone in ("0911-111-111", "0922-222-222"):
        add("王大同", phone)
        add("王大同", phone)
    presenter.look()
    first, second = view.ids
    presenter.open(first)
    presenter.later()
    assert (view.ids, view.wanted) == ([second, first], second)
    assert [row.later for row in presenter.rows(view.ids)] == [False, True]
    presenter.is_stale = True
    presenter.look()
    assert [row.later for row in presenter.rows(view.ids)] == [False, True]


def test_what_is_done_while_it_compares_is_compared_anew(view: View, answers: Answers) -> None:
    late = Late()
    presenter = DoublesPresenter(view, answers, late)
    add("陳美惠")
    add("陳美惠")
    presenter.look()
    late.answer()
    presenter.open(view.ids[0])
    presenter.is_stale = True
    presenter.look()
    presenter.merge()
    late.answers.pop(0)()
    assert len(view.ids) == 1  # as it was before they were merged
    late.answer()
    assert view.ids == []


def test_what_is_done_here_is_taken_out_without_comparing_anew(presenter: DoublesPresenter, view: View) -> None:
    for _number in range(3):
        add("陳美惠")
    presenter.look()
    heard: list[Announcement] = []
    events.listen(heard.append)
    for act in (presenter.not_same, presenter.merge):
        presenter.open(view.ids[0])
        act()
    for announcement in heard:
        presenter.heard(announcement)
    assert [announcement.action for announcement in heard] == ["customers.not_same", "customers.merge"]
    assert not presenter.is_stale


def test_another_who_stays_forgets_what_was_chosen(presenter: DoublesPresenter, view: View) -> None:
    first, _second = couple()
    presenter.look()
    presenter.open(view.ids[0])
    presenter.take("title", "right")
    presenter.stay("right")
    presenter.stay("left")
    presenter.merge()
    assert customers.form(first).title == "小姐"


def test_broken_off_is_said(presenter: DoublesPresenter, view: View) -> None:
    presenter._broken(CancelledError(""))
    assert view.states == ["還沒比對完。"]
    assert presenter.is_stale


# In the window.


def names() -> list[str]:
    return [row.name for row in lists.first(lists.ListQuery(), 20)]


def test_merged_by_keyboard_taken_back_and_listed_again(answers: Answers) -> None:
    add("陳美惠")
    add("陳美惠姐")
    screen = Records(Window(answers))
    screen.tab(2)
    assert screen.tabs()[2] == "可能重複 1"
    view = screen.page.doubles.view
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert screen.page.doubles.pair.merge.text() == "合併（留右邊）"
    QTest.keyClick(view, Qt.Key.Key_Return)
    screen.window.settle()
    assert names() == ["陳美惠姐"]
    assert screen.tabs()[2] == "可能重複"
    assert screen.window.toast() == "已合併：陳美惠姐"
    screen.window.press(Qt.Key.Key_Z)
    screen.window.settle()
    assert sorted(names()) == ["陳美惠", "陳美惠姐"]
    assert screen.tabs()[2] == "可能重複 1"


@pytest.mark.parametrize("size", ["standard", "extra"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_nothing_is_clipped(answers: Answers, size: str, language: str) -> None:
    couple()
    settings.put("size", size)
    settings.put("language", language)
    screen = Records(Window(answers, (1280, 720)))
    screen.tab(2)
    assert screen.page.doubles.pair.isVisible()
    assert screen.window.clipped() == []


def test_changed_elsewhere_it_is_compared_when_seen_again(answers: Answers) -> None:
    add("陳美惠")
    second = add("陳美惠")
    screen = Records(Window(answers))
    screen.tab(2)
    screen.window.window.go("customers")
    customers.archive([second])
    screen.window.settle()
    screen.window.window.go("records")
    screen.window.settle()
    assert screen.tabs()[2] == "可能重複"


def test_a_tag_alone_compares_nothing(presenter: DoublesPresenter) -> None:
    one = add("陳美惠")
    presenter.look()
    heard: list[Announcement] = []
    events.listen(heard.append)
    tags.attach([one], ["老主顧"])
    presenter.heard(heard[-1])
    assert not presenter.is_stale
    customers.archive([one])
    presenter.heard(heard[-1])
    assert presenter.is_stale


def test_a_thousand_pairs_draw_one(answers: Answers) -> None:
    for number in range(60):
        for _twice in range(2):
            add(f"客人{number}", f"0912-345-{number:03}")
    screen = Records(Window(answers))
    screen.tab(2)
    assert screen.page.doubles.model.rowCount() == 60
    before = len(screen.page.doubles.pair.choices)
    QTest.keyClick(screen.page.doubles.view, Qt.Key.Key_Down)
    assert len(screen.page.doubles.pair.choices) == before == 2
    assert screen.window.clipped(screen.page) == []
    assert len(lists.ids(ListQuery())) == 120


def test_pressing_the_words_of_a_value_takes_it(answers: Answers) -> None:
    couple()
    screen = Records(Window(answers))
    screen.tab(2)
    choice = screen.page.doubles.pair.choices["title", "right"]
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    screen.window.click("合併（留左邊）")
    assert customers.form(1).title == "女士"
    last = audit.last_undoable()
    assert last
    assert last.action == "customers.merge"


def several(answers: Answers) -> Records:
    """Four pairs in the window, the first in view."""
    for number in range(4):
        for _twice in range(2):
            add(f"客人{number}", f"0912-345-67{number}")
    screen = Records(Window(answers))
    screen.tab(2)
    return screen


@pytest.mark.parametrize(
    ("key", "left"), [(Qt.Key.Key_Return, 3), (Qt.Key.Key_Enter, 3), (Qt.Key.Key_Delete, 3), (Qt.Key.Key_Space, 4)]
)
def test_a_key_held_down_answers_one_pair(answers: Answers, key: Qt.Key, left: int) -> None:
    screen = several(answers)
    doubles = screen.page.doubles
    before = doubles.presenter.screen
    screen.window.hold(doubles.view, key)
    assert before != doubles.presenter.screen
    assert len(doubles.model.ids) == left
    assert len([row for row in doubles.presenter.rows(doubles.model.ids) if row.later]) == left - 3


def test_an_answer_before_the_pair_is_painted_was_meant_for_the_one_before(answers: Answers) -> None:
    screen = several(answers)
    doubles = screen.page.doubles
    QTest.keyClick(doubles.view, Qt.Key.Key_Return)
    QTest.keyClick(doubles.view, Qt.Key.Key_Return)
    doubles.pair.merge.click()
    assert len(doubles.model.ids) == 3
    screen.window.settle()
    QTest.keyClick(doubles.view, Qt.Key.Key_Return)
    assert len(doubles.model.ids) == 2


def test_of_a_list_drawn_anew_only_the_pair_in_view_is_read(answers: Answers) -> None:
    screen = several(answers)
    doubles = screen.page.doubles
    passed: list[int | None] = []
    doubles.view.current_changed.connect(passed.append)
    QTest.keyClick(doubles.view, Qt.Key.Key_Return)
    screen.window.settle()
    assert passed == []
    assert doubles.presenter.screen is not None
    assert doubles.presenter.screen.id == doubles.view.current_id() == doubles.model.ids[0]


def test_the_keyboard_stays_on_the_round_button_it_pressed(answers: Answers) -> None:
    couple()
    screen = Records(Window(answers))
    screen.tab(2)
    pair = screen.page.doubles.pair
    screen.window.window.activateWindow()
    for field, words in (("", "合併（留右邊）"), ("title", "合併（留右邊）")):
        radio = pair.choices[field, "right" if not field else "left"].radio
        radio.setFocus()
        QTest.keyClick(radio, Qt.Key.Key_Space)
        screen.window.settle()
        assert screen.window.window.focusWidget() is radio
        assert radio.isChecked()
        assert pair.merge.text() == words
    assert pair.choices["code", "right"].radio.isChecked()  # comes from who stays, unless chosen
    assert not pair.choices["code", "left"].radio.isChecked()


def test_the_keyboard_does_not_leave_the_tab_with_what_it_stood_on(answers: Answers) -> None:
    screen = several(answers)
    doubles = screen.page.doubles
    doubles.pair.choices["", "right"].radio.setFocus()
    screen.window.click("先放著")
    assert screen.window.window.focusWidget() is doubles.pair.choices["", "left"].radio
    doubles.pair.merge.setFocus()
    for _number in range(4):
        screen.window.click("合併（留左邊）")
    assert screen.window.window.focusWidget() is doubles.again


def test_the_button_to_look_again_is_as_wide_as_its_words(answers: Answers) -> None:
    doubles = several(answers).page.doubles
    assert doubles.again.width() == doubles.again.sizeHint().width()
    doubles.show_pairs([], None)
    QApplication.processEvents()
    assert doubles.hint.text() == ""
    assert doubles.again.width() == doubles.again.sizeHint().width()


def test_nothing_drawn_before_is_kept(answers: Answers) -> None:
    screen = several(answers)
    pair = screen.page.doubles.pair
    groups = len(pair.findChildren(QButtonGroup))
    for _number in range(3):
        QTest.keyClick(screen.page.doubles.view, Qt.Key.Key_Down)
        screen.window.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the program's own loop does
    assert len(pair.findChildren(QButtonGroup)) == groups == 1
