"""Step 5 of the import wizard: the numbers as chips, and the table of what will be saved."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any, Protocol
from unicodedata import east_asian_width

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyleOptionViewItem, QWidget

from db.services.list_sources import Origin
from resources.i18n import N_, _
from ui.kit import theme
from ui.kit.card import Card, column, row
from ui.kit.cells import Cell
from ui.kit.delegates import CellDelegate
from ui.kit.fields import LineEdit
from ui.kit.filters import ChipRow
from ui.kit.keys import once
from ui.kit.labels import action, button, plain_label, restyle, set_text, tip_text
from ui.kit.list_view import ListView
from ui.kit.table import Column, TableModel
from ui.pages.importing import words
from ui.pages.importing.preview import PreviewRow
from ui.pages.importing.screens import ReviewScreen

_Index = QModelIndex | QPersistentModelIndex
_TYPED_OVER = Qt.ItemFlag.ItemIsEditable
_WIDTHS = {
    "name": 11.0,
    "customer": 10.0,
    "phone": 15.5,
    "birthday": 10.5,
    "date": 14.0,
    "tax_id": 6.5,
    "address": 12.0,
    "text": 20.0,
    "product": 11.0,
    "quantity": 5.0,
    "amount": 7.0,
}
_NUMBER, _MOST = 4.2, 11.0  # of the row's column: the number alone, and the most
_LEAVES = {"tax_id": 1, "birthday": 2, "barcode": 3}


class Handler(Protocol):
    """What the presenter does for this step."""

    def filter_by(self, key: str) -> None: ...
    def tick(self, numbers: list[int]) -> None: ...
    def edit(self, n: int, field: str, text: str) -> None: ...
    def origin(self) -> Origin: ...
    def put_origin(self, origin: Origin) -> None: ...


class PreviewModel(TableModel):
    """The lines of the plan; a value is typed over in its place."""

    def __init__(self, columns: Sequence[Column], fetch: Callable[[Sequence[int]], Sequence[Any]], handler: Handler) -> None:
        super().__init__(columns, fetch)
        self._handler = handler

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Values can be typed over; the row, the action and the remark can't."""
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsEditable if self._is_value(index) else base

    def _is_value(self, index: _Index) -> bool:
        return index.isValid() and self.columns[index.column()].key in words.FIELDS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """For editing the value alone, without what stood there before."""
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            found = self.row(index.row())
            return self.columns[index.column()].cell(found).text if found else ""
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid() and self.columns[index.column()].key == "row":
            found = self.row(index.row())
            return tip_text(found.place) if found else ""
        return super().data(index, role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What was typed goes to the plan."""
        found = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or found is None or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self._handler.edit(found.n, self.columns[index.column()].key, str(value))
        return True


class EditingDelegate(CellDelegate):
    """The list's delegate, with our own box to type in."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """One line, as everywhere."""
        return LineEdit(parent=parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The value that F2 would type over has a frame."""
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, ListView) and view.hasFocus() and index == view.currentIndex() and index.flags() & _TYPED_OVER:
            painter.setPen(theme.colour("accent_text"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))


class PreviewList(ListView):
    """The last column has all the room there is: addresses and reasons are the longest."""

    def fit(self) -> None:
        """The other columns are as wide as declared, where they find room."""
        super().fit()
        shown = self.fitting(self.horizontalHeader().width())
        if sum(map(self._width, shown)) <= self.horizontalHeader().width():
            self._dressing = True
            for at in shown[:-1]:
                self.setColumnWidth(at, self._width(at))
            self._dressing = False


class ReviewStep(QWidget):
    """Chips, table, and what will become of the rest."""

    def __init__(self, handler: Handler, fetch: Callable[[Sequence[int], Sequence[str]], Sequence[PreviewRow]]) -> None:
        super().__init__()
        self._handler, self._fetch = handler, fetch
        self._columns: tuple[str, ...] = ()
        self._lists: tuple[str, ...] = ()
        outer = column(self, spacing=8)
        outer.setContentsMargins(22, 2, 22, 8)
        self.chips = ChipRow()
        self.chips.chosen.connect(handler.filter_by)
        outer.addWidget(self.chips)
        self.card = Card(margin=1, spacing=0)
        outer.addWidget(self.card, 1)
        self.model: PreviewModel | None = None
        self.table: PreviewList | None = None
        self.waiting = plain_label("", "amber", wrap=True)
        self.note = plain_label("", "muted", wrap=True)
        self.hint = plain_label(_("Double click (or F2) to type over a value."), "small")
        line = row(spacing=16)
        self.leave_out = button(_("Leave out, or take along again"), self.toggle, kind="small", key="Space")
        self.leave_out.setEnabled(False)
        self.whole = plain_label(wrap=True, selectable=True)  # of the value under the cursor, where its cell is too narrow
        outer.addWidget(self.whole)
        line.addWidget(self.waiting, 10)
        line.addWidget(self.hint)
        line.addStretch(1)
        line.addWidget(self.leave_out)
        outer.addLayout(line)
        outer.addWidget(self.note)
        outer.addWidget(self._origin_line())

    def show_screen(self, screen: ReviewScreen) -> None:
        """Draw this state; the rows come by `show_rows`."""
        if (screen.columns, screen.lists) != (self._columns, self._lists):
            self._columns, self._lists = screen.columns, screen.lists
            self._make_table()
        self.chips.show_chips([(chip.key, chip.label, chip.count) for chip in screen.chips])
        self.chips.choose(screen.chosen)
        set_text(self.waiting, screen.waiting)
        self.waiting.setVisible(bool(screen.waiting))
        set_text(self.note, screen.note)
        self.note.setVisible(bool(screen.note))
        set_text(self.origin, screen.origin)
        restyle(self.origin, role="amber" if screen.to_be_told else "muted")
        self.origin_line.setVisible(bool(screen.origin))

    def _origin_line(self) -> QWidget:
        """Where the list is from, filled in; a click changes it, none is needed."""
        self.origin_line = QWidget()
        line = row(self.origin_line, spacing=8)
        self.origin = plain_label("", "muted", wrap=True)
        self.change_origin = button(_("Change"), self._ask_origin, kind="link", hint=_("Change where the list is from"))
        line.addWidget(self.origin, 1)
        line.addWidget(self.change_origin)
        return self.origin_line

    def _ask_origin(self) -> None:
        from ui import origin_form
        from ui.kit.form import FormRules

        rules = FormRules(lambda typed: self._handler.put_origin(origin_form.said(typed)), origin_form.warn)
        values = origin_form.values(self._handler.origin())
        made = origin_form.OriginForm(
            self.window(), _(origin_form.TITLE), origin_form.fields(), values, rules, save=_("That is right")
        )
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.open()

    def show_rows(self, numbers: list[int]) -> None:
        """Fill the table with these lines."""
        if self.table and self.model:
            self.table.show_ids(array("q", numbers))

    def _make_table(self) -> None:
        if self.table:
            self.card.body.removeWidget(self.table)
            self.table.deleteLater()
        fields = self._columns
        columns = [
            Column("row", N_("Row"), lambda line: Cell(line.row, tone="muted"), _row_width(self._lists), right=True, sorts=False),
            Column("action", N_("What happens"), lambda line: line.action, 7.0, sorts=False),
            *(self._value_column(field) for field in fields),
        ]
        self.model = PreviewModel(columns, lambda numbers: self._fetch(numbers, fields), self._handler)
        self.table = PreviewList(f"preview-{'-'.join(fields)}", self.model)
        self.table.setItemDelegate(EditingDelegate(self.table))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.table.menu_actions = self._menu
        self.table.setAccessibleName(_("What will be imported"))
        self.table.chosen_changed.connect(self._chosen)
        self.table.selectionModel().currentChanged.connect(self._read_out)
        self.model.dataChanged.connect(self._read_out)
        self.model.modelReset.connect(self._read_out)
        once(Qt.Key.Key_Space, self.table, self.toggle, alone=True)
        self.card.body.addWidget(self.table)
        self.setFocusProxy(self.table)  # where the keyboard begins

    @staticmethod
    def _value_column(field: str) -> Column:
        return Column(
            field,
            words.FIELDS[field] if field != "address" else N_("Address, remark"),
            lambda line: line.cells.get(field, Cell()),
            _WIDTHS.get(field, 8.0),
            right=field in ("quantity", "amount", "price"),
            sorts=False,
            leaves=_LEAVES.get(field, 0),
        )

    def _menu(self, menu: QMenu) -> None:
        menu.addAction(action(_("Leave out, or take along again"), self.toggle, key="Space", parent=menu))

    def _read_out(self) -> None:
        """Below the table the value under the cursor can be read to its end, without a mouse."""
        at = self.table.currentIndex() if self.table else QModelIndex()
        text = self.table.cut_text(at) if self.table else ""
        if self.model and self._lists and at.isValid() and self.model.columns[at.column()].key == "row":
            found = self.model.row(at.row())
            text = found.place if found else ""
        set_text(self.whole, f"{at.model().headerData(at.column(), Qt.Orientation.Horizontal)}：{text}" if text else "")

    def _chosen(self) -> None:
        self.leave_out.setEnabled(bool(self.table and self.table.chosen()))

    def type_over(self) -> None:
        """Open the value under the cursor for typing; F2 is the window's key, so the table does not hear it."""
        if self.table and self.table.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(self.table.currentIndex())

    def toggle(self) -> None:
        """Leave the chosen rows out, or take them along again."""
        if self.table and (chosen := list(self.table.chosen())):
            self._handler.tick(chosen)


def _row_width(lists: Sequence[str]) -> float:
    """Room for a row's number, and for the name of its list before it."""
    wide = max((sum(1.0 if east_asian_width(letter) in "WF" else 0.6 for letter in name) for name in lists), default=0.0)
    return min(_NUMBER + wide, _MOST) if lists else _NUMBER
