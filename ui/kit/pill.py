"""A small coloured label: how sure a guess is, what will become of a row, a tag on a card."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import theme


class Pill(QWidget):
    """Painted from the tokens, so a change of scheme needs nothing; `hue` is one of tokens.HUES."""

    def __init__(self, text: str = "", hue: str = "grey", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.text = self.hue = ""
        self.show_text(text, hue)

    def show_text(self, text: str, hue: str) -> None:
        """Show this text in this hue."""
        self.text, self.hue = text, hue
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        metrics = QFontMetrics(theme.font(theme.SMALL))
        return QSize(metrics.horizontalAdvance(self.text) + metrics.height(), round(metrics.height() * 1.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from the tokens, so that a change of scheme needs nothing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self.hue}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setPen(theme.colour(self.hue))
        painter.setFont(theme.font(theme.SMALL))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()
