"""Open days in the settings: weekdays, holidays and own closures are saved where they are set, and taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.core import clock
from db.services import open_days, settings
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit.ticks import TicksBox
from ui.pages.settings.open_boxes import ClosuresBox
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.sections import OptionsCard


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    made = Window(answers)
    made.window.go("settings", section="open")
    made.settle()
    yield made


def card(window: Window) -> OptionsCard:
    return cast(OptionsCard, cast(SettingsPage, window.window.page).cards["open"])


def test_weekdays_are_ticked_and_taken_back(window: Window) -> None:
    week = cast(TicksBox, card(window).boxes["closed_weekly"])
    assert week.value() == "7"
    week.chips["3"].click()
    window.settle()
    assert settings.get("closed_weekly") == ["3", "7"]
    assert window.toast() == "「每週公休」存好了。"
    window.press_toast()
    assert settings.get("closed_weekly") == ["7"]


def test_a_holiday_is_kept_where_it_is_ticked(window: Window) -> None:
    cast(TicksBox, card(window).boxes["closed_holidays"]).chips["國慶日"].click()
    assert open_days.closed_because(date(2027, 10, 10)) == "國慶日"


def test_closed_days_are_saved_when_the_line_is_left(window: Window) -> None:
    box = cast(ClosuresBox, card(window).boxes["closures"])
    window.window.activateWindow()
    box.rows.rows[0].focus()
    window.settle()
    for typed in ("12/24", "12/26", "員工旅遊"):
        QApplication.focusWidget().insert(typed)
        window.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    assert open_days.closed_because(date(2026, 12, 25)) == "員工旅遊"
    window.window.page.show_section("open")
    again = cast(ClosuresBox, card(window).boxes["closures"])
    assert again.rows.value()[0] == {"first": "2026/12/24", "last": "2026/12/26", "word": "員工旅遊"}
    again.rows._remove(again.rows.rows[0])
    window.settle()
    assert settings.get("closures") == []


def test_what_is_no_day_is_said_beside_the_box(window: Window) -> None:
    box = cast(ClosuresBox, card(window).boxes["closures"])
    box.rows.fill([{"first": "2026/12/26", "last": "2026/12/24", "word": ""}])
    window.settle()
    assert "最後一天比第一天還早。" in window.texts()
    assert settings.get("closures") == []


def test_what_is_taken_back_goes_from_its_box_also_beside_a_faulty_line(window: Window) -> None:
    box = cast(ClosuresBox, card(window).boxes["closures"])
    week = cast(TicksBox, card(window).boxes["closed_weekly"])
    week.chips["3"].click()
    window.settle()
    box.rows.fill([{"first": "12/24", "last": "", "word": "員工旅遊"}])
    window.settle()
    assert settings.get("closures") == ["2026-12-24..2026-12-24 員工旅遊"]
    box.rows.fill([{"first": "12/24", "last": "", "word": "員工旅遊"}, {"first": "2/30", "last": "", "word": ""}])
    window.settle()
    assert "「2/30」看不懂是哪一天" in window.texts()
    window.choose("編輯", "復原")
    window.settle()
    assert settings.get("closures") == []
    assert not any(one["first"] for one in box.rows.value())
    assert "2/30" not in window.texts()
    window.choose("編輯", "復原")
    window.settle()
    assert week.value() == "7"
