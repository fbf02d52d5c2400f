"""The pages of a PDF one below the other, each drawn when it comes into view; another PDF takes their place without a jump."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from resources.i18n import _
from ui.kit import theme

_GAP: Final = 14  # pixels between two pages and around them
_MOST_WIDE: Final = 1_600  # pixels of a page as it is drawn: enough for any screen, and soon done
_KEPT: Final = 6  # pages drawn and kept
_ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)  # of the width of the view
_PAGE: Final = QColor("#FFFFFF")  # paper is white in the dark, too


class Opened:
    """A PDF that is read; its bytes live a little longer than it."""

    def __init__(self, pdf: bytes) -> None:
        from PySide6.QtPdf import QPdfDocument

        self.document = QPdfDocument()
        buffer = QBuffer(self.document)  # goes after the document, never before it
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(buffer)
        self.pages = self.document.pageCount()

    def size(self, page: int) -> QSizeF:
        """A page's size in points."""
        return self.document.pagePointSize(page)

    def drawn(self, page: int, width: int) -> QImage:
        """A page on white, so many pixels wide."""
        size = self.size(page)
        height = max(1, round(width * size.height() / max(size.width(), 1.0)))
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(_PAGE)
        painter = QPainter(image)
        painter.drawImage(0, 0, self.document.render(page, QSize(width, height)))
        painter.end()
        return image

    @property
    def sheet(self) -> str:
        """The key of the sheet it was drawn for; "" another program's, or no document."""
        from PySide6.QtPdf import QPdfDocument

        return str(self.document.metaData(QPdfDocument.MetaDataField.Subject) or "")

    def words(self, page: int) -> str:
        """A page's words, for screen readers."""
        return self.document.getAllText(page).text()


class PageView(QAbstractScrollArea):
    """Scrolls with wheel and keys; Ctrl and the wheel, plus and minus make it larger and smaller, 0 as wide as the view."""

    page_changed = Signal(int, int)  # the page in view from 1, and how many there are

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The paper as it is printed"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMinimumSize(240, 200)
        self.is_whole = False  # whether a whole page is to be seen instead of its whole width
        self._zoom = 1.0
        self._opened: Opened | None = None
        self._images: dict[int, QImage] = {}
        self._stale: dict[int, QImage] = {}  # of the PDF before, seen until the new page is drawn
        self._wanted: list[int] = []
        self._told = (0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # what is shown

    def show_pdf(self, pdf: bytes) -> None:
        """Show this PDF where the one before stood: at the same place, as large."""
        self._age()
        self._opened = Opened(pdf)
        self._lay_out()
        self._tell()

    def clear(self) -> None:
        """Show nothing."""
        self._opened, self._images, self._stale = None, {}, {}
        self._lay_out()
        self._tell()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._opened.pages if self._opened else 0

    @property
    def page(self) -> int:
        """The page in view, from 1; 0: there is none."""
        if not self.pages:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return max(1, min(self.pages, int(middle // self._step()) + 1))

    def words(self) -> str:
        """What stands on the page in view."""
        return self._opened.words(self.page - 1) if self._opened and self.page else ""

    # sizes: all pages of a paper are of one size

    def _page_size(self) -> QSizeF:
        """One page in pixels of the screen."""
        if self._opened is None or not self.pages:
            return QSizeF(0, 0)
        size = self._opened.size(0)
        room = self.maximumViewportSize()  # not the viewport: a bar that comes and goes with the size would never let it rest
        width = max(80.0, room.width() - self.verticalScrollBar().sizeHint().width() - 2 * _GAP)
        if self.is_whole:
            width = min(width, (room.height() - 2 * _GAP) * size.width() / max(size.height(), 1.0))
        width *= self._zoom
        return QSizeF(width, width * size.height() / max(size.width(), 1.0))

    def _step(self) -> float:
        return self._page_size().height() + _GAP

    def _lay_out(self) -> None:
        size = self._page_size()
        high = _GAP + self.pages * self._step()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, round(high - self.viewport().height())))
        down.setPageStep(self.viewport().height())
        down.setSingleStep(48)
        across.setRange(0, max(0, round(size.width() + 2 * _GAP - self.viewport().width())))
        across.setPageStep(self.viewport().width())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as the view, at the same place."""
        before = self._place()
        super().resizeEvent(event)
        self._go_to(before)

    def _place(self) -> float:
        """Where the view begins, in pages."""
        return self.verticalScrollBar().value() / self._step() if self.pages else 0.0

    def _go_to(self, place: float) -> None:
        self._age()
        self._lay_out()
        self.verticalScrollBar().setValue(round(place * self._step()))

    def _age(self) -> None:
        """What is drawn is seen only until it is drawn anew."""
        self._stale = dict([*self._stale.items(), *self._images.items()][-_KEPT:])
        self._images = {}

    def zoom(self, steps: int) -> None:
        """So many steps larger; 0: as wide as the view again."""
        at = min(range(len(_ZOOMS)), key=lambda one: abs(_ZOOMS[one] - self._zoom))
        before = self._place()
        self._zoom = _ZOOMS[max(0, min(len(_ZOOMS) - 1, at + steps))] if steps else 1.0
        self._go_to(before)

    def show_whole(self, *, on: bool) -> None:
        """A whole page in view, or its whole width."""
        before = self.page
        self.is_whole, self._zoom = on, 1.0
        self._go_to(max(before - 1, 0))

    def turn(self, pages: int) -> None:
        """So many pages on."""
        self.verticalScrollBar().setValue(round(max(0, self.page - 1 + pages) * self._step()))

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is drawn already; what is not is drawn a moment later."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("line"))
        if not self.pages:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = self._seen()
        for page in seen:
            area = self._area(page)
            image = self._images.get(page) or self._stale.get(page)
            painter.fillRect(area, _PAGE)
            if image is not None:
                painter.drawImage(area, image)
            painter.setPen(QPen(theme.colour("muted"), 1))
            painter.drawRect(area)
        self._wanted = [page for page in seen if page not in self._images]
        if self._wanted:
            self._timer.start()

    def _seen(self) -> range:
        top = self.verticalScrollBar().value()
        first = max(0, int((top - _GAP) // self._step()))
        last = min(self.pages - 1, int((top + self.viewport().height()) // self._step()))
        return range(first, last + 1)

    def _area(self, page: int) -> QRectF:
        size = self._page_size()
        left = max(float(_GAP), (self.viewport().width() - size.width()) / 2) - self.horizontalScrollBar().value()
        return QRectF(left, _GAP + page * self._step() - self.verticalScrollBar().value(), size.width(), size.height())

    def _draw_next(self) -> None:
        """One page, and then the window lives."""
        wanted = [page for page in self._wanted if page in self._seen()]
        if self._opened is None or not wanted:
            return
        width = min(_MOST_WIDE, round(self._page_size().width() * self.devicePixelRatioF()))
        page = wanted[0]
        self._images[page] = self._opened.drawn(page, width)
        self._stale.pop(page, None)
        for far in sorted(self._images, key=lambda one: abs(one - page))[_KEPT:]:
            del self._images[far]
        self.viewport().update()

    # moving

    def _moved(self) -> None:
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        now = (self.page, self.pages)
        if now != self._told:
            self._told = now
            self.setAccessibleDescription(self.words())
            self.page_changed.emit(*now)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Everything is painted anew."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages by PgUp and PgDn, lines by the arrows, the ends by Home and End, the size by + - 0."""
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Down: lambda: bar.setValue(bar.value() + bar.singleStep()),
            Qt.Key.Key_Up: lambda: bar.setValue(bar.value() - bar.singleStep()),
            Qt.Key.Key_Plus: lambda: self.zoom(1),
            Qt.Key.Key_Equal: lambda: self.zoom(1),
            Qt.Key.Key_Minus: lambda: self.zoom(-1),
            Qt.Key.Key_0: lambda: self.zoom(0),
        }
        if move := moves.get(Qt.Key(event.key())):
            move()
        else:
            super().keyPressEvent(event)
