"""A column of cards that scrolls up and down; wrapped words get all the height they need."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.card import column, ground

Margins = tuple[int, int, int, int]  # left, top, right, bottom


class ScrollColumn(QScrollArea):
    """`body` is the layout to fill. `most`: the column grows no wider than so many letters; 0: as wide as there is room.
    `wide`: it is just so many letters wide, and wider only where its cards would be cut.

    Qt asks a scrolled widget for its least height without telling its width; here it is asked with it.
    """

    def __init__(self, *, margins: Margins = (0, 0, 0, 0), spacing: int = 10, most: int = 0, wide: int = 0) -> None:
        super().__init__()
        self._margins, self._most, self._wide = margins, most, wide
        self._is_held = False
        self.setViewport(QWidget())  # one of Qt's own, asked for, makes all kinds of widgets known to Python: 10 ms
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab stops at what is inside; PgUp and PgDn arrive from there
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = ground("clear")
        self.body: QVBoxLayout = column(self._inner, spacing=spacing)
        self.body.setContentsMargins(*margins)
        self._inner.installEventFilter(self)
        self.setWidget(self._inner)

    def hold(self, *, on: bool) -> None:
        """While it is drawn anew it stays as high as it is: what is in view keeps its place."""
        self._is_held = on
        if not on:
            self._fit()

    def settle(self) -> None:
        """Have everything in its place now, not when Qt comes round to it."""
        QApplication.sendEvent(self._inner, QEvent(QEvent.Type.LayoutRequest))

    def show_whole(self, part: QWidget) -> None:
        """Scroll no further than needed until this part is seen; of one higher than the view its beginning."""
        self.settle()
        self.ensureWidgetVisible(part, 0, 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something inside came, went or changed its words."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if self._wide:
            bar = self.verticalScrollBar()
            beside = bar.sizeHint().width() if bar.isVisible() else 0  # the bar takes no room of the cards
            self.setFixedWidth(max(round(theme.px() * self._wide), self.body.minimumSize().width()) + beside)
        width = self.viewport().width()
        left, top, right, bottom = self._margins
        if self._most:
            right = max(right, width - left - round(theme.px() * self._most))
        self.body.setContentsMargins(left, top, right, bottom)
        wanted = self.body.heightForWidth(width) if self.body.hasHeightForWidth() else self.body.minimumSize().height()
        if self._inner.minimumHeight() < wanted or (self._inner.minimumHeight() > wanted and not self._is_held):
            self._inner.setMinimumHeight(wanted)
