"""A small picture of a sheet of labels: what is used already is crossed out, a click says where to begin."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reports.label_sheets import LabelSheet
from resources.i18n import _
from ui.kit import theme

_HIGH: Final = 11  # letters
_FIT: Final = 4  # pixels round the sheet
_SMALLEST: Final = 9  # pixels of a label in which a number can be read


class SheetPicture(QWidget):
    """`chosen` names the label that was clicked, from 1; arrows move it."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: LabelSheet | None = None
        self.start = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(round(theme.px() * _HIGH))
        self._name()

    def show_sheet(self, sheet: LabelSheet, start: int) -> None:
        """Show this sheet, which begins at this label."""
        self._sheet, self.start = sheet, start
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(_("Begin at label {number}").format(number=self.start))

    def _area(self, place: int) -> QRectF:
        """Where a label stands in the picture."""
        if self._sheet is None:
            return QRectF()
        scale, left = self._scale()
        x, y = self._sheet.place(place)
        return QRectF(left + x * scale, _FIT + y * scale, self._sheet.label[0] * scale, self._sheet.label[1] * scale)

    def _scale(self) -> tuple[float, float]:
        """Pixels a mm, and where the sheet begins."""
        wide, high = self._sheet.paper if self._sheet else (1.0, 1.0)
        scale = min((self.width() - 2 * _FIT) / wide, (self.height() - 2 * _FIT) / high)
        return scale, (self.width() - wide * scale) / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet, and on it every label."""
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, left = self._scale()
        painter.setPen(QPen(theme.colour("accent_text" if self.hasFocus() else "muted"), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("paper"))
        painter.drawRect(QRectF(left, _FIT, self._sheet.paper[0] * scale, self._sheet.paper[1] * scale))
        for place in range(self._sheet.count):
            self._label(painter, place)

    def _label(self, painter: QPainter, place: int) -> None:
        area, number = self._area(place).adjusted(1, 1, -1, -1), place + 1
        is_used = number < self.start
        painter.setPen(QPen(theme.colour("muted" if is_used else "accent_text"), 1))
        painter.setBrush(theme.colour("line" if is_used else "accent" if number == self.start else "accent_soft"))
        painter.drawRoundedRect(area, 2, 2)
        if is_used:
            painter.drawLine(area.topLeft(), area.bottomRight())
        elif area.height() >= _SMALLEST:
            painter.setFont(theme.font(min(0.8, area.height() / theme.px() * 0.75)))
            painter.setPen(theme.colour("on_accent" if number == self.start else "ink"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin there."""
        if self._sheet is not None and (found := self._at(event.position())) is not None:
            self.chosen.emit(found + 1)

    def _at(self, point: QPointF) -> int | None:
        places = range(self._sheet.count if self._sheet else 0)
        return next((place for place in places if self._area(place).contains(point)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the labels beside, above and below."""
        across = self._sheet.across if self._sheet else 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self._sheet is not None and 1 <= self.start + step <= self._sheet.count:
            self.chosen.emit(self.start + step)
