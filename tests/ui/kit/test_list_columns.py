"""Columns as the owner wants them: chosen in a dialog, kept in views, the first one in its place when pushed sideways."""

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from ui.kit import theme
from ui.kit.cells import Cell
from ui.kit.column_dialog import ColumnDialog
from ui.kit.delegates import CellDelegate
from ui.kit.list_view import ListView
from ui.kit.table import Column, TableModel

COLUMNS = [
    Column("name", "Customer", lambda row: Cell(f"name {row}"), width=10),
    Column("phone", "Phone", lambda row: Cell(f"09{row:08}"), width=10),
    Column("tags", "Tags", lambda row: Cell("a"), width=10, leaves=1),
    Column("f1", "欠款", lambda row: Cell(str(row)), width=10, at_first=False, is_own=True),
    Column("f2", "備註", lambda row: Cell("x"), width=80, at_first=False, is_own=True),
]


@pytest.fixture
def model() -> TableModel:
    made = TableModel(COLUMNS, list)
    made.show(array("q", range(1, 101)))
    return made


@pytest.fixture
def view(model: TableModel) -> ListView:
    made = ListView("test", model, sort="name")
    made.resize(900, 400)
    made.show()
    QApplication.processEvents()
    return made


def _shown(view: ListView) -> list[str]:
    return [COLUMNS[at].key for at in view.shown_columns()]


def _dialog(view: ListView) -> ColumnDialog:
    view.choose_columns()
    QApplication.processEvents()
    return next(one for one in view.findChildren(ColumnDialog) if one.isVisible())


def test_ticked_and_moved_by_the_keys(view: ListView, model: TableModel) -> None:
    dialog = _dialog(view)
    assert [dialog.list.item(at).text() for at in range(5)] == [one.words for one in COLUMNS]
    dialog.list.setCurrentRow(3)
    dialog.list.item(3).setCheckState(Qt.CheckState.Checked)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    for _time in range(4):  # never before the first
        QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog.accept()
    assert _shown(view) == ["name", "f1", "tags"]
    assert _shown(ListView("test", model, sort="name"))[:2] == ["name", "f1"]


def test_given_up_nothing_changes_and_as_at_first_forgets(view: ListView) -> None:
    dialog = _dialog(view)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.reject()
    assert _shown(view) == ["name", "phone", "tags"]
    view.put_columns(["name", "f1", "phone", "tags", "f2"], ["name", "f1"])
    assert _shown(view) == ["name", "f1"]
    dialog = _dialog(view)
    dialog._as_at_first()
    assert _shown(view) == ["name", "phone", "tags"]


def test_a_views_columns_come_back_in_their_widths(view: ListView) -> None:
    view.put_columns(["name", "f1", "phone", "tags", "f2"], ["name", "f1", "phone"])
    view.choice.widen("phone", 14.5)
    kept = view.choice.shown(COLUMNS)
    assert kept == (("name", 1000), ("f1", 1000), ("phone", 1450))
    view.reset_columns()
    view.take_columns((*kept, ("gone", 700)))
    assert view.choice.shown(COLUMNS) == kept
    assert _shown(view) == ["name", "f1", "phone"]


@pytest.mark.parametrize("ticked", [["f1"], ["f1", "f2"], []])
def test_what_is_ticked_is_shown_as_wide_as_declared_however_narrow_the_list(view: ListView, ticked: list[str]) -> None:
    view.resize(300, 400)
    QApplication.processEvents()
    assert _shown(view) == ["name", "phone"]
    dialog = _dialog(view)
    for item in (dialog.list.item(at) for at in range(5)):
        if item.text() in {one.words for one in COLUMNS if one.key in ticked}:
            item.setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    QApplication.processEvents()
    assert _shown(view) == ["name", "phone", "tags", *ticked]
    assert all(view.columnWidth(at) >= round(COLUMNS[at].width * theme.px()) for at in view.shown_columns())
    assert view.horizontalScrollBar().maximum() > 0
    view.reset_columns()
    assert _shown(view) == ["name", "phone"]


class _Noted(CellDelegate):
    """Notes what is painted where."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.painted: list[tuple[int, int, QRect]] = []

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.painted.append((index.row(), index.column(), QRect(option.rect)))
        super().paint(painter, option, index)


def _painted(view: ListView) -> Sequence[tuple[int, int, QRect]]:
    noted = _Noted(view)
    view.setItemDelegate(noted)
    view.viewport().repaint()
    QApplication.processEvents()
    return noted.painted


def test_what_was_asked_for_stays_and_the_first_column_too_when_pushed_sideways(view: ListView) -> None:
    for key in ("f1", "f2"):
        view.toggle_column(key)
    assert {"f1", "f2"} <= set(_shown(view))
    QApplication.processEvents()
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    painted = {row: rect for row, column, rect in _painted(view) if column == 0 and rect.left() == 0}
    first = [painted[row] for row in sorted(painted)]
    assert [rect.top() for rect in first] == [view.rowViewportPosition(row) for row in range(len(first))]
    assert {rect.width() for rect in first} == {view.columnWidth(0)}
    assert view.rowAt(view.viewport().height() - 1) == len(first) - 1


def test_a_click_on_the_column_that_stayed_chooses_its_row(view: ListView) -> None:
    for key in ("f1", "f2"):
        view.toggle_column(key)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, view.rowViewportPosition(2) + 5))
    assert list(view.chosen()) == [3]


def test_one_cell_or_one_column_is_copied(view: ListView) -> None:
    view.selectRow(2)
    view.copy_cells(1)
    assert QApplication.clipboard().text() == "0900000003"
    view.selectAll()
    view.copy_cells(0)
    assert QApplication.clipboard().text().splitlines()[1:3] == ["name 1", "name 2"]
