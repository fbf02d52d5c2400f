"""The list of quotes: its states counted, found, ordered, added up, saved, and what a key does to the one in view."""

import csv
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from db.core import audit
from db.services import quote_life, quotes
from tests.screens.asks import Answers
from tests.screens.quotes import Quotes
from tests.screens.window import Window
from tests.ui.quoting.conftest import written
from ui.kit import counter
from ui.papers.dialog import PaperDialog

_NONE = Qt.KeyboardModifier.NoModifier


def test_an_empty_shop_says_what_will_stand_here(window: Window) -> None:
    screen = Quotes(window)
    assert "還沒有報價單" in screen.page.empty.text.text()
    window.click("開第一張")
    assert window.window.key == "quote"


def test_states_are_counted_and_chosen(screen: Quotes, states: dict[str, int]) -> None:
    assert screen.chips() == ["全部 7", "草稿 1", "等回覆 2", "這週到期 1", "成交 1", "沒成 1", "過期 1", "作廢 1"]
    assert screen.shown()[0] == "草稿"
    for key in ("draft", "soon", "accepted", "refused", "expired", "void"):
        screen.chip(key)
        assert list(screen.page.model.ids) == [states[key]]
    screen.chip("issued")
    assert list(screen.page.model.ids) == [states["issued"], states["soon"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("陳美", ["soon", "expired"]),
        ("ㄔㄇㄏ", ["soon", "expired"]),
        ("後陽", ["soon"]),
        ("１１２０-001", ["issued"]),
        ("04595257", None),
    ],
)
def test_found_by_number_customer_and_job(screen: Quotes, states: dict[str, int], typed: str, found: list[str] | None) -> None:
    screen.search(typed)
    wanted = ["draft", "issued", "accepted", "refused", "void"] if found is None else found
    assert list(screen.page.model.ids) == [states[key] for key in wanted]


def test_what_is_not_there_is_said(screen: Quotes) -> None:
    screen.search("沒有這張")
    assert screen.page.empty.text.text() == "找不到「沒有這張」。"
    assert screen.says() == ""


def test_ordered_by_any_column(screen: Quotes) -> None:
    for column in screen.page.model.columns:
        if column.sorts:
            screen.page.presenter.sort(column.key, False)
            assert len(screen.shown()) == 7
    screen.page.presenter.sort("number", False)
    assert screen.shown() == sorted(screen.shown(), key=lambda one: "" if one == "草稿" else one)


def test_the_sum_of_what_is_shown_is_hidden_at_the_counter(screen: Quotes) -> None:
    screen.chip("soon")
    assert screen.says() == "報價單 1 張 ・ 合計 $18,221"
    counter.switch()
    assert "18,221" not in screen.says()
    assert screen.shown("total") == [counter.HIDDEN]


def test_a_double_click_goes_on_with_a_draft_and_shows_the_paper_of_what_was_issued(
    screen: Quotes, states: dict[str, int], window: Window
) -> None:
    screen.page.view.activated_id.emit(states["issued"])
    window.settle()
    assert isinstance(screen.dialog(), PaperDialog)
    window.leave_dialogs()
    screen.page.view.activated_id.emit(states["draft"])
    window.settle()
    assert window.window.key == "quote"


def test_the_menu_offers_what_can_be_done(screen: Quotes, states: dict[str, int]) -> None:
    assert screen.menu(states["draft"])[:2] == ["改…", "再報一次"]
    assert {"成交…", "沒成…", "改…", "再報一次", "作廢…"} <= set(screen.menu(states["soon"]))
    assert screen.menu(states["expired"])[0] == "再報一次"
    assert "作廢…" not in screen.menu(states["accepted"])
    assert "改…" not in screen.menu(states["void"])
    assert screen.menu(states["void"])[-1] == "打開整張卡"


def test_the_menu_of_a_draft_is_painted_with_its_icons(screen: Quotes, states: dict[str, int]) -> None:
    screen.choose(states["draft"])
    menu = QMenu()
    screen.page.view.menu_actions(menu)
    assert not menu.grab().isNull()
    last = next(one for one in menu.actions() if one.text() == "丟掉草稿")
    assert not last.icon().pixmap(24, 24).toImage().allGray()


def test_delete_throws_a_draft_away_and_undo_brings_it_back(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.choose(states["draft"])
    screen.page.view.setFocus()
    window.press(Qt.Key.Key_Delete, _NONE)
    assert window.toast() == "宏達室內裝修有限公司的草稿丟掉了"
    assert screen.chips()[:2] == ["全部 6", "草稿 0"]
    window.press_toast()
    assert screen.chips()[:2] == ["全部 7", "草稿 1"]


def test_the_list_goes_out_as_excel_and_csv(screen: Quotes, answers: Answers, tmp_path: Path) -> None:
    screen.chip("refused")
    answers.answers = [tmp_path / "報價.xlsx"]
    screen.save(tmp_path / "報價.xlsx")
    head, row = openpyxl.load_workbook(tmp_path / "報價.xlsx").active.iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["原因"] == "太貴了"
    assert {"1151118-001", 19132} <= set(row)
    assert (audit.units(1)[0].action, audit.units(1)[0].detail["count"]) == ("quotes.export", 1)
    screen.chip("")
    answers.answers = [tmp_path / "報價.csv"]
    screen.save(tmp_path / "報價.csv")
    with (tmp_path / "報價.csv").open(encoding="utf-8-sig", newline="") as read:
        assert len(list(csv.reader(read))) == 8


def test_another_language_keeps_the_list(screen: Quotes, window: Window) -> None:
    screen.chip("refused")
    window.choose("檢視", "語言/English")
    again = Quotes.__new__(Quotes)
    again.window = window
    assert again.page.presenter.query.state == "refused"
    assert again.chips()[5] == "Not taken 1"


def test_what_is_saved_elsewhere_is_seen(screen: Quotes, states: dict[str, int]) -> None:
    quotes.discard(states["draft"])
    assert screen.chips()[0] == "全部 6"


def test_how_many_wait_stands_beside_the_entry(screen: Quotes, states: dict[str, int], window: Window) -> None:
    badge = window.window.sidebar._badges["quotes"]
    window.wait_for(lambda: badge.text() == "2")
    quotes.discard(states["draft"])
    quote_life.refuse(states["issued"])
    window.wait_for(lambda: badge.text() == "1")


def test_the_chips_count_what_is_searched(screen: Quotes, states: dict[str, int]) -> None:
    screen.search("陳美")
    assert screen.chips() == ["全部 2", "草稿 0", "等回覆 1", "這週到期 1", "成交 0", "沒成 0", "過期 1", "作廢 0"]
    screen.search("")
    assert screen.chips()[0] == "全部 7"


def test_what_is_void_adds_nothing_to_the_sum_of_all(screen: Quotes, states: dict[str, int]) -> None:
    each = quotes.get(states["draft"]).row.total
    assert (
        screen.says()
        == f"報價單 7 張 ・ 合計 ${sum(quotes.get(one).row.total for one in states.values()) - each:,}（作廢的不算）"
    )
    screen.chip("void")
    assert screen.says() == f"報價單 1 張 ・ 合計 ${each:,}"


def test_several_drafts_are_thrown_away_in_one_go(
    screen: Quotes, states: dict[str, int], window: Window, answers: Answers
) -> None:
    other = written(quotes.get(states["draft"]).row.customer, issued=False)
    window.settle()
    view = screen.page.view
    view.setFocus()
    view.selectAll()
    window.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    window.settle()
    assert {row.id for row in quotes.rows()} == set(states.values()) - {states["draft"], other}
    assert (window.toast(), answers.asked) == ("已丟掉 2 張草稿", [])
    window.press_toast()
    assert len(quotes.rows()) == len(states) + 1


def test_what_was_issued_is_not_thrown_away(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.chip("issued")
    screen.page.view.selectAll()
    screen.page.delete()
    assert "沒有草稿" in window.toast()
    assert len(quotes.rows()) == len(states)
