"""What is late is late everywhere: an open day has passed since, on My day, in the list, on the card and when they call."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.services import segments, settings, tasks, today
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.palette import PaletteScreen
from tests.screens.window import Window
from tests.services.november import add, go_to
from ui.kit.delegates import CELL_ROLE
from ui.pages.customers.columns import COLUMNS

_NEXT = [column.key for column in COLUMNS].index("next_contact")
_OVERDUE = {"all": [{"field": "tasks", "is": "has", "value": {"due": "overdue"}}]}


def _said(window: Window) -> list[str]:
    """When it is due as My day, the list, the card beside it and the caller card say it, and how many the list by name finds."""
    (row,) = today.plan().rows
    window.window.go("customers")
    screen = Customers(window)
    screen.choose("陳美惠")
    cell = screen.page.model.index(0, _NEXT).data(CELL_ROLE)
    shown = [cell.text, *(text for text in screen.card().splitlines() if "：送型錄" in text)]
    palette = PaletteScreen(window)
    palette.open()
    palette.type("陳美惠")
    shown += [text for text in palette.card().splitlines() if "送型錄" in text]
    palette.press(Qt.Key.Key_Escape)
    return [row.group, *shown, str(segments.count(_OVERDUE))]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (23, ["today", "今天", "今天：送型錄", "今天　送型錄", "0"]),
        (24, ["overdue", "逾期 1 天", "逾期 1 天：送型錄", "2026/11/22（逾期）　送型錄", "1"]),
    ],
)
def test_what_fell_on_a_closed_day_is_late_when_an_open_day_has_passed(
    shop: Path, answers: Answers, day: int, said: list[str]
) -> None:
    settings.save({"closed_weekly": ""})
    go_to(20)
    tasks.add(TaskForm("送型錄", "2026-11-22"), [add()])
    settings.save({"closed_weekly": "7"})
    go_to(day)
    assert _said(Window(answers)) == said
