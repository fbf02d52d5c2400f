"""The small ＋ below the grid of lines: what can be written besides items, with its keys."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from resources.i18n import _
from ui.kit.labels import action, button
from ui.kit.menus import open_below
from ui.lines.grid import LinesGrid
from ui.trade_words import LINES


def add_button(grid: LinesGrid) -> QPushButton:
    """＋, whose menu puts a line of another kind below the others."""
    made: QPushButton = button(_("Add a line"), lambda: open_below(made, partial(fill_menu, grid)), icon="plus", kind="small")
    return made


def fill_menu(grid: LinesGrid, menu: QMenu) -> None:
    """The kinds of lines."""
    for at, (kind, title) in enumerate(LINES.items(), 1):
        menu.addAction(action(_(title), partial(grid.add, kind), key=f"Alt+{at}", parent=menu))
