"""A timeline: rings on a line, wrapped words beside them, read on as it is scrolled; the chosen one shows all of its words."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import theme
from ui.kit.keys import Held
from ui.kit.labels import tip_text

PAGE: Final = 50  # moments read at a time
_LINES: Final = 4  # lines of a moment that is not chosen
_LETTERS: Final = 4_000  # of the chosen one; what is longer is read in its form
_LEFT: Final = 30  # pixels before the words
_PAD: Final = 7
_MOMENT: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Moment(NamedTuple):
    """One thing that happened: its words, and small below them when and by whom. `key` is what the page knows it by."""

    key: Any
    text: str
    below: str
    tint: str = "accent_text"
    filled: bool = False


Read = Callable[[Moment | None, int], Sequence[Moment]]  # the next so many moments below this one; None: the newest


class TimelineModel(QAbstractListModel):
    """Moments, read page by page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.moments: list[Moment] = []
        self._read: Read = lambda _last, _count: ()
        self._has_more = False

    def show(self, read: Read, least: int = PAGE) -> None:
        """Begin from the newest, and read at least so many."""
        self.beginResetModel()
        self._read, self.moments = read, []
        self.moments = self._next(least)
        self.endResetModel()

    def _next(self, count: int = PAGE) -> list[Moment]:
        more = list(self._read(self.moments[-1] if self.moments else None, count))
        self._has_more = len(more) == count
        return more

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there is more below."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        """Read the next ones: the view asks when it was scrolled to the end."""
        if more := self._next():
            self.beginInsertRows(QModelIndex(), len(self.moments), len(self.moments) + len(more) - 1)
            self.moments += more
            self.endInsertRows()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many were read."""
        return 0 if parent is not None and parent.isValid() else len(self.moments)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A moment; its words for who listens."""
        moment = self.moments[index.row()]
        if role == _MOMENT:
            return moment
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{moment.text}\n{moment.below}"
        return tip_text(moment.below) if role == Qt.ItemDataRole.ToolTipRole else None


class TimelineView(QListView):
    """Shows a TimelineModel."""

    opened = Signal(object)  # double click, Enter: the moment's key
    removed = Signal(object)  # Delete

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = TimelineModel(self)
        self._held = Held()
        self.setModel(self.timeline)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.timeline.moments[index.row()].key))
        self.selectionModel().currentChanged.connect(self._chosen)
        theme.state.changed.connect(self.scheduleDelayedItemsLayout)

    def begin_anew(self) -> None:
        """What is shown next is somebody else's: from its beginning."""
        self.timeline.show(lambda _last, _count: ())
        self.verticalScrollBar().setValue(0)

    def show_moments(self, read: Read) -> None:
        """Show what this reads, from the newest; the chosen one and the place stay where they are still there."""
        key, at, least = self.current_key(), self.verticalScrollBar().value(), max(PAGE, len(self.timeline.moments))
        self.timeline.show(read, least if key is not None or at else PAGE)
        found = next((row for row, moment in enumerate(self.timeline.moments) if key is not None and moment.key == key), None)
        if found is not None:
            self.setCurrentIndex(self.timeline.index(found))
        self.verticalScrollBar().setValue(at)

    def current_key(self) -> Any:
        """What the chosen moment is known by, or None."""
        at = self.currentIndex()
        return self.timeline.moments[at.row()].key if at.isValid() else None

    def _chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        """Another moment shows all of its words; thousands are laid out anew only where that takes other room."""
        if any(index.isValid() and self._delegate.grows(index) for index in (now, before)):
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes, once however long they are held."""
        key = self.current_key()
        if key is None or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete):
            super().keyPressEvent(event)
        elif not self._held.repeats(event):
            (self.removed if event.key() == Qt.Key.Key_Delete else self.opened).emit(key)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The key was let go."""
        self._held.let_go(event)
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    """Paints a moment and says how high it is."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._width = 0
        self._heights: dict[tuple[str, str, int], int] = {}  # of what was measured at this width; all are asked for each time
        theme.state.changed.connect(self._forget)

    def _forget(self) -> None:
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its words need at the view's width."""
        width = self._view.viewport().width()
        if width != self._width:
            self._width = width
            self._heights.clear()
        return QSize(width, self._height(index.row(), self._most(index)))

    def grows(self, index: _Index) -> bool:
        """Whether it is higher where it is the chosen one."""
        return self._height(index.row(), _LETTERS) > self._height(index.row(), _LINES)

    def _height(self, row: int, most: int) -> int:
        moment = self._view.timeline.moments[row]
        asked = (moment.text, moment.below, most)
        if asked not in self._heights:
            self._heights[asked] = self._measured(*asked)
        return self._heights[asked]

    def _measured(self, text: str, below: str, most: int) -> int:
        said = len(_broken(text, theme.font(), self._room(self._width), most))
        small = len(_broken(below, theme.font(theme.SMALL), self._room(self._width), 2))
        return round(said * _height(theme.font()) + small * _height(theme.font(theme.SMALL)) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The line and the ring at the left, the words, what stands small below."""
        moment: Moment = index.data(_MOMENT)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._view.currentIndex():
            painter.fillRect(area, theme.colour("accent_soft"))
        self._ring(painter, area, moment, index)
        room, y = self._room(area.width()), area.top() + _PAD
        y = _write(painter, area.left() + _LEFT, y, moment.text, theme.font(), "ink", room, self._most(index))
        _write(painter, area.left() + _LEFT, y, moment.below, theme.font(theme.SMALL), "muted", room, 2)
        painter.restore()

    def _ring(self, painter: QPainter, area: QRectF, moment: Moment, index: _Index) -> None:
        centre = QPointF(area.left() + 15, area.top() + _PAD + _height(theme.font()) / 2)
        painter.setPen(QPen(theme.colour("line"), 2))
        if index.row():
            painter.drawLine(QPointF(centre.x(), area.top()), centre - QPointF(0, 6))
        painter.drawLine(centre + QPointF(0, 6), QPointF(centre.x(), area.bottom()))
        painter.setPen(QPen(theme.colour(moment.tint), 2))
        painter.setBrush(theme.colour(moment.tint) if moment.filled else theme.colour("card"))
        painter.drawEllipse(centre, 4.5, 4.5)

    def _most(self, index: _Index) -> int:
        return _LETTERS if index == self._view.currentIndex() else _LINES

    @staticmethod
    def _room(width: float) -> float:
        return max(60.0, width - _LEFT - 2 * _PAD)


def _height(font: QFont) -> float:
    return QFontMetrics(font).height() * 1.1


def _broken(text: str, font: QFont, width: float, most: int) -> list[str]:
    """The lines of a text at this width, `most` of them; where there is more, the last one ends in "…"."""
    lines: list[str] = []
    shown = text[: most * 200 if most <= _LINES else _LETTERS]  # no line holds more than that
    for paragraph in shown.splitlines() or [""]:
        lines += _wrapped(paragraph, font, width, most - len(lines) + 1)
        if len(lines) > most:
            break
    if len(lines) > most or len(shown) < len(text):
        lines = lines[:most]
        lines[-1] = QFontMetrics(font).elidedText(lines[-1] + "…" * 2, Qt.TextElideMode.ElideRight, round(width))
    return lines


def _wrapped(paragraph: str, font: QFont, width: float, most: int) -> list[str]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units, lines = paragraph.encode("utf-16-le"), list[str]()  # Qt counts in these: 𠮷 and emoji are two
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = 2 * line.textStart()
        lines.append(units[start : start + 2 * line.textLength()].decode("utf-16-le", "replace"))
    layout.endLayout()
    return lines or [""]


def _write(painter: QPainter, x: float, y: float, text: str, font: QFont, token: str, width: float, most: int) -> float:
    """Write the text from here; where it ends."""
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    for line in _broken(text, font, width, most):
        painter.drawText(QRectF(x, y, width, _height(font)), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
        y += _height(font)
    return y
