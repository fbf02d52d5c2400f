"""What the keys do in the grid of lines, and the menu that says so."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from resources.i18n import _
from ui.kit.keys import asks_for_menu
from ui.kit.labels import action
from ui.lines import copying
from ui.trade_words import LINES

if TYPE_CHECKING:
    from ui.lines.grid import LinesGrid

Act = Callable[[], object]
_Standard = QKeySequence.StandardKey
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


def always(grid: "LinesGrid", event: QKeyEvent) -> Act | None:
    """What a key does, also while something is typed."""
    held = event.modifiers() & ~_KEYPAD
    if event.matches(_Standard.Paste):
        return partial(copying.paste, grid) if copying.holds_table() else None
    if event.matches(_Standard.Undo):
        return grid.undo if grid.presenter.can_undo else None
    if event.matches(_Standard.Redo):
        return grid.redo if grid.presenter.can_redo else None
    if held == Qt.KeyboardModifier.AltModifier:
        return _by_alt(grid, event.key())
    if asks_for_menu(event):
        return grid.menu_by_key
    is_discount = event.key() == Qt.Key.Key_D and held == Qt.KeyboardModifier.ControlModifier
    return grid.ask_discount if is_discount else None


def _by_alt(grid: "LinesGrid", key: int) -> Act | None:
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return partial(grid.shift, -1 if key == Qt.Key.Key_Up else 1)
    at = key - Qt.Key.Key_1
    return partial(grid.set_kind, list(LINES)[at]) if 0 <= at < len(LINES) else None


def to_lines(grid: "LinesGrid", event: QKeyEvent) -> Act | None:
    """What a key does to whole lines, while nothing is typed."""
    if event.matches(_Standard.Copy):
        return partial(copying.copy, grid)
    if event.matches(_Standard.Cut):
        return partial(copying.cut, grid)
    if event.modifiers() & ~_KEYPAD:
        return None
    acts: dict[int, Act] = {
        Qt.Key.Key_Delete: grid.remove,
        Qt.Key.Key_Backspace: grid.remove,
        Qt.Key.Key_Insert: grid.insert,
        Qt.Key.Key_F2: grid.type,
    }
    return acts.get(event.key())


def fill_menu(grid: "LinesGrid", menu: QMenu) -> None:
    """What can be done with the chosen lines."""
    kind = grid.presenter.entry(grid.currentIndex().row()).form.kind
    for at, (key, title) in enumerate(LINES.items(), 1):
        made = action(_(title), partial(grid.set_kind, key), key=f"Alt+{at}", parent=menu)
        made.setCheckable(True)
        made.setChecked(key == kind)
        menu.addAction(made)
    menu.addSeparator()
    is_line = grid.current_line() is not None
    for words, act, key, icon, has_sense in (
        (_("Specification…"), grid.open_spec, "", "", grid.presenter.opens(grid.currentIndex().row(), "spec") and is_line),
        (_("Discount on this line…"), grid.ask_discount, "Ctrl+D", "", grid.may_discount()),
        (_("Insert a line above"), grid.insert, "Ins", "plus", True),
        (_("Move up"), partial(grid.shift, -1), "Alt+Up", "chevron-up", is_line),
        (_("Move down"), partial(grid.shift, 1), "Alt+Down", "chevron-down", is_line),
        (_("Copy as Excel cells"), partial(copying.copy, grid), "Ctrl+C", "copy", is_line),
        (_("Paste lines from Excel"), partial(copying.paste, grid), "Ctrl+V", "", copying.holds_table()),
        (_("Delete"), grid.remove, "Del", "x", is_line),
    ):
        made = action(words, act, key=key, icon=icon, parent=menu)
        made.setEnabled(has_sense)
        menu.addAction(made)
