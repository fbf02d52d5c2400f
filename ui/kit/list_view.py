"""The table view of every list: one-line rows, sort by header, columns chosen and remembered, copied as Excel cells."""

import json
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from resources.i18n import _
from ui.kit import settings, theme
from ui.kit.cells import Cell
from ui.kit.delegates import CELL_ROLE, PAD, CellDelegate, wanted
from ui.kit.keys import Held
from ui.kit.labels import action
from ui.kit.table import Column, TableModel

_MOST_SPREAD = 1.4  # how much wider than declared a column becomes where there is room
_LEAST_SPREAD = 0.75  # how much narrower, before the list has to be pushed sideways
_MOST_KEPT = 30  # chosen rows found again when the list changes; each costs a look through the ids
_MOST_BESIDE = 6  # own fields in the menu of the columns itself
_MOST_COPIED = 20_000  # rows; more than that is an export


class ListView(QTableView):
    """Shows a TableModel. `name` is under which its columns are remembered."""

    current_changed = Signal(object)  # the id, or None
    chosen_changed = Signal()
    activated_id = Signal(int)  # double click, Enter
    sort_changed = Signal(str, bool)  # column key, descending
    cut_short = Signal(int, int)  # rows copied, rows chosen: more than the clipboard takes

    def __init__(
        self, name: str, model: TableModel, *, sort: str = "", descending: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._model = model
        self.menu_actions: Callable[[QMenu], None] = lambda _menu: None
        self._held = Held()
        self._choice: dict[str, Any] = json.loads(settings.get(f"columns/{name}", "{}"))
        self._dressing = False
        self.lines = 1  # a row has
        self.setModel(model)
        self._dress()
        self._head(sort, descending)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit(self.current_id()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.doubleClicked.connect(lambda index: self.activated_id.emit(model.ids[index.row()]))

    def _dress(self) -> None:
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.resize_rows()

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
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(self._place(sort), order)
            head.sortIndicatorChanged.connect(self._sorted)
            self._model.mark_sorted(sort, descending)
        self._arrange()
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(lambda *_: self._remember())

    def _place(self, key: str) -> int:
        return next((at for at, column in enumerate(self._model.columns) if column.key == key), 0)

    def _sorted(self, place: int, order: Qt.SortOrder) -> None:
        column = self._model.columns[place]
        if column.sorts:
            self._model.mark_sorted(column.key, order is Qt.SortOrder.DescendingOrder)
            self.sort_changed.emit(column.key, order is Qt.SortOrder.DescendingOrder)

    # columns: chosen, moved, resized, remembered; those that find no room leave by themselves

    def resize_rows(self) -> None:
        """Follow the size of the letters and how many lines a row has."""
        height = theme.row_height(self.lines)
        self.verticalHeader().setMinimumSectionSize(min(height, theme.row_height()))
        self.verticalHeader().setDefaultSectionSize(height)

    def _arrange(self) -> None:
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        order = [key for key in self._choice.get("order", []) if any(column.key == key for column in self._model.columns)]
        self._dressing = True
        for visual, key in enumerate(order):
            head.moveSection(head.visualIndex(self._place(key)), visual)
        self._dressing = False
        self.fit()

    def wanted_columns(self) -> list[int]:
        """The places of the columns the owner wants to see."""
        turned = self._choice.get("turned", [])  # by the owner; a column that comes later stands as declared
        return [at for at, column in enumerate(self._model.columns) if column.at_first != (column.key in turned)]

    def _width(self, at: int) -> int:
        column = self._model.columns[at]
        return round(float(self._choice.get("widths", {}).get(column.key, column.width)) * theme.px())

    def fitting(self, room: int) -> list[int]:
        """The wanted columns that find room in so many pixels; those that leave first are gone first."""
        kept = self.wanted_columns()
        for at in sorted(kept, key=lambda one: -self._leaves(one)):
            if sum(map(self._width, kept)) <= room or not self._leaves(at):
                break
            kept = [one for one in kept if one != at]
        return kept

    def _leaves(self, at: int) -> int:
        """How early a column goes; what the owner added by hand stays longest of those that go."""
        column = self._model.columns[at]
        return column.leaves if column.at_first else min(column.leaves, 1)

    def shown_columns(self) -> list[int]:
        """The places of the columns in view, from the left."""
        head = self.horizontalHeader()
        return [at for visual in range(head.count()) if not self.isColumnHidden(at := head.logicalIndex(visual))]

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, in the order and width they are remembered in."""
        head = self.horizontalHeader()
        sorted_by, order = self._model.columns[head.sortIndicatorSection()].key, head.sortIndicatorOrder()
        top, current, chosen = self.verticalScrollBar().value(), self.current_id(), self.chosen()
        blocked = [one.blockSignals(True) for one in (self, head)]
        self._model.show_columns(columns)
        head.setSortIndicator(self._place(sorted_by), order)
        self._arrange()
        self.choose(current)
        if 1 < len(chosen) <= _MOST_KEPT:
            self._choose_several(chosen)
        self.verticalScrollBar().setValue(top)
        for one, before in zip((self, head), blocked, strict=True):
            one.blockSignals(before)

    def finds_room(self, count: int, room: int) -> bool:
        """Whether the first `count` wanted columns fit into so many pixels."""
        return sum(map(self._width, self.fitting(room)[:count])) <= room

    def fit(self) -> None:
        """Show the columns that find room, in their widths."""
        room = self.horizontalHeader().width()  # the viewport's; asking that itself makes every widget class known to Python
        kept = self.fitting(room)
        most = 1.0 if self._choice.get("widths") else _MOST_SPREAD
        spread = max(_LEAST_SPREAD, min(most, room / max(1, sum(map(self._width, kept)))))
        self._dressing = True
        for at in range(len(self._model.columns)):
            self.setColumnHidden(at, at not in kept)
            if at in kept:
                self.setColumnWidth(at, round(self._width(at) * spread))
        self._dressing = False

    def _resized(self, at: int, _old: int, new: int) -> None:
        last = self.horizontalHeader().visualIndex(at) == self.horizontalHeader().count() - 1
        if not self._dressing and not last and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._choice.setdefault("widths", {})[self._model.columns[at].key] = round(new / theme.px(), 2)
            self._remember()

    def _remember(self) -> None:
        if not self._dressing:
            head = self.horizontalHeader()
            self._choice["order"] = [self._model.columns[head.logicalIndex(visual)].key for visual in range(head.count())]
            settings.put(f"columns/{self._name}", json.dumps(self._choice))

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
        menu.addAction(action(_("Columns as at first"), self.reset_columns, parent=menu))
        return menu

    def _add_choice(self, menu: QMenu, at: int, is_shown: bool) -> None:
        column = self._model.columns[at]
        entry = action(column.words, partial(self.toggle_column, column.key), parent=menu)
        entry.setCheckable(True)
        entry.setChecked(is_shown)
        entry.setEnabled(at != 0)
        menu.addAction(entry)

    def toggle_column(self, key: str) -> None:
        """Show or hide a column, and remember it."""
        self._choice["turned"] = sorted(set(self._choice.get("turned", ())) ^ {key})
        self._remember()
        self.fit()

    def reset_columns(self) -> None:
        """Forget the owner's choice of columns."""
        self._choice = {"order": [column.key for column in self._model.columns]}
        settings.put(f"columns/{self._name}", "{}")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns leave or come back."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_choice"):
            self.resize_rows()
            self.fit()

    # what is chosen

    def current_id(self) -> int | None:
        """The id of the row the cursor is on."""
        at = self.currentIndex().row()
        return self._model.ids[at] if 0 <= at < len(self._model.ids) else None

    def cut_text(self, at: QModelIndex) -> str:
        """The whole text of a cell that is too narrow for it, "" of one that is not."""
        cell = at.data(CELL_ROLE)
        return cell.spoken if isinstance(cell, Cell) and wanted(cell) + 2 * PAD > self.columnWidth(at.column()) else ""

    def chosen_places(self) -> list[int]:
        """The places of the chosen rows, in order."""
        return [at for top, bottom in self._ranges() for at in range(top, bottom + 1)]

    def _ranges(self) -> list[tuple[int, int]]:
        """The chosen rows as (first, last); never an index a cell."""
        chosen = self.selectionModel().selection()
        return sorted({(chosen.at(one).top(), chosen.at(one).bottom()) for one in range(chosen.size())})

    def chosen(self) -> "array[int]":
        """The ids of the chosen rows, in the list's order."""
        found: array[int] = array("q")
        for top, bottom in self._ranges():
            found.extend(self._model.ids[top : bottom + 1])
        return found

    def choose(self, wanted: int | None) -> bool:
        """Put the cursor on this id; False when it is not in the list."""
        place = self._model.place(wanted) if wanted is not None else -1
        if place < 0:
            return False
        self.selectRow(place)
        self.scrollTo(self._model.index(place, 0))
        return True

    def selectRow(self, row: int) -> None:
        """Choose this row and no other; Qt's own adds to the chosen ones while Ctrl is down, as in Ctrl+Enter."""
        one = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._model.index(row, max(0, self.currentIndex().column())), one)

    def show_ids(self, ids: "array[int]", first: list[Any] | None = None) -> None:
        """Show another list, keeping the cursor and the place where they still make sense."""
        current, top, several = self.current_id(), self.verticalScrollBar().value(), self.chosen()
        with_signals = self.blockSignals(True)
        self._model.show(ids, first or [])
        place = self._model.place(current) if current is not None else -1
        if place >= 0:
            self.selectRow(place)
        if 1 < len(several) <= _MOST_KEPT:
            self._choose_several(several)
        self.verticalScrollBar().setValue(top)
        self.blockSignals(with_signals)
        if self.current_id() != current:
            self.current_changed.emit(self.current_id())
        self.chosen_changed.emit()

    def _choose_several(self, wanted: "array[int]") -> None:
        last = self._model.columnCount() - 1
        for place in (self._model.place(one) for one in wanted):
            part = QItemSelection(self._model.index(place, 0), self._model.index(place, last)) if place >= 0 else QItemSelection()
            self.selectionModel().select(part, QItemSelectionModel.SelectionFlag.Select)

    # keys, menu, clipboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens (once, however long it is held), Ctrl+C copies as Excel cells."""
        current = self.current_id()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            if not self._held.repeats(event):
                self.activated_id.emit(current)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go: the next press is a new one."""
        self._held.let_go(event)
        super().keyReleaseEvent(event)

    def copy(self) -> None:
        """The chosen rows to the clipboard, as Excel and Google Sheets take them: every cell stays the text it is."""
        from ui.kit import clipboard, sheet_cells

        places = self.chosen_places()
        rows = self._model.as_cells(places[:_MOST_COPIED], self.shown_columns())
        clipboard.put(sheet_cells.text(rows), sheet_cells.html(rows))
        if len(places) > _MOST_COPIED:
            self.cut_short.emit(_MOST_COPIED, len(places))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The page's entries, then copying."""
        if self.current_id() is None:
            return
        menu = QMenu(self)
        self.menu_actions(menu)
        menu.addSeparator()
        menu.addAction(action(_("Copy as Excel cells"), self.copy, key="Ctrl+C", icon="copy", parent=menu))
        menu.exec(event.globalPos())
