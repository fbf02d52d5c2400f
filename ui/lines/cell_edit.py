"""The box a cell of a line is typed into, and the delegate that paints the lines and opens it."""

from collections.abc import Callable
from functools import partial
from typing import Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QListWidgetItem, QStyleOptionViewItem, QTableView, QWidget

from db.core.values.amounts import PRICED
from resources.i18n import _
from ui.kit import counter, theme
from ui.kit.cells import Cell
from ui.kit.delegates import CELL_ROLE, PAD, CellDelegate
from ui.kit.fields import LineEdit, half_width
from ui.lines import columns
from ui.lines.columns import COLUMNS, HANDLE, NAME
from ui.lines.model import KIND_ROLE, LinesModel
from ui.lines.presenter import Entry
from ui.lines.product_popup import ProductPopup, product_of
from ui.trade_words import LINES

_Index = QModelIndex | QPersistentModelIndex
_NUMBERS: Final = ("quantity", "price", "discount")
_SPEC_SHARE: Final = 0.45  # of the cell, at least
_WALKS: Final = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Tab: "tab",
    Qt.Key.Key_Backtab: "back",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class CellEdit(LineEdit):
    """`key`: what of the line is typed here. The names of items offer products below. What the counter mode hides stays
    hidden, and as it is where nothing is typed.
    """

    def __init__(self, key: str, line: Entry, customer: int | None, parent: QWidget) -> None:
        text, kind = line.typed(key), line.form.kind
        is_hidden = counter.state.is_on and COLUMNS[columns.PLACES[key]].secret
        super().__init__("" if is_hidden else text, parent)
        self.key = key
        empty = _("Specification") if key == "spec" else _(LINES[kind]) if key == "name" and kind != "item" else ""
        self.setPlaceholderText(counter.hidden(text) if is_hidden else empty)
        self.popup = ProductPopup(self, customer) if key == "name" and kind in PRICED else None
        self.setFrame(False)
        self.setAccessibleName(_("Specification") if key == "spec" else _(COLUMNS[columns.PLACES[key]].title))
        if key in _NUMBERS:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        if self.popup:
            self.textEdited.connect(partial(self.popup.offer, self))

    def typed(self) -> str:
        """The text; digits and signs of numbers half width."""
        return half_width(self.text()).strip() if self.key in _NUMBERS else self.text().strip()


class LineDelegate(CellDelegate):
    """Paints lines by their kind and types into them. `part`: which half of the next cell of names is opened."""

    typed = Signal()  # a letter in the open box
    walked = Signal(int, str, str)  # row and key that were left, how: enter tab back up down
    own_key = Callable[[QKeyEvent], Callable[[], object] | None]

    def __init__(self, view: QTableView, model: LinesModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.part = "name"
        self.keys: LineDelegate.own_key = lambda _event: None  # what the grid does by a key while something is typed
        self._reached = -1

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell; a heading goes over all of them."""
        kind = index.data(KIND_ROLE)
        if kind == "heading":
            self._paint_heading(painter, option, index)
        else:
            super().paint(painter, option, index)
            if kind and index.column() == HANDLE:
                _paint_handle(painter, option.rect)
        view = self._view
        if view.hasFocus() and view.currentIndex() == index and index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.setPen(QPen(theme.colour("accent_text"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -3))

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        tint = theme.colour("accent_soft")
        tint.setAlphaF(0.45)
        painter.fillRect(option.rect, tint)
        self._ground(painter, option, index)
        cell = self._model.index(index.row(), NAME).data(CELL_ROLE)
        if isinstance(cell, Cell):
            painter.setFont(theme.font(bold=True))
            painter.setPen(theme.colour("accent_text"))
            left = self._view.columnViewportPosition(HANDLE) + PAD
            area = QRect(left, option.rect.top(), self._view.viewport().width() - left - PAD, option.rect.height())
            shown = QFontMetrics(painter.font()).elidedText(cell.text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    # the box

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A box for this cell with what stands there."""
        presenter, key = self._model.presenter, self._model.key_at(index)
        key = "spec" if key == "name" and self.part == "spec" else key
        self.part = "name"
        edit = CellEdit(key, presenter.entry(index.row()), presenter.customer, parent)
        if edit.popup:
            edit.popup.itemClicked.connect(lambda item: self._take(edit, item))
        row = index.row()
        edit.textEdited.connect(lambda _text: self._note((row, edit.key, edit.typed())))
        return edit

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        """Nothing is being typed any more."""
        self._model.presenter.typing = None
        super().destroyEditor(editor, index)

    def _note(self, typing: tuple[int, str, str]) -> None:
        self._model.presenter.typing = typing
        self.typed.emit()

    def setEditorData(self, editor: QWidget, _index: _Index) -> None:
        """To be typed over."""
        if isinstance(editor, CellEdit):
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: _Index) -> None:
        """Take over what was typed."""
        if isinstance(editor, CellEdit) and editor.isModified():
            self._reached = self._model.presenter.put(index.row(), editor.key, editor.typed())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Over the cell; the specification behind the name."""
        area = QRect(option.rect)
        if isinstance(editor, CellEdit) and editor.key == "spec":
            name = QFontMetrics(theme.font()).horizontalAdvance(self._model.presenter.entry(index.row()).form.name)
            area.setLeft(area.left() + min(name + PAD, round(area.width() * (1 - _SPEC_SHARE))))
        editor.setGeometry(area.adjusted(0, 0, 0, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that leave the box or choose a product."""
        is_press = isinstance(watched, CellEdit) and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self._press(cast(CellEdit, watched), event):
            return True
        return super().eventFilter(watched, event)

    def _press(self, edit: CellEdit, event: QKeyEvent) -> bool:
        return self._in_popup(edit, event) or self._own(edit, event) or self._walk(edit, event)

    def _in_popup(self, edit: CellEdit, event: QKeyEvent) -> bool:
        popup, key = edit.popup, event.key()
        if popup is None or not popup.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if _WALKS.get(Qt.Key(key)) == "enter" and popup.currentItem() is not None:
            self._take(edit, popup.currentItem())
            return True
        return popup.press(key)

    def _own(self, edit: CellEdit, event: QKeyEvent) -> bool:
        """A key of the grid: what was typed is taken over first."""
        typed = event.matches(QKeySequence.StandardKey.Undo) and edit.isUndoAvailable()
        typed = typed or (event.matches(QKeySequence.StandardKey.Redo) and edit.isRedoAvailable())
        act = None if typed else self.keys(event)
        if act is None:
            return False
        self.leave(edit)
        act()
        return True

    def _walk(self, edit: CellEdit, event: QKeyEvent) -> bool:
        how = _WALKS.get(Qt.Key(event.key()), "")
        shift_only = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if not how or shift_only:
            return False
        row, key = self._view.currentIndex().row(), edit.key
        self.leave(edit)
        self.walked.emit(max(row, self._reached), "" if self._reached > row else key, how)
        return True

    def _take(self, edit: CellEdit, item: QListWidgetItem) -> None:
        row, product = self._view.currentIndex().row(), product_of(item)
        self.leave(edit, keep=False)
        last = self._model.presenter.take(row, product)
        self.walked.emit(last, "name" if last == row else "", "enter")

    def leave(self, edit: QLineEdit, *, keep: bool = True) -> None:
        """Close the box, with what was typed or without."""
        self._reached = -1
        if keep:
            self.commitData.emit(edit)
        self.closeEditor.emit(edit, QAbstractItemDelegate.EndEditHint.NoHint)


def _paint_handle(painter: QPainter, area: QRect) -> None:
    """Six dots: here a line is taken and moved."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("muted"))
    for at in range(6):
        painter.drawEllipse(QPointF(area.left() + PAD + 3 + at % 2 * 5, area.center().y() - 5 + at // 2 * 5), 1.3, 1.3)
    painter.restore()
