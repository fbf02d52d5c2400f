"""Twelve small bars on Today: the money of each month, the one that is going on lighter; a click leads to the report."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from db.core.values import money
from ui.kit import counter, theme
from ui.kit.labels import tip_text

_HIGH_EM: Final = 6.5
_BAR: Final = 0.68  # of the room a month has
_UNDER_WAY: Final = 0.4  # how much of the ink a month has that is not over


class MonthBars(QWidget):
    """Nothing is drawn of less than nothing; in the counter mode no height tells an amount."""

    def __init__(self, name: str, do: Callable[[], object]) -> None:
        super().__init__()
        self._name, self._do = name, do
        self._months: Sequence[tuple[date, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        counter.state.changed.connect(self.update)

    def tell(self, months: Sequence[tuple[date, int]]) -> None:
        """The first day of each month and its money, this month last."""
        self._months = months
        self.update()

    def sizeHint(self) -> QSize:
        """As high as some lines."""
        return QSize(200, round(_HIGH_EM * theme.px()))

    def said(self, at: int) -> str:
        """A month in words: 2026/11　412,860."""
        day, amount = self._months[at]
        return f"{day.year}/{day.month}　{counter.hidden(f'${money.shown(amount)}')}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars, and below each the number of its month."""
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(theme.SMALL)
        painter.setFont(font)
        foot, each = QFontMetrics(font).height() + 4, self.width() / len(self._months)
        most = max(1, *(amount for _day, amount in self._months))
        for at, (day, amount) in enumerate(self._months):
            high = 0.0 if counter.state.is_on else max(0, amount) / most * (self.height() - foot - 2)
            bar = QRectF(at * each + each * (1 - _BAR) / 2, self.height() - foot - high, each * _BAR, high)
            ink = theme.colour("accent")
            ink.setAlphaF(_UNDER_WAY if at == len(self._months) - 1 else 1.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(bar, min(3.0, high / 2), min(3.0, high / 2))
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(at * each, self.height() - foot, each, foot), Qt.AlignmentFlag.AlignCenter, f"{day.month}")
        if self.hasFocus():
            painter.setPen(theme.colour("accent_text"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def event(self, event: QEvent) -> bool:
        """The tooltip says the month pointed at."""
        if isinstance(event, QHelpEvent) and self._months:
            at = min(len(self._months) - 1, max(0, event.pos().x() * len(self._months) // max(1, self.width())))
            QToolTip.showText(event.globalPos(), tip_text(self.said(at)), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """To the report."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To the report, by the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._do()
        else:
            super().keyPressEvent(event)
