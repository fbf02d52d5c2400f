"""The numbers of papers in the settings: the next one is seen while its pattern is typed."""

from pathlib import Path
from typing import cast

import pytest

from db.services import quote_life, settings
from tests.screens.asks import Answers
from tests.screens.window import Window
from tests.services.november_quotes import builder, drawn, written
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.pattern_box import PatternBox
from ui.pages.settings.sections import OptionsCard


@pytest.fixture
def window(saturday: object, shop: Path, answers: Answers) -> Window:
    made = Window(answers)
    made.window.go("settings", section="quotes")
    made.settle()
    return made


@pytest.fixture
def card(window: Window) -> OptionsCard:
    return cast(OptionsCard, cast(SettingsPage, window.window.page).cards["quotes"])


def _box(card: OptionsCard) -> PatternBox:
    return cast(PatternBox, card.boxes["quote_number"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Q{YYYY}{MM}{DD}-{seq:3}", "下一張：Q20261121-001"),
        ("{ROC}{MM}{DD}-{seq:2}", "下一張：1151121-01"),
        ("{YYYY}-{seq:4}", "下一張：2026-0001"),
        ("{YYYY}", "「{YYYY}」少了流水號 {seq:3}，可以寫成 {ROC}{MM}{DD}-{seq:3}。"),
    ],
)
def test_the_next_number_follows_every_key(card: OptionsCard, typed: str, said: str) -> None:
    _box(card).fill(typed)
    assert _box(card).example.text() == said


def test_where_counting_begins_is_seen_at_once(card: OptionsCard, window: Window) -> None:
    card.boxes["quote_start"].fill("501")
    card.keep("quote_start")
    window.settle()
    assert settings.get("quote_start") == 501
    assert _box(card).example.text() == "下一張：1151121-501"


def test_a_number_that_was_given_is_not_shown_again(card: OptionsCard) -> None:
    quote_life.issue(written(builder()), drawn)
    _box(card).look_again()
    assert _box(card).example.text() == "下一張：1151121-002"
