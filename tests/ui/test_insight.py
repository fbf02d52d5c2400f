"""Where a customer stands: seen on the card, said by hand, closed as gone with a reason; what was spent; who came back."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from db.core import session
from db.services import callers, cards, customer_costs, losing, settings, standings
from db.services.customer_costs import CostForm
from tests.screens.asks import Answers
from tests.screens.customer_page import OneCustomer
from tests.screens.window import Window
from tests.services.buying import buy, buyer
from ui.caller import words
from ui.insight import cost_dialog, doing, lost_dialog, stage_dialog
from ui.kit import counter
from ui.kit.form import FormDialog
from ui.pages.customers import facts
from ui.pages.customers.card import CardSigns
from ui.pages.customers.parts import Parts

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.fixture
def late(shop: Path) -> int:
    """Came every month until the spring."""
    one = buyer("陳美惠", *(f"2026-0{month}-01" for month in range(1, 6)), what="換氣扇", cost=60)
    standings.fill()
    return one


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    return Window(answers)


def _open_form(window: Window) -> FormDialog:
    window.settle()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())


def _facts(customer: int) -> dict[str, facts.Fact]:
    return {one.label: one for one in facts.known(cards.get(customer))}


def _menu(customer: int) -> list[str]:
    signs, menu = CardSigns(), QMenu()
    Parts(signs, cards.get(customer)).fill_menu(menu)
    return [one.text() for one in menu.actions()]


def test_the_card_says_where_they_stand_and_why(late: int) -> None:
    stage = _facts(late)["階段"]
    assert stage.text.startswith("已流失") or stage.text.startswith("快流失")
    assert "已 204 天沒來" in stage.text
    assert stage.hint
    assert _facts(late)["毛利"].text == "200"


def test_margin_and_what_was_spent_are_the_owners(late: int) -> None:
    customer_costs.add(CostForm(late, "80"))
    assert _facts(late)["花在這位客人的錢"].text == "80"
    assert "花在這位客人的錢…" in _menu(late)
    settings.save({"staff": ["小玲"]})
    session.act_as("小玲")
    assert not {"毛利", "花在這位客人的錢"} & _facts(late).keys()
    assert "花在這位客人的錢…" not in _menu(late)


def test_the_stage_is_said_by_hand_until_a_day(window: Window, late: int) -> None:
    stage_dialog.put(window.window, cast(QWidget, window.window), late)
    form = _open_form(window)
    form.boxes["stage"].fill("intensive_care")
    form.boxes["until"].fill("2026/12/31")
    form.save()
    found = standings.of(late)
    assert found is not None
    assert (found.stage, found.until, found.is_by_hand) == ("intensive_care", "2026-12-31", True)
    assert "老主顧" in _facts(late)["階段"].text
    stage_dialog.put(window.window, cast(QWidget, window.window), late)
    form = _open_form(window)
    form.boxes["stage"].fill("")
    form.save()
    again = standings.of(late)
    assert again is not None
    assert not again.is_by_hand


def test_gone_for_good_has_a_reason_and_a_way_back(window: Window, late: int) -> None:
    lost_dialog.close(window.window, cast(QWidget, window.window), [late])
    form = _open_form(window)
    form.save()
    assert form.problem.text() == "請選他們為什麼走掉了。"  # Enter alone closes nobody
    assert losing.of(late) is None
    form.boxes["reason"].fill("rival")
    form.save()
    assert losing.of(late) == ("2026-11-21", "rival")
    assert "找" in _facts(late)["階段"].text
    assert "沒走掉，又是客人了" in _menu(late)
    doing.act(window.window, cast(QWidget, window.window), late, "again")
    assert losing.of(late) is None
    assert "走掉了…" in _menu(late)


def test_who_came_back_can_be_closed_again(window: Window, late: int) -> None:
    losing.close(late, "price", date(2026, 11, 1))
    assert "沒走掉，又是客人了" in _menu(late)
    buy(late, "2026-11-20")
    assert "走掉了…" in _menu(late)


def test_a_day_to_come_is_refused(window: Window, late: int) -> None:
    lost_dialog.close(window.window, cast(QWidget, window.window), [late])
    form = _open_form(window)
    form.boxes["reason"].fill("moved")
    form.boxes["on"].fill("2027/1/1")
    form.save()
    assert form.isVisible()
    assert form.problem.text()
    assert losing.of(late) is None


def test_what_was_spent_is_noted_and_taken_out(window: Window, late: int) -> None:
    cost = customer_costs.add(CostForm(late, "80", note="送保溫杯"))
    cost_dialog.note(window.window, cast(QWidget, window.window), late)
    form = _open_form(window)
    spent = form.findChildren(cost_dialog.SpentList)[0]
    assert "送保溫杯" in window.texts(form)
    spent.delete(cost)
    assert customer_costs.of(late) == []
    form.boxes["amount"].fill("1200")
    form.boxes["kind"].fill("marketing")
    form.save()
    assert [(one.kind, one.amount) for one in customer_costs.of(late)] == [("marketing", 1200)]


def test_at_the_counter_nothing_of_it_is_read(window: Window, late: int) -> None:
    page = OneCustomer(window, late)
    assert "天沒來" in page.text()
    counter.switch()
    try:
        page.page.refresh(None)
        assert "天沒來" not in page.text()
    finally:
        counter.switch()


def test_who_came_back_is_told_when_they_call(late: int) -> None:
    losing.close(late, "price", date(2026, 11, 1))
    buy(late, "2026-11-20")
    caller = callers.get(late)
    assert caller is not None
    said = " ".join(words.back(caller))
    assert "換氣扇" in said
    assert "價格" in said


def test_long_time_no_see_is_copied_for_line(window: Window, late: int) -> None:
    doing.act(window.window, cast(QWidget, window.window), late, "letter")
    text = QApplication.clipboard().text()
    assert "好久不見" in text
    assert "換氣扇" in text


def test_what_was_spent_is_corrected(window: Window, late: int) -> None:
    customer_costs.add(CostForm(late, "80", note="送保溫杯"))
    cost_dialog.note(window.window, cast(QWidget, window.window), late)
    first = _open_form(window)
    window.click("改", first)
    (form,) = (one for one in window.window.findChildren(FormDialog) if one.isVisible() and one is not first)
    form.boxes["amount"].fill("180")
    form.save()
    assert [(one.amount, one.note) for one in customer_costs.of(late)] == [(180, "送保溫杯")]
    window.settle()
    assert "180" in window.texts(first)


def test_after_saving_the_keyboard_stays_in_the_page(window: Window, late: int) -> None:
    window.window.go("customers")
    window.settle(0.3)
    page = window.window.page
    page.view.selectRow(0)
    window.settle(0.5)
    more = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == "⋯"][-1]
    more.setFocus()
    doing.act(window.window, cast(QWidget, window.window), late, "stage")
    form = _open_form(window)
    form.boxes["stage"].fill("divorce")
    form.save()
    window.settle(0.5)
    at = window.window.focusWidget()
    assert at is not None and page.isAncestorOf(at)
