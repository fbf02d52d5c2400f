"""欄位: which columns a list shows and in what order, with ticks, by dragging or with the keys."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column, row
from ui.kit.labels import button, plain_label
from ui.kit.table import Column

_KEY: Final = Qt.ItemDataRole.UserRole
_EM: Final = (26, 34)  # width and height of the dialog, in letters
_TICKED: Final = Qt.CheckState.Checked


class _Ticks(QListWidget):
    """Dragged into another order; Alt with an arrow moves, too. The first one stays the first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.shift(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def shift(self, by: int) -> None:
        """Move what the cursor is on."""
        at = self.currentRow()
        if at > 0 and 1 <= at + by < self.count():
            self.insertItem(at + by, self.takeItem(at))
            self.setCurrentRow(at + by)


class ColumnDialog(QDialog):
    """`put(order, shown)` takes the keys of all columns and of those ticked."""

    def __init__(
        self,
        columns: Iterable[tuple[Column, bool]],
        put: Callable[[Sequence[str], Sequence[str]], None],
        reset: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns"))
        self._put, self._reset = put, reset
        self.list = _Ticks()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSpacing(2)
        self.list.setAccessibleName(_("Columns"))
        for one, is_shown in columns:
            self._add(one, is_shown)
        self.list.setCurrentRow(0)
        layout = column(self, margin=18, spacing=10)
        words = _("Tick what the list shows. Drag a line to another place, or press Alt with an arrow key.")
        layout.addWidget(plain_label(words, "muted", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self._buttons())
        self.resize(*(round(theme.px() * em) for em in _EM))

    def _add(self, one: Column, is_shown: bool) -> None:
        item = QListWidgetItem(one.words)
        item.setData(_KEY, one.key)
        item.setCheckState(_TICKED if is_shown else Qt.CheckState.Unchecked)
        if self.list.count() == 0:  # whose row it is must be seen
            item.setFlags(item.flags() & ~(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled))
        self.list.addItem(item)

    def _buttons(self) -> QWidget:
        holder = QWidget()
        line = row(holder, spacing=8)
        line.addWidget(button(_("Up"), lambda: self.list.shift(-1), kind="icon", icon="chevron-up", key="Alt+Up"))
        line.addWidget(button(_("Down"), lambda: self.list.shift(1), kind="icon", icon="chevron-down", key="Alt+Down"))
        line.addWidget(button(_("As at first"), self._as_at_first))
        line.addStretch(1)
        line.addWidget(button(_("Cancel"), self.reject))
        yes = button(_("Use these"), self.accept, kind="primary")
        yes.setDefault(True)
        line.addWidget(yes)
        return holder

    def _as_at_first(self) -> None:
        self._reset()
        self.reject()

    def accept(self) -> None:
        """Show these columns."""
        items = [self.list.item(at) for at in range(self.list.count())]
        items.sort(key=lambda item: bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable))  # nothing is dropped before the first
        keys = [str(item.data(_KEY)) for item in items]
        self._put(keys, [key for key, item in zip(keys, items, strict=True) if item.checkState() is _TICKED])
        super().accept()
