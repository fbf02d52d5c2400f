"""Counter mode: a cell hides what it says it hides, wherever it is read."""

from array import array

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from ui.kit import counter
from ui.kit.cells import Cell, Chip
from ui.kit.delegates import CELL_ROLE
from ui.kit.table import Column, TableModel

_CELL = Cell(
    "0912-345-678",
    note="手機",
    below="問換氣扇",
    secret=("text", "below"),
    chips=(Chip("黑名單", "red", warns=True), Chip("工程")),
)


def test_hidden_parts_come_back() -> None:
    assert counter.veiled(_CELL) is _CELL
    counter.switch()
    veiled = counter.veiled(_CELL)
    assert (veiled.text, veiled.note, veiled.below) == (counter.HIDDEN, "手機", counter.HIDDEN)
    assert [chip.text for chip in veiled.chips] == [counter.SIGN, "工程"]
    assert veiled.chips[0].hue != "red"
    assert counter.veiled(Cell("", secret=("text",))).text == ""
    counter.switch()
    assert counter.veiled(_CELL) is _CELL


def test_a_list_paints_speaks_and_copies_nothing_hidden() -> None:
    model = TableModel([Column("phone", "Phone", lambda _row: _CELL)], lambda ids: ids)
    model.show(array("q", [1]))
    told = QSignalSpy(model.dataChanged)
    counter.switch()
    assert told.count() == 1
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, CELL_ROLE)
    said = [*(str(model.index(0, 0).data(role)) for role in roles), str(model.as_cells([0], [0]))]
    assert not [words for words in said if "345" in words or "黑名單" in words or "換氣扇" in words]


def test_the_window_begins_in_it_where_wished() -> None:
    assert not counter.begins_on()
    counter.begin_on(True)
    assert counter.begins_on()
