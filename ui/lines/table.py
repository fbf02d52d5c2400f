"""The look of the grid of lines: rows without a grid, columns as wide as the letters ask, the names in what is left."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from resources.i18n import _
from ui.kit import theme
from ui.lines.columns import COLUMNS, DISCOUNT, NAME

_LEAST_NAME: Final = 8  # em


class LinesTable(QTableView):
    """A table of COLUMNS; that of discounts shows where there are any."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._dress()
        self.setColumnHidden(DISCOUNT, True)
        self._resize()
        theme.state.changed.connect(self._resize)

    def show_discounts(self, wanted: bool) -> None:
        """Show the column of discounts, or not."""
        if self.isColumnHidden(DISCOUNT) == wanted:
            self.setColumnHidden(DISCOUNT, not wanted)
            self._resize()

    def _dress(self) -> None:
        self.setAccessibleName(_("Lines"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(16)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _resize(self) -> None:
        """Follow the letters and the room; the names take what is left."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        left = self.viewport().width()
        for at, column in enumerate(COLUMNS):
            width = round(theme.px() * column.width)
            self.setColumnWidth(at, width)
            left -= 0 if self.isColumnHidden(at) else width
        self.setColumnWidth(NAME, max(left, round(theme.px() * _LEAST_NAME)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._resize()
