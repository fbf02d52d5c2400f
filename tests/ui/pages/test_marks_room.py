"""The cards of the tags take the room a small screen has."""

from pathlib import Path

from db.services import tags
from tests.screens.asks import Answers
from tests.screens.marks import Marks
from tests.screens.window import Window


def test_the_cards_reach_the_right_edge(shop: Path, answers: Answers) -> None:
    tags.add("老客人", "violet", "身分")
    window = Window(answers)
    page = Marks(window)
    card = page.card("身分")
    right = card.mapTo(page.page, card.rect().topRight()).x()
    assert right > 0.95 * page.page.width()
    assert window.clipped(page.page) == []
