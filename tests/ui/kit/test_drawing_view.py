"""Drawings on the screen: the same boxes as on paper, pointed at, pressed, walked by keys, silent at the counter."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas

from reports import charts
from reports.question import Answer, ChartKind
from tests.reports.answers_made import answer
from tests.reports.papers import opened
from ui.kit import counter
from ui.kit.drawing_view import DrawingView

WIDE, HIGH = 480, 260
pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def made(qtbot: QtBot) -> Iterator[DrawingView]:
    """A view of its width, not shown yet; the counter mode is off again afterwards."""
    view = DrawingView()
    qtbot.addWidget(view)
    view.setFixedWidth(WIDE)
    yield view
    if counter.state.is_on:
        counter.switch()


def _show(view: DrawingView, what: Answer) -> None:
    view.draw(lambda width, height: charts.drawing(what, width, height, size=13), "哪些東西好賣？", HIGH)
    view.show()
    QApplication.processEvents()


def _on_screen(view: DrawingView) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    view.render(image, QPoint(0, 0), renderFlags=DrawingView.RenderFlag.DrawChildren)
    return image


def _on_paper(what: Answer) -> QImage:
    canvas = Canvas("unused.pdf", pagesize=(WIDE, HIGH))
    renderPDF.draw(charts.drawing(what, WIDE, HIGH, size=13), canvas, 0, 0)
    canvas.showPage()
    with opened(canvas.getpdfdata()) as document:
        page = document.render(0, QSize(WIDE, HIGH))
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, page)
    painter.end()
    return image


def _is_dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 215


@pytest.mark.parametrize("kind", ["bars", "columns", "stacked", "line", "heat", "donut"])
def test_the_screen_shows_what_the_paper_shows(kind: ChartKind, made: DrawingView) -> None:
    what = answer(kind, both=kind != "donut")
    _show(made, what)
    screen, paper = _on_screen(made), _on_paper(what)
    places = [(x, y) for x in range(2, WIDE - 2, 4) for y in range(2, HIGH - 2, 4)]
    differ = [place for place in places if _is_dark(screen, *place) != _is_dark(paper, *place)]
    assert len(differ) < 0.04 * len(places)  # edges of letters, at most
    assert sum(_is_dark(screen, *place) for place in places) > 20


def test_pointing_says_which_line_and_pressing_opens_it(made: DrawingView, qtbot: QtBot) -> None:
    _show(made, answer("bars"))
    place = made.place(made.marks[1]).center().toPoint()
    qtbot.mouseMove(made, place)
    with qtbot.waitSignal(made.clicked) as pressed:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=place)
    assert pressed.args == ["k1", "now"]
    assert made.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(made, QPoint(WIDE - 1, HIGH - 1))
    QApplication.processEvents()
    assert made.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_tooltip_says_the_number_and_hides_it_at_the_counter(made: DrawingView) -> None:
    _show(made, answer("bars"))
    place = made.place(made.marks[0]).center().toPoint()
    for is_on, said in ((False, "165"), (True, counter.HIDDEN)):
        if counter.state.is_on != is_on:
            counter.switch()
        QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, place, made.mapToGlobal(place)))
        assert said in QToolTip.text()
    QToolTip.hideText()


def test_keys_walk_the_marks_and_open_one(made: DrawingView, qtbot: QtBot) -> None:
    _show(made, answer("bars"))
    made.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert "LED 燈" in made.accessibleName() or "濾心" in made.accessibleName()
    for _more in range(5):
        qtbot.keyClick(made, Qt.Key.Key_Right)
    assert "換氣扇" in made.accessibleName()
    assert "122" in made.accessibleName()
    with qtbot.waitSignal(made.clicked) as opened_by_key:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened_by_key.args == ["k2", "now"]
    qtbot.keyClick(made, Qt.Key.Key_Up)
    assert "LED 燈" in made.accessibleName()


def test_a_piece_of_a_ring_is_hit_where_it_is(made: DrawingView, qtbot: QtBot) -> None:
    _show(made, answer("donut", [("一", 50, 0), ("二", 50, 0)]))
    rings = [mark for mark in made.marks if mark.hit is None]
    first, second = (made.place(mark) for mark in rings)
    with qtbot.waitSignal(made.clicked) as pressed:  # from the top clockwise: the first half lies at the right
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPointF(first.right() - 6, first.center().y()).toPoint())
    assert pressed.args[0] == "k0"
    with qtbot.waitSignal(made.clicked) as pressed:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPointF(second.left() + 6, second.center().y()).toPoint())
    assert pressed.args[0] == "k1"


def test_another_size_is_drawn_anew_and_nothing_is_nothing(made: DrawingView) -> None:
    _show(made, answer("bars"))
    before = made.place(made.marks[0]).width()
    made.setFixedWidth(WIDE + 200)
    QApplication.processEvents()
    assert made.place(made.marks[0]).width() > before + 150
    made.draw(None)
    assert (list(made.marks), made.height()) == ([], 0)
