"""The list: rows in blocks, columns that leave, chosen rows, cells for Excel."""

from array import array
from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QRegion, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import jobs, settings, theme
from ui.kit.cells import Cell, Chip
from ui.kit.list_view import ListView
from ui.kit.table import BLOCK, KEPT, Column, TableModel

COLUMNS = [
    Column("name", "Customer", lambda row: Cell(f"name {row}"), width=10),
    Column("phone", "Phone", lambda row: Cell(f"09{row:08}"), width=10),
    Column("city", "City", lambda row: Cell("臺北市"), width=10, leaves=2),
    Column("tags", "Tags", lambda row: Cell(chips=(Chip("a"), Chip("b"))), width=10, leaves=1),
    Column("code", "Code", lambda row: Cell(str(row)), width=10, at_first=False),
]


class Source:
    """Rows that are their ids; remembers what was asked for."""

    def __init__(self) -> None:
        self.fetched: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[int]:
        self.fetched.extend(ids)
        return list(ids)


class Painted(QObject):
    """What of a widget is painted meanwhile."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget, self.region = widget, QRegion()

    def __enter__(self) -> "Painted":
        self.widget.installEventFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.widget.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return super().eventFilter(watched, event)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(source: Source) -> TableModel:
    made = TableModel(COLUMNS, source)
    made.show(array("q", range(1, 100_001)))
    return made


@pytest.fixture
def view(model: TableModel) -> ListView:
    made = ListView("test", model, sort="name")
    made.resize(900, 400)
    made.show()
    QApplication.processEvents()
    return made


def test_a_jump_costs_a_block(model: TableModel, source: Source) -> None:
    model.row(77_777)
    assert len(source.fetched) == BLOCK
    model.row(77_700)
    assert len(source.fetched) == BLOCK


def test_only_a_few_blocks_are_kept(model: TableModel) -> None:
    for at in range(0, 100_000, 900):
        model.row(at)
    assert len(model._blocks) <= KEPT


def test_first_rows_need_no_fetching(model: TableModel, source: Source) -> None:
    model.show(array("q", [7, 8, 9]), [7, 8, 9])
    assert model.row(2) == 9
    assert source.fetched == []


def test_rows_gone_meanwhile_leave_their_place_empty() -> None:
    here = {one: SimpleNamespace(id=one, name=f"name {one}") for one in (1, 3)}
    columns = [Column("name", "Customer", lambda row: Cell(row.name))]
    model = TableModel(columns, lambda ids: [here[one] for one in ids if one in here])
    model.show(array("q", [1, 2, 3]))
    assert [model.data(model.index(at, 0)) for at in range(3)] == ["name 1", "", "name 3"]


def test_painting_fetches_what_is_in_view(view: ListView, source: Source) -> None:
    view.grab()
    assert 0 < len(source.fetched) <= 3 * BLOCK


def test_choosing_all_is_one_range(view: ListView, source: Source) -> None:
    view.grab()
    source.fetched.clear()
    view.selectAll()
    view.grab()
    assert len(view.chosen()) == 100_000
    assert len(source.fetched) <= BLOCK
    assert view.horizontalHeader().selectionModel() is not view.selectionModel()


def test_a_header_click_asks_for_an_order(view: ListView) -> None:
    asked: list[tuple[str, bool]] = []
    view.sort_changed.connect(lambda key, descending: asked.append((key, descending)))
    head = view.horizontalHeader()
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionViewportPosition(1) + 20, 8))
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionViewportPosition(1) + 20, 8))
    assert [key for key, _descending in asked] == ["phone", "phone"]
    assert {descending for _key, descending in asked} == {True, False}
    assert view.model().headerData(1, Qt.Orientation.Horizontal)[-1] in "▲▼"


def test_columns_leave_where_there_is_no_room(view: ListView) -> None:
    view.resize(360, 400)
    QApplication.processEvents()
    assert [view.isColumnHidden(at) for at in range(4)] == [False, False, True, True]
    view.resize(500, 400)
    QApplication.processEvents()
    assert [view.isColumnHidden(at) for at in range(4)] == [False, False, True, False]


def test_columns_are_remembered(view: ListView, model: TableModel) -> None:
    view.toggle_column("code")
    view.toggle_column("city")
    view.horizontalHeader().moveSection(3, 0)
    again = ListView("test", model)
    assert {model.columns[at].key for at in again.wanted_columns()} == {"name", "phone", "tags", "code"}
    assert again.horizontalHeader().logicalIndex(0) == 3
    again.reset_columns()
    assert {model.columns[at].key for at in again.wanted_columns()} == {"name", "phone", "city", "tags"}
    assert settings.get("columns/test") == "{}"


def test_copied_rows_are_cells_for_excel(view: ListView, model: TableModel) -> None:
    view.setColumnHidden(2, True)
    for at in (3, 1):
        view.selectionModel().select(
            model.index(at, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        )
    view.copy()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[1:] == ["name 2\t0900000002\ta b", "name 4\t0900000004\ta b"]


def test_too_many_rows_are_said(view: ListView, model: TableModel) -> None:
    told: list[tuple[int, int]] = []
    view.cut_short.connect(lambda copied, chosen: told.append((copied, chosen)))
    view.selectRow(0)
    view.copy()
    assert told == []
    view.selectAll()
    view.copy()
    assert (told, len(jobs.runner().jobs)) == ([], 1)  # the window goes on meanwhile
    jobs.runner().wait()
    assert told == [(20_000, 100_000)]
    assert len(QApplication.clipboard().text().splitlines()) == 1 + 20_000


def test_what_is_copied_meanwhile_stays_in_the_clipboard(view: ListView, model: TableModel) -> None:
    view.selectAll()
    view.copy()
    view.selectRow(0)
    view.copy_cells(1)
    jobs.runner().wait()
    assert QApplication.clipboard().text() == model.as_cells([0], [1])[-1][0]


def test_the_clipboard_holds_the_same_as_a_table_of_texts(view: ListView) -> None:
    view.selectRow(4)
    view.copy()
    held = QApplication.clipboard().mimeData()
    assert "<td>0900000005</td>" in held.html()
    assert "mso-number-format" in held.html()


def test_two_lines_a_row_in_one_fixed_height(view: ListView) -> None:
    one = view.rowHeight(0)
    view.lines = 2
    view.resize_rows()
    assert {view.rowHeight(at) for at in (0, 1, 99_999)} == {theme.row_height(2)}
    view.lines = 1
    view.resize_rows()
    assert {view.rowHeight(at) for at in (0, 99_999)} == {one} == {theme.row_height()}


def test_another_list_keeps_the_cursor_and_what_is_chosen(view: ListView) -> None:
    view.choose(5)
    view._choose_several(array("q", [6, 8]))
    view.show_ids(array("q", [1, 5, 6, 7, 8]))
    assert view.current_id() == 5
    assert list(view.chosen()) == [5, 6, 8]


def test_a_row_is_chosen_alone_while_ctrl_is_down(view: ListView) -> None:
    save = QShortcut(QKeySequence("Ctrl+Return"), view)
    save.activated.connect(lambda: view.selectRow(1))
    view.selectRow(0)
    QTest.keyClick(view.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.current_id() == view.chosen()[0]
    assert len(view.chosen()) == 1


def test_enter_held_down_opens_once(view: ListView) -> None:
    opened: list[int] = []
    view.activated_id.connect(opened.append)
    view.selectRow(0)
    for repeats in (False, True, True):
        QTest.simulateEvent(view, True, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", repeats)
    assert opened == [1]


def test_screen_readers_hear_chips_and_old_values() -> None:
    assert Cell("0912-345-678", old="912345678", chips=(Chip("老主顧"),)).spoken == "912345678 → 0912-345-678 老主顧"


def test_tooltips_show_customers_words_as_they_are() -> None:
    model = TableModel([Column("a", "Name", lambda _row: Cell("<b>王</b>"))], list)
    model.show(array("q", [1]))
    assert "&lt;b&gt;王" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)


def test_columns_that_stay_get_narrower_before_the_list_is_pushed_sideways(view: ListView) -> None:
    view.resize(round(0.9 * sum(view._width(at) for at in view.fitting(0))), 400)
    view.fit()
    assert view.horizontalScrollBar().maximum() == 0


def test_the_bar_of_the_current_row_leaves_the_row_that_stays_chosen(view: ListView) -> None:
    view.setCurrentIndex(view.model().index(0, 1))
    QApplication.processEvents()
    first = view.visualRect(view.model().index(0, 0)).center()
    with Painted(view.viewport()) as painted:
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        QApplication.processEvents()
    assert view.chosen_places() == [0, 1]
    assert painted.region.contains(first)
