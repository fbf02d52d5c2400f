"""The two kinds of large buttons of the welcome page: a sample of a letter size, and a way to begin."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit import icons, theme
from ui.kit.card import RADIUS
from ui.kit.labels import press_by_enter

_MARGIN = 14


class _Tile(QAbstractButton):
    """A rounded tile with the card's border, teal when it is chosen; a second line inside shows where the keyboard is."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as the space bar does."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def _ground(self, painter: QPainter, fill: str = "", line: str = "accent_text") -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus() or self.underMouse()
        painter.setPen(QPen(theme.colour("accent_text" if strong else "edge"), 2 if self.isChecked() or self.hasFocus() else 1))
        painter.setBrush(theme.colour(fill or ("accent_soft" if self.isChecked() else "card")))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour(line), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), RADIUS - 3, RADIUS - 3)
        painter.setPen(theme.colour("ink"))


class SizeTile(_Tile):
    """A living sample: its words in the size they name."""

    def __init__(self, key: str, title: str, px: int, sample: str) -> None:
        super().__init__(title)
        self.key, self._title, self._px, self._sample = key, title, px, sample
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def _font(self, *, bold: bool) -> QFont:
        made = theme.font(bold=bold)
        made.setPixelSize(self._px)
        return made

    def sizeHint(self) -> QSize:
        """The room it would like."""
        plain, bold = QFontMetrics(self._font(bold=False)), QFontMetrics(self._font(bold=True))
        width = max(plain.horizontalAdvance(self._sample), bold.horizontalAdvance(self._title))
        return QSize(width + 2 * _MARGIN, QFontMetrics(theme.font(18 / theme.px())).height() * 2 + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from the tokens, so that a change of scheme needs nothing."""
        painter = QPainter(self)
        self._ground(painter)
        bold = self._font(bold=True)
        height = QFontMetrics(bold).height()
        top = (self.height() - 2 * height) // 2
        inner = QRect(_MARGIN, top, self.width() - 2 * _MARGIN, height)
        painter.setFont(bold)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, self._title)
        painter.setFont(self._font(bold=False))
        painter.setPen(theme.colour("muted"))
        painter.drawText(inner.translated(0, height), Qt.AlignmentFlag.AlignLeft, self._sample)
        painter.end()


class WayTile(_Tile):
    """One way to begin: a picture, a verb, a sentence. The primary one is painted in the accent."""

    def __init__(self, icon: str, title: str, sentence: str, *, primary: bool = False) -> None:
        super().__init__(f"{title}：{sentence}")
        self._icon, self._title, self._sentence, self._primary = icon, title, sentence, primary

    def _text_height(self) -> int:
        width = max(self.width(), 220) - 2 * _MARGIN
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(theme.font(theme.SMALL)).boundingRect(QRect(0, 0, width, 400), flags, self._sentence).height()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        title = QFontMetrics(theme.font(1.1, bold=True))
        return QSize(
            title.horizontalAdvance(self._title) + 60, title.height() + max(self._text_height(), 3 * title.height()) + 3 * _MARGIN
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from the tokens, so that a change of scheme needs nothing."""
        painter = QPainter(self)
        self._ground(painter, *(("accent", "on_accent") if self._primary else ()))
        title = theme.font(1.1, bold=True)
        size = QFontMetrics(title).height()
        painter.drawPixmap(
            _MARGIN,
            _MARGIN,
            icons.pixmap(self._icon, "on_accent" if self._primary else "accent_text", size, self.devicePixelRatioF()),
        )
        painter.setFont(title)
        painter.setPen(theme.colour("on_accent" if self._primary else "ink"))
        painter.drawText(QRect(_MARGIN + size + 8, _MARGIN, self.width(), size), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("on_accent" if self._primary else "muted"))
        below = QRect(_MARGIN, 2 * _MARGIN + size, self.width() - 2 * _MARGIN, self.height() - size - 2 * _MARGIN)
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._sentence)
        painter.end()
