"""LinesGrid: the lines of a quote, sale or template, typed by keyboard alone."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from db.core.values.amounts import Totals
from db.services import lines
from db.services.lines import LineForm
from resources.i18n import _
from ui.kit import counter
from ui.kit.menus import open_at
from ui.lines import columns, keys
from ui.lines.cell_edit import CellEdit, LineDelegate
from ui.lines.columns import DISCOUNT, NAME
from ui.lines.dragging import Dragging
from ui.lines.model import LinesModel
from ui.lines.presenter import Entry
from ui.lines.table import LinesTable

_TRIGGERS: Final = QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed


class LinesGrid(LinesTable):
    """`set_forms` and `forms` are its value; it keeps its own undo while it has the keyboard."""

    changed = Signal()
    typing = Signal()  # a letter in a box that is still open: presenter.so_far() has it
    current_changed = Signal()  # another line has the cursor, or it changed
    said = Signal(str)  # what could not be done, a sentence
    finished = Signal()  # Enter in the empty last line: nothing more to type

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = LinesModel()
        super().__init__(self._model, parent)
        self._model.setParent(self)
        self.presenter = self._model.presenter
        self._delegate = LineDelegate(self, self._model)
        self._delegate.keys = partial(keys.always, self)
        self._delegate.walked.connect(self._walk)
        self._delegate.typed.connect(self.typing)
        self._asked_discount = False
        self._model.beside = self._beside
        self.setItemDelegate(self._delegate)
        self._dragging = Dragging(self, self._move_to, self.menu_by_key)
        self.setEditTriggers(_TRIGGERS)
        self.clicked.connect(self._open_clicked)
        self._model.dataChanged.connect(self._was_changed)
        self.selectionModel().currentChanged.connect(lambda *_: self._current_moved())
        self.select(0)

    # the value

    def set_forms(self, forms: Sequence[LineForm]) -> None:
        """Begin with these lines."""
        self.settle(keep=False)
        self._asked_discount = False
        self.presenter.fill(forms)
        self.select(0)

    def forms(self) -> list[LineForm]:
        """The lines as they are typed, empty ones left out."""
        return self.presenter.forms()

    def settle(self, *, keep: bool = True) -> None:
        """Close the box that is open, with what was typed or without: before a key of the page saves or issues."""
        for edit in self.viewport().findChildren(CellEdit):
            if self.indexWidget(self.currentIndex()) is edit:
                self._delegate.leave(edit, keep=keep)

    def totals(self) -> Totals:
        """What they come to; `amounts` by row, empty lines too."""
        return self.presenter.totals

    def faults(self) -> list[str]:
        """What could not be read, a sentence each."""
        return self.presenter.faults()

    def set_customer(self, customer: int | None) -> None:
        """Whose prices the products bring from now on."""
        self.presenter.customer = customer

    def set_mode(self, mode: str) -> None:
        """How tax is reckoned: one of amounts.TAX_MODES."""
        self.presenter.reckon(mode)

    def current_line(self) -> LineForm | None:
        """The line that has the cursor; None in the empty last row."""
        row = self.currentIndex().row()
        return self.presenter.entry(row).form if 0 <= row < len(self.presenter.entries) else None

    def replace_current(self, form: LineForm) -> None:
        """Another line in the place of the one that has the cursor."""
        if self.current_line() is not None:
            self.presenter.replace(self.currentIndex().row(), form)

    def add_forms(self, forms: Sequence[LineForm]) -> None:
        """These lines below the others."""
        self.presenter.insert(len(self.presenter.entries), forms)

    def take_product(self, product: int) -> None:
        """A product that was scanned, below the others; its quantity's turn."""
        last = self.presenter.take(len(self.presenter.entries), product)
        self._walk(last, "name" if self.presenter.opens(last, "price") else "", "enter")

    def _beside(self, entry: Entry) -> list[str]:
        """What is said beside a line: what is missing only once the cursor has left it, its cost never at the counter."""
        if entry.wrong or entry is self.presenter.entry(self.currentIndex().row()):
            return []
        return [one.text for one in lines.asides(entry.form) if not (one.is_owner_only and counter.state.is_on)]

    def _was_changed(self) -> None:
        self.show_discounts(self._asked_discount or self.presenter.has_discounts())
        self.changed.emit()
        self.current_changed.emit()

    def _current_moved(self) -> None:
        self.viewport().update()  # Qt draws two cells only: the bar
        self.current_changed.emit()

    # walking

    def select(self, row: int, key: str = "name") -> None:
        """Put the cursor on this cell."""
        at = self._model.index(min(max(row, 0), len(self.presenter.entries)), self._place(row, key))
        self.setCurrentIndex(at)

    def open(self, row: int, key: str) -> None:
        """Type into this cell."""
        self.select(row, key)
        self._delegate.part = key
        if not self._model.key_at(self.currentIndex()):
            self.select(row)
        self.edit(self.currentIndex())

    def _place(self, row: int, key: str) -> int:
        is_sum = key == "discount" and self.presenter.entry(row).form.kind == "discount"
        return columns.AMOUNT if is_sum else columns.PLACES[key]

    def _walk(self, row: int, key: str, how: str) -> None:
        """From the cell that was left to the next."""
        is_last = row >= len(self.presenter.entries)
        if how == "enter" and is_last:
            self.setFocus()
            self.finished.emit()
        elif how == "tab" and is_last:
            self.setFocus()
            self.focusNextChild()
        elif how in ("up", "down"):
            wanted = row + (1 if how == "down" else -1)
            if 0 <= wanted <= len(self.presenter.entries):
                self.open(wanted, key if self.presenter.opens(wanted, key) else "name")
        elif how == "back":
            self.open(*self.presenter.before(row, key))
        else:
            self.open(*((row + 1, "name") if not key else self._after(row, key, every=how == "tab")))

    def _after(self, row: int, key: str, *, every: bool) -> tuple[int, str]:
        found = self.presenter.after(row, key, every=every)
        hidden = found == (row, "discount") and self.isColumnHidden(DISCOUNT) and self.presenter.opens(row, "price")
        return (row + 1, "name") if hidden else found

    def _open_clicked(self, index: QModelIndex) -> None:
        plain = QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
        if plain and (key := self._model.key_at(index)):
            self.open(index.row(), key)

    # keys

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key while nothing is being typed; letters begin to type."""
        row, key = self.currentIndex().row(), self._model.key_at(self.currentIndex())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (act := self._act_of(event)) is not None:
            act()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.open(row, "name") if row >= len(self.presenter.entries) else self._walk(row, key or "name", "enter")
        else:
            super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> keys.Act | None:
        is_typing = self.state() == QAbstractItemView.State.EditingState
        return keys.always(self, event) or (None if is_typing else keys.to_lines(self, event))

    # the lines as wholes

    def rows(self) -> list[int]:
        """The chosen rows; the empty last one only where it alone is."""
        found = sorted({index.row() for index in self.selectionModel().selectedRows()} | {self.currentIndex().row()})
        return [row for row in found if row < len(self.presenter.entries)] or found

    def add(self, kind: str) -> None:
        """A line of this kind below the others."""
        self.settle()
        self.select(len(self.presenter.entries))
        self.set_kind(kind)

    def set_kind(self, kind: str) -> None:
        """Make the chosen lines of this kind, and go on typing."""
        rows = self.rows()
        self.presenter.set_kind(rows, kind)
        if len(rows) == 1:
            self.open(rows[0], "name")

    def ask_discount(self) -> None:
        """Something off this line."""
        if self.may_discount():
            self._asked_discount = True
            self.show_discounts(self._asked_discount or self.presenter.has_discounts())
            self.open(self.currentIndex().row(), "discount")

    def may_discount(self) -> bool:
        """Whether something can come off the line the cursor is on."""
        return self.current_line() is not None and self.presenter.opens(self.currentIndex().row(), "discount")

    def open_spec(self) -> None:
        """Type the specification of this line."""
        self.open(self.currentIndex().row(), "spec")

    def shift(self, by: int) -> None:
        """The chosen lines one up or down."""
        rows = self.rows()
        to = rows[0] - 1 if by < 0 else rows[-1] + 2
        if rows[-1] < len(self.presenter.entries) and 0 <= to <= len(self.presenter.entries):
            self._move_to(to)

    def _move_to(self, to: int) -> None:
        rows = self.rows()
        self._choose(self.presenter.move(rows, to), len(rows))

    def _choose(self, first: int, count: int) -> None:
        self.select(first)
        flags = self.selectionModel().SelectionFlag
        chosen = QItemSelection(self._model.index(first, NAME), self._model.index(first + count - 1, NAME))
        self.selectionModel().select(chosen, flags.Select | flags.Rows)

    def type(self) -> None:
        """F2: into the cell the cursor is on."""
        self.open(self.currentIndex().row(), self._model.key_at(self.currentIndex()) or "name")

    def insert(self) -> None:
        """An empty line above this one."""
        row = min(self.currentIndex().row(), len(self.presenter.entries))
        self.presenter.insert(row, [LineForm()])
        self.open(row, "name")

    def remove(self) -> None:
        """Take the chosen lines out."""
        rows = self.rows()
        self.presenter.remove(rows)
        self.select(rows[0])

    def undo(self) -> None:
        """Take the last deed back."""
        self.presenter.undo()
        self.select(self._model.changed_at)

    def redo(self) -> None:
        """Do it again."""
        self.presenter.redo()
        self.select(self._model.changed_at)

    def put_in(self, cells: Sequence[Sequence[str]]) -> None:
        """Cells of a spreadsheet become lines above this one."""
        row = min(self.currentIndex().row(), len(self.presenter.entries))
        count, more = self.presenter.paste(row, cells)
        if count:
            self._choose(row, count)
            self.scrollTo(self._model.index(row + count - 1, NAME))
        if more:
            said = _("Only the first {most} rows were taken, {count} were left out. Please make two papers of it.")
            self.said.emit(said.format(most=f"{count:,}", count=f"{more:,}"))

    def as_cells(self) -> list[list[str]]:
        """The chosen lines as cells of a spreadsheet."""
        return self._model.as_cells(self.rows())

    def menu_by_key(self) -> None:
        """The menu of the line the cursor is on."""
        at = self.visualRect(self.currentIndex()).center()
        self.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, self.viewport().mapToGlobal(at)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with this line."""
        open_at(self, partial(keys.fill_menu, self), event.globalPos())
