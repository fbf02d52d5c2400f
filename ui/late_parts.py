"""The parts of the window that are made when they are first asked for: taking back, messages, copied numbers, what is dragged."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from ui.kit import settings

if TYPE_CHECKING:
    from ui.caller.watch import ClipboardWatch
    from ui.doing import Doing
    from ui.drop_frame import DropFrame
    from ui.kit.toast import Toast
    from ui.locking.guard import Guard
    from ui.main_window import MainWindow
    from ui.undoing import Undoing


class LateParts(QMainWindow):
    """What the window is made of besides what is seen at once."""

    @property
    def _whole(self) -> "MainWindow":
        return cast("MainWindow", self)

    @cached_property
    def undoing(self) -> "Undoing":
        """What Ctrl+Z and the toasts take back with."""
        from ui.undoing import Undoing

        return Undoing(self._whole)

    @cached_property
    def guard(self) -> "Guard":
        """What locks the window."""
        from ui.locking.guard import Guard

        return Guard(self._whole)

    @property
    def is_locked(self) -> bool:
        """Whether nobody is in; a window that never was locked makes no lock for it."""
        return "guard" in vars(self) and self.guard.is_locked

    @cached_property
    def doing(self) -> "Doing":
        """What the menus' entries do."""
        from ui.doing import Doing

        return Doing(self._whole)

    @cached_property
    def toaster(self) -> "Toast":
        """Where short messages appear."""
        from ui.kit.toast import Toast

        return Toast(self, lambda: self._whole.status.words_end(self))

    @cached_property
    def watch(self) -> "ClipboardWatch":
        """What looks at copied numbers, where it is switched on."""
        from ui.caller.watch import ClipboardWatch

        return ClipboardWatch(self._whole)

    @cached_property
    def drop_frame(self) -> "DropFrame":
        """What is seen while files are dragged over the window."""
        from ui.drop_frame import DropFrame

        return DropFrame(self._whole, self._whole)

    def listen(self) -> None:
        """Hear the scanner and F9 over dialogs, and look at what is copied where that is switched on."""
        from ui.counter_cover import CounterKey
        from ui.scanner import Scanner

        Scanner(self._whole)
        CounterKey(self._whole)
        if settings.get("watch_clipboard") == "1":
            self.watch.follow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere, and cells dragged out of a table."""
        self.drop_frame.follow(event, self._whole.page)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """What takes them may be a part of the page."""
        self.drop_frame.follow(event, self._whole.page)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """What was dragged went elsewhere."""
        self.drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """What was dropped is for the page, or starts the import wizard."""
        self.drop_frame.let_go(event, self._whole.page)
