"""The row of filter chips with their live counts; those that find no room wait in a menu."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QMenu, QPushButton, QSizePolicy, QWidget

from resources.i18n import _
from ui.kit import theme
from ui.kit.labels import action, button, set_button_text
from ui.kit.menus import open_below

_GAP = 8
_SIDES = 28  # what a chip is wider than its words, in pixels


class FlowLayout(QLayout):
    """Widgets in a row that goes on in the next line where it finds no room."""

    def __init__(self, owner: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(owner)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        """The one at this place."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Its height follows its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height it takes at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """One item is the least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            x = rect.x()
            for item in line if move else ():
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return max(y - self.spacing() - rect.y(), 0)

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        """The items by lines; what is not to be seen takes no room."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = item.sizeHint().width()
            if not lines or x + width > room:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += width + self.spacing()
        return lines


UNCHOSEN: Final = "-"  # the key of no chip: none of them says what is in view


class ChipRow(QWidget):
    """Chips of which one is active; everything goes by key. What is added with `add_tail` stands behind them, always."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._more = button(
            "⋯", lambda: open_below(self._more, self._fill_more), kind="chip", hint=_("More filters"), parent=self
        )
        self._tail: list[QPushButton] = []
        self.active = ""

    def add_tail(self, made: QPushButton) -> None:
        """A button at the end of the row that is no filter of its own."""
        made.setParent(self)
        self._tail.append(made)
        self._arrange()

    def show_chips(self, chips: Sequence[tuple[str, str] | tuple[str, str, int]]) -> None:
        """Show these (key, words, count if any); buttons that stay are kept, so that the keyboard's place is too."""
        keys = [chip[0] for chip in chips]
        for key in [key for key in self._buttons if key not in keys]:
            gone = self._buttons.pop(key)
            self._group.removeButton(gone)
            gone.hide()
            gone.deleteLater()
        for key, *told in chips:
            words = " ".join(f"{part:,}" if isinstance(part, int) else str(part) for part in told)
            if key not in self._buttons:
                self._buttons[key] = self._make(key)
            set_button_text(self._buttons[key], words)
            self._buttons[key].setAccessibleName(words)
        self._buttons = {key: self._buttons[key] for key in keys}
        known = self.active == UNCHOSEN or self.active in self._buttons
        self.choose(self.active if known else next(iter(self._buttons), ""))
        self._arrange()

    def _make(self, key: str) -> QPushButton:
        made = button("", lambda: self._clicked(key), kind="chip", parent=self)
        made.setCheckable(True)
        self._group.addButton(made)
        return made

    def _clicked(self, key: str) -> None:
        self.choose(key)
        self._arrange()
        self.chosen.emit(key)

    def choose(self, key: str) -> None:
        """Mark this one active, or none (UNCHOSEN), without a signal."""
        self.active = key
        if key in self._buttons:
            self._buttons[key].setChecked(True)
        elif made := self._group.checkedButton():
            self._group.setExclusive(False)  # else one always stays
            made.setChecked(False)
            self._group.setExclusive(True)

    def labels(self) -> list[str]:
        """What the chips say."""
        return [made.text() for made in self._buttons.values()]

    def _fill_more(self, menu: QMenu) -> None:
        for key, made in self._buttons.items():
            entry = action(made.text().replace("&&", "&"), partial(self._clicked, key), parent=menu)
            entry.setCheckable(True)
            entry.setChecked(key == self.active)
            menu.addAction(entry)

    def _arrange(self) -> None:
        """Place what fits, the active one always; the rest waits behind ⋯."""
        bold = QFontMetrics(theme.font(bold=True))  # the active chip is bold: room for that, or chips would jump
        wide = {key: bold.horizontalAdvance(made.text()) + _SIDES for key, made in self._buttons.items()}
        tail = sum(made.sizeHint().width() + _GAP for made in self._tail)
        whole = room = self.width() - tail
        more = self._more.sizeHint().width() + _GAP
        if sum(wide.values()) + _GAP * (len(wide) - 1) > room:
            room -= more + (wide.get(self.active, 0) + _GAP)
        x, full = 0, False
        height = self._more.sizeHint().height()
        for key, made in self._buttons.items():
            cost = 0 if key == self.active and room < whole else wide[key] + _GAP
            full = full or x + cost - _GAP > room
            made.setVisible(not full or key == self.active)
            if made.isVisibleTo(self):
                made.setGeometry(x, 0, wide[key], height)
                x += wide[key] + _GAP
                room += 0 if cost else wide[key] + _GAP
        self._more.setVisible(full)
        self._more.setGeometry(x, 0, self._more.sizeHint().width(), height)
        x += more if full else 0
        for made in self._tail:
            made.setGeometry(x, 0, made.sizeHint().width(), height)
            x += made.width() + _GAP

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(0, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let chips leave or come back."""
        super().resizeEvent(event)
        self._arrange()
