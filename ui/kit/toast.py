"""A short message at the bottom of the window, with the one thing to do about it (復原); gone by itself."""

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.card import row
from ui.kit.labels import button, plain_label, set_button_text, set_text

SECONDS = 8
_DEAF = 1000  # ms in which the keyboard can't fall on the button when what had it goes: a second Enter would undo the first
_EDGE = 2  # pixels over the window's edge: it lies on the status line alone, and covers no button of a page
_BESIDE = 12  # pixels between the line's words and it


class Toast(QFrame):
    """A child of the window, never a window of its own. `words_end`: where what the status line says at its left ends."""

    def __init__(self, window: QWidget, words_end: Callable[[], int] = lambda: 0) -> None:
        super().__init__(window)
        self._window, self._words_end = window, words_end
        self._do: Callable[[], object] | None = None
        self.text = plain_label(role="toast")
        self.act = button("", self._acted, kind="toast")
        layout = row(self, margin=8, spacing=12)
        layout.setContentsMargins(18, 0, 10, 0)
        layout.addWidget(self.text)
        layout.addWidget(self.act)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self._listens = QTimer(self, singleShot=True, interval=_DEAF)
        self._listens.timeout.connect(lambda: self.act.setFocusPolicy(Qt.FocusPolicy.StrongFocus))
        window.installEventFilter(self)
        self.hide()

    def tell(self, text: str, label: str = "", do: Callable[[], object] | None = None) -> None:
        """Show the text, and a button that does `do`."""
        self._do = do
        set_text(self.text, text)
        set_button_text(self.act, label)
        self.act.setVisible(do is not None)
        self.setMinimumHeight(self.act.sizeHint().height())  # as high without a button
        self.act.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._listens.start()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        self.setAccessibleName(text)
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleEvent(self, QtGui.QAccessible.Event.Alert))

    def _acted(self) -> None:
        self.hide()
        if self._do:
            self._do()

    def _place(self) -> None:
        window = self._window
        self.setMaximumWidth(window.width() - 48)
        beside = min(self._words_end() + _BESIDE, window.width() - self.width() - _EDGE)
        self.move(max((window.width() - self.width()) // 2, beside), window.height() - self.height() - _EDGE)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self.adjustSize()
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#2B3B43"))
        painter.drawRoundedRect(QRectF(self.rect()), 9, 9)
