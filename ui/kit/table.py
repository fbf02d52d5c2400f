"""The list behind every page: a model that holds ids and a few blocks of rows, and a table view of one-line rows."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.i18n import _
from ui.kit import counter
from ui.kit.cells import Cell
from ui.kit.delegates import CELL_ROLE
from ui.kit.labels import tip_text

BLOCK: Final = 100  # rows fetched at once
KEPT: Final = 12  # blocks kept: what a screen and its neighbourhood need, however long the list is

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class Column(NamedTuple):
    """One column. `key` names it for sorting and remembering, `title` is an id for _(), `cell(row)` says what stands in it.

    `width` is in letters' widths (em), so that it follows the size of the letters. Where room is short the column with the
    greatest `leaves` goes first; 0 stays.
    """

    key: str
    title: str
    cell: Callable[[Any], Cell]
    width: float = 8.0
    right: bool = False
    sorts: bool = True
    leaves: int = 0
    at_first: bool = True
    is_own: bool = False  # the shop's own field: its title is the owner's word
    printed: Callable[[Any], str] | None = None  # what stands on paper where the cell says it by today, such as “yesterday”

    def on_paper(self, row: Any) -> str:
        """What stands on paper in this column."""
        return self.printed(row) if self.printed else self.cell(row).spoken

    @property
    def words(self) -> str:
        """What the header says."""
        return self.title if self.is_own else _(self.title)


class TableModel(QAbstractTableModel):
    """Rows by id, fetched in blocks when they are looked at; memory does not follow the length of the list.

    `fetch(ids)` gives the rows in the order of the ids; it may leave out those that are gone (rows then have an `id`).
    """

    def __init__(
        self, columns: Sequence[Column], fetch: Callable[[Sequence[int]], Sequence[Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.fetch = fetch
        self._ids: array[int] = array("q")
        self._blocks: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._sorted = ("", False)
        counter.state.changed.connect(self._look_again)

    def mark_sorted(self, key: str, descending: bool) -> None:
        """Say in the header by which column the list is ordered."""
        self._sorted = (key, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @property
    def ids(self) -> "array[int]":
        """The ids of the whole list, in order."""
        return self._ids

    def show(self, ids: "array[int]", first: Sequence[Any] = ()) -> None:
        """Show these ids; `first` are the rows of the list's beginning, where they are known already."""
        self.beginResetModel()
        self._ids = ids
        self._blocks.clear()
        for block in range(len(first) // BLOCK + 1):
            rows = first[block * BLOCK : (block + 1) * BLOCK]
            if len(rows) == BLOCK or (rows and len(first) == len(ids)):
                self._blocks[block] = rows
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = list(columns)
        self.endResetModel()

    def forget(self) -> None:
        """Read again what is in view: something was saved."""
        self._blocks.clear()
        self._look_again()

    def _look_again(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def row(self, at: int) -> Any | None:
        """The row at this place; None when it went away meanwhile."""
        number, offset = divmod(at, BLOCK)
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = self._in_place(self._ids[number * BLOCK : (number + 1) * BLOCK])
            while len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block[offset] if offset < len(block) else None

    def _in_place(self, ids: "array[int]") -> Sequence[Any]:
        """A row an id; None where it went away, so that no row moves into another's place."""
        rows = self.fetch(ids)
        if len(rows) == len(ids):
            return rows
        found = {row.id: row for row in rows}
        return [found.get(one) for one in ids]

    def place(self, wanted: int) -> int:
        """Where this id stands; -1 when it does not."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How long the list is."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, its text, its alignment."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (CELL_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        cell = counter.veiled(column.cell(row)) if row is not None else Cell()
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.spoken
        return tip_text(cell.said) if role == Qt.ItemDataRole.ToolTipRole else cell.said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title and alignment."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            sign = ("▼" if self._sorted[1] else "▲") if column.key == self._sorted[0] else ""
            return f"{column.words} {sign}".rstrip()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        return None

    def as_cells(self, places: Iterable[int], columns: Sequence[int]) -> list[list[str]]:
        """The words of these rows in these columns, the titles first."""
        return self._words(filter(None, map(self.row, places)), columns)

    def read_cells(self, ids: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        """The same of rows that are read for it; on the worker, too."""
        return self._words((row for at in range(0, len(ids), BLOCK) for row in self.fetch(ids[at : at + BLOCK])), columns)

    def _words(self, rows: Iterable[Any], columns: Sequence[int]) -> list[list[str]]:
        wanted = [self.columns[at] for at in columns]
        found = [[column.words for column in wanted]]
        return found + [[counter.veiled(column.cell(row)).spoken for column in wanted] for row in rows]
