"""F9 also where a dialog is open: every dialog knows the key, and one that can't hide what it shows is covered."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QMainWindow

from resources.i18n import _
from ui.kit import counter
from ui.kit.card import column
from ui.kit.keys import once
from ui.kit.labels import plain_label

KNOWS: Final = "knows_f9"  # of a dialog: it has the key, or must not get it


class CounterKey(QObject):
    """Follows which dialog is open: the window's own keys rest as long as it is."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        QGuiApplication.instance().focusWindowChanged.connect(self._bind)  # type: ignore[union-attr]
        counter.state.changed.connect(self._cover)

    def _bind(self, _window: QWindow | None) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not dialog.property(KNOWS):
            dialog.setProperty(KNOWS, True)
            once("F9", dialog, counter.switch)

    def _cover(self) -> None:
        if counter.state.is_on:
            for dialog in self._window.findChildren(QDialog):
                if dialog.isVisible() and not counter.is_veiled(dialog):
                    Cover(dialog)


class Cover(QFrame):
    """Lies over a whole dialog until the counter mode ends; keys do not pass."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog, self._before = dialog, dialog.focusWidget()
        self.setProperty("ground", "paper")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = column(self, margin=24)
        words = _("Counter mode is on. Press F9 again to see this and go on.")
        body.addStretch(1)
        body.addWidget(plain_label(words, "head", wrap=True))
        body.addStretch(1)
        dialog.installEventFilter(self)
        counter.state.changed.connect(self._lift)
        self.setGeometry(dialog.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _lift(self) -> None:
        if not counter.state.is_on and not self.isHidden():
            self.hide()
            if self._before is not None:
                self._before.setFocus()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The dialog's new size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._dialog.rect())
        return False

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab stays here: nobody types into what they do not see."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape still closes the dialog; nothing else passes."""
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
