"""The lines as Qt's views read them; rows come and go one by one, so that what is being typed keeps its place."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.i18n import _
from ui.kit import counter
from ui.kit.cells import Cell
from ui.kit.delegates import CELL_ROLE
from ui.kit.labels import tip_text
from ui.lines import columns
from ui.lines.columns import COLUMNS, NAME, Words
from ui.lines.presenter import Entries, LinesPresenter

KIND_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_SPOKEN: Final = (CELL_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class LinesModel(QAbstractTableModel):
    """A row a line and an empty one; `beside(entry)` says what stands beside a line, whenever it is painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.beside: Words = lambda _entry: ()
        self.changed_at = 0  # the first row that changed last
        self._lines = 0
        self.presenter = LinesPresenter(self._follow)
        counter.state.changed.connect(self.look_again)

    def _follow(self, before: Entries, after: Entries) -> None:
        """Take out and put in as many rows as came and went, where they did, and paint the rest again."""
        first = _alike(before, after)
        last = _alike(before[first:][::-1], after[first:][::-1])
        self.changed_at = first
        more = len(after) - len(before)
        at = min(len(before), len(after)) - last
        if more > 0:
            self.beginInsertRows(_NOWHERE, at, at + more - 1)
            self._lines = len(after)
            self.endInsertRows()
        elif more < 0:
            self.beginRemoveRows(_NOWHERE, at, at - more - 1)
            self._lines = len(after)
            self.endRemoveRows()
        self.look_again()

    def look_again(self) -> None:
        """Paint every cell anew."""
        self.dataChanged.emit(self.index(0, 0), self.index(self._lines, len(COLUMNS) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The lines and the empty row below them."""
        return 0 if parent.isValid() else self._lines + 1

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns there are, the hidden one too."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A cell is typed into where its kind of line has it; a discount's is its amount."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return made | Qt.ItemFlag.ItemIsEditable if self.key_at(index) else made

    def key_at(self, index: _Index) -> str:
        """The key of what is typed into a cell, "" where nothing is."""
        if not index.isValid():
            return ""
        is_discount = self.presenter.entry(index.row()).form.kind == "discount"
        key = "discount" if is_discount and index.column() == columns.AMOUNT else COLUMNS[index.column()].key
        return key if self.presenter.opens(index.row(), key) else ""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, its text, its alignment, its line's kind ("" of the empty one)."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == KIND_ROLE:
            return self.presenter.entry(index.row()).form.kind if index.row() < self._lines else ""
        if role not in _SPOKEN:
            return None
        cell = counter.veiled(self._cell(index.row(), index.column()))
        if role == CELL_ROLE:
            return cell
        return tip_text(cell.said) if role == Qt.ItemDataRole.ToolTipRole else cell.said

    def _cell(self, row: int, column: int) -> Cell:
        if row >= len(self.presenter.entries):
            return columns.empty_cell(column)
        entry = self.presenter.entries[row]
        beside = self.beside(entry) if column == NAME else ()
        return columns.cell(entry, column, self.presenter.totals.amounts[row], beside)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title and alignment."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return _(COLUMNS[section].title) if role == Qt.ItemDataRole.DisplayRole and COLUMNS[section].title else None

    def as_cells(self, rows: Iterable[int]) -> list[list[str]]:
        """The words of these lines for a spreadsheet, the titles first; name and specification apart, hidden at the counter."""
        keys = ("name", "spec", "quantity", "unit", "price", "discount")
        titles = [_("Item"), _("Specification"), *(_(column.title) for column in COLUMNS[2:])]
        return [titles, *(self._words(row, keys) for row in rows)]

    def _words(self, row: int, keys: Sequence[str]) -> list[str]:
        entry = self.presenter.entry(row)
        said = [
            entry.typed(key) if key in ("name", "spec", "quantity", "unit") else counter.hidden(entry.typed(key)) for key in keys
        ]
        return [*said, counter.veiled(self._cell(row, columns.AMOUNT)).text]


def _alike(one: Entries, other: Entries) -> int:
    """How many entries at the beginning are the same."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a is not b), min(len(one), len(other)))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[column].right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
