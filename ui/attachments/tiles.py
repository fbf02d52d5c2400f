"""The thumbnails of a customer's files side by side: each with its day, and what it is labelled."""

from array import array
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.services.attachments import AttachmentRow
from ui.attachments.words import LABEL_HUES, label_words
from ui.kit import counter, theme
from ui.kit.days import written
from ui.kit.icons import pixmap
from ui.kit.keys import Held

_WIDE, _HIGH = 7.6, 7.4  # of a tile, in letters
_ROWS: Final = 2  # seen at once; more scroll
_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = Qt.ItemDataRole.UserRole


class TileModel(QAbstractListModel):
    """The files of one customer, and the thumbnails read so far."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[AttachmentRow] = []
        self.thumbnails: dict[str, QImage] = {}  # by hash

    def show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def put(self, thumbnails: dict[str, QImage]) -> None:
        """Paint these, too."""
        self.thumbnails |= thumbnails
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many."""
        return len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself; its words for a screen reader and the tooltip."""
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            name, note = counter.hidden(row.name), counter.hidden(row.note)
            return " ".join(part for part in (name, shown_day(row), label_words(row.label), note) if part)
        return None


def shown_day(row: AttachmentRow) -> str:
    """The day of a file as days are shown."""
    return written(row.happened_on)


class _TileDelegate(QStyledItemDelegate):
    """A picture cut to its frame, or a sheet with its name; the day below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All the same."""
        return tile_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: AttachmentRow = index.data(_ROW)
        images: dict[str, QImage] = index.model().thumbnails  # type: ignore[attr-defined]
        box: QRect = option.rect.adjusted(4, 4, -4, -4)
        line = QFontMetrics(theme.font(theme.SMALL)).height()
        frame = QRectF(box.adjusted(0, 0, 0, -line - 4))
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._frame(painter, frame, row, None if counter.state.is_on else images.get(row.thumbnail_hash))
        self._edge(painter, frame, bool(option.state & QStyle.StateFlag.State_Selected))
        if row.label:
            _pill(painter, frame, label_words(row.label), LABEL_HUES.get(row.label, "grey"))
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("muted"))
        painter.drawText(box.adjusted(2, 0, -2, 0), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter, shown_day(row))
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, frame: QRectF, row: AttachmentRow, image: QImage | None) -> None:
        path = QPainterPath()
        path.addRoundedRect(frame, 8, 8)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(frame, theme.colour("grey_soft"))
        if image and not image.isNull():
            scale = max(frame.width() / image.width(), frame.height() / image.height())
            part = QRectF(0, 0, frame.width() / scale, frame.height() / scale)
            part.moveCenter(QRectF(image.rect()).center())
            painter.drawImage(frame, image, part)
        else:
            _sheet(painter, frame, row)
        painter.restore()

    @staticmethod
    def _edge(painter: QPainter, frame: QRectF, chosen: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent_text" if chosen else "line"), 3 if chosen else 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _sheet(painter: QPainter, frame: QRectF, row: AttachmentRow) -> None:
    """What has no picture: a symbol, and the name on two lines at most."""
    size = round(theme.px() * 1.9)
    symbol = pixmap("image" if row.is_picture else "file-text", "muted", size, painter.device().devicePixelRatioF())
    words = frame.adjusted(6, size + 12, -6, -4)
    painter.drawPixmap(round(frame.center().x() - size / 2), round(frame.top() + 10), symbol)
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.colour("ink"))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere
    name = painter.fontMetrics().elidedText(counter.hidden(row.name), Qt.TextElideMode.ElideMiddle, round(words.width() * 1.7))
    painter.drawText(words, flags, name)


def _pill(painter: QPainter, frame: QRectF, text: str, hue: str) -> None:
    metrics = QFontMetrics(theme.font(theme.SMALL, bold=True))
    place = QRectF(frame.left() + 6, frame.top() + 6, metrics.horizontalAdvance(text) + 14, metrics.height() + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{hue}_soft"))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(theme.colour(hue))
    painter.setFont(theme.font(theme.SMALL, bold=True))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def tile_size() -> QSize:
    """The room of one tile at the size of the letters in use."""
    return QSize(round(theme.px() * _WIDE), round(theme.px() * _HIGH))


class TileView(QListView):
    """Tiles that wrap; as high as one or two rows of them. Enter opens, Delete takes off."""

    opened = Signal(int)  # row
    removed = Signal()

    def __init__(self, model: TileModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = Held()
        self.setModel(model)
        self.setItemDelegate(_TileDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "clear")
        model.modelReset.connect(self.fit)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit(self) -> None:
        """As high as its rows, up to two."""
        tile = tile_size()
        beside = max(1, (self.width() - 4) // tile.width())
        rows = -(-self.model().rowCount() // beside)
        self.setFixedHeight(min(max(rows, 1), _ROWS) * tile.height() + 4)

    def chosen(self) -> "array[int]":
        """The rows chosen, from the left."""
        return array("q", sorted(index.row() for index in self.selectedIndexes()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes off; once, however long they are held."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._held.repeats(event):
            return
        if is_enter and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete and self.selectedIndexes():
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key let go may be pressed again."""
        self._held.let_go(event)
        super().keyReleaseEvent(event)
