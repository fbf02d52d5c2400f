"""The builder of lists, the lists by name and the line of what is asked, in the user's words."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from tests.screens.customers import Customers
from tests.screens.window import Window
from ui.segments.dialog import SegmentDialog
from ui.segments.group_box import GroupBox
from ui.segments.leaf_row import LeafRow
from ui.segments.value_boxes import ChoicesValue


class Segments:
    """〔＋ 篩選〕 of the customers page."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.customers = Customers(window)
        self.asking = self.customers.page.asking

    def open(self) -> SegmentDialog:
        """Press ＋ 篩選."""
        self.asking.filter.click()
        self.window.settle(0.4)
        return self.dialog

    @property
    def dialog(self) -> SegmentDialog:
        """The builder."""
        return self.asking.dialog

    def rows(self, group: GroupBox | None = None) -> list[LeafRow]:
        """The rows of the outer group."""
        return [one for one in (group or self.dialog.group).parts if isinstance(one, LeafRow)]

    def choose(self, at: int, field: str, how: str) -> LeafRow:
        """Choose the field and what of it in this row, by their words."""
        made = self.rows()[at]
        for combo, words in ((made.field, field), (made.operator, how)):
            _choose(combo, words)
        self.window.settle()
        return made

    def tick(self, row: LeafRow, *values: str) -> None:
        """Tick these values in the list that drops down, by typing and with the space bar."""
        box = row._box
        assert isinstance(box, ChoicesValue)
        box.choices.drop()
        dropped = box.choices.list
        for words in values:
            (item,) = [one for one in dropped._items() if one.text() == words]
            dropped.list.setCurrentItem(item)
            QTest.keyClick(dropped.list, Qt.Key.Key_Space)
        QTest.keyClick(dropped, Qt.Key.Key_Escape)
        self.window.settle(0.4)

    def told(self) -> str:
        """What is said below: how many, and who."""
        self.window.settle(0.4)
        return f"{self.dialog._count.text()}｜{self.dialog._names.text()}"

    def press(self, words: str) -> None:
        """Press a button of the builder."""
        self.window.click(words, self.dialog)

    def asked(self) -> list[str]:
        """The conditions below the chips."""
        bar = self.asking.bar
        return [part.text().removesuffix("  ✕") for part in bar.parts] if bar and bar.isVisible() else []

    def lists(self) -> dict[str, str]:
        """What the menu 名單 offers, with its counts."""
        self.asking.open_lists()
        self.window.settle(0.3)
        menu: Any = self.asking.menu
        found = dict(one.text().partition("\t")[::2] for one in menu.entries.values())
        menu.close()
        return found

    def take_list(self, name: str) -> None:
        """Choose a list of the menu."""
        self.asking.open_lists()
        next(one for one in self.asking.menu.entries.values() if one.text().split("\t")[0] == name).trigger()
        self.asking.menu.close()
        self.window.settle(0.2)


def _choose(combo: QComboBox, words: str) -> None:
    at = combo.findText(words)
    assert at >= 0, [combo.itemText(one) for one in range(combo.count())]
    combo.setCurrentIndex(at)
