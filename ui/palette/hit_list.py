"""The lines of the palette, painted from plain values."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import counter, icons, theme
from ui.palette.hits import Hit

_HIT: Final = Qt.ItemDataRole.UserRole + 1
_PAD: Final = 12
_GAP: Final = 10
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class HitModel(QAbstractListModel):
    """The hits in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """These instead of the ones before."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a line, for screen readers too; the hit itself for the delegate."""
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "　".join(part for part in (hit.title, _note(hit), hit.beside) if part)
        return hit if role == _HIT else None


class _HitDelegate(QStyledItemDelegate):
    """An icon, the name, a note; at the right the keys or when one last talked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One row of a list."""
        return QSize(0, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        hit = index.data(_HIT)
        if not isinstance(hit, Hit):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 8, 8)
        room = _icon(painter, room, hit.icon)
        room = _at_right(painter, room, hit.beside, hit.tone)
        room = _words(painter, room, hit.title, theme.font(bold=hit.kind in ("customer", "new")), "ink")
        _words(painter, room, _note(hit), theme.font(), "ink" if hit.kind == "customer" else "muted")
        painter.restore()


def _note(hit: Hit) -> str:
    """Of a customer it is the number, which the counter must not show."""
    return counter.hidden(hit.note) if hit.kind in ("customer", "number", "product") else hit.note


def _icon(painter: QPainter, room: QRect, name: str) -> QRect:
    size = round(theme.px() * 1.2)
    if name:
        place = QRect(room.left(), room.center().y() - size // 2 + 1, size, size)
        icons.icon(name, "muted").paint(painter, place)
    return room.adjusted(size + _GAP, 0, 0, 0)


def _at_right(painter: QPainter, room: QRect, text: str, tone: str) -> QRect:
    if not text:
        return room
    font = theme.font(theme.SMALL)
    width = min(QFontMetrics(font).horizontalAdvance(text) + 2, room.width() // 2)
    painter.setFont(font)
    painter.setPen(QPen(theme.colour(tone)))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
    return room.adjusted(0, 0, -width - _GAP, 0)


def _words(painter: QPainter, room: QRect, text: str, font: QFont, tone: str) -> QRect:
    if not text or room.width() <= 0:
        return room
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(QPen(theme.colour(tone)))
    painter.drawText(room, _LEFT, shown)
    return room.adjusted(metrics.horizontalAdvance(shown) + _GAP, 0, 0, 0)


class HitList(QListView):
    """One line is always chosen; the keyboard stays in the box above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(_HitDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these, the first one chosen."""
        self.hits.show_hits(hits)
        if hits:
            self.setCurrentIndex(self.hits.index(0))

    def current(self) -> Hit | None:
        """The line that is chosen."""
        at = self.currentIndex()
        return self.hits.hits[at.row()] if at.isValid() else None

    def step(self, by: int) -> None:
        """Choose the line that many further down, around the ends for single steps."""
        count = self.hits.rowCount()
        if not count:
            return
        at = self.currentIndex().row() + by
        at = at % count if abs(by) == 1 else max(0, min(count - 1, at))
        self.setCurrentIndex(self.hits.index(at))
