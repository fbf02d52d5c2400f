"""Words that are pressed like a link and take as many lines as they need; a button would end in the first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel

from ui.kit.keys import Held
from ui.kit.labels import restyle


class LinkLabel(QLabel):
    """Does `do()` at a click, at Enter and at the space bar."""

    def __init__(self, text: str, do: Callable[[], object]) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        self.setProperty("role", "link")
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._do = do
        self._held = Held()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pressed, where the button was let go over it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pressed by the keyboard, once however long the key is held."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not self._held.repeats(event):
                self._do()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go: the next press is a new one."""
        self._held.let_go(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It is seen where the keyboard is."""
        restyle(self, focused=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went on."""
        restyle(self, focused=False)
        super().focusOutEvent(event)
