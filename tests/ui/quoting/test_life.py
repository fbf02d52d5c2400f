"""What becomes of a quote in the window: changed, accepted with a deposit, not taken, void, quoted again, its versions."""

from decimal import Decimal
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.core.connection import value
from db.services import deliveries, payments, quote_life, quote_templates, quote_versions, quotes, receivables, sales
from db.services.lines import LineForm
from tests.screens.asks import Answers
from tests.screens.quotes import Quotes
from tests.screens.window import Window
from tests.services.november_quotes import drawn
from ui.kit.form import FormDialog
from ui.opposites import NEVER_UNDONE
from ui.papers import Wish
from ui.quoting import accepting, deeds, instead, menu, paper
from ui.quoting.accept_dialog import AcceptDialog, GoodsBox, TakenBox
from ui.quoting.reason_dialog import ReasonBox
from ui.quoting.templates_dialog import TemplatesDialog
from ui.quoting.versions_dialog import VersionsDialog


def _form(screen: Quotes) -> FormDialog:
    return screen.window.dialog()


def _save(screen: Quotes) -> None:
    _form(screen).save_button.click()
    screen.window.settle()


def test_a_change_asks_whether_the_customer_has_it_not_yet_keeps_the_number(
    screen: Quotes, states: dict[str, int], answers: Answers, window: Window
) -> None:
    answers.answers = [0]
    screen.do(states["issued"], "change")
    assert answers.asked == ["客人拿到第 1 版了嗎？"]
    assert answers.offered[-1] == ["還沒，直接換掉", "拿到了，出第 2 版"]
    row = quotes.get(states["issued"]).row
    assert (row.state, row.version, window.window.key) == ("draft", 1, "quote")


def test_a_change_of_what_the_customer_has_makes_the_second_version(
    screen: Quotes, states: dict[str, int], answers: Answers, window: Window
) -> None:
    first = quote_versions.pdf(quotes.get(states["issued"]).versions[0].id)
    answers.answers = [1]
    screen.do(states["issued"], "change")
    assert quotes.get(states["issued"]).row.printed_number == "1151120-001-R2"
    quote_life.issue(states["issued"], drawn)
    kept = quotes.get(states["issued"]).versions
    assert quote_versions.pdf(kept[1].id) == first
    assert [one.number for one in kept] == ["1151120-001-R2", "1151120-001"]
    window.window.go("quotes")


def test_no_answer_changes_nothing(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.do(states["issued"], "change")
    assert (quotes.get(states["issued"]).row.state, window.window.key) == ("issued", "quotes")


def test_accepted_with_a_deposit_and_something_to_order(
    screen: Quotes, states: dict[str, int], answers: Answers, window: Window
) -> None:
    answers.answers = [None]
    screen.do(states["issued"], "accept")
    dialog = cast(AcceptDialog, _form(screen))
    fan = cast(GoodsBox, dialog.boxes["ordered"]).ticks[1]
    assert fan.text() == "浴室換氣暖風機　PTC 220V"
    fan.setChecked(True)
    dialog.boxes["amount"].fill("５,700")
    assert dialog.sum.text() == "總計 $19,132　還剩 $13,432"
    _save(screen)
    sale = sales.get(value("SELECT id FROM sale WHERE quote = ?", states["issued"]))
    assert (sale.total, [one.amount for one in payments.of_sale(sale.id)]) == (19132, [5700])
    assert [(one.item, one.state) for one in deliveries.of(sale.customer)] == [("浴室換氣暖風機", "ordered")]
    assert [one.left for one in receivables.open_sales(sale.customer) if one.id == sale.id] == [13432]
    assert answers.offered[-1] == ["訂金收據", "看這筆銷售"]
    assert "恆溫淋浴龍頭" not in [line.name for line in sale.lines]


def test_an_option_that_was_taken_counts_in_the_sale(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.do(states["issued"], "accept")
    dialog = cast(AcceptDialog, _form(screen))
    cast(TakenBox, dialog.boxes["taken"]).ticks[6].setChecked(True)
    assert dialog.sum.text() == "總計 $23,227"
    assert "恆溫淋浴龍頭" in [made.text() for made in cast(GoodsBox, dialog.boxes["ordered"]).ticks.values()]
    _save(screen)
    assert sales.get(value("SELECT id FROM sale WHERE quote = ?", states["issued"])).total == 23227
    assert window.toast() == "1151120-001 成交，記成銷售 S1151121-002"


def test_what_is_ticked_moves_nothing_that_is_typed_into(screen: Quotes, states: dict[str, int]) -> None:
    screen.do(states["issued"], "accept")
    dialog = cast(AcceptDialog, _form(screen))
    QApplication.processEvents()

    def places() -> list[tuple[int, int]]:
        return [dialog.boxes[key].mapTo(dialog, QPoint()).toTuple() for key in ("taken", "amount", "method")]

    before = places()
    cast(TakenBox, dialog.boxes["taken"]).ticks[6].setChecked(True)
    QApplication.processEvents()
    assert len(cast(GoodsBox, dialog.boxes["ordered"]).ticks) > 1
    assert places() == before
    dialog.reject()


def test_an_alternative_takes_the_place_of_the_item_above(screen: Quotes, states: dict[str, int]) -> None:
    form = quotes.get(states["draft"]).form
    form.lines = [
        LineForm(name="熱水器", quantity=Decimal(1), unit_price=Decimal(12000)),
        LineForm("alternative", name="恆溫熱水器", quantity=Decimal(1), unit_price=Decimal(18500)),
    ]
    quotes.change(states["draft"], form)
    quote_life.issue(states["draft"], drawn)
    screen.do(states["draft"], "accept")
    dialog = cast(AcceptDialog, _form(screen))
    cast(TakenBox, dialog.boxes["taken"]).radios[1].radio.click()
    assert [made.text() for made in cast(GoodsBox, dialog.boxes["ordered"]).ticks.values()] == ["恆溫熱水器"]
    _save(screen)
    (line,) = sales.get(value("SELECT id FROM sale WHERE quote = ?", states["draft"])).lines
    assert (line.name, line.amount) == ("恆溫熱水器", 18500)


def test_a_deposit_that_is_no_amount_keeps_the_form_open(screen: Quotes, states: dict[str, int]) -> None:
    screen.do(states["issued"], "accept")
    _form(screen).boxes["amount"].fill("一些")
    _save(screen)
    assert "一些" in _form(screen).problem.text()
    assert quotes.get(states["issued"]).row.state == "issued"


def test_four_hundred_lines_have_one_tick_for_the_rest(screen: Quotes, states: dict[str, int]) -> None:
    form = quotes.get(states["draft"]).form
    form.lines = [LineForm(name=f"燈 {at}", quantity=Decimal(1), unit_price=Decimal(100)) for at in range(400)]
    quotes.change(states["draft"], form)
    quote_life.issue(states["draft"], drawn)
    box = GoodsBox(accepting.Accepting(states["draft"]).goods(()), [])
    assert len(box.ticks) == 31
    box.ticks[30].setChecked(True)
    assert (len(box.value()), box.value()[0]) == (370, 30)


def test_not_taken_with_a_reason_of_before(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.do(states["issued"], "refuse")
    box = cast(ReasonBox, _form(screen).boxes["reason"])
    assert next(iter(box.chips)) == "太貴了"
    box.chips["太貴了"].click()
    _save(screen)
    row = quotes.get(states["issued"]).row
    assert (row.state, row.reason) == ("refused", "太貴了")
    window.press_toast()
    assert quotes.get(states["issued"]).row.state == "issued"


def test_a_reason_in_ones_own_words_is_offered_the_next_time(screen: Quotes, states: dict[str, int]) -> None:
    screen.do(states["issued"], "refuse")
    _form(screen).boxes["reason"].fill("他姊夫也在做")
    _save(screen)
    screen.do(states["soon"], "refuse")
    assert "他姊夫也在做" in cast(ReasonBox, _form(screen).boxes["reason"]).chips


def test_void_says_what_stays_and_gives_the_number_to_nobody_else(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.do(states["issued"], "void")
    assert "1151120-001 這個號碼不會再用" in window.texts(_form(screen))
    _save(screen)
    assert (quotes.get(states["issued"]).row.state, window.toast()) == ("void", "1151120-001 已作廢")
    assert not window.offers_undo()


def test_what_was_issued_is_never_undone_but_can_be_made_void(
    screen: Quotes, states: dict[str, int], answers: Answers, window: Window
) -> None:
    quote_life.issue(states["draft"], drawn)
    window.settle()
    answers.answers = [0]
    window.window.setFocus()
    window.press(Qt.Key.Key_Z)
    assert answers.asked == ["1151121-001 宏達室內裝修有限公司 已經定稿，不能退回草稿。"]
    assert answers.offered[-1] == ["作廢…", "改…"]
    _save(screen)
    assert quotes.get(states["draft"]).row.state == "void"


def test_after_an_acceptance_it_can_wait_again_and_the_sale_goes(
    screen: Quotes, states: dict[str, int], answers: Answers, window: Window
) -> None:
    quote_life.accept(states["soon"])
    window.settle()
    answers.answers = [0]
    window.press(Qt.Key.Key_Z)
    assert quotes.get(states["soon"]).row.state == "issued"
    assert value("SELECT count(*) FROM sale WHERE quote = ?", states["soon"]) == 0


def test_quoted_again_in_one_click(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.do(states["expired"], "again")
    row = quotes.rows()[0]
    assert (row.state, row.quoted_on, row.valid_until, row.total) == ("draft", "2026-11-21", "2026-12-21", 18221)
    assert window.window.key == "quote"


def test_the_versions_and_what_differs(screen: Quotes, states: dict[str, int], window: Window) -> None:
    quote = states["issued"]
    first = quote_versions.pdf(quotes.get(quote).versions[0].id)
    quote_life.revise(quote)
    form = quotes.get(quote).form
    form.lines[1].unit_price, form.project = Decimal(6500), "主臥"
    quotes.change(quote, form)
    quote_life.issue(quote, drawn)
    screen.do(quote, "versions")
    dialog = cast(VersionsDialog, screen.dialog())
    said = window.texts(dialog)
    for words in ("第 1 行", "案名", "（空白）", "主臥", "6,800", "6,500", "19,132"):
        assert words in said or words == "第 1 行"
    assert "第 2 行 單價　浴室換氣暖風機" in said
    made = paper.of_version(dialog.versions[1].id)
    assert made.make(Wish("issued")).pdf == first
    assert (made.name, made.sheets[0]) == ("報價單 1151120-001 宏達室內裝修有限公司", "issued")
    looks = [one for one in dialog.findChildren(QPushButton) if one.text() == "看紙本"]
    assert len(looks) == 2


def test_one_version_alone_is_compared_with_nothing(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.do(states["draft"], "versions")
    assert "還沒有定稿過。" in window.texts(screen.dialog())


def test_templates_are_kept_renamed_and_deleted(screen: Quotes, states: dict[str, int], answers: Answers, window: Window) -> None:
    answers.answers = ["浴室"]
    screen.do(states["draft"], "template")
    assert window.toast() == "存成範本「浴室」了"
    screen.page.show_templates()
    dialog = cast(TemplatesDialog, screen.dialog())
    answers.answers = ["衛浴"]
    window.click("改名…", dialog)
    assert quote_templates.rows()[0].name == "衛浴"
    window.click("刪除", dialog)
    assert all(one.is_shipped for one in quote_templates.rows())
    assert window.texts(dialog).count("內建") == 0  # a pill, painted by itself
    window.press_toast()
    assert quote_templates.rows()[0].name == "衛浴"


def test_what_was_decided_meanwhile_is_said(screen: Quotes, states: dict[str, int], answers: Answers) -> None:
    quote_life.void(states["soon"])
    screen.do(states["soon"], "give_up")
    assert answers.asked
    assert quotes.get(states["soon"]).row.state == "void"


@pytest.mark.parametrize("state", ["void", "accepted"])
def test_there_is_no_way_back_from_what_went_on(screen: Quotes, states: dict[str, int], window: Window, state: str) -> None:
    from db.core import audit

    issued = next(
        one for one in audit.units(50) if one.action == "quotes.issue" and states[state] in audit.rows_of(one.id, "quote")
    )
    assert not instead.offer_void(window.window, issued)
    assert NEVER_UNDONE[issued.action](window.window, issued)
    assert window.toast() == "「報價單定稿」不能復原。"


def test_more_than_the_sale_comes_to_is_said_before_it_is_accepted(screen: Quotes, states: dict[str, int]) -> None:
    screen.do(states["issued"], "accept")
    _form(screen).boxes["amount"].fill("20000")
    _save(screen)  # no pause between
    assert "比該付的多 868，會先記成預收。" in screen.window.texts(_form(screen))
    assert quotes.get(states["issued"]).row.state == "issued"
    _save(screen)
    assert quotes.get(states["issued"]).row.state == "accepted"


@pytest.mark.parametrize("deed", ["open", *menu.VERBS])
def test_a_quote_thrown_away_meanwhile_is_told_of(screen: Quotes, states: dict[str, int], answers: Answers, deed: str) -> None:
    quote = states["draft"]
    quotes.discard(quote)
    (deeds.open_ if deed == "open" else menu.VERBS[deed][1])(screen.window.window, quote)
    assert answers.asked == ["這張報價單已經不在了。"]


def test_enter_in_the_reason_makes_it_void(screen: Quotes, states: dict[str, int]) -> None:
    screen.do(states["issued"], "void")
    box = cast(ReasonBox, _form(screen).boxes["reason"])
    QTest.keyClicks(box._line.edit, "x")
    QTest.keyClick(box._line.edit, Qt.Key.Key_Return)
    screen.window.settle()
    row = quotes.get(states["issued"]).row
    assert (row.state, row.reason) == ("void", "x")


def test_a_draft_is_called_one_once(states: dict[str, int]) -> None:
    assert paper.of(states["draft"]).title == "草稿（還沒有號碼） 宏達室內裝修有限公司"


def test_a_template_of_the_same_name_is_written_over_only_where_that_is_wanted(
    screen: Quotes, states: dict[str, int], answers: Answers
) -> None:
    quote_templates.save("衛浴", quotes.get(states["draft"]).form)
    before = len(quote_templates.rows())
    for answer in (False, True):
        answers.answers = ["衛浴", answer]
        screen.do(states["issued"], "template")
        assert "衛浴" in answers.asked[-1]
        assert len(quote_templates.rows()) == before
    kept = next(one for one in quote_templates.rows() if one.name == "衛浴")
    assert not kept.is_shipped
