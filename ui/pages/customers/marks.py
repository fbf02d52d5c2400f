"""Small painted things of the card: a tag that can be taken off, a moment of the timeline."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from db.services.timeline import TimelineRow
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column
from ui.kit.labels import plain_label, tip
from ui.pages.customers import moments

_CROSS = 14
_LETTERS = 120  # of what was said; the whole of it stands on the customer's page


class ChipLabel(QAbstractButton):
    """A tag; a click on its cross takes it off."""

    removed = Signal()

    def __init__(self, text: str, tint: str) -> None:
        super().__init__()
        self._text = text
        self._tint = tint
        self.setAccessibleName(text)
        tip(self, _("Take “{tag}” off").format(tag=text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:
        """As wide as the word and the cross."""
        metrics = QFontMetrics(theme.font(theme.SMALL))
        return QSize(metrics.horizontalAdvance(self._text) + 20 + _CROSS, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft pill, the word, a thin cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent_text"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tint}_soft"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QPen(theme.colour(self._tint), 1.2))
        painter.drawText(area.adjusted(10, 0, -_CROSS, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
        centre = QPointF(area.right() - 11, area.center().y())
        painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3))
        painter.drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Only the cross takes the tag off."""
        if event.position().x() < self.width() - _CROSS - 8:
            self.setDown(False)
            return
        super().mouseReleaseEvent(event)


class Moment(QWidget):
    """One thing that happened: a ring, what, and when and by whom below."""

    def __init__(self, happened: TimelineRow) -> None:
        super().__init__()
        self._tint, self._full = moments.tint(happened), happened.kind in moments.FILLED
        layout = column(self, spacing=0)
        layout.setContentsMargins(18, 2, 0, 4)
        layout.addWidget(plain_label(shortened(moments.what(happened)), wrap=True, selectable=True))
        layout.addWidget(plain_label(moments.when(happened), "small", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line and the ring at the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 2))
        top = QFontMetrics(self.font()).height() / 2 + 3
        painter.drawLine(QPointF(6, top + 8), QPointF(6, self.height()))
        painter.setPen(QPen(theme.colour(self._tint), 2))
        painter.setBrush(theme.colour(self._tint) if self._full else theme.colour("card"))
        painter.drawEllipse(QPointF(6, top), 4.5, 4.5)


def shortened(text: str) -> str:
    """Enough of what was said to know it by."""
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS]}…"
