"""The row of filter chips with their live counts."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from ui.kit.labels import button, set_button_text


class FlowLayout(QLayout):
    """Widgets in a row that goes on in the next line where it finds no room."""

    def __init__(self, owner: QWidget | None = None, spacing: int = 8, *, lines: int = 0) -> None:
        super().__init__(owner)
        self._items: list[QLayoutItem] = []
        self._lines = lines  # 0: as many as it takes
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:  # type: ignore[override]
        """The one at this place."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:  # type: ignore[override]
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
        """One line's height is enough to begin with."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.sizeHint() if self._lines else item.minimumSize())
        return QSize(0, size.height()) if self._lines else size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, line, lines = rect.x(), rect.y(), 0, 1
        for item in self._items:
            if item.isEmpty() and not item.widget():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line, lines = rect.x(), y + line + self.spacing(), 0, lines + 1
            if move:
                out = self._lines and lines > self._lines
                item.setGeometry(QRect(QPoint(x, y + 10_000 if out else y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


class ChipRow(QWidget):
    """Chips of which one is active; `choose(key)` and `chosen(key)` go by key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = FlowLayout(self, lines=1)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self.active = ""

    def show_chips(self, chips: Sequence[tuple[str, str, int]]) -> None:
        """Show these (key, label, count); buttons that stay are kept, so that the keyboard's place is too."""
        for key in [key for key in self._buttons if key not in {one[0] for one in chips}]:
            gone = self._buttons.pop(key)
            self._group.removeButton(gone)
            self._layout.removeWidget(gone)
            gone.deleteLater()
        for key, label, count in chips:
            if key not in self._buttons:
                self._buttons[key] = self._make(key)
            set_button_text(self._buttons[key], f"{label} {count:,}")
            self._buttons[key].setAccessibleName(f"{label} {count:,}")
        self.choose(self.active if self.active in self._buttons else next(iter(self._buttons), ""))
        self.updateGeometry()

    def _make(self, key: str) -> QPushButton:
        made = button("", lambda: self._clicked(key), kind="chip", parent=self)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(made)
        self._layout.addWidget(made)
        made.show()
        return made

    def _clicked(self, key: str) -> None:
        self.active = key
        self.chosen.emit(key)

    def choose(self, key: str) -> None:
        """Mark this one active, without a signal."""
        self.active = key
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def labels(self) -> list[str]:
        """What the chips say, for tests and screen readers."""
        return [made.text() for made in self._buttons.values()]
