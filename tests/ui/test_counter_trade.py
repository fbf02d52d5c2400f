"""Counter mode over quotes, sales, orders, payments and what is owed: no amount, no phone, no cheque's number anywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.screens.asks import Answers
from tests.screens.said import words_of
from tests.screens.window import Window
from tests.services.november_trade import PHONE, TradeDay, trade_day
from ui.kit import counter

SECRETS = (PHONE, "345678", "19,132", "18,221", "16,800", "12,000", "13,600", "3,200", "AB1234567")
PLACES = (
    ("today", {}), ("calendar", {}), ("closing", {}), ("quotes", {}), ("products", {}), ("history", {}), ("customers", {}),
    ("sales", {"tab": "sold"}), ("sales", {"tab": "orders"}), ("sales", {"tab": "payments"}), ("sales", {"tab": "owed"}),
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.fixture
def seeded(shop: Path) -> TradeDay:
    return trade_day()


@pytest.fixture
def window(seeded: TradeDay, answers: Answers) -> Iterator[Window]:
    yield Window(answers)
    counter.state.is_on = False


def _leaks(whole: QWidget) -> list[str]:
    seen = [one for one in (whole, *whole.findChildren(QWidget)) if one.isVisibleTo(whole)]
    return [text for one in seen for text in words_of(one) if any(secret in text for secret in SECRETS)]


def test_the_walk_sees_amounts_while_the_mode_is_off(window: Window) -> None:
    window.window.go("quotes")
    window.settle(0.4)
    assert _leaks(window.window)


@pytest.mark.parametrize(("key", "what"), PLACES)
def test_pages(window: Window, key: str, what: dict[str, str]) -> None:
    counter.switch()
    window.window.go(key, **what)
    window.settle(0.5)
    assert _leaks(window.window) == []
    for _time in range(2):  # also what is in view already when the mode begins
        counter.switch()
        window.settle(0.3)
    assert _leaks(window.window) == []


@pytest.mark.parametrize("of", ["builder", "person"])
def test_the_card(window: Window, seeded: TradeDay, of: str) -> None:
    counter.switch()
    window.window.open_card(getattr(seeded, of))
    window.settle(0.4)
    assert _leaks(window.window) == []
