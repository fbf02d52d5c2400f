"""Today's card of the week for the owner of a guarded shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.core import session
from db.core.session import Person
from db.services import facts
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.pages.today.watched import WatchedCard


@pytest.fixture
def guarded(shop: Path) -> Iterator[Path]:
    session.guard(True)
    yield shop
    session.guard(False)


def _card(answers: Answers) -> WatchedCard:
    window = Window(answers)
    window.window.go("today")
    window.settle()
    card = window.window.findChild(WatchedCard)
    assert isinstance(card, WatchedCard)
    return card


def test_the_owner_reads_who_took_what(guarded: Path, answers: Answers) -> None:
    session.come_in(Person("阿德", "staff", frozenset(), 2))
    facts.note("customers.export", rows=5)
    facts.note("papers.print", kind="list")
    session.come_in(Person("王老闆", "owner", session.RIGHTS, 1))
    card = _card(answers)
    assert not card.isHidden()
    assert card.words.text() == "阿德：匯出 1 次、列印 1 次"


def test_staff_and_a_shop_without_passwords_read_nothing(shop: Path, answers: Answers) -> None:
    facts.note("papers.print", kind="list")
    assert _card(answers).isHidden()
