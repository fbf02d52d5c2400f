"""Lines go out as cells of a spreadsheet, and such cells come in as lines."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui import pasted
from ui.kit import clipboard, sheet_cells

if TYPE_CHECKING:
    from ui.lines.grid import LinesGrid


def copy(grid: "LinesGrid") -> None:
    """The chosen lines as Excel cells."""
    if grid.current_line() is not None:
        cells = grid.as_cells()
        clipboard.put(sheet_cells.text(cells), sheet_cells.html(cells))


def cut(grid: "LinesGrid") -> None:
    """Copy, then take out."""
    if grid.current_line() is not None:
        copy(grid)
        grid.remove()


def paste(grid: "LinesGrid") -> None:
    """Cells copied in Excel become lines above this one."""
    grid.put_in([row for row in pasted.rows(QApplication.clipboard().text()) if any(cell.strip() for cell in row)])


def holds_table() -> bool:
    """Whether what was copied are cells of several columns or rows."""
    return bool(pasted.cells(QApplication.clipboard().text()))
