"""A white rounded frame with a thin border: cards and rounded tables alike."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import theme

RADIUS = 11.0


class Card(QFrame):
    """Paints its antialiased border itself; `body` is the layout to fill."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 16, spacing: int = 8) -> None:
        super().__init__(parent)
        self.body = column(self, margin=margin, spacing=spacing)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def column(owner: QWidget | None = None, *, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    """A column of widgets."""
    made = QVBoxLayout(owner) if owner else QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    return made


def row(owner: QWidget | None = None, *, margin: int = 0, spacing: int = 8) -> QHBoxLayout:
    """A row of widgets."""
    made = QHBoxLayout(owner) if owner else QHBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    return made


def foot(*parts: QWidget) -> QHBoxLayout:
    """The last line of a dialog: these at its right end."""
    made = row(spacing=10)
    made.addStretch(1)
    for part in parts:
        made.addWidget(part)
    return made


def ground(token: str, parent: QWidget | None = None) -> QWidget:
    """A plain widget on this ground: paper, card, side or clear."""
    made = QWidget(parent)
    made.setProperty("ground", token)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made
