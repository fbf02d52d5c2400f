"""The card of Today's lines: drawn a few at a time; the keyboard and what is half typed outlive every drawing."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from db.services.today import Today, TodayRow
from resources.i18n import _, ngettext
from ui.kit.card import Card, row
from ui.kit.clearing import clear
from ui.kit.empty import EmptyState
from ui.kit.labels import button, plain_label, set_text
from ui.kit.scroll import ScrollColumn
from ui.kit.slices import Slices
from ui.pages.today import words
from ui.pages.today.line import TodayLine, button_width

if TYPE_CHECKING:
    from ui.pages.today.reply import ReplyBar

_AT_ONCE: Final = 12  # lines drawn in one go
Buttons = Sequence[QPushButton]


class Lines(Card):
    """Draws a plan; says of which row what was pressed. What is typed under a line stays with the row's key."""

    chosen = Signal(object, str)  # TodayRow, the verb of the button
    replied = Signal(object, str, str)  # TodayRow, what was said, the day to call again
    card_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    unfold_wanted = Signal()
    left_up = Signal()  # the arrow up on the first line

    def __init__(self, beside_title: QWidget) -> None:
        super().__init__(margin=12, spacing=2)
        self.lines: list[TodayLine] = []
        self._replies: dict[str, ReplyBar] = {}
        self._at: int | None = None  # the line that was answered: the keyboard goes to the one in its place
        head = row(spacing=8)
        self._title = plain_label("", "muted")
        head.addWidget(self._title, 1)
        head.addWidget(beside_title)
        self._beside_title = beside_title
        self.body.addLayout(head)
        self._list = ScrollColumn(spacing=0)
        self.body.addWidget(self._list, 1)
        self._empty = EmptyState("phone")
        self._empty.hide()
        self.body.addWidget(self._empty, 1)
        self._slices = Slices(self, _AT_ONCE)
        self._deaf = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._deaf.timeout.connect(partial(self._hear_mouse, on=True))

    # drawing

    def draw(self, plan: Today, nothing: str, ways: Callable[[], Buttons]) -> None:
        """Draw the lines; `nothing` and `ways` (new buttons each time) are for a day without any."""
        had = self._index(self.focusWidget()) if self._at is None else self._at
        typed_in = next((key for key, bar in self._replies.items() if bar.isAncestorOf(self.focusWidget() or self)), "")
        self._at = None
        self._take_replies()
        self._list.hold(on=True)
        clear(self._list.body)
        self.lines = []
        self._hear_mouse(on=False)
        set_text(self._title, _("To do today ({count})").format(count=f"{plan.total:,}"))
        is_empty = not (plan.rows or plan.beside)
        self._list.setHidden(is_empty)
        self._empty.setVisible(is_empty)
        if is_empty:
            self._empty.tell(nothing, list(ways()))
        finish = partial(self._finish, typed_in, had)
        beside_only = [] if plan.rows or is_empty else [partial(self._nothing_due, nothing, ways)]
        self._slices.do([*beside_only, *self._steps(plan), finish])

    def _hear_mouse(self, *, on: bool) -> None:
        """What is drawn anew moves under the mouse: the second press of a double click was meant for what stood there before."""
        self._list.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not on)
        if not on:
            self._deaf.start()

    def _steps(self, plan: Today) -> list[Callable[[], object]]:
        steps: list[Callable[[], object]] = []
        width, group, all_rows = button_width(), "", (*plan.rows, *plan.beside)
        has_groups = len({one.group for one in all_rows}) > 1
        for one in all_rows:
            if one.group != group:
                group = one.group
                if has_groups or group != "today":
                    steps.append(partial(self._heading, group))
            steps.append(partial(self._draw, one, width))
            if plan.more and one is plan.rows[-1]:
                steps.append(partial(self._fold_line, plan.more))
        return steps

    def _heading(self, group: str) -> None:
        made = plain_label(_(words.GROUPS[group]), "red" if group == "overdue" else "muted")
        made.setContentsMargins(8, 8, 0, 2)
        self._list.body.addWidget(made)

    def _draw(self, one: TodayRow, width: int) -> None:
        line = TodayLine(one, width)
        line.chosen.connect(partial(self.chosen.emit, one))
        line.card_wanted.connect(partial(self.card_wanted.emit, one))
        line.menu_wanted.connect(partial(self.menu_wanted.emit, one))
        line.moved.connect(partial(self._step, line))
        self.lines.append(line)
        self._list.body.addWidget(line)
        if bar := self._replies.get(one.key):
            line.show_reply(bar)
        line.show()  # what is not seen yet can't take the keyboard

    def _fold_line(self, more: int) -> None:
        words_of = ngettext("{count} more", "{count} more", more).format(count=f"{more:,}")
        made = button(words_of, self.unfold_wanted.emit, kind="link")
        self._list.body.addWidget(made)
        made.show()

    def _nothing_due(self, nothing: str, ways: Callable[[], Buttons]) -> None:
        made = QWidget()
        line = row(made, spacing=10)
        line.setContentsMargins(8, 8, 4, 4)
        line.addWidget(plain_label(nothing, wrap=True), 1)
        for way in ways():
            line.addWidget(way)
        self._list.body.addWidget(made)

    def _finish(self, typed_in: str, had: int | None) -> None:
        self._list.body.addStretch(1)
        self._list.hold(on=False)
        self._order_tabs()
        if self._deaf.isActive():
            self._deaf.start()
        if (line := self.line_of(typed_in)) and line.reply:
            line.reply.begin()
        elif had is not None and self.lines:
            self.lines[min(had, len(self.lines) - 1)].setFocus()

    def _order_tabs(self) -> None:
        """Tab goes from what stands above into the lines, and not to the window's foot before."""
        before = self._beside_title
        for line in self.lines:
            for stop in (line, *line.buttons, line.more):
                QWidget.setTabOrder(before, stop)
                before = stop

    # 有接

    def ask(self, one: TodayRow) -> None:
        """Ask what was said in a box under this row's line; one Enter saves it."""
        from ui.pages.today.reply import ReplyBar

        line = self.line_of(one.key)
        if line is None:
            return
        if one.key not in self._replies:
            bar = self._replies[one.key] = ReplyBar()
            bar.saved.connect(partial(self.replied.emit, one))
            bar.left.connect(partial(self.forget, one.key))
            line.show_reply(bar)
        self._replies[one.key].begin()

    def forget(self, key: str) -> None:
        """The box of this row is closed: what was said is saved, or is not to be."""
        bar = self._replies.pop(key, None)
        if bar is not None:
            had_keyboard = bar.isAncestorOf(self.focusWidget() or self)
            bar.hide()
            bar.deleteLater()
            if line := self.line_of(key):
                line.reply = None
                if had_keyboard:
                    line.setFocus()

    def _take_replies(self) -> None:
        """Keep the boxes while the lines over them go; one whose row is gone waits for its coming back."""
        for line in self.lines:
            line.reply = None
        for bar in self._replies.values():
            bar.hide()
            bar.setParent(self)

    # the keyboard

    def stand_in(self, key: str) -> None:
        """This row is being answered: the keyboard goes to the line that takes its place ("": it was not)."""
        line = self.line_of(key)
        self._at = None if line is None else self.lines.index(line)

    def line_of(self, key: str) -> TodayLine | None:
        """The line of this row; None: it is not there any more."""
        return next((line for line in self.lines if line.row.key == key), None)

    def current(self) -> TodayLine | None:
        """The line that has the keyboard."""
        at = self._index(self.focusWidget())
        return None if at is None else self.lines[at]

    def _index(self, inside: QWidget | None) -> int | None:
        return next((at for at, line in enumerate(self.lines) if inside and (line is inside or line.isAncestorOf(inside))), None)

    def _step(self, line: TodayLine, by: int) -> None:
        at = self.lines.index(line) + by
        if at < 0:
            self.left_up.emit()
        else:
            self.step_to(at)

    def step_to(self, at: int) -> None:
        """Give the keyboard to this line, else to the last."""
        if self.lines:
            line = self.lines[min(at, len(self.lines) - 1)]
            line.setFocus()
            self._list.ensureWidgetVisible(line, 0, 8)
