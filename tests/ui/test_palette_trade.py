"""Trade in the palette and on the caller card: numbers on papers, products, what waits for an answer, what is owed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.services import quotes
from tests.screens.asks import Answers
from tests.screens.palette import PaletteScreen
from tests.screens.window import Window
from tests.services.november_trade import TradeDay, trade_day
from ui.kit import counter
from ui.pages.products.page import ProductsPage
from ui.papers.dialog import PaperDialog

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.fixture
def seeded(shop: Path) -> TradeDay:
    return trade_day()


@pytest.fixture
def screen(seeded: TradeDay, answers: Answers) -> Iterator[PaletteScreen]:
    made = PaletteScreen(Window(answers))
    made.open()
    yield made
    counter.state.is_on = False


def test_a_quotes_number_stands_first_and_opens_its_paper(screen: PaletteScreen, seeded: TradeDay) -> None:
    screen.type("1151121-002")
    assert screen.kinds()[0] == "number"
    assert screen.lines()[0].startswith("報價單 1151121-002　陳美惠")
    assert "陳美惠" in screen.card()
    screen.press(Qt.Key.Key_Return)
    screen.window.settle(0.3)
    assert quotes.get(seeded.ending).row.number == "1151121-002"
    assert screen.window.window.findChildren(PaperDialog)


def test_a_product_is_found_by_its_name_and_opened(screen: PaletteScreen) -> None:
    screen.type("淨水")
    at = screen.kinds().index("product")
    for _step in range(at):
        screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    screen.window.settle(0.3)
    page = screen.window.window.page
    assert isinstance(page, ProductsPage)
    assert "淨水器" in screen.window.texts(page)


def test_the_caller_card_tells_what_waits_and_what_is_owed(screen: PaletteScreen) -> None:
    screen.type("陳美惠")
    card = screen.card()
    for said in ("欠款 16,800", "報價中", "1151121-002 $18,221 到 2026/11/25", "等的東西", "浴室換氣暖風機", "到貨"):
        assert said in card
    counter.switch()
    screen.window.settle(0.3)
    assert not [one for one in ("16,800", "18,221") if one in screen.card()]


@pytest.mark.parametrize(
    ("word", "title"), [("估價", "開報價單"), ("收錢", "收款"), ("賣", "記一筆銷售"), ("欠錢", "欠款與請款單")]
)
def test_what_owners_say_finds_the_command(screen: PaletteScreen, word: str, title: str) -> None:
    screen.type(word)
    assert any(title in line for line in screen.lines())
