"""The columns of a list: sorted by their heads, chosen, moved and resized; those that find no room leave, the first one stays."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QStyleOptionViewItem, QTableView, QWidget

from resources.i18n import _
from ui.kit import theme
from ui.kit.column_choice import ColumnChoice, Shown
from ui.kit.labels import action
from ui.kit.table import TableModel

_MOST_SPREAD: Final = 1.4  # how much wider than declared a column becomes where there is room
_LEAST_SPREAD: Final = 0.75  # how much narrower, before a list whose columns nobody chose has to be pushed sideways
_MOST_BESIDE: Final = 6  # own fields in the menu of the columns itself


class Heads(QHeaderView):
    """The heads of the columns; the first one stays in its place when the list is pushed sideways."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heads, then the first over them."""
        super().paintEvent(event)
        if self.offset():
            first = first_shown(self)
            with QPainter(self.viewport()) as painter:
                place = QRect(0, 0, self.sectionSize(first), self.height())
                painter.fillRect(place, theme.colour("paper"))
                self.paintSection(painter, place, first)


def first_shown(head: QHeaderView) -> int:
    """The place of the column at the left."""
    return next((at for one in range(head.count()) if not head.isSectionHidden(at := head.logicalIndex(one))), 0)


def paint_first(view: QTableView, option: QStyleOptionViewItem, area: QRect) -> None:
    """Paint the first column over what was pushed under it; `option` as the view styles its cells."""
    model, at, last = view.model(), first_shown(view.horizontalHeader()), view.rowAt(area.bottom())
    with QPainter(view.viewport()) as painter:
        for row in range(max(0, view.rowAt(area.top())), (last if last >= 0 else model.rowCount() - 1) + 1):
            option.rect = QRect(0, view.rowViewportPosition(row), view.columnWidth(at), view.rowHeight(row))
            painter.fillRect(option.rect, theme.colour("card"))
            view.itemDelegate().paint(painter, option, model.index(row, at))
        painter.setPen(theme.colour("line"))
        painter.drawLine(view.columnWidth(at), area.top(), view.columnWidth(at), area.bottom())


class ColumnsView(QTableView):
    """A table whose columns are the owner's. `name` is under which they are remembered."""

    sort_changed = Signal(str, bool)  # column key, descending
    columns_changed = Signal()  # chosen, moved or resized by hand

    def __init__(self, name: str, model: TableModel, sort: str, descending: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.choice = ColumnChoice(name)
        self._dressing = False
        self.lines = 1  # a row has
        self.setModel(model)
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, self))
        self._head(sort, descending)

    def _head(self, sort: str, descending: bool) -> None:
        head = self.horizontalHeader()
        head.setSelectionModel(
            QItemSelectionModel(self._model, head)
        )  # sharing the list's makes Ctrl+A on 100,000 rows paint for seconds
        self.verticalHeader().setSelectionModel(QItemSelectionModel(self._model, self.verticalHeader()))
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setMinimumSectionSize(40)
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._column_menu)
        if sort:
            self.show_order(sort, descending)
            head.sortIndicatorChanged.connect(self._sorted)
        self._arrange()
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(lambda *_: self._moved())

    def _place(self, key: str) -> int:
        return next((at for at, column in enumerate(self._model.columns) if column.key == key), 0)

    # the order of the rows

    def show_order(self, key: str, descending: bool) -> None:
        """Say in the head by which column the list is ordered, without asking for it."""
        head = self.horizontalHeader()
        before = head.blockSignals(True)
        head.setSortIndicator(self._place(key), Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        head.blockSignals(before)
        self._model.mark_sorted(key, descending)

    def _sorted(self, place: int, order: Qt.SortOrder) -> None:
        column = self._model.columns[place]
        if column.sorts:
            self._model.mark_sorted(column.key, order is Qt.SortOrder.DescendingOrder)
            self.sort_changed.emit(column.key, order is Qt.SortOrder.DescendingOrder)

    # which columns, in what order, how wide

    def resize_rows(self) -> None:
        """Follow the size of the letters and how many lines a row has."""
        height = theme.row_height(self.lines)
        head = self.verticalHeader()
        head.setDefaultSectionSize(height)  # first: rows lower than a new minimum are made higher one by one, seconds of 100,000
        head.setMinimumSectionSize(min(height, theme.row_height()))

    def _arrange(self) -> None:
        head = self.horizontalHeader()
        self._dressing = True
        for visual, key in enumerate(self.choice.order(self._model.columns)):
            head.moveSection(head.visualIndex(self._place(key)), visual)
        self._dressing = False
        self.fit()

    def wanted_columns(self) -> list[int]:
        """The places of the columns the owner wants to see."""
        return [at for at, column in enumerate(self._model.columns) if self.choice.wants(column)]

    def _width(self, at: int) -> int:
        return round(self.choice.width(self._model.columns[at]) * theme.px())

    def fitting(self, room: int) -> list[int]:
        """The wanted columns that find room in so many pixels, those that leave first gone first; all where they were ticked."""
        kept = self.wanted_columns()
        leaving = {at: 0 if self.choice.is_made else self._model.columns[at].leaves for at in kept}
        for at in sorted(kept, key=lambda one: -leaving[one]):
            if sum(map(self._width, kept)) <= room or not leaving[at]:
                break
            kept = [one for one in kept if one != at]
        return kept

    def shown_columns(self) -> list[int]:
        """The places of the columns in view, from the left."""
        head = self.horizontalHeader()
        return [at for visual in range(head.count()) if not self.isColumnHidden(at := head.logicalIndex(visual))]

    def finds_room(self, count: int, room: int) -> bool:
        """Whether the first `count` wanted columns fit into so many pixels."""
        return sum(map(self._width, self.fitting(room)[:count])) <= room

    def fit(self) -> None:
        """Show the columns that find room, in their widths."""
        room = self.horizontalHeader().width()  # the viewport's; asking that itself makes every widget class known to Python
        kept = self.fitting(room)
        most = 1.0 if self.choice.has_widths else _MOST_SPREAD
        least = 1.0 if self.choice.is_made else _LEAST_SPREAD
        spread = max(least, min(most, room / max(1, sum(map(self._width, kept)))))
        self._dressing = True
        widths = {at: int(self._width(at) * spread) for at in kept}  # rounded up they would be wider than the room
        wide = sum(widths.values())
        self.horizontalHeader().setStretchLastSection(wide <= room)  # else the last one would be pressed together
        for at in range(len(self._model.columns)):
            self.setColumnHidden(at, at not in kept)
            if at in kept:
                self.setColumnWidth(at, widths[at])
        self._dressing = False

    def _resized(self, at: int, _old: int, new: int) -> None:
        last = self.horizontalHeader().visualIndex(at) == self.horizontalHeader().count() - 1
        if not self._dressing and not last and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self.choice.widen(self._model.columns[at].key, new / theme.px())
            self.columns_changed.emit()

    def _moved(self) -> None:
        if not self._dressing:
            head = self.horizontalHeader()
            self.choice.move(self._model.columns[head.logicalIndex(visual)].key for visual in range(head.count()))
            self.columns_changed.emit()

    # chosen by the owner

    def _column_menu(self, at: QPoint) -> None:
        self.column_menu().exec(self.horizontalHeader().mapToGlobal(at))

    def column_menu(self) -> QMenu:
        """The columns to choose from; the shop's own fields apart, in a menu of their own where they are many."""
        menu, shown = QMenu(self), set(self.wanted_columns())
        theirs = [at for at, column in enumerate(self._model.columns) if column.is_own]
        for at in range(len(self._model.columns)):
            if at not in theirs:
                self._add_choice(menu, at, at in shown)
        part = QMenu(_("Own fields"), menu) if len(theirs) > _MOST_BESIDE else menu
        if theirs:
            menu.addSeparator()
        for at in theirs:
            self._add_choice(part, at, at in shown)
        if part is not menu:
            menu.addMenu(part)
        menu.addSeparator()
        menu.addAction(action(_("Choose columns…"), self.choose_columns, icon="columns-3", parent=menu))
        menu.addAction(action(_("Columns as at first"), self.reset_columns, parent=menu))
        return menu

    def _add_choice(self, menu: QMenu, at: int, is_shown: bool) -> None:
        column = self._model.columns[at]
        entry = action(column.words, partial(self.toggle_column, column.key), parent=menu)
        entry.setCheckable(True)
        entry.setChecked(is_shown)
        entry.setEnabled(at != 0)
        menu.addAction(entry)

    def choose_columns(self) -> None:
        """A dialog with all of them: which, and in what order."""
        from ui.kit.column_dialog import ColumnDialog

        columns = {column.key: column for column in self._model.columns}
        items = [(columns[key], self.choice.wants(columns[key])) for key in self.choice.order(self._model.columns)]
        dialog = ColumnDialog(items, self.put_columns, self.reset_columns, self.window())
        dialog.open()

    def put_columns(self, order: Sequence[str], shown: Sequence[str]) -> None:
        """All columns in this order, and those in view."""
        self.choice.put(order, shown, self._model.columns)
        self._chosen_anew()

    def toggle_column(self, key: str) -> None:
        """Show or hide a column, and remember it."""
        self.choice.toggle(key)
        self._chosen_anew()

    def reset_columns(self) -> None:
        """Forget the owner's choice of columns."""
        self.choice.forget()
        self._chosen_anew()

    def take_columns(self, shown: Shown) -> None:
        """The columns of a view."""
        self.choice.take(shown, self._model.columns)
        self._chosen_anew()

    def _chosen_anew(self) -> None:
        self._arrange()
        self.columns_changed.emit()

    # the first one stays in its place

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Pushed sideways, the first column is painted where it stands."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the first column over them where the list is pushed sideways."""
        super().paintEvent(event)
        if self.horizontalHeader().offset() and self._model.rowCount():
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            paint_first(self, option, event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns leave or come back."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "choice"):
            self.resize_rows()
            self.fit()
