"""A long table on the page of reports: heads and total stay in sight, and every number opens its rows and their sum."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.services import customers, sales, settings
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.reports import Reports
from tests.screens.window import Window
from ui.insight import letter
from ui.kit import clipboard, counter
from ui.pages.reports.delegate import AnswerDelegate
from ui.pages.reports.table import AnswerTable
from ui.reporting import behind, rows_behind

MANY = 26


def line(name: str, price: int) -> LineForm:
    return LineForm(name=name, quantity=Decimal(1), unit="支", unit_price=Decimal(price))


@pytest.fixture
def screen(shop: Path, answers: Answers) -> Reports:
    """So many who owe 150 each: 100 for a pipe, 50 for a tap."""
    for at in range(MANY):
        customer = customers.add(CustomerForm(name=f"客人{at:02}", source="路過"))
        sales.add(SaleForm(customer, [line("水管", 100), line("水龍頭", 50)], is_owed=True))
    return Reports(Window(answers), "owed")


def table(screen: Reports) -> AnswerTable:
    return screen.page.answer.table


def scroll(screen: Reports, value: int) -> None:
    screen.page.answer.verticalScrollBar().setValue(value)
    screen.window.settle()


def test_the_page_scrolls_and_not_the_table_in_it(screen: Reports) -> None:
    shown, body = table(screen), screen.page.answer
    room = shown.parentWidget()
    assert room.height() >= MANY * shown.rowHeight(0) > body.viewport().height()
    assert not shown.verticalScrollBar().isVisible()
    scroll(screen, 500)
    assert shown.mapTo(body.viewport(), QPoint(0, 0)).y() == 0  # the heads are in sight
    assert shown.height() <= body.viewport().height()
    assert shown.rowAt(0) > 0
    shown.setFocus()
    shown.setCurrentIndex(shown.answer.index(0, 0))
    QTest.keyClick(shown, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert shown.currentIndex().row() == MANY
    assert shown.viewport().rect().contains(shown.visualRect(shown.currentIndex()).center())
    screen.page.ask("sources")
    screen.window.settle()
    assert body.verticalScrollBar().value() == 0


def test_the_total_is_painted_and_pressed_where_the_lines_go_on(screen: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, painted, true = table(screen), set[int](), AnswerDelegate.paint

    def paint(delegate: AnswerDelegate, painter: Any, option: Any, index: Any) -> None:
        painted.add(index.row())
        true(delegate, painter, option, index)

    monkeypatch.setattr(AnswerDelegate, "paint", paint)
    shown.grab()
    assert MANY in painted
    assert MANY - 1 not in painted
    owing = 1
    at = QPoint(shown.columnViewportPosition(owing) + 5, shown.viewport().height() - 8)
    top = screen.page.answer.verticalScrollBar().value()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    screen.window.settle()
    assert len(screen.names_behind()) == MANY
    assert "3,900" in screen.dialog().sum.text()
    assert screen.page.answer.verticalScrollBar().value() == top
    screen.window.leave_dialogs()
    screen.press(MANY, owing, Qt.Key.Key_Return)
    assert len(screen.names_behind()) == MANY
    screen.window.leave_dialogs()


def test_the_rows_of_an_item_say_what_of_them_is_meant(screen: Reports) -> None:
    screen.page.ask("best_sellers")
    screen.window.settle()
    money = table(screen).answer.answer.place("money")
    pipe = next(at for at, row in enumerate(screen.table()) if row[0] == "水管")
    screen.click(pipe, money)
    dialog = screen.dialog()
    assert dialog.windowTitle().startswith("水管")
    assert dialog.model.columns[-1].words == "其中這一項"
    row = [str(dialog.model.index(0, at).data()) for at in range(dialog.model.columnCount())]
    assert row[-2:] == ["150", "100"]
    assert dialog.sum.text() == f"{MANY} 筆 ・ 合計 2,600"
    counter.switch()
    screen.window.settle()
    assert dialog.sum.text() == f"{MANY} 筆 ・ 合計 {counter.HIDDEN}"
    assert dialog.model.index(0, dialog.model.columnCount() - 1).data() == counter.HIDDEN
    counter.switch()
    dialog.show_customers()
    screen.window.settle()
    assert len(screen.names_behind()) == MANY
    screen.window.leave_dialogs()


def test_where_nothing_stands_behind_a_number_it_is_said(screen: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "of_cell", lambda *_asked: None)
    screen.click(0, 1)
    assert screen.rows() is None
    assert screen.window.toast() == "這個數字背後沒有一筆一筆的資料可以看。"


def test_what_stands_in_no_row_is_said(screen: Reports) -> None:
    found = behind.ready(behind.Behind("sales", [], "", besides=("期初欠款", 1200)))
    assert found.total == 1200
    rows_behind.show(screen.window.window, found)
    assert screen.window.toast() == "其中 期初欠款 1,200"


def test_no_other_text_stands_in_for_long_time_no_see(screen: Reports) -> None:
    settings.save({"phrases": ["到貨：{稱呼}您好，您訂的貨到了。"]})
    clipboard.put("before")
    letter.copy(screen.window.window, 1)
    assert QApplication.clipboard().text() == "before"
    assert "好久不見" in screen.window.toast()


def copied(shown: AnswerTable) -> list[list[str]]:
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return [line.split("\t") for line in QApplication.clipboard().text().splitlines()]


def test_chosen_cells_are_copied_as_they_are_seen(screen: Reports) -> None:
    shown = table(screen)
    shown.horizontalHeader().moveSection(3, 1)  # as where the table is wide, and Qt never forgets it
    shown.horizontalHeader().moveSection(1, 3)
    shown.horizontalHeader().moveSection(2, 1)
    chosen = QItemSelection(shown.answer.index(0, 0), shown.answer.index(1, 0))
    chosen.merge(QItemSelection(shown.answer.index(0, 2), shown.answer.index(1, 2)), QItemSelectionModel.SelectionFlag.Select)
    chosen.merge(QItemSelection(shown.answer.index(0, 1), shown.answer.index(1, 1)), QItemSelectionModel.SelectionFlag.Select)
    shown.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    heads, rows = screen.heads(), screen.table()
    assert copied(shown) == [[one[0], one[2], one[1].replace(",", "")] for one in (heads, rows[0], rows[1])]


def test_nothing_of_the_question_before_is_copied(screen: Reports) -> None:
    shown = table(screen)
    clipboard.put("before")
    screen.page.ask("sources")
    assert copied(shown) == [["before"]]
    screen.window.settle()
    assert len(copied(shown)) > 1


def test_a_click_on_a_name_opens_the_card(screen: Reports) -> None:
    screen.click(MANY, 0)  # the total is nobody
    assert screen.dialog().windowTitle() == "合計：欠款"
    screen.window.leave_dialogs()
    screen.click(3, 0)
    assert screen.rows() is None
    assert screen.window.window.key == "customer"


def test_a_column_without_room_is_out_of_sight_as_a_whole(screen: Reports) -> None:
    screen.window.window.resize(900, 600)
    screen.window.settle()
    shown = table(screen)
    assert shown.out_of_sight()
    head = shown.horizontalHeader()
    ends = [head.sectionPosition(at) + shown.columnWidth(at) for at in range(shown.answer.columnCount())]
    assert shown.viewport().width() in ends


def test_a_chart_that_is_the_table_again_is_left_out(screen: Reports) -> None:
    screen.page.ask("good_customers")
    screen.window.settle()
    answered = screen.page.presenter.answered
    assert answered and answered.answer.chart and answered.answer.chart.kind == "heat"
    assert not screen.page.answer.chart.isVisible()
