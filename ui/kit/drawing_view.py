"""A reportlab drawing on the screen: painted by Qt, its marks pointed at, walked by keys and pressed."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.kit import counter, theme
from ui.kit.labels import tip_text

Make = Callable[[float, float], Any]  # (width, height) in pixels -> reportlab Drawing
_RING: Final = 2.0  # pixels of the frame around the mark that is pointed at
_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_OPEN: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DrawingView(QWidget):
    """Shows what `draw` is given, made anew for every size; nothing before.

    Tooltip, spoken name and keys know every mark by what it says; at the counter what it says is hidden (the drawing itself is
    its owner's to hide).
    """

    clicked = Signal(str, str)  # the keys of the mark's line and column

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: Make | None = None
        self._name = ""
        self._drawing: Any = None
        self._marks: Sequence[Any] = ()
        self._current = -1  # of the marks
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, make: Make | None, name: str = "", height: float = 0.0) -> None:
        """Show this drawing; None: nothing. `name` is spoken, `height` in pixels."""
        self._make, self._name, self._drawing, self._marks, self._current = make, name, None, (), -1
        self.setFixedHeight(round(height) if make else 0)
        self.setAccessibleName(name)
        self.update()

    @property
    def marks(self) -> Sequence[Any]:
        """The marks in the order they are walked."""
        self._made()
        return self._marks

    def place(self, mark: Any) -> QRectF:
        """Where a mark is on the widget."""
        return self._across().mapRect(_outline(mark).boundingRect())

    def sizeHint(self) -> QSize:
        """As high as it was said to be."""
        return QSize(200, self.height())

    def _made(self) -> Any:
        """The drawing for the size of now."""
        if self._drawing is None and self._make and self.width() > 0 and self.height() > 0:
            self._drawing = self._make(float(self.width()), float(self.height()))
            self._marks = [one for one in self._drawing.contents if hasattr(one, "said")]
        return self._drawing

    def _across(self) -> QTransform:
        """From the drawing, whose y goes up, to the widget."""
        drawing = self._made()
        wide, high = (drawing.width, drawing.height) if drawing else (1.0, 1.0)
        return QTransform(self.width() / wide, 0, 0, -self.height() / high, 0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It is drawn anew for the size; what was pointed at stays."""
        super().resizeEvent(event)
        self._drawing = None

    def changeEvent(self, event: QEvent) -> None:
        """Other colours or letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._drawing = None
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing, and a frame around the mark that is pointed at."""
        drawing = self._made()
        if drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setWorldTransform(self._across())
        for shape in drawing.contents:
            _paint(painter, shape)
        if 0 <= self._current < len(self._marks):
            painter.resetTransform()
            painter.setPen(QPen(theme.colour("accent_text"), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = self.place(self._marks[self._current]).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)), 3, 3)

    # pointing

    def _at(self, place: QPointF) -> int:
        """The mark at a place of the widget; -1: none."""
        back, _can = self._across().inverted()
        point = back.map(place)
        return next((at for at, mark in enumerate(self.marks) if _outline(mark).contains(point)), -1)

    def _point(self, at: int) -> None:
        if at != self._current:
            self._current = at
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mark below is framed."""
        at = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 and self._marks[at].key else Qt.CursorShape.ArrowCursor)
        self._point(at)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self._at(event.position()))

    def event(self, event: QEvent) -> bool:
        """The tooltip says the mark."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip_text(self.said(at)), self)
            return True
        return super().event(event)

    def said(self, at: int) -> str:
        """What a mark says now; "" where there is none."""
        return counter.hidden(self._marks[at].said) if 0 <= at < len(self._marks) else ""

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk the marks, Enter opens one."""
        if event.key() in (*_BACK, *_ON) and self.marks:
            step = 1 if event.key() in _ON else -1
            self._walk(max(0, min(self._current + step, len(self._marks) - 1)))
        elif event.key() in _OPEN and self._current >= 0:
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def _walk(self, at: int) -> None:
        self._point(at)
        self.setAccessibleName(f"{self._name}　{self.said(at)}".strip())
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self.said(at)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the first mark."""
        super().focusInEvent(event)
        if self._current < 0 and self.marks:
            self._walk(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes along with the keyboard."""
        super().focusOutEvent(event)
        self._point(-1)

    def _open(self, at: int) -> None:
        if at >= 0 and (mark := self._marks[at]).key:
            self.clicked.emit(mark.key, mark.column)


def _outline(mark: Any) -> QPainterPath:
    """Where a mark is hit, in the drawing's own measures."""
    path = QPainterPath()
    if mark.hit is not None:
        left, bottom, right, top = mark.hit
        path.addRect(QRectF(left, bottom, right - left, top - bottom))
        return path
    for shape in mark.contents:
        if hasattr(shape, "points"):
            path.addPolygon(_polygon(shape.points))
    return path


def _polygon(points: Sequence[float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in zip(points[::2], points[1::2], strict=True)])


def _paint(painter: QPainter, shape: Any) -> None:
    """One shape of those the charts use; a group paints its own."""
    kind = type(shape).__name__
    if hasattr(shape, "contents"):
        for one in shape.contents:
            _paint(painter, one)
    elif kind == "String":
        _write(painter, shape)
    else:
        painter.setPen(_pen(shape))
        fill = getattr(shape, "fillColor", None)
        painter.setBrush(QBrush(_colour(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
        _SHAPES[kind](painter, shape)


def _pen(shape: Any) -> QPen:
    if not shape.strokeColor:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(_colour(shape.strokeColor), shape.strokeWidth)
    if shape.strokeDashArray:
        pen.setDashPattern([length / shape.strokeWidth for length in shape.strokeDashArray])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _colour(colour: Any) -> QColor:
    return QColor.fromRgbF(*colour.rgb())


def _write(painter: QPainter, shape: Any) -> None:
    """Letters stand upright though y goes up."""
    painter.save()
    painter.translate(shape.x, shape.y)
    painter.scale(1, -1)
    painter.setFont(_font(shape.fontSize, shape.fontName.endswith("Bold")))
    painter.setPen(_colour(shape.fillColor))
    painter.drawText(QPointF(0, 0), shape.text)
    painter.restore()


def _font(size: float, bold: bool) -> QFont:
    font = theme.font(bold=bold)
    font.setPixelSize(max(round(size), 1))
    return font


def _rect(painter: QPainter, shape: Any) -> None:
    box = QRectF(shape.x, shape.y, shape.width, shape.height)
    painter.drawRoundedRect(box, shape.rx or 0, shape.rx or 0)


def _circle(painter: QPainter, shape: Any) -> None:
    painter.drawEllipse(QPointF(shape.cx, shape.cy), shape.r, shape.r)


def _line(painter: QPainter, shape: Any) -> None:
    painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))


def _poly_line(painter: QPainter, shape: Any) -> None:
    painter.drawPolyline(_polygon(shape.points))


def _filled_polygon(painter: QPainter, shape: Any) -> None:
    painter.drawPolygon(_polygon(shape.points))


_SHAPES: Final[dict[str, Callable[[QPainter, Any], None]]] = {
    "Rect": _rect,
    "Circle": _circle,
    "Line": _line,
    "PolyLine": _poly_line,
    "Polygon": _filled_polygon,
}
