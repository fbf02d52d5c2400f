"""The icons: Lucide's drawings, painted in a token's colour of the scheme in use."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from resources import path
from ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer

    file = path("icons", f"{name}.svg")
    if not file.is_file():
        return QSvgRenderer()  # paints nothing: an error within a paint takes the program with it
    return QSvgRenderer(QByteArray(file.read_text("utf-8").replace("currentColor", colour).encode()))


class _Engine(QIconEngine):
    """Paints the drawing anew each time, so that a change of scheme needs nobody to tell it."""

    def __init__(self, name: str, tint: str) -> None:
        super().__init__()
        self._name = name
        self._tint = tint

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tint = "muted" if mode is QIcon.Mode.Disabled else self._tint
        if state is QIcon.State.On and tint == "side_text":
            tint = "on_accent"
        _drawing(self._name, theme.colour(tint).name()).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tint)


def icon(name: str, tint: str = "ink") -> QIcon:
    """The drawing `name` of resources/icons in this token's colour."""
    return QIcon(_Engine(name, tint))


def pixmap(name: str, tint: str = "ink", size: int = 18, ratio: float = 1.0) -> QPixmap:
    """The drawing as a picture of `size` device-independent pixels."""
    made = icon(name, tint).pixmap(QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    return made
