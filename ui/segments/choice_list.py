"""Several values to tick in a list that drops down: tags, cities, kinds; typed words narrow it."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QWidget

from db.core.values.text import normal
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column, row
from ui.kit.fields import LineEdit
from ui.kit.labels import button, set_button_text

Value = str | int
_ROWS = 9  # seen at once
_SEARCHED = 12  # values from which on a box to narrow them stands above
_LETTERS = 8  # of the chosen values named on the button; the first one is named in any case
_LEAST = 14  # letters the list is wide
_VALUE = Qt.ItemDataRole.UserRole


class _Ticks(QListWidget):
    """A click anywhere on a line ticks it, as one on its little square does."""

    _pressed: QListWidgetItem | None = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What Qt did not tick itself."""
        item = self.itemAt(event.position().toPoint())
        before = item.checkState() if item else None
        super().mouseReleaseEvent(event)
        if item and event.button() == Qt.MouseButton.LeftButton and item is self._pressed and item.checkState() is before:
            item.setCheckState(Qt.CheckState.Unchecked if before is Qt.CheckState.Checked else Qt.CheckState.Checked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where the click began."""
        self._pressed = self.itemAt(event.position().toPoint())
        super().mousePressEvent(event)


class ChoiceList(QFrame):
    """The list itself, over everything else until something beside it is pressed, Enter or Escape."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Value, str]], chosen: Iterable[Value], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("band", "bar")
        self.search = LineEdit()
        self.search.setPlaceholderText(_("Type to find"))
        self.search.setAccessibleName(_("Type to find"))
        self.search.textChanged.connect(self._narrow)
        self.search.setVisible(len(choices) >= _SEARCHED)
        self.list = _Ticks()
        self.list.setAccessibleName(_("Values"))
        layout = column(self, spacing=4)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        ticked = set(chosen)
        for value, words in choices:
            self._add(value, words, is_on=value in ticked)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.list.itemActivated.connect(lambda _item: self.close())
        self.list.setFixedHeight(min(_ROWS, max(len(choices), 1)) * theme.row_height() + 8)
        (self.search if len(choices) >= _SEARCHED else self.list).setFocus()

    def _add(self, value: Value, words: str, *, is_on: bool) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_VALUE, value)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        wanted = normal(text)
        for item in self._items():
            item.setHidden(wanted not in normal(item.text()))

    def chosen(self) -> list[Value]:
        """The ticked values, in the list's order."""
        return [item.data(_VALUE) for item in self._items() if item.checkState() is Qt.CheckState.Checked]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow down goes from the words into the list; Enter and Escape close it."""
        if event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)


class ChoicesButton(QWidget):
    """A button that says what is chosen and drops the list down. `read`: the choices, asked for when they are needed."""

    changed = Signal()

    def __init__(self, read: Callable[[], Sequence[tuple[Value, str]]], chosen: Sequence[Value], lost: str) -> None:
        super().__init__()
        self._read = read
        self._chosen = list(chosen)
        self._lost = lost  # what a value is called that is no choice any more
        self.button: QPushButton = button("", self.drop, icon="chevron-down", parent=self)
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        line = row(self, spacing=0)
        line.addWidget(self.button)
        line.addStretch(1)
        self._say()

    def value(self) -> list[Value]:
        """What is chosen."""
        return list(self._chosen)

    def drop(self) -> None:
        """Show the list below the button; what was chosen and is no choice any more can be taken off there."""
        choices = list(self._read())
        known = {value for value, _words in choices}
        choices += [(value, self._called(value)) for value in self._chosen if value not in known]
        self.list = ChoiceList(choices, self._chosen, self)
        self.list.setMinimumWidth(max(self.button.width(), round(theme.px() * _LEAST)))
        self.list.changed.connect(lambda: self._take(self.list.chosen()))
        self.list.move(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))
        self.list.show()

    def _take(self, chosen: list[Value]) -> None:
        self._chosen = chosen
        self._say()
        self.changed.emit()

    def _called(self, value: Value) -> str:
        return self._lost if isinstance(value, int) else value

    def _say(self) -> None:
        words = dict(self._read()) if self._chosen else {}
        text = _in_short([words.get(value) or self._called(value) for value in self._chosen]) or _("Choose…")
        set_button_text(self.button, text)
        self.button.setAccessibleName(text)


def _in_short(said: Sequence[str]) -> str:
    """The first of them by name, and where there are more, how many in all."""
    named = list(said[:1])
    for one in said[1:]:
        if sum(map(len, (*named, one))) > _LETTERS:
            break
        named.append(one)
    names = _(", ").join(named)
    return names if len(named) == len(said) else _("{names} … ({count})").format(names=names, count=len(said))
