"""The table of a report: numbers at the right, hot cells shaded under ink, the first column and the total fixed; a cell opens
its rows.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from reports.question import Answer
from ui.kit import theme
from ui.kit.keys import Held, asks_for_menu
from ui.kit.list_columns import Heads, paint_first
from ui.pages.reports.delegate import PAD, AnswerDelegate
from ui.pages.reports.model import BOLD_ROLE, AnswerModel

_LEAST: Final = 4.0  # letters a column is wide at least
_FIRST_MOST: Final = 16.0  # and the first at most
_OTHER_MOST: Final = 22.0
_FIRST_SHARE: Final = 0.4  # of the table's width
_TEXT_LEAST: Final = 7  # letters words are cut to before numbers go out of sight
_ROWS: Final = 60  # that are measured for a column's width
_Index = QModelIndex | QPersistentModelIndex


class AnswerTable(QTableView):
    """As high as it is given, the total at its foot; wider than its room it is pushed sideways under its first column."""

    fitted = Signal()  # its columns have their widths: it may be as high as it likes to be
    opened = Signal(int, int)  # row and column of the cell whose rows are wanted
    menu_wanted = Signal(int, int, QPoint)  # the same, and where on the screen

    def __init__(self) -> None:
        super().__init__()
        self._answer = AnswerModel(self)
        self._delegate = AnswerDelegate(self)
        self._held = Held()
        self._pressed = QModelIndex()
        self.is_left = False  # another question is being worked out: what stands here is not what is asked
        self.setModel(self._answer)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, self))
        self._dress()

    def _dress(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(30)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page around it scrolls
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.resize_rows()

    @property
    def answer(self) -> AnswerModel:
        """What stands in it."""
        return self._answer

    def show_answer(self, answer: Answer) -> None:
        """Another answer."""
        self._delegate.is_faint = answer.is_sample
        self._answer.show(answer)
        self.fit()

    def resize_rows(self) -> None:
        """Follow the size of the letters."""
        self.verticalHeader().setMinimumSectionSize(theme.row_height())
        self.verticalHeader().setDefaultSectionSize(theme.row_height())

    def wanted_height(self) -> int:
        """The pixels that all its rows take."""
        bar = self.horizontalScrollBar()
        beside = bar.sizeHint().height() if self._wide() > self.viewport().width() else 0
        return self.horizontalHeader().sizeHint().height() + self._answer.rowCount() * theme.row_height() + beside + 2

    # how wide the columns are

    def fit(self) -> None:
        """Every column as wide as its words, and wider where there is room; where there is too little words are cut first,
        then the last ones are out of sight as wholes.
        """
        wanted, room = self._cut([self._wanted(at) for at in range(self._answer.columnCount())]), self.viewport().width()
        self._order(is_wide=sum(wanted) > room)
        shown = self._first(wanted, room)
        taken = sum(wanted[at] for at in shown)
        for at, width in enumerate(wanted):
            self.setColumnWidth(at, width + ((room - taken) * width // taken if at in shown else 0))
        if shown:
            self.setColumnWidth(shown[-1], self.columnWidth(shown[-1]) + room - sum(self.columnWidth(at) for at in shown))
        self.fitted.emit()

    def _first(self, wanted: list[int], room: int) -> list[int]:
        """The columns that find room beside each other, as they are seen."""
        found, left = [], room
        for place in range(len(wanted)):
            at = self.horizontalHeader().logicalIndex(place)
            left -= wanted[at]
            if left < 0:
                break
            found.append(at)
        return found

    def _cut(self, wanted: list[int]) -> list[int]:
        """The widths, those of words smaller where not all find room."""
        room, most = self.viewport().width(), round(_OTHER_MOST)
        words = [at for at in range(len(wanted)) if not self._answer.is_number(at)]
        if wanted:
            wanted[0] = min(wanted[0], max(round(room * _FIRST_SHARE), round(_LEAST * theme.px())))
        while sum(wanted) > room and most > _TEXT_LEAST:
            most -= 1
            least = most * theme.px() + 2 * PAD + 2
            wanted = [min(width, least) if at in words else width for at, width in enumerate(wanted)]
        return wanted

    def _order(self, *, is_wide: bool) -> None:
        """The columns as they are answered; what adds them up beside the first where it would be out of sight."""
        head, count = self.horizontalHeader(), self._answer.columnCount()
        for at in range(count):
            head.moveSection(head.visualIndex(at), at)
        sums = [at for at in range(2, count) if self._answer.heading(at).is_total]
        if is_wide and sums:
            head.moveSection(sums[-1], 1)

    def out_of_sight(self) -> int:
        """How many columns find no room at the right."""
        head, room = self.horizontalHeader(), self.viewport().width()
        return sum(head.sectionPosition(at) + self.columnWidth(at) > room for at in range(self._answer.columnCount()))

    def _wide(self) -> int:
        return sum(self.columnWidth(at) for at in range(self._answer.columnCount()))

    def _wanted(self, at: int) -> int:
        """The widest of the first rows, the total and the head."""
        letters, bold = QFontMetrics(theme.font()), QFontMetrics(theme.font(bold=True))
        rows = [*range(min(_ROWS, self._answer.rowCount())), *range(max(0, self._answer.rowCount() - 1), self._answer.rowCount())]
        words = [
            (bold if self._answer.index(row, at).data(BOLD_ROLE) else letters).horizontalAdvance(self._answer.words(row, at))
            for row in rows
        ]
        head = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(self._answer.heading(at).title)
        most = round((_OTHER_MOST if at else _FIRST_MOST) * theme.px())
        return max(min(max([head, *words]), most) + 2 * PAD + 2, round(_LEAST * theme.px()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room; as high or low as it is made while the page scrolls its columns stay."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_answer"):
            self.resize_rows()
            self.fit()

    # the first column stays in its place

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Pushed sideways, the first column is painted where it stands."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # what is painted over the cells stands still
        if dx:
            self.horizontalHeader().viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the first column over them where the table is pushed sideways."""
        super().paintEvent(event)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        if self.horizontalHeader().offset() and self._answer.rowCount():
            paint_first(self, option, event.rect())
        self._paint_total(option)

    def _lower_edge(self) -> int:
        """Where the lines end: above the total that is painted over them."""
        last, height = self._answer.rowCount() - 1, self.viewport().height()
        top = height - theme.row_height()
        return top if last >= 0 and self._answer.is_total(last) and self.rowViewportPosition(last) > top else height

    def _paint_total(self, option: QStyleOptionViewItem) -> None:
        """The total at the lower edge, where the lines above it are scrolled: it is never out of sight."""
        last, height, top = self._answer.rowCount() - 1, theme.row_height(), self._lower_edge()
        if top == self.viewport().height():
            return
        with QPainter(self.viewport()) as painter:
            painter.fillRect(0, top, self.viewport().width(), height, theme.colour("card"))
            for at in [*range(1, self._answer.columnCount()), 0]:  # the first one lies over the others
                left = self.columnViewportPosition(at) if at else 0
                option.rect = QRect(left, top, self.columnWidth(at), height)
                painter.fillRect(option.rect, theme.colour("card"))
                self.itemDelegate().paint(painter, option, self._answer.index(last, at))
            painter.setPen(theme.colour("edge"))
            painter.drawLine(0, top - 1, self.viewport().width(), top - 1)

    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """A line is not in sight where the total is painted over it."""
        super().scrollTo(index, hint)
        below = self.visualRect(index).bottom() - self._lower_edge()
        if below >= 0 and not self._answer.is_total(index.row()):
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + below + 1)

    # keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the rows behind a cell, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif asks_for_menu(event):
            at = self.visualRect(self.currentIndex()).center()
            self.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, self.viewport().mapToGlobal(at)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if not self._held.repeats(event):
                self.opened.emit(self.currentIndex().row(), self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go: the next press is a new one."""
        self._held.let_go(event)
        super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways it is pushed; up and down the page is."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where the press began: dragging chooses cells, a click opens one; what lies under the total is not meant."""
        self._pressed = self._under(event.position().toPoint())
        if event.position().y() < self._lower_edge():
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click within one cell opens what stands behind it."""
        super().mouseReleaseEvent(event)
        index = self._under(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self._pressed:
            self.opened.emit(index.row(), index.column())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click, or the menu key on the cell that has the keyboard."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self._under(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_keys else event.pos()
            self.menu_wanted.emit(index.row(), index.column(), self.viewport().mapToGlobal(place))

    def _under(self, at: QPoint) -> QModelIndex:
        """The cell under the pointer; over the fixed first column that one, over the fixed total that line."""
        line = self.rowAt(at.y()) if at.y() < self._lower_edge() else self._answer.rowCount() - 1
        is_first = self.horizontalHeader().offset() and at.x() < self.columnWidth(0)
        return self._answer.index(line, 0 if is_first else self.columnAt(at.x()))

    def copy(self) -> None:
        """The chosen cells, or the whole table where they are not several, with their heads; columns as they are seen."""
        chosen = self.selectedIndexes()
        if len(chosen) > 1:
            self._put(sorted({one.row() for one in chosen}), {one.column() for one in chosen})
        else:
            self.copy_all()

    def copy_all(self) -> None:
        """The whole table."""
        self._put(range(self._answer.rowCount()), range(self._answer.columnCount()))

    def _put(self, rows: Iterable[int], chosen: Iterable[int]) -> None:
        """Nothing while another answer is being worked out."""
        from ui.pages.reports import copying

        if not self.is_left:
            copying.put(self._answer, rows, sorted(chosen, key=self.horizontalHeader().visualIndex))
