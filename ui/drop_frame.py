"""The frame around the page while files are dragged over the window, and the words that say what letting go does."""

from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QDropEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.i18n import _
from ui import pasted
from ui.kit import theme
from ui.kit.page import DropOffer, Page, Shell

_INSET: Final = 6.0
_WIDTH: Final = 3.0  # of the frame's line
_ROUND: Final = 12.0


class DropFrame(QWidget):
    """Lies over what would take them, and takes no events of its own: what is dropped is the page's, else it is imported."""

    def __init__(self, window: QWidget, shell: Shell) -> None:
        super().__init__(window)
        self._shell = shell
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.hide()

    def follow(self, event: QDropEvent, page: Page) -> None:
        """Something is dragged over the window, where `page` is in view: say what letting go would do."""
        offer = self._offer(event, page)
        self.setVisible(offer is not None)
        if offer is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.words = offer.words
        self.setGeometry(QRect(offer.area.mapTo(self.window(), QPoint(0, 0)), offer.area.size()))
        self.raise_()
        self.update()

    def let_go(self, event: QDropEvent, page: Page) -> None:
        """It was dropped: do what was said."""
        self.hide()
        if offer := self._offer(event, page):
            event.acceptProposedAction()
            offer.take()

    def _offer(self, event: QDropEvent, page: Page) -> DropOffer | None:
        data = event.mimeData()
        at = page.mapFrom(self.window(), event.position().toPoint())
        if offer := page.offer_drop(data, at):
            return offer
        if not pasted.may_bring(data):
            return None
        return DropOffer(page, _("Let go to begin the import"), partial(self._import, data))

    def _import(self, data: QMimeData) -> None:
        """The page asks and draws once the other program has its drag back."""
        if what := pasted.brought(data):
            QTimer.singleShot(0, self, partial(self._shell.go, "importing", **what))

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
