"""Boxes to type in: they take full-width and IME digits, and leave Ctrl+Z to the window when there is no typing to undo."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui.kit.labels import plain_label

_BESIDE = 36  # pixels beside words and key
_SIGNS = str.maketrans("－‐–—﹣ー／。．，：＃＋（）　", "------/..,:#+() ")  # what an IME types for - / . , : # + ( ) and blank
_PLAIN = {
    0xFEE0 + ord(sign): sign for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}  # Ａ００１: a code


def half_width(text: str) -> str:
    """Digits, letters and signs as a keyboard without IME types them; words stay."""
    return text.translate(_PLAIN).translate(_SIGNS)


class LineEdit(QLineEdit):
    """One line. Files dropped on it go to the window; Ctrl+Z too when there is nothing to undo here, and Ctrl+E.

    `takes_tables`: a table pasted here stays here; else Ctrl+V is the window's, which imports it.
    """

    takes_tables = True

    def write(self, text: str) -> None:
        """Put this in, as if it had been typed."""
        self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Leave the undo keys to the window where there is no typing to undo, a table where none belongs here, and 匯出."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            table = event.matches(QKeySequence.StandardKey.Paste) and not self.takes_tables and _holds_table()
            end = event.matches(QKeySequence.StandardKey.MoveToEndOfLine) and event.key() == Qt.Key.Key_E  # so of some desktops
            if undo or redo or table or end:
                event.ignore()
                return False
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text, leave files to the window."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take text, leave files to the window."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dropEvent(event)


def _holds_table() -> bool:
    """Whether what was copied are cells of several columns or rows."""
    from ui.pasted import cells

    return bool(cells(QApplication.clipboard().text()))


class NumberEdit(LineEdit):
    """For phones, dates, numbers and codes: what was typed full width becomes half width when the box is left."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.editingFinished.connect(self._narrow)

    def _narrow(self) -> None:
        narrow = half_width(self.text())
        if narrow != self.text():
            self.setText(narrow)

    def value(self) -> str:
        """The text, half width, without blanks around it."""
        return half_width(self.text()).strip()


class AmountEdit(NumberEdit):
    """For money: what stands in it is chosen when one comes to it, by key or mouse, so that typing takes its place."""

    _came_by_mouse = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """All of it is chosen."""
        super().focusInEvent(event)
        self._came_by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press that came here leaves all of it chosen; the next one puts the cursor."""
        super().mouseReleaseEvent(event)
        if self._came_by_mouse and not self.hasSelectedText():
            self.selectAll()
        self._came_by_mouse = False


class TextBox(QPlainTextEdit):
    """Several lines; Tab leaves the box."""

    def __init__(self, text: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlainText(text)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._grow()

    def _grow(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 20)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there is no typing to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_lines"):
            self._grow()


class SearchBox(LineEdit):
    """The search line: what is still being composed (zhuyin) is searched too."""

    searched = Signal(str)
    entered = Signal(str)
    left_down = Signal()  # the arrow down: into the list

    def __init__(self, placeholder: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes_tables = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._composing = ""
        self._told = ""
        self._key = plain_label(key, "key")
        self._key.setParent(self)
        self.textChanged.connect(lambda _text: self._tell())
        self.returnPressed.connect(lambda: self.entered.emit(self.wanted()))

    def set_words(self, text: str) -> None:
        """Search for this."""
        self.setText(text)

    def event(self, event: QEvent) -> bool:
        """An empty box has nothing to undo: Ctrl+Z there means what was done last, not what was searched before."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.text() and not self._composing:
            self._forget()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was searched is done with: Ctrl+Z of later means what was done since."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._forget()

    def _forget(self) -> None:
        """Take the box's own undo away: Qt drops it where a text is set."""
        if self.isUndoAvailable() or self.isRedoAvailable():
            self.setText(self.text())

    def wanted(self) -> str:
        """The text with what is being composed at the cursor."""
        at = self.cursorPosition()
        return self.text()[:at] + self._composing + self.text()[at:]

    def _tell(self) -> None:
        self._show_key()
        if self.wanted() != self._told:
            self._told = self.wanted()
            self.searched.emit(self._told)

    def _show_key(self) -> None:
        """The key's name, where it hides no words."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText()) + self._key.sizeHint().width() + _BESIDE
        self._key.setVisible(bool(self._key.text()) and not self.wanted() and words <= self.width())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search what the IME shows before it is settled."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties, the arrow down goes to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Keep the key's name at the right."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        size = self._key.sizeHint()
        self._show_key()
        self._key.setGeometry(self.width() - size.width() - 12, (self.height() - size.height()) // 2, size.width(), size.height())
