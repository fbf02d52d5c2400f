"""Trade on the page of today: its groups and their buttons, the quote's menu, the ready text for what it is about."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from db.services import deliveries, payments, quotes, settings, today
from tests.screens.asks import Answers
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from tests.services.november_trade import TradeDay, go_to, trade_day
from ui.kit import counter
from ui.pages.today.line import TodayLine

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.fixture
def seeded(shop: Path) -> TradeDay:
    settings.save({"shop_name": "順發水電材料行"})
    return trade_day()


@pytest.fixture
def screen(seeded: TradeDay, answers: Answers) -> Iterator[TodayScreen]:
    yield TodayScreen(Window(answers))
    counter.state.is_on = False


def _line(screen: TodayScreen, kind: str) -> TodayLine:
    return next(line for line in screen.page.lines if line.row.kind == kind)


def _headings(screen: TodayScreen) -> list[str]:
    return [one.text() for one in screen.page.findChildren(QLabel) if one.isVisible() and "（1）" in one.text()]


def test_each_group_stands_under_its_heading(screen: TodayScreen) -> None:
    kinds = [(line.row.kind, line.row.name) for line in screen.page.lines]
    firm, person = "宏達室內裝修有限公司", "陳美惠"
    assert kinds == [("task", firm), ("arrived", person), ("promised", firm), ("cheque", firm), ("expiring", person)]
    assert _headings(screen) == ["到貨未通知（1）", "答應的交期（1）", "支票到期（1）", "報價這週到期（1）"]


def test_what_came_is_told_and_its_text_copied(screen: TodayScreen, seeded: TradeDay, answers: Answers) -> None:
    line = _line(screen, "arrived")
    answers.answers = ["晚上 8 點"]
    screen.window.click("LINE 句", line)
    assert QApplication.clipboard().text().startswith("陳小姐您好，您訂的浴室換氣暖風機到了")
    assert "今天營業到晚上 8 點" in QApplication.clipboard().text()
    screen.window.click("已通知", line)
    assert [row.state for row in deliveries.of(seeded.person)] == ["told"]
    assert "arrived" not in [line.row.kind for line in screen.page.lines]
    screen.window.press_toast()
    assert [row.state for row in deliveries.of(seeded.person)] == ["arrived"]


def test_what_was_promised_comes_in_or_is_put_off(screen: TodayScreen, seeded: TradeDay) -> None:
    screen.page._put_off(_line(screen, "promised").row, "2026-11-24")
    screen.window.settle()
    assert [row.promised_on for row in deliveries.of(seeded.builder)] == ["2026-11-24"]
    screen.window.press_toast()
    screen.window.settle()
    screen.window.click("到貨了", _line(screen, "promised"))
    assert [row.state for row in deliveries.of(seeded.builder)] == ["arrived"]


def test_a_cheque_is_cashed(screen: TodayScreen, seeded: TradeDay) -> None:
    screen.window.click("兌現了", _line(screen, "cheque"))
    assert payments.get(seeded.cheque).cleared_on == "2026-11-21"
    assert payments.cheques("2026-12-31") == []


def test_a_quote_that_ends_is_quoted_again_by_one_click(screen: TodayScreen, seeded: TradeDay) -> None:
    screen.window.click("再報一次", _line(screen, "expiring"))
    new = max(row.id for row in quotes.rows())
    assert new != seeded.ending
    assert (quotes.get(new).row.state, quotes.get(new).row.quoted_on) == ("draft", "2026-11-21")
    assert screen.window.window.key == "quote"


def test_the_menu_of_a_follow_up_says_what_became_of_the_quote(screen: TodayScreen, seeded: TradeDay) -> None:
    row = _line(screen, "task").row
    assert row.about == ("quote", seeded.asked_about)
    assert "1151121-001" in row.why
    assert "$19,132 大安 張宅" in row.why
    said = [one.text() for one in screen.page.menus.more(row).actions()]
    assert [one for one in said if one in ("看紙本", "成交…", "沒成…", "再報一次")] == ["看紙本", "成交…", "沒成…", "再報一次"]


def test_the_filter_is_due_with_the_sentence_for_it(screen: TodayScreen, seeded: TradeDay) -> None:
    go_to(date(2027, 5, 21))
    screen.page.refresh(None)
    screen.window.settle()
    row = next(line.row for line in screen.page.lines if line.row.about == ("sale", seeded.sale))
    screen.page.menus.copy_line(row)
    assert QApplication.clipboard().text() == "陳小姐您好，您的淨水器差不多6個月了，該換濾心囉，要幫您留一份嗎？"


def test_the_counter_shows_no_amount(screen: TodayScreen) -> None:
    counter.switch()
    screen.window.settle(0.3)
    texts = screen.window.texts(screen.page)
    assert "19,132" not in texts
    assert "12,000" not in texts


def test_the_sidebar_counts_them(screen: TodayScreen) -> None:
    assert today.badge() == len(screen.page.lines)
