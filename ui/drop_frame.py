"""The frame around the page while files are dragged over the window, and the words that say what letting go does."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.i18n import _
from ui.kit import theme

_INSET: Final = 6.0
_WIDTH: Final = 3.0  # of the frame's line
_ROUND: Final = 12.0


class DropFrame(QWidget):
    """Lies over the page in view and takes no events of its own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.hide()

    def offer(self, page: QWidget) -> None:
        """Something that can be imported is over the window, where `page` is in view."""
        self.words = _("Let go to begin the import")
        self.setGeometry(QRect(page.mapTo(self.window(), QPoint(0, 0)), page.size()))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet line around everything, the words on a card in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(theme.colour("accent"))
        pen.setWidthF(_WIDTH)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET), _ROUND, _ROUND)
        font = theme.font(theme.TITLE, bold=True)
        metrics = QFontMetrics(font)
        card = QRectF(0, 0, metrics.horizontalAdvance(self.words) + 4 * theme.px(), metrics.height() * 2.4)
        card.moveCenter(QRectF(self.rect()).center())
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(card, _ROUND, _ROUND)
        painter.setFont(font)
        painter.setPen(theme.colour("accent_text"))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, self.words)
        painter.end()
