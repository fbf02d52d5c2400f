"""What only the owner reads: no page goes on showing it to the staff, and none keeps it from the owner who came back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.services import blacklist, customers, settings
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.said import said
from tests.screens.window import Window
from ui import navigation

NOTE = "是大嫂的表弟"
SHOWING = {"marks", "history"}


@pytest.fixture
def customer(shop: Path) -> int:
    settings.save({"staff": ["小玲"]})
    one = customers.add(CustomerForm(name="陳美惠"))
    blacklist.put([one], "欠款", owner_note=NOTE)
    return one


@pytest.fixture
def window(customer: int, answers: Answers) -> Iterator[Window]:
    yield Window(answers)


def _hand_to(window: Window, who: str) -> None:
    """As the menu of names does it."""
    menu = window.window.staff.menu()
    next(one for one in menu.actions() if one.text().endswith(who)).trigger()
    window.settle()


def _look(window: Window, key: str, customer: int) -> bool:
    """Come back to this page; whether the note stands there."""
    what = {"customer": {"customer": customer}, "marks": {"watch": True}}
    window.window.go(key, **what.get(key, {}))
    window.settle(0.5)
    return any(NOTE in words for words in said(window.window))


@pytest.mark.parametrize("key", [spec.key for spec in navigation.PAGES if spec.key != "welcome"])
def test_a_page_that_was_out_of_view_is_read_again_by_who_acts_now(window: Window, customer: int, key: str) -> None:
    shows = key in SHOWING
    elsewhere = "bin" if key != "bin" else "settings"
    seen = [_look(window, key, customer)]
    for who in ("小玲", "老闆"):
        window.window.go(elsewhere)
        _hand_to(window, who)
        seen.append(_look(window, key, customer))
    assert seen == [shows, False, shows]


@pytest.mark.parametrize("key", sorted(SHOWING))
def test_the_page_in_view_is_read_again_at_once(window: Window, customer: int, key: str) -> None:
    assert _look(window, key, customer)
    _hand_to(window, "小玲")
    assert not any(NOTE in words for words in said(window.window))
    _hand_to(window, "老闆")
    assert any(NOTE in words for words in said(window.window))


def test_who_is_named_in_the_settings_meanwhile_is_not_the_owner(window: Window, customer: int) -> None:
    _hand_to(window, "小玲")
    settings.save({"staff": []})
    assert _look(window, "marks", customer)
    settings.save({"staff": ["小玲"]})
    window.settle()
    assert not any(NOTE in words for words in said(window.window))
