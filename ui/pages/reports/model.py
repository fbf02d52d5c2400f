"""The table of an answer as Qt's views take it: its lines, and the total as the last row."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reports.question import TOTAL, Answer, Cell, Heading, number
from ui.kit import counter
from ui.kit.labels import tip_text
from ui.reporting import seen

HEAT_ROLE: Final = Qt.ItemDataRole.UserRole + 1  # 0 to 1: how strongly a cell is shaded
BOLD_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_TOLD: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class AnswerModel(QAbstractTableModel):
    """Shows one answer; nothing of it can be changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answer = Answer((), ())
        self._most = 0.0

    def show(self, answer: Answer) -> None:
        """Another answer."""
        self.beginResetModel()
        self.answer = answer
        self._most = self._hottest()
        self.endResetModel()

    def _hottest(self) -> float:
        shaded = [at for at, heading in enumerate(self.answer.headings) if heading.heat]
        return max((float(number(line.cells[at]) or 0) for line in self.answer.lines for at in shaded), default=0.0)

    def heading(self, at: int) -> Heading:
        """The column's heading."""
        return self.answer.headings[at]

    def is_total(self, row: int) -> bool:
        """Whether this is the row of the totals."""
        return row >= len(self.answer.lines)

    def key(self, row: int) -> str:
        """The line's key; TOTAL of the total."""
        return TOTAL if self.is_total(row) else self.answer.lines[row].key

    def name(self, key: str) -> str:
        """What the line of this key is called, as it may be seen now; "" where it stands for nothing of its own."""
        return next((self.words(row, 0) for row in range(self.rowCount()) if self.key(row) == key), "")

    def cell(self, row: int, at: int) -> Cell:
        """What stands there."""
        return (self.answer.total or ())[at] if self.is_total(row) else self.answer.lines[row].cells[at]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The lines, and the total."""
        return 0 if parent.isValid() else len(self.answer.lines) + (self.answer.total is not None)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """The headings."""
        return 0 if parent.isValid() else len(self.answer.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, where they stand, how they are shaded."""
        if not index.isValid():
            return None
        row, at = index.row(), index.column()
        if role in _TOLD:
            words = self.words(row, at)
            return tip_text(words) if role == Qt.ItemDataRole.ToolTipRole else words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(at)
        if role == BOLD_ROLE:
            return self.is_total(row) or self.heading(at).is_total
        return self._heat(row, at) if role == HEAT_ROLE else None

    def words(self, row: int, at: int) -> str:
        """A cell as it may be seen now."""
        cell = self.cell(row, at)
        nothing = self.is_total(row) and cell is None  # what is not added up stays empty
        return "" if nothing else seen.text(self.heading(at), cell, is_total=self.is_total(row))

    def pasted(self, row: int, at: int) -> str:
        """A cell for a spreadsheet."""
        return seen.pasted(self.heading(at), self.cell(row, at), is_total=self.is_total(row)) if self.words(row, at) else ""

    def is_number(self, at: int) -> bool:
        """Whether the column holds numbers."""
        return self.heading(at).kind in seen.NUMBERS

    def _side(self, at: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.is_number(at) else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _heat(self, row: int, at: int) -> float:
        heading = self.heading(at)
        if not heading.heat or self.is_total(row) or not self._most or (counter.state.is_on and seen.is_veiled(heading)):
            return 0.0
        return max(0.0, float(number(self.cell(row, at)) or 0) / self._most)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title and side."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.answer.headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self.heading(section).title if role == Qt.ItemDataRole.DisplayRole else None
