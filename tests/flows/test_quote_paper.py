"""The paper beside a quote and what is sent of it: its sheet is named, the shop stands on it, a draft is called one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from db.services import letterhead, quote_life, quotes, settings
from reports import quote_pdf
from reports.paper_layouts import LAYOUTS
from tests.screens.asks import Answers
from tests.screens.quote import QuoteScreen
from tests.screens.window import Window
from tests.services.november_quotes import builder
from ui import papers
from ui.papers import memory
from ui.papers.handing import png
from ui.papers.paper import Wish
from ui.quoting import paper as quote_papers

SHOP = "順發水電材料行"


@pytest.fixture
def screen(shop: Path, answers: Answers) -> QuoteScreen:
    settings.save({"shop_name": SHOP, "invoices": "exclusive"})
    made = QuoteScreen(Window(answers))
    made.begin(builder())
    made.write("防水插座", "6", "180")
    return made


def _seal() -> bytes:
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return png(image)


def _picture(screen: QuoteScreen) -> QImage:
    QGuiApplication.clipboard().clear()
    screen.window.click("複製成圖片（LINE）", screen.page)
    screen.window.wait_for(lambda: not QGuiApplication.clipboard().image().isNull())
    return QGuiApplication.clipboard().image()


def test_the_sheet_in_view_is_named_and_can_be_changed(screen: QuoteScreen, read_pdf: Callable[[bytes], list[str]]) -> None:
    memory.put_wish("quote", Wish("preprinted"))
    screen.window.press(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    screen.window.settle()
    sheet = screen.page.sheet
    assert sheet.sheets.isVisible() and sheet.sheets.currentText() == "套印（自己的表單）"
    assert SHOP not in sheet.view.pages.words()
    sheet.sheets.setCurrentIndex(sheet.sheets.findData("standard"))
    sheet.sheets.activated.emit(0)
    screen.window.wait_for(lambda: SHOP in sheet.view.pages.words())
    assert memory.wish("quote").sheet == "standard"


def test_a_picture_for_line_has_the_shop_on_it_and_says_that_it_is_a_draft(screen: QuoteScreen) -> None:
    memory.put_wish("quote", Wish("preprinted"))
    picture = _picture(screen)
    assert picture.height() > picture.width()  # A4, not the form
    assert "這是草稿" in screen.window.toast()
    assert "〓" not in screen.window.toast()


def test_what_no_letters_are_for_is_said_beside_the_paper_and_with_the_picture(screen: QuoteScreen) -> None:
    screen.project("𪚥家")
    screen.window.press(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    screen.window.wait_for(screen.page.sheet.view.said.text)
    assert "𪚥" in screen.page.sheet.view.said.text() and "〓" in screen.page.sheet.view.said.text()
    _picture(screen)
    assert "〓" in screen.window.toast()


def test_what_was_issued_on_the_own_form_is_handed_on_with_the_letterhead(
    screen: QuoteScreen, read_pdf: Callable[[bytes], list[str]]
) -> None:
    screen.page.save()
    issued = quote_life.issue(quotes.rows()[0].id, lambda paper: quote_pdf.make(paper, LAYOUTS["preprinted"]))
    papers.look(screen.window.window, quote_papers.of_version(issued.issued))
    screen.window.settle()
    looked_at = screen.paper()
    assert SHOP not in "".join(read_pdf(looked_at.pdf))
    looked_at._do("file")
    screen.window.wait_for(looked_at.panel.said.text)
    handed = Path(QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile()).read_bytes()
    assert SHOP in "".join(read_pdf(handed)) and issued.number in "".join(read_pdf(handed))
    assert "草稿" not in looked_at.panel.said.text()


def test_no_seal_stands_on_a_draft(screen: QuoteScreen) -> None:
    screen.page.save()
    quote = quotes.rows()[0].id
    bare = quote_papers.drawn(quote, Wish()).pdf
    letterhead.put("seal", _seal())
    assert quote_papers.drawn(quote, Wish()).pdf == bare
    issued = quote_life.issue(quote, quote_pdf.make)
    assert b"/Subtype /Image" in issued.pdf
