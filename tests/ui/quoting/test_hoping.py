"""「您覺得會成嗎？」: said in the list and on the quote's page, seen on the card, hidden at the counter, taken back."""

import csv
from pathlib import Path

from PySide6.QtWidgets import QMenu

from db.services import quotes
from tests.screens.asks import Answers
from tests.screens.quote import QuoteScreen
from tests.screens.quotes import Quotes
from tests.screens.window import Window
from ui.kit import counter


def _choose(menu: QMenu, *path: str) -> QMenu:
    """Choose the entry at the end of this path."""
    for name in path[:-1]:
        menu = next(one.menu() for one in menu.actions() if one.text() == name)  # type: ignore[assignment]
    next(one for one in menu.actions() if one.text() == path[-1]).trigger()
    return menu


def test_said_in_the_list_shown_in_its_column_and_taken_back(screen: Quotes, states: dict[str, int], window: Window) -> None:
    screen.choose(states["issued"])
    menu = QMenu()
    screen.page.view.menu_actions(menu)
    _choose(menu, "您覺得會成嗎？", "很有把握")
    window.settle()
    assert quotes.get(states["issued"]).row.chance == 80
    assert window.toast() == "1151120-001：很有把握"
    assert "很有把握" in screen.shown("chance")
    counter.switch()
    assert "很有把握" not in screen.shown("chance")
    counter.switch()
    window.press_toast()
    assert quotes.get(states["issued"]).row.chance is None


def test_what_does_not_wait_is_not_asked_about(screen: Quotes, states: dict[str, int]) -> None:
    for state in ("draft", "accepted", "refused", "expired", "void"):
        assert "您覺得會成嗎？" not in screen.menu(states[state])


def test_said_beside_the_state_on_the_page_of_the_quote(states: dict[str, int], window: Window) -> None:
    screen = QuoteScreen(window)
    screen.open(states["soon"])
    heading = screen.page.heading
    assert heading.hope.text() == "您覺得會成嗎？" and not heading.hope.isHidden()
    menu = QMenu()
    screen.page.verbs.fill_hopes(menu)
    _choose(menu, "不太會")
    window.settle()
    assert (heading.hope.text(), quotes.get(states["soon"]).row.chance) == ("不太會", 20)
    menu = QMenu()
    screen.page.verbs.fill_hopes(menu)
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["不太會"]
    counter.switch()
    window.settle()
    assert "不太會" not in heading.hope.text()
    screen.open(states["refused"])
    assert screen.page.heading.hope.isHidden()


def test_it_goes_out_with_the_list(
    screen: Quotes, states: dict[str, int], answers: Answers, window: Window, tmp_path: Path
) -> None:
    screen.choose(states["issued"])
    menu = QMenu()
    screen.page.view.menu_actions(menu)
    _choose(menu, "您覺得會成嗎？", "一半一半")
    window.settle()
    answers.answers = [tmp_path / "報價.csv"]
    screen.chip("issued")
    screen.save(tmp_path / "報價.csv")
    with (tmp_path / "報價.csv").open(encoding="utf-8-sig", newline="") as read:
        assert sorted(row["把握"] for row in csv.DictReader(read)) == ["", "一半一半"]
