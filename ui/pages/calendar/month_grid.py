"""The month, painted: whole weeks of days with what is to be done; the arrows choose a day, a reminder is dragged to another."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from db.core import clock
from db.services.calendar import Day, Entry
from resources.i18n import _
from ui.kit import theme
from ui.kit.labels import tip_text
from ui.pages.calendar import words

_DAYS: Final = 7
_PAD: Final = 6
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_DAYS, Qt.Key.Key_Down: _DAYS}
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MonthGrid(QWidget):
    """Shows days; keeps only what was shown."""

    chosen = Signal(object)  # a date, perhaps of another month
    opened = Signal()  # Enter: into the day's list
    turned = Signal(int)  # so many months on
    moved = Signal(int, object)  # a reminder's id, the date it was dropped on

    def __init__(self) -> None:
        super().__init__()
        self._days: Sequence[Day] = ()
        self._month = 0
        self._at = clock.today()
        self._lines: list[tuple[QRect, Entry]] = []  # where the reminders were painted
        self._pressed: tuple[QPoint, Entry] | None = None
        self._over: date | None = None  # the day under what is dragged
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Month"))

    def sizeHint(self) -> QSize:
        """Room for seven words and three lines a day."""
        return QSize(theme.px() * 40, theme.px() * 36)

    def minimumSizeHint(self) -> QSize:
        """The least in which a number and a word find room."""
        return QSize(theme.px() * 24, theme.px() * 18)

    def show_days(self, month: int, days: Sequence[Day]) -> None:
        """Show these weeks of this month."""
        self._month, self._days = month, days
        self.update()

    def show_chosen(self, day: Day) -> None:
        """Mark this day."""
        self._at = day.day
        self.setAccessibleDescription(words.spoken(day))
        self.update()

    # where things are

    def _head(self) -> int:
        return QFontMetrics(theme.font(theme.SMALL)).height() + 10

    def _cell(self, at: int) -> QRect:
        rows = max(1, len(self._days) // _DAYS)
        column, line = at % _DAYS, at // _DAYS
        left, right = self.width() * column // _DAYS, self.width() * (column + 1) // _DAYS
        high = self.height() - self._head()
        top, bottom = self._head() + high * line // rows, self._head() + high * (line + 1) // rows
        return QRect(left, top, right - left, bottom - top)

    def place_of(self, day: date) -> QRect:
        """Where a day is painted."""
        return next((self._cell(at) for at, one in enumerate(self._days) if one.day == day), QRect())

    def place_of_task(self, task: int) -> QRect:
        """Where a reminder is painted; empty where its day has no room for it."""
        return next((place for place, one in self._lines if one.task == task), QRect())

    def _day_at(self, point: QPoint) -> Day | None:
        return next((one for at, one in enumerate(self._days) if self._cell(at).contains(point)), None)

    # the keyboard and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a day, PgUp and PgDn another month, Home today, Enter goes into the day's list."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.chosen.emit(self._at + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.chosen.emit(clock.today())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day; a reminder may be dragged from here."""
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        line = next((one for place, one in self._lines if place.contains(point)), None)
        self._pressed = (point, line) if line and not line.is_done else None
        if day := self._day_at(point):
            self.chosen.emit(day.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show on which day the reminder would fall."""
        point = event.position().toPoint()
        if self._pressed and (point - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance():
            day = self._day_at(point)
            self._over = day.day if day else None
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the reminder fall."""
        pressed, over = self._pressed, self._over
        self._pressed = self._over = None
        self.unsetCursor()
        self.update()
        if pressed and over and pressed[1].task is not None and over.isoformat() != pressed[1].day:
            self.moved.emit(pressed[1].task, over)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Into the day's list."""
        self.opened.emit()

    def event(self, event: QEvent) -> bool:
        """The whole day as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            QToolTip.showText(event.globalPos(), tip_text(words.spoken(day)) if day and day.entries else "", self)
            return True
        return super().event(event)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from the tokens, so that a change of scheme needs nothing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lines = []
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("muted"))
        for at, word in enumerate(words.WEEK):
            left = self.width() * at // _DAYS
            painter.drawText(QRect(left + _PAD, 0, self.width() // _DAYS - _PAD, self._head()), _LEFT, _(word))
        for at, day in enumerate(self._days):
            self._paint_day(painter, self._cell(at), day)

    def _paint_day(self, painter: QPainter, cell: QRect, day: Day) -> None:
        is_chosen, is_over = day.day == self._at, day.day == self._over
        ground = "accent_soft" if is_over or is_chosen else "grey_soft" if day.closed else "card"
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRect(QRectF(cell).adjusted(0.5, 0.5, 0, 0))
        if is_over or (is_chosen and self.hasFocus()):
            painter.setPen(QPen(theme.colour("accent_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(cell).adjusted(1.5, 1.5, -1, -1))
        top = self._paint_head(painter, cell, day)
        self._paint_entries(painter, cell.adjusted(_PAD, top - cell.top(), -_PAD, -3), day)

    def _paint_head(self, painter: QPainter, cell: QRect, day: Day) -> int:
        font, small = theme.font(bold=day.day.month == self._month), theme.font(theme.SMALL)
        high = QFontMetrics(font).height() + 4
        number = str(day.day.day)
        wide = max(high, QFontMetrics(font).horizontalAdvance(number) + 10)
        place = QRect(cell.left() + 3, cell.top() + 3, wide, high)
        tone = "ink" if day.day.month == self._month else "muted"
        if day.day == clock.today():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(place, high / 2, high / 2)
            tone = "on_accent"
        painter.setFont(font)
        painter.setPen(theme.colour(tone))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
        room = QRect(place.right() + 3, place.top(), cell.right() - place.right() - 3 - _PAD, high)
        said = QFontMetrics(small).elidedText(words.in_cell(day), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(small)
        painter.setPen(theme.colour("accent_text" if day.holiday else "muted"))
        painter.drawText(room, _RIGHT, said)
        return place.bottom() + 3

    def _paint_entries(self, painter: QPainter, room: QRect, day: Day) -> None:
        font = theme.font(theme.SMALL)
        metrics = QFontMetrics(font)
        high = metrics.height() + 1
        fits = max(0, room.height() // high)
        shown = day.entries if len(day.entries) <= fits else day.entries[: max(0, fits - 1)]
        painter.setFont(font)
        for at, one in enumerate(shown):
            place = QRect(room.left(), room.top() + at * high, room.width(), high)
            self._paint_entry(painter, place, metrics, one)
            if one.task is not None:
                self._lines.append((place, one))
        if len(shown) < len(day.entries) and fits:
            place = QRect(room.left(), room.top() + len(shown) * high, room.width(), high)
            painter.setPen(theme.colour("muted"))
            painter.drawText(place, _LEFT, f"＋{len(day.entries) - len(shown)}")

    @staticmethod
    def _paint_entry(painter: QPainter, place: QRect, metrics: QFontMetrics, one: Entry) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("grey" if one.is_done else "red" if one.is_late else words.TONES[one.kind]))
        painter.drawEllipse(QRectF(place.left(), place.center().y() - 2.5, 6, 6))
        text = place.adjusted(10, 0, 0, 0)
        painter.setPen(theme.colour("muted" if one.is_done else "ink"))
        painter.drawText(text, _LEFT, metrics.elidedText(words.entry(one), Qt.TextElideMode.ElideRight, text.width()))
