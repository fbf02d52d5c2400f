"""The table view of every list: one-line rows, several of them chosen as ranges, copied as Excel cells."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from resources.i18n import _
from ui.kit.cells import Cell
from ui.kit.delegates import CELL_ROLE, PAD, CellDelegate, wanted
from ui.kit.keys import Held, asks_for_menu
from ui.kit.labels import action
from ui.kit.list_columns import ColumnsView
from ui.kit.table import Column, TableModel

_MOST_KEPT = 30  # chosen rows found again when the list changes; each costs a look through the ids
_AT_ONCE = 500  # rows copied without the worker
_MOST_COPIED = 20_000  # rows; more than that is an export


class ListView(ColumnsView):
    """Shows a TableModel. `name` is under which its columns are remembered."""

    current_changed = Signal(object)  # the id, or None
    chosen_changed = Signal()
    activated_id = Signal(int)  # double click, Enter
    cut_short = Signal(int, int)  # rows copied, rows chosen: more than the clipboard takes

    def __init__(
        self, name: str, model: TableModel, *, sort: str = "", descending: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, model, sort, descending, parent)
        self.menu_actions: Callable[[QMenu], None] = lambda _menu: None
        self._held = Held()
        self._copies = 0  # how often was copied: what comes late is not put over it
        self._dress()
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit(self.current_id()))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.viewport().update())  # Qt draws two cells only: the bar
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

    # what is chosen

    def current_id(self) -> int | None:
        """The id of the row the cursor is on."""
        at = self.currentIndex().row()
        return self._model.ids[at] if 0 <= at < len(self._model.ids) else None

    def cut_text(self, at: QModelIndex) -> str:
        """The whole text of a cell that is too narrow for it, "" of one that is not."""
        cell = at.data(CELL_ROLE)
        return cell.said if isinstance(cell, Cell) and wanted(cell) + 2 * PAD > self.columnWidth(at.column()) else ""

    def chosen_places(self) -> list[int]:
        """The places of the chosen rows, in order."""
        return [at for top, bottom in self._ranges() for at in range(top, bottom + 1)]

    def _ranges(self) -> list[tuple[int, int]]:
        """The chosen rows as (first, last); never an index a cell."""
        chosen = self.selectionModel().selection()
        return sorted({(chosen.at(one).top(), chosen.at(one).bottom()) for one in range(chosen.size())})

    def count_chosen(self) -> int:
        """How many rows are chosen."""
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def chosen(self) -> "array[int]":
        """The ids of the chosen rows, in the list's order."""
        found: array[int] = array("q")
        for top, bottom in self._ranges():
            found.extend(self._model.ids[top : bottom + 1])
        return found

    def not_chosen(self) -> "array[int]":
        """The ids of the other rows."""
        found: array[int] = array("q")
        begin = 0
        for top, bottom in [*self._ranges(), (len(self._model.ids), 0)]:
            found.extend(self._model.ids[begin:top])
            begin = bottom + 1
        return found

    def choose(self, wanted: int | None) -> bool:
        """Put the cursor on this id; False when it is not in the list."""
        place = self._model.place(wanted) if wanted is not None else -1
        if place < 0:
            return False
        self.selectRow(place)
        self.scrollTo(self._model.index(place, 0))
        return True

    def choose_none(self) -> None:
        """Only the row of the cursor stays chosen, where several were."""
        if self.count_chosen() > 1 and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())
        elif self.count_chosen() > 1:
            self.clearSelection()

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
        """Enter opens (once, however long it is held), Ctrl+C copies as Excel cells, Shift+F10 is the menu key."""
        current = self.current_id()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            if not self._held.repeats(event):
                self.activated_id.emit(current)
        elif asks_for_menu(event):
            at = self.visualRect(self.currentIndex()).center()
            self.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, self.viewport().mapToGlobal(at)))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go: the next press is a new one."""
        self._held.let_go(event)
        super().keyReleaseEvent(event)

    def copy(self) -> None:
        """The chosen rows to the clipboard, as Excel and Google Sheets take them: every cell stays the text it is."""
        self._copy(self.shown_columns())

    def copy_cells(self, column: int) -> None:
        """Of the chosen rows this column alone: one cell as it is, several under their title."""
        self._copy([column])

    def _copy(self, columns: Sequence[int]) -> None:
        from ui.kit import clipboard

        if not clipboard.may_copy(self.count_chosen()):
            return
        self._copies += 1
        if self.count_chosen() > _AT_ONCE:
            self._copy_many(columns)
            return
        rows = self._model.as_cells(self.chosen_places(), columns)
        if self.count_chosen() == len(columns) == 1:
            clipboard.put(rows[-1][0])
        else:
            clipboard.put(*_as_sheet(rows))

    def _copy_many(self, columns: Sequence[int]) -> None:
        """Read on the worker; what is copied meanwhile stays in the clipboard."""
        from ui.kit import clipboard, jobs

        copies, chosen, read = self._copies, self.chosen(), self._model.read_cells

        def then(found: tuple[str, str]) -> None:
            if copies == self._copies:
                clipboard.put(*found)
                if len(chosen) > _MOST_COPIED:
                    self.cut_short.emit(_MOST_COPIED, len(chosen))

        jobs.start(lambda _progress: _as_sheet(read(chosen[:_MOST_COPIED], columns)), then, title=_("Copying…"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The page's entries, then copying."""
        if self.current_id() is None:
            return
        menu = QMenu(self)
        self.menu_actions(menu)
        menu.addSeparator()
        self._fill_copying(menu, self.columnAt(event.pos().x()))
        menu.exec(event.globalPos())

    def _fill_copying(self, menu: QMenu, column: int) -> None:
        menu.addAction(action(_("Copy as Excel cells"), self.copy, key="Ctrl+C", icon="copy", parent=menu))
        if 0 <= column < len(self._model.columns):
            words = _("Copy only “{column}”").format(column=self._model.columns[column].words)
            menu.addAction(action(words, partial(self.copy_cells, column), parent=menu))


def _as_sheet(rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    """The rows as text and as HTML, for the clipboard."""
    from ui.kit import sheet_cells

    return sheet_cells.text(rows), sheet_cells.html(rows)
