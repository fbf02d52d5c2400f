"""What may be meant by what is being typed, listed below the line; the keyboard stays in the line."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QWidget


class MatchPopup(QListWidget):
    """Shown by `show_below` and led by the keys of the line (`press`); a click is heard by `itemClicked`."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def show_below(self, edit: QWidget, most: int, width: int = 0) -> None:
        """Show as many rows as there are, `most` at once, as wide as the line or `width`; above it at the screen's edge."""
        self.setFixedSize(width or edit.width(), self.sizeHintForRow(0) * min(self.count(), most) + 10)
        below = edit.mapToGlobal(QPoint(0, edit.height() + 2))
        if below.y() + self.height() > edit.screen().availableGeometry().bottom():
            below = edit.mapToGlobal(QPoint(0, -self.height() - 2))
        self.move(below)
        self.show()

    def press(self, key: int) -> bool:
        """A key of the line while this is there: the arrows move the cursor, Esc hides it; False: it is no key of this."""
        if not self.isVisible() or key not in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape):
            return False
        if key == Qt.Key.Key_Escape:
            self.hide()
        else:
            by = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(max(0, min(self.currentRow() + by, self.count() - 1)))
        return True
