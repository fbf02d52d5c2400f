"""From the first quote of an empty shop to the paper the customer gets: stories 8, 9 and 10."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.core import clock
from db.core.connection import value
from db.services import options, quote_life, quote_paper, quote_versions, quotes, settings, tasks
from reports import quote_excel, quote_pdf
from tests.screens.asks import Answers
from tests.screens.papers import lay_printer
from tests.screens.quote import QuoteScreen
from tests.screens.window import Window
from tests.services.november_quotes import builder
from ui import papers
from ui.papers import memory
from ui.papers.dialog import PaperDialog
from ui.papers.handing import LEAST_WIDTH
from ui.quoting import paper as quote_papers

DAY = date(2026, 11, 16)


@pytest.fixture
def customer(shop: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    return builder()


@pytest.fixture
def screen(customer: int, answers: Answers) -> QuoteScreen:
    return QuoteScreen(Window(answers))


def _answer_first(screen: QuoteScreen, invoices: str) -> None:
    """The page that is asked once."""
    dialog = screen.window.dialog()
    dialog.fill({"shop_name": "順發水電材料行", "phone": "02-2921-1234", "tax_id": "22099131", "invoices": invoices})
    dialog.save()
    screen.window.settle()


def _bathroom(screen: QuoteScreen) -> None:
    """Two fans, six sockets, the work, 5 % off for an old customer, an option outside."""
    screen.write("浴室換氣暖風機", "2", "6800")
    screen.write("防水插座", "6", "180")
    screen.write("安裝工資", "1", "4500")
    screen.kind(4)
    screen.write("老客戶", "5%")
    screen.kind(5)
    screen.write("恆溫淋浴龍頭", "1", "3900")


def test_the_first_quote_of_an_empty_shop(
    screen: QuoteScreen, customer: int, answers: Answers, read_pdf: Callable[[bytes], list[str]]
) -> None:
    screen.begin(customer)
    _answer_first(screen, "exclusive")
    assert (options.text("invoices"), options.text("phone")) == ("exclusive", "02-2921-1234")
    _bathroom(screen)
    assert screen.sums() == "未稅 18,221 營業稅 5% 911 總計 19,132"
    screen.project("大安 張宅")
    screen.valid("30")
    assert screen.page.presenter.form.valid_until == "2026-12-16"
    looked_at = screen.issue()
    assert dict(looked_at.paper.facts)["總計"] == "NT$ 19,132"
    draft = "".join(read_pdf(looked_at.pdf)[0].split())
    assert "草稿" in draft
    assert "壹萬玖仟壹佰參拾貳元整" in draft
    looked_at._do("confirm")
    screen.window.settle()
    row = quotes.rows()[0]
    assert (row.state, row.number, row.net, row.tax, row.total) == ("issued", "1151116-001", 18221, 911, 19132)
    issued = "".join(read_pdf(looked_at.pdf)[0].split())
    assert "草稿" not in issued
    assert row.number in issued
    assert [one.origin for one in tasks.of(customer)] == [tasks.QUOTE]
    looked_at.reject()
    screen.window.settle()
    assert row.number in screen.title()
    assert "等回覆" in screen.title()
    screen.begin(customer)
    assert not screen.window.has_dialog()  # asked once


@pytest.mark.parametrize(
    ("mode", "sums", "words"),
    [
        ("inclusive", "內含未稅金額 952 內含營業稅 5% 48 總計 1,000", ("952", "48", "1,000")),
        ("none", "總計 1,000", ("1,000",)),
    ],
)
def test_screen_pdf_excel_and_service_say_the_same(
    screen: QuoteScreen,
    customer: int,
    read_pdf: Callable[[bytes], list[str]],
    tmp_path: Path,
    mode: str,
    sums: str,
    words: tuple[str, ...],
) -> None:
    screen.begin(customer)
    _answer_first(screen, mode)
    screen.tax(mode)
    screen.write("修理水龍頭", "1", "1000")
    assert screen.sums() == sums
    assert screen.page.save()
    quote = screen.page.presenter.id
    assert quote is not None
    paper = quote_paper.of(quote)
    text = read_pdf(quote_pdf.make(paper).pdf)[0]
    assert all(word in text for word in words)
    assert ("營業稅" in text) == (mode == "inclusive")
    quote_excel.write(tmp_path / "quote.xlsx", paper)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "quote.xlsx").active.values for cell in row]
    assert 1000 in cells
    assert (952 in cells, 48 in cells) == (mode == "inclusive", mode == "inclusive")
    saved = quotes.get(quote)
    assert saved.totals.net + saved.totals.tax == saved.totals.total == 1000


def test_a_quote_like_the_last_one_is_on_paper_in_four_clicks(screen: QuoteScreen, customer: int, answers: Answers) -> None:
    first = _issued(customer)
    screen.begin(customer)  # 報價
    screen.window.click("和上次一樣", screen.page)
    looked_at = screen.issue()
    looked_at._do("confirm")
    screen.window.settle()
    rows = quotes.rows()
    assert [one.state for one in rows] == ["issued", "issued"]
    assert rows[0].total == quotes.get(first).row.total
    looked_at.reject()


def _issued(customer: int) -> int:
    from tests.services.november_quotes import drawn, written

    quote = written(customer)
    quote_life.issue(quote, drawn)
    return quote


def test_prices_told_before_and_how_the_customer_stands_are_said_below(screen: QuoteScreen, customer: int) -> None:
    _issued(customer)
    screen.begin(customer)
    screen.write("防水插座", "6", "175")
    screen.page.editor.grid.select(0)
    assert "$180" in screen.beside()
    assert Decimal(175) == screen.page.editor.lines()[0].unit_price


def _on(looked_at: PaperDialog, sheet: str) -> None:
    """Choose another sheet of paper beside it."""
    combo = looked_at.panel.sheet
    combo.setCurrentIndex(combo.findData(sheet))
    combo.activated.emit(combo.currentIndex())


def test_what_was_issued_goes_on_every_sheet_and_stays_as_it_was(
    screen: QuoteScreen,
    customer: int,
    answers: Answers,
    read_pdf: Callable[[bytes], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.save({"shop_name": "順發水電材料行", "invoices": "exclusive"})
    printed = lay_printer(monkeypatch, tmp_path / "out.pdf")
    window = screen.window
    screen.begin(customer)
    _bathroom(screen)
    looked_at = screen.issue()
    looked_at._do("confirm")
    window.wait_for(looked_at.panel.said.text)
    first = quotes.get(quotes.rows()[0].id).versions[0]
    frozen = quote_versions.pdf(first.id)
    combo = looked_at.panel.sheet
    assert (combo.itemText(0), combo.currentIndex(), looked_at.pdf) == ("定稿的那一張", 0, frozen)
    pages = {}
    for sheet in ("two_up", "preprinted", "half", "a5", "plain"):
        _on(looked_at, sheet)
        window.settle()
        pages[sheet] = "".join("".join(read_pdf(looked_at.pdf)).split())
        looked_at._do("print")
        window.wait_for(looked_at.panel.said.text)
    assert len(printed) == 6
    assert all(first.number in page and "19,132" in page and "草稿" not in page for page in pages.values())
    assert ["順發水電材料行" in pages[sheet] for sheet in ("two_up", "half", "preprinted")] == [True, True, False]
    assert pages["two_up"].count(first.number) == 2
    _on(looked_at, "two_up")
    window.settle()
    looked_at._do("picture")
    window.wait_for(looked_at.panel.said.text)
    assert QGuiApplication.clipboard().image().width() >= LEAST_WIDTH
    looked_at.reject()
    window.settle()
    assert memory.wish("quote").sheet == "standard"  # the next quote is no other for it

    answers.answers = [1]
    screen.window.click(next(one for one in screen.buttons() if "改" in one), screen.page)
    screen.write("運費", "1", "500")
    looked_at = screen.issue()
    looked_at._do("confirm")
    window.wait_for(looked_at.panel.said.text)
    looked_at.reject()
    assert [one.number for one in quotes.get(quotes.rows()[0].id).versions] == [f"{first.number}-R2", first.number]
    assert quote_versions.pdf(first.id) == frozen
    assert value("SELECT count(*) FROM issued_quote") == 2  # nothing that was drawn anew is kept
    papers.look(window.window, quote_papers.of_version(first.id))
    _on(screen.paper(), "half")
    window.settle()
    again = "".join(read_pdf(screen.paper().pdf)[0].split())
    assert ("運費" in again, first.number in again) == (False, True)


def test_ctrl_p_on_what_was_issued_offers_its_sheets(screen: QuoteScreen, customer: int) -> None:
    quote = _issued(customer)
    screen.open(quote)
    screen.window.press(Qt.Key.Key_P)
    assert screen.paper().panel.sheet.currentText() == "定稿的那一張"
    assert screen.paper().pdf == quote_versions.pdf(quotes.get(quote).versions[0].id)
