"""The boxes of 有接 under Today's lines, one for each row; what is typed outlives every drawing, and Escape."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.services.today import TodayRow
from ui.pages.today.line import TodayLine

if TYPE_CHECKING:
    from ui.pages.today.reply import ReplyBar


class Replies(QObject):
    """Holds what is typed with the row's key."""

    replied = Signal(object, str, str)  # TodayRow, what was said, the day to call again
    dropped = Signal(object, str)  # TodayRow, what was typed and is not saved

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self._home = home  # where a box waits that stands under no line
        self._bars: dict[str, ReplyBar] = {}
        self._open: set[str] = set()  # the others were left with words in them

    def ask(self, line: TodayLine) -> "ReplyBar":
        """Open the box under this line, with what was typed there before; it has the keyboard."""
        bar = self._bars.get(line.row.key) or self._make(line.row)
        self._open.add(line.row.key)
        self.put_under(line)
        bar.begin()
        return bar

    def _make(self, one: TodayRow) -> "ReplyBar":
        from ui.pages.today.reply import ReplyBar

        bar = self._bars[one.key] = ReplyBar()
        bar.saved.connect(partial(self.replied.emit, one))
        bar.left.connect(partial(self._leave, one))
        return bar

    def put_under(self, line: TodayLine) -> None:
        """Show the box of this line's row, where one is open."""
        bar = self._bars.get(line.row.key)
        if bar and line.row.key in self._open and line.reply is not bar:
            line.show_reply(bar)

    def take_up(self, lines: Sequence[TodayLine]) -> None:
        """Keep the boxes while the lines over them go; one whose row is gone waits for its coming back."""
        for line in lines:
            self._take_from(line)

    def _take_from(self, line: TodayLine) -> None:
        if bar := line.reply:
            line.reply = None
            bar.hide()
            bar.setParent(self._home)

    def _leave(self, one: TodayRow) -> None:
        """Escape: the box goes; words that stand in it wait for it to be opened again."""
        bar = self._bars[one.key]
        self._open.discard(one.key)
        if isinstance(line := bar.parentWidget(), TodayLine):
            line.setFocus()
            self._take_from(line)
        if bar.is_changed:
            self.dropped.emit(one, bar.text.text())
        else:
            self.forget(one.key)

    def forget(self, key: str) -> None:
        """The box of this row is done with."""
        self._open.discard(key)
        if bar := self._bars.pop(key, None):
            if isinstance(line := bar.parentWidget(), TodayLine):
                if bar.isAncestorOf(line.window().focusWidget() or line):
                    line.setFocus()
                self._take_from(line)
            bar.deleteLater()
