"""Ctrl+Z around a quote that was issued."""

from decimal import Decimal

from PySide6.QtCore import Qt

from db.services import quote_life, quote_versions, quotes
from tests.screens.asks import Answers
from tests.screens.quotes import Quotes
from tests.screens.window import Window
from tests.services.november_quotes import drawn


def test_pressed_again_what_was_typed_before_it_was_issued_stays_as_it_was_printed(
    screen: Quotes, states: dict[str, int], answers: Answers, window: Window
) -> None:
    form = quotes.get(states["draft"]).form
    form.lines[1].unit_price = Decimal(9999)
    quotes.change(states["draft"], form)
    issued = quote_life.issue(states["draft"], drawn)
    window.settle()
    answers.answers = [None, None]
    window.window.setFocus()
    window.press(Qt.Key.Key_Z)
    window.press(Qt.Key.Key_Z)
    assert answers.asked[1] == "這不能復原：之後報價單已經定稿，定稿的內容不再變動。"
    assert quotes.get(states["draft"]).totals.total == quote_versions.get(issued.issued).total
