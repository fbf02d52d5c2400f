"""A barcode scanner or card reader types like a keyboard, only faster: its code and Enter are for the page, or open a card."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from db.core import file

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FAST: Final = 50  # milliseconds between two keys, the Enter included; nobody types so fast
_WAIT: Final = 80  # milliseconds a sign waits for the next: a busy window hears it later than it was typed
_SHORTEST: Final = 4  # signs of a code
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SILENT: Final = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)  # held while a sign is typed
_PLAIN: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Scanner(QObject):
    """Hears the keys no box takes: Qt offers each first as a shortcut, up to the window.

    A sign waits until it is sure that no code follows: 1 2 3 press buttons, and a code must not.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._code = ""
        self._last = 0  # ms, when the last key came
        self._heard = -1  # ms, when the last sign came that no box took
        self._at: QWidget = window  # who has the keyboard, and whose keys wait
        self._waiting: list[QKeyEvent] = []
        self._is_giving = False
        self._is_taken = False  # the code is the page's, and the Enter behind it nobody's
        self._quiet = QTimer(self, singleShot=True, interval=_WAIT)
        self._quiet.timeout.connect(self._give)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gather what comes fast; Enter at its end takes it to the palette, which has the keyboard then."""
        if self._is_giving or not isinstance(event, QKeyEvent) or self._window.is_locked:
            return False
        if event.type() == QEvent.Type.ShortcutOverride and watched is self._window:
            self._hear(event)
        elif event.type() == QEvent.Type.KeyPress and self._is_taken and event.key() in _ENTER:
            return True
        elif event.type() == QEvent.Type.KeyPress and watched is self._at and _is_sign(event):
            if event.timestamp() != self._heard:  # a box has the keyboard by now and takes its letters itself
                self._give()
                return False
            self._waiting.append(event.clone())
            self._quiet.start()
            return True
        return False

    def _hear(self, event: QKeyEvent) -> None:
        is_fast = event.timestamp() - self._last <= _FAST
        self._last = event.timestamp()
        if not is_fast:  # also Shift begins anew: it comes before a capital letter
            self._code = ""
        if event.key() in _ENTER:
            code, self._code = self._code, ""
            if len(code) >= _SHORTEST and file.is_open():
                self._waiting.clear()
                self._give()
                self._scanned(code)
            else:
                self._give()
        elif _is_sign(event):
            if not is_fast:
                self._give()
            self._code += event.text()
            self._heard = event.timestamp()
            self._watch(self._window.focusWidget() or self._window)
        elif event.key() not in _SILENT:
            self._code = ""
            self._give()

    def _watch(self, at: QWidget) -> None:
        """Hold back the signs of whoever has the keyboard."""
        if at is self._at:
            return
        if self._at is not self._window:
            with suppress(RuntimeError):  # it may be gone
                self._at.removeEventFilter(self)
        self._at = at
        if at is not self._window:
            at.installEventFilter(self)

    def _give(self) -> None:
        """Let a hand's signs go on to who had the keyboard; so many in a row are a code without an Enter, which is for nobody."""
        waiting, self._waiting = self._waiting, []
        at: QWidget | None = self._at
        self._quiet.stop()
        self._watch(self._window)
        self._is_giving = True
        try:
            for event in waiting if len(waiting) < _SHORTEST else ():
                at = self._given(event, at)
        finally:
            self._is_giving = False

    def _given(self, event: QKeyEvent, at: QWidget | None) -> QWidget | None:
        """Who gets the next sign: the first may open a box, and then it is the box."""
        before = self._window.focusWidget()
        if at is not None and isValid(at):
            QCoreApplication.sendEvent(at, event)
        now = self._window.focusWidget()
        return at if now is before else now

    def _scanned(self, code: str) -> None:
        """To the page in view where the code means something there, once its Enter is gone; else to the palette."""
        if do := self._window.page.scanned(code):
            self._is_taken = True
            self._watch(self._window.focusWidget() or self._window)
            QTimer.singleShot(0, self, partial(self._taken, do))
            return
        from ui.palette.palette import Palette

        Palette(self._window).scanned(code)

    def _taken(self, do: Callable[[], object]) -> None:
        self._is_taken = False
        self._watch(self._window)
        do()


def _is_sign(event: QKeyEvent) -> bool:
    """A letter or digit a hand or a scanner types; Esc and Ctrl+1 are none."""
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.isAutoRepeat() and not event.modifiers() & ~_PLAIN
