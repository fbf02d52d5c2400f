"""The window in the user's words."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QPushButton, QTabBar, QToolButton, QWidget
from shiboken6 import isValid

from tests.screens.asks import Answers
from ui.app import Application
from ui.kit import jobs
from ui.kit.form import FormDialog
from ui.kit.labels import ShortLabel
from ui.kit.pill import Pill
from ui.main_window import MainWindow
from ui.menus import plain_title

_LONGEST: Final = 20  # seconds something is waited for
_MOMENT: Final = 60  # milliseconds: what the window does by itself sooner than this is done at once
_LOOKS: Final = 4  # times at least that what is due at once is done: it may leave something for the next time


def _soon() -> list[QTimer]:
    """What parts of the window are about to do within a moment."""
    timers = [one for top in QApplication.topLevelWidgets() for one in top.findChildren(QTimer)]
    return [one for one in timers if one.isSingleShot() and one.isActive() and one.remainingTime() <= _MOMENT]


def _let_act(timer: QTimer) -> None:
    """Do it now instead."""
    pause = timer.interval()
    timer.start(0)
    QApplication.processEvents()
    if isValid(timer):
        timer.setInterval(pause)


class Window:
    """Presses, types and reads in the program's window."""

    def __init__(self, answers: Answers, size: tuple[int, int] = (1366, 689)) -> None:
        self.application = Application([])
        self.window = MainWindow(self.application.dress, answers)
        self.window.resize(*size)
        self.window.go("customers")
        self.window.show()
        self.settle()  # painted
        self.settle()  # and what waits for that is done

    def settle(self, pause: float = 0.0) -> None:
        """Wait for the worker and for what the window does by itself a moment later; at least `pause` seconds.

        A pause is this thread's own work: on a busy machine, which gives the thread less of its time, it is longer by the clock
        on the wall.
        """
        jobs.runner().wait()
        until = time.thread_time() + pause
        while time.thread_time() < until:
            QApplication.processEvents()
        for _look in range(_LOOKS):
            QApplication.processEvents()
            jobs.runner().wait()  # for what was begun meanwhile
        while soon := _soon():
            for timer in filter(isValid, soon):  # what one does may take another away
                _let_act(timer)
            jobs.runner().wait()

    def wait_for(self, there: Callable[[], object]) -> None:
        """Wait until this is so, on a busy machine longer; what never comes fails the test."""
        until = time.monotonic() + _LONGEST
        while not (is_there := there()) and time.monotonic() < until:
            self.settle()
        assert is_there

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        """Press a key where the keyboard is."""
        if not self.has_dialog():
            self.window.activateWindow()  # a screenless platform has no window manager to do it
            QApplication.processEvents()
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.settle()

    def opens_menu(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
        """Press a key where the keyboard is: the entries of the menu it opens, which is closed again; none where none opens."""
        found: list[str] = []

        def read() -> None:
            if isinstance(menu := QApplication.activePopupWidget(), QMenu):
                found.extend(one.text() for one in menu.actions() if one.text())
                menu.close()

        watch = QTimer(timeout=read, interval=20)
        watch.start()
        self.press(key, modifier)
        watch.stop()
        read()  # of a menu that holds nobody up
        return found

    def hold(self, target: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Hold a key down on this widget long enough to repeat several times."""
        for at in range(4):
            QTest.simulateEvent(target, True, key, modifier, "", at > 0)
            self.settle()
        QTest.simulateEvent(target, False, key, modifier, "", False)
        self.settle()

    def choose(self, menu: str, entry: str) -> None:
        """Choose an entry of the menu bar by its words, wherever it stands in that menu; submenus written 文字大小/特大."""
        top = next(one.menu() for one in self.window.menuBar().actions() if plain_title(one.menu()) == menu)
        parts = entry.split("/")
        for part in parts[:-1]:
            top = next(one.menu() for one in top.actions() if one.text() == part)
        found: QAction = next(one for one in entries_of(top) if one.text() == parts[-1])
        found.trigger()
        self.settle()

    def menus(self) -> dict[str, list[str]]:
        """The menu bar's words."""
        tops = [top.menu() for top in self.window.menuBar().actions()]
        return {plain_title(top): [one.text() for one in top.actions() if one.text()] for top in tops}

    def drop(self, *paths: Path, over: QWidget | None = None) -> str:
        """Drop files on the window, over this part of it; what the frame said letting go would do."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        return self.drop_data(data, over)

    def drop_data(self, data: QMimeData, over: QWidget | None = None) -> str:
        """Drop this on the window; what the frame said."""
        at = over.mapTo(self.window, over.rect().center()) if over else QPoint(500, 300)
        none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        self.window.dragEnterEvent(QDragEnterEvent(QPoint(500, 300), copy, data, Qt.MouseButton.LeftButton, none))
        move = QDragMoveEvent(at, copy, data, Qt.MouseButton.LeftButton, none)
        self.window.dragMoveEvent(move)
        assert move.isAccepted()
        words = self.window.drop_frame.words
        self.window.dropEvent(QDropEvent(QPointF(at), copy, data, Qt.MouseButton.LeftButton, none))
        self.settle()
        return words

    def toast(self) -> str:
        """What the message at the bottom says, "" when there is none."""
        return self.window.toaster.text.text() if self.window.toaster.isVisible() else ""

    def offers_undo(self) -> bool:
        """Whether the message at the bottom has a button."""
        return self.window.toaster.isVisible() and self.window.toaster.act.isVisible()

    def press_toast(self) -> None:
        """Press the message's button."""
        self.window.toaster.act.click()
        self.settle()

    def button(self, words: str, inside: QWidget | None = None) -> QPushButton:
        """The visible button that says this."""
        found = [one for one in (inside or self.window).findChildren(QPushButton) if one.text() == words and one.isVisible()]
        assert found, words
        return found[0]

    def click(self, words: str, inside: QWidget | None = None) -> None:
        """Click the visible button that says this."""
        self.button(words, inside).click()
        self.settle()

    def dialog(self) -> FormDialog:
        """The form that is open."""
        return next(one for one in self.window.findChildren(FormDialog) if one.isVisible())

    def has_dialog(self) -> bool:
        """Whether a form is open."""
        return any(one.isVisible() for one in self.window.findChildren(QDialog))

    def leave_dialogs(self) -> None:
        """Give up the forms that are open: nothing of them outlives the shop."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self.settle()

    def texts(self, inside: QWidget | None = None) -> str:
        """All visible labels' words, a line each."""
        return "\n".join(label.text() for label in (inside or self.window).findChildren(QLabel) if label.isVisible())

    def clipped(self, inside: QWidget | None = None) -> list[str]:
        """Labels, buttons, boxes to tick and tabs whose words do not find room, or reach out of what holds them."""
        whole = inside or self.window
        labels = (one for one in whole.findChildren(QLabel) if one.text() and not isinstance(one, ShortLabel))
        buttons = (one for one in whole.findChildren(QAbstractButton) if one.text() and not isinstance(one, QToolButton))
        found = [one.text() for one in labels if one.isVisible() and (_is_cut(one) or _reaches_out(one))]
        found += [
            one.text() for one in buttons if one.isVisible() and (one.width() < one.sizeHint().width() or _reaches_out(one))
        ]
        found += [one.text for one in whole.findChildren(Pill) if one.isVisible() and _reaches_out(one)]
        for bar in whole.findChildren(QTabBar):
            if bar.isVisible() and bar.width() < bar.sizeHint().width():
                found += [bar.tabText(at) for at in range(bar.count())]
        return found


def entries_of(menu: QMenu) -> list[QAction]:
    """Every entry of a menu, those of its submenus as well."""
    inner = [entry.menu() for entry in menu.actions()]
    return [*menu.actions(), *(entry for one in inner if isinstance(one, QMenu) for entry in entries_of(one))]


def _reaches_out(one: QWidget) -> bool:
    """Whether a part at its side is outside of what holds it; what is scrolled away at the top or below is not cut."""
    holder = one.parentWidget()
    while holder is not None and not one.isWindow():
        left = one.mapTo(holder, QPoint(0, 0)).x()
        if left < 0 or left + one.width() > holder.width():
            return True
        holder = None if holder.isWindow() else holder.parentWidget()
    return False


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() or label.height() < label.fontMetrics().height()
