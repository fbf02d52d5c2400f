"""The grid of lines as it is used: by keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.kit.delegates import CELL_ROLE
from ui.lines.cell_edit import CellEdit
from ui.lines.grid import LinesGrid


def box(grid: LinesGrid) -> CellEdit:
    """The box that is open."""
    QApplication.processEvents()
    found = [one for one in grid.viewport().findChildren(CellEdit) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def press(grid: LinesGrid, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the keyboard in the grid."""
    target: QWidget = next((one for one in grid.viewport().findChildren(QLineEdit) if one.isVisible()), grid)
    QTest.keyClick(target, key, held)
    QApplication.processEvents()


def write(grid: LinesGrid, text: str) -> None:
    """Type over what the open box holds, as an input method does."""
    edit = box(grid)
    edit.selectAll()
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(edit, typed)


def begin(grid: LinesGrid) -> None:
    """Into the empty last row, by the key that opens a cell."""
    grid.select(grid.model().rowCount() - 1)
    press(grid, Qt.Key.Key_F2)


def enter(grid: LinesGrid, *texts: str) -> None:
    """Each text into the cell whose turn it is, and Enter."""
    for text in texts:
        if text:
            write(grid, text)
        press(grid, Qt.Key.Key_Return)


def seen(grid: LinesGrid, row: int, column: int) -> str:
    """What is painted in a cell."""
    return str(grid.model().index(row, column).data(CELL_ROLE).text)
