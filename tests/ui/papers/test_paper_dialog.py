"""A paper over the window: on which sheet, printed, kept, handed to the customer."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSizeF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core import audit
from db.core.connection import value
from db.core.errors import InputError
from db.services import customers, quote_paper, settings
from db.services.customer_form import PointForm
from reports import quote_excel, quote_pdf, test_pages
from reports.layout import Made
from tests.screens.asks import Answers
from tests.screens.papers import Papers, lay_printer
from tests.screens.window import Window
from tests.services.november_quotes import builder, written
from ui import papers
from ui.kit.boxes import chosen
from ui.papers import memory, printer
from ui.papers.handing import LEAST_WIDTH, pictures
from ui.papers.pages import PageView
from ui.papers.paper import Confirm, Paper, Wish

WORDS = "林經理您好，報價單如圖。"


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    settings.save({"shop_name": "順發水電材料行", "invoices": "exclusive"})
    written(builder())
    return Window(answers)


def _paper(**other: object) -> Paper:
    def make(wish: Wish) -> Made:
        return quote_pdf.make(replace(quote_paper.of(1), republic_years=wish.republic_years), wish.layout)

    made = Paper("報價單 1151121-001 宏達/室內", "報價單", make, 1, WORDS, "quote", again=("quote", "1"))
    return replace(made, **other)  # type: ignore[arg-type]


def _look(window: Window, paper: Paper, confirm: Confirm | None = None) -> Papers:
    papers.look(window.window, paper, confirm)
    return Papers(window)


def _choose(screen: Papers, key: str) -> None:
    combo = screen.dialog.panel.sheet
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())
    screen.window.settle()


def test_the_sheet_is_remembered_by_the_kind_of_paper(window: Window) -> None:
    screen = _look(window, _paper())
    assert screen.dialog.view.place.text() == "第 1 頁，共 1 頁"
    as_a4 = screen.dialog.pdf
    _choose(screen, "a5")
    assert screen.dialog.pdf != as_a4
    screen.press("關閉")
    assert chosen(_look(window, _paper()).dialog.panel.sheet) == "a5"
    Papers(window).press("關閉")
    assert chosen(_look(window, _paper(kind="slip")).dialog.panel.sheet) == "standard"


def test_the_years_are_as_wanted(window: Window, read_pdf: Callable[[bytes], list[str]]) -> None:
    screen = _look(window, _paper())
    years = screen.dialog.panel.years
    years.setCurrentIndex(years.findData("1"))
    years.activated.emit(years.currentIndex())
    year = int(quote_paper.of(1).quoted_on[:4]) - 1911
    assert f"{year}/" in "".join(read_pdf(screen.dialog.pdf))


def test_it_is_printed_and_the_printer_remembered(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = lay_printer(monkeypatch, tmp_path / "out.pdf")
    screen = _look(window, _paper())
    screen.press("列印…")
    window.wait_for(screen.said)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert (len(shown), screen.said()[:3]) == (1, "已送到")
    assert [(one.name, one.again) for one in memory.printed()] == [("報價單 1151121-001 宏達/室內", ("quote", "1"))]
    (line,) = audit.units(1)
    whose = value("SELECT customer FROM quote WHERE id = 1")
    assert (line.action, line.detail["customer"]) == ("papers.print", whose)  # it stands in the report of their data


def test_a_printer_that_is_gone_is_said_and_the_number_stays(
    window: Window, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_printer(monkeypatch, tmp_path / "out.pdf")
    from ui.kit import settings as machine

    machine.put("paper/quote/printer", "HP 400")
    answers.answers = [1, tmp_path / "kept.pdf"]
    screen = _look(window, _paper())
    screen.press("列印…")
    assert "找不到印表機「HP 400」" in answers.asked[0]
    assert (tmp_path / "kept.pdf").exists() and not (tmp_path / "out.pdf").exists()


def test_a_pdf_is_named_so_that_windows_takes_it(window: Window, answers: Answers, tmp_path: Path) -> None:
    from ui.papers.handing import Handing

    assert Handing(window.window, _paper(), b"", print).stem == "報價單 1151121-001 宏達_室內"
    answers.answers = [tmp_path / "a.pdf"]
    screen = _look(window, _paper())
    screen.press("存成 PDF")
    assert (tmp_path / "a.pdf").read_bytes() == screen.dialog.pdf
    noted = audit.units(1)[0]
    assert (noted.action, noted.detail["file"], noted.undoable) == ("papers.export", "a.pdf", False)


def test_it_goes_to_line_as_a_picture_with_its_words(window: Window) -> None:
    screen = _look(window, _paper())
    screen.press("複製成圖片")
    window.wait_for(screen.said)
    image = QGuiApplication.clipboard().image()
    assert image.width() >= LEAST_WIDTH and image.pixelColor(2, 2) == Qt.GlobalColor.white
    screen.press("複製這段話")
    assert QGuiApplication.clipboard().text() == WORDS


def test_several_pages_become_a_picture_each(window: Window, answers: Answers, tmp_path: Path) -> None:
    form = quote_paper.of(1)

    def make(wish: Wish) -> Made:
        return quote_pdf.make(replace(form, lines=form.lines * 20), wish.layout)

    answers.answers = [tmp_path]
    screen = _look(window, _paper(make=make))
    pages = screen.dialog.view.pages.pages
    screen.press("複製成圖片")
    window.wait_for(screen.said)
    assert (pages > 2, len(list(tmp_path.glob("報價單 1151121-001 宏達_室內-*.png")))) == (True, pages)
    assert f"{pages} 張圖片" in screen.said()


def test_a_small_sheet_is_a_large_picture_too(window: Window) -> None:
    made = quote_pdf.make(quote_paper.of(1), Wish("half").layout)
    assert [one.width() >= LEAST_WIDTH for one in pictures(made.pdf)] == [True]


def test_the_file_is_copied_for_pasting(window: Window) -> None:
    screen = _look(window, _paper())
    screen.press("複製檔案")
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    path = Path(url.toLocalFile())
    assert (path.name, path.read_bytes()) == ("報價單 1151121-001 宏達_室內.pdf", screen.dialog.pdf)


def test_a_draft_of_a_mail_goes_to_the_customer_with_the_paper(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    form = customers.form(1)
    form.points.append(PointForm("email", "lin@example.com.tw"))
    customers.change(1, form)
    opened: list[Path] = []

    def note(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return len(opened) == 1  # then no program is there for it

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    screen = _look(window, _paper())
    screen.press("寫 e-mail 草稿")
    mail = message_from_bytes(opened[0].read_bytes(), policy=default)
    (kept,) = mail.iter_attachments()
    body = mail.get_body()
    assert body is not None
    assert body.get_content().strip() == "林經理您好，報價單如附件。"
    assert (mail["To"], mail["X-Unsent"], mail["Subject"]) == ("lin@example.com.tw", "1", "報價單 1151121-001 宏達/室內")
    assert (kept.get_filename(), kept.get_content()) == ("報價單 1151121-001 宏達_室內.pdf", screen.dialog.pdf)
    screen.press("寫 e-mail 草稿")
    assert "沒有程式" in screen.said() or ".eml" in screen.said()


def test_the_same_as_an_excel_file(window: Window, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [tmp_path / "a.xlsx"]
    screen = _look(window, _paper(excel=lambda path: quote_excel.write(path, quote_paper.of(1))))
    screen.press("存成 Excel")
    window.wait_for(screen.said)
    assert (tmp_path / "a.xlsx").exists() and "a.xlsx" in screen.said()
    assert (audit.units(1)[0].action, audit.units(1)[0].detail["file"]) == ("papers.export", "a.xlsx")


def test_what_is_confirmed_is_done_and_printed(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_printer(monkeypatch, tmp_path / "out.pdf")
    wishes: list[Wish] = []

    def issue(wish: Wish) -> Paper:
        wishes.append(wish)
        return _paper(sheets=(), name="報價單 1151121-001 定稿")

    screen = _look(window, _paper(), Confirm("定稿並列印", issue, "定稿後不能再改。"))
    assert screen.buttons() == ["定稿並列印", "存成 PDF", "關閉"]
    screen.press("定稿並列印")
    window.wait_for(screen.said)
    assert ([one.sheet for one in wishes], (tmp_path / "out.pdf").exists()) == (["standard"], True)
    assert "複製成圖片" in screen.buttons() and "列印…" in screen.buttons()


def test_a_key_held_down_confirms_once(window: Window) -> None:
    done: list[Wish] = []
    gate = Event()

    def refuse(wish: Wish) -> None:
        done.append(wish)
        gate.wait(20)

    screen = _look(window, _paper(), Confirm("定稿並列印", refuse))
    go = screen.dialog.panel.go
    for _press in range(3):
        QTest.keyClick(go, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    gate.set()
    window.settle()
    assert len(done) == 1


def test_escape_waits_until_what_was_confirmed_is_printed(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_printer(monkeypatch, tmp_path / "out.pdf")
    gate = Event()

    def issue(_wish: Wish) -> Paper:
        gate.wait(20)
        return _paper(sheets=(), name="報價單 1151121-001 定稿")

    screen = _look(window, _paper(), Confirm("定稿並列印", issue))
    dialog = screen.dialog
    QTest.keyClick(dialog.panel.go, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), dialog.panel.said.text()) == (True, "請稍等，正在處理。")
    gate.set()
    window.wait_for((tmp_path / "out.pdf").exists)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not screen.is_open()


def test_what_is_not_confirmed_stays(window: Window) -> None:
    screen = _look(window, _paper(), Confirm("定稿並列印", lambda _wish: None))
    screen.press("定稿並列印")
    assert "定稿並列印" in screen.buttons()


def test_a_paper_that_cannot_be_drawn_says_why(window: Window) -> None:
    def refuse(_wish: Wish) -> Made:
        raise InputError("第 3 行沒有數量。")

    screen = _look(window, _paper(make=refuse))
    assert (screen.said(), screen.dialog.panel.go.isEnabled()) == ("第 3 行沒有數量。", False)


def test_another_pdf_takes_its_place_without_a_jump(window: Window) -> None:
    form = quote_paper.of(1)
    long = quote_pdf.make(replace(form, lines=form.lines * 30)).pdf
    screen = _look(window, _paper())
    pages = screen.dialog.view.pages
    pages.show_pdf(long)
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    QTest.keyClick(pages, Qt.Key.Key_Plus)
    before = (pages.verticalScrollBar().value(), pages.page)
    assert before[1] == 2
    pages.show_pdf(quote_pdf.make(replace(form, lines=form.lines * 31)).pdf)
    assert (pages.verticalScrollBar().value(), pages.page) == before


def test_the_page_rests_at_every_height_of_the_view(window: Window) -> None:
    """Where it fits just without the scroll bar, the bar must not come and go for ever."""
    pages = PageView()
    pages.show_pdf(quote_pdf.make(quote_paper.of(1)).pdf)
    pages.show()
    for high in range(670, 720):
        pages.resize(500, high)
        QApplication.processEvents()
        sizes = set()
        for _look in range(4):
            QApplication.processEvents()
            sizes.add((pages.viewport().width(), pages.verticalScrollBar().maximum()))
        assert len(sizes) == 1, high
    pages.close()


def test_a_printer_that_is_askew_is_moved(window: Window) -> None:
    screen = _look(window, _paper())
    screen.press("印歪了？調整位置…")
    from ui.papers.offset_dialog import OffsetDialog

    (dialog,) = screen.dialog.findChildren(OffsetDialog)
    dialog.right.setText("很多")
    dialog.accept()
    assert "不是公釐數" in dialog.problem.text() and dialog.isVisible()
    dialog.right.setText("-1.5")
    dialog.down.setText("２")
    dialog.accept()
    assert printer.habit("quote").offset == (-1.5, 2.0)


def test_a_page_is_printed_as_large_as_it_is(window: Window, tmp_path: Path) -> None:
    made = QPrinter()
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.paint(quote_pdf.make(quote_paper.of(1)).pdf, made)
    assert (tmp_path / "out.pdf").stat().st_size > 2_000


@pytest.mark.parametrize("sheet", ["half", "a5", "standard"])
def test_the_printer_gets_the_sheet_of_the_paper(window: Window, sheet: str) -> None:
    layout = Wish(sheet).layout
    made = QPrinter()
    printer.take_sheet(made, QSizeF(*layout.size))
    found = made.pageLayout().fullRectPoints()
    assert abs(found.width() - layout.size[0]) <= 2 and abs(found.height() - layout.size[1]) <= 2


def test_a_printer_that_says_nothing_of_sheets_knows_any(window: Window) -> None:
    assert printer.holds(QPrinterInfo(), QSizeF(684, 396))


def test_a_sheet_chosen_at_the_printer_is_remembered(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = lay_printer(monkeypatch, tmp_path / "out.pdf")
    offered: list[QPageSize.PageSizeId] = []
    choose: list[QPageSize.PageSizeId] = [QPageSize.PageSizeId.Letter]
    answer = QPrintDialog.exec

    def chosen_sheet(dialog: QPrintDialog) -> int:
        offered.append(dialog.printer().pageLayout().pageSize().id())
        for sheet in choose:
            dialog.printer().setPageSize(QPageSize(sheet))
        return answer(dialog)

    monkeypatch.setattr(QPrintDialog, "exec", chosen_sheet)
    screen = _look(window, _paper())
    for choose[:] in ([QPageSize.PageSizeId.Letter], [QPageSize.PageSizeId.A4], []):
        screen.press("列印…")
        window.wait_for(screen.said)
    assert len(shown) == 3
    assert offered == [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A4]


def test_the_lines_of_the_test_page_stay_within_its_frame(window: Window) -> None:
    picture = pictures(test_pages.grid(210, 297).pdf)[0]
    mm = picture.width() / 210

    def dark(row: float) -> int:
        across = range(picture.width())
        return max(
            sum(picture.pixelColor(x, y).lightness() < 200 for x in across) for y in range(int(row * mm), int(row * mm) + 8)
        )

    assert dark(286.5) > 180 * mm  # the frame
    assert dark(289.5) == 0


def test_without_words_that_go_along_there_is_nothing_to_copy(window: Window) -> None:
    assert "複製這段話" in _look(window, _paper(text="您好")).buttons()
    window.leave_dialogs()
    screen = _look(window, _paper(text=""))
    assert "複製成圖片" in screen.buttons()
    assert "複製這段話" not in screen.buttons()
    assert not screen.dialog.panel.words.isVisible()
