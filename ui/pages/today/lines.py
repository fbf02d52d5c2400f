"""The card of Today's lines: drawn a few at a time; the keyboard and what is half typed outlive every drawing."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from db.services.today import Today, TodayRow
from resources.i18n import ngettext
from ui.kit.card import Card, row
from ui.kit.clearing import clear
from ui.kit.empty import EmptyState
from ui.kit.labels import button, plain_label, set_text
from ui.kit.scroll import ScrollColumn
from ui.kit.slices import Slices
from ui.kit.stops import in_order
from ui.pages.today import words
from ui.pages.today.line import TodayLine, button_width
from ui.pages.today.place import Place, holding
from ui.pages.today.replies import Replies

_AT_ONCE: Final = 12  # lines drawn in one go
_AT_FIRST: Final = 4  # and before the window was ever painted: the others follow while the owner looks at the first
Buttons = Sequence[QPushButton]


class Lines(Card):
    """Draws a plan; says of which row what was pressed. What is typed under a line stays with the row's key."""

    chosen = Signal(object, str)  # TodayRow, the verb of the button
    replied = Signal(object, str, str)  # TodayRow, what was said, the day to call again
    card_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    unfold_wanted = Signal()
    dropped = Signal(object, str)  # TodayRow, what was typed under it and is not saved
    left_up = Signal()  # the arrow up on the first line, or there is no line any more

    def __init__(self, beside_title: QWidget) -> None:
        super().__init__(margin=12, spacing=2)
        self.lines: list[TodayLine] = []
        self._replies = Replies(self)
        self._replies.replied.connect(self.replied)
        self._replies.dropped.connect(self.dropped)
        self._answered: int | None = None  # the line that is being answered: the one in its place takes over
        self._place: Place | None = None  # where the owner is, while the lines are drawn
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
        self._slices = Slices(self, _AT_ONCE, _AT_FIRST)
        self._deaf = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._deaf.timeout.connect(partial(self._hear_mouse, on=True))

    # drawing

    def draw(self, plan: Today, nothing: str, ways: Callable[[], Buttons]) -> None:
        """Draw the lines; `nothing` and `ways` (new buttons each time) are for a day without any."""
        if self._place is None or self._answered is not None:
            self._place = Place.of(self._list, self.lines, self._answered)
            self._answered = None
        if self.isAncestorOf(self.window().focusWidget() or self):
            self.setFocus()  # else Qt hands the keyboard on from line to line as they go, and scrolls after it
        self._replies.take_up(self.lines)
        self._list.hold(on=True)
        clear(self._list.body)
        self._list.body.addStretch(1)
        self.lines = []
        self._hear_mouse(on=False)
        set_text(self._title, words.title(plan))
        is_empty = not (plan.rows or plan.trade or plan.beside)
        self._list.setHidden(is_empty)
        self._empty.setVisible(is_empty)
        if is_empty:
            self._empty.tell(nothing, list(ways()))
        beside_only = [] if plan.total or is_empty else [partial(self._nothing_due, nothing, ways)]
        self._slices.do([*beside_only, *self._steps(plan), self._finish])

    def _hear_mouse(self, *, on: bool) -> None:
        """What is drawn anew moves under the mouse: the second press of a double click was meant for what stood there before."""
        self._list.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not on)
        if not on:
            self._deaf.start()

    def _steps(self, plan: Today) -> list[Callable[[], object]]:
        steps: list[Callable[[], object]] = []
        width, group, all_rows = button_width(), "", plan.in_order
        has_groups = len({one.group for one in all_rows}) > 1
        for at, one in enumerate(all_rows, 1):
            if one.group != group:
                group = one.group
                if has_groups or group != "today":
                    steps.append(partial(self._heading, words.group(plan, group), is_late=group == "overdue"))
            steps.append(partial(self._draw, one, width))
            ends = at == len(all_rows) or all_rows[at].group != group
            if more := words.folded(plan, one) if ends else 0:
                steps.append(partial(self._fold_line, more))
        return steps

    def _heading(self, title: str, *, is_late: bool) -> None:
        made = plain_label(title, "red" if is_late else "muted")
        made.setContentsMargins(8, 8, 0, 2)
        self._put(made)

    def _draw(self, one: TodayRow, width: int) -> None:
        line = TodayLine(one, width)
        line.chosen.connect(partial(self.chosen.emit, one))
        line.card_wanted.connect(partial(self.card_wanted.emit, one))
        line.menu_wanted.connect(partial(self.menu_wanted.emit, one))
        line.moved.connect(partial(self._step, line))
        self.lines.append(line)
        self._put(line)
        self._replies.put_under(line)
        line.show()  # what is not seen yet can't take the keyboard

    def _fold_line(self, more: int) -> None:
        words_of = ngettext("{count} more", "{count} more", more).format(count=f"{more:,}")
        made = button(words_of, partial(self._unfold, len(self.lines)), kind="link")
        self._put(made)
        made.show()

    def _nothing_due(self, nothing: str, ways: Callable[[], Buttons]) -> None:
        made = QWidget()
        line = row(made, spacing=10)
        line.setContentsMargins(8, 8, 4, 4)
        line.addWidget(plain_label(nothing, wrap=True), 1)
        for way in ways():
            line.addWidget(way)
        self._put(made)

    def _unfold(self, first: int) -> None:
        """The keyboard goes to the first line that was folded away."""
        self._answered = first
        self.unfold_wanted.emit()
        self._answered = None

    def _put(self, made: QWidget) -> None:
        self._list.body.insertWidget(self._list.body.count() - 1, made)  # the room that is left stays below

    def _finish(self) -> None:
        self._list.hold(on=False)
        self._order_tabs()
        if self._deaf.isActive():
            self._deaf.start()
        place, self._place = self._place, None
        if place:
            place.keep(self._list, self.lines)
        if self.window().focusWidget() is self:
            stop = place.stop(self.lines) if place else None
            stop.setFocus() if stop else self.left_up.emit()

    def _order_tabs(self) -> None:
        """Tab goes down the list as it stands: what was made last does not come last."""
        parts = [item.widget() for at in range(self._list.body.count()) if (item := self._list.body.itemAt(at))]
        in_order(self._beside_title, *(part for part in parts if part))

    # 有接

    def ask(self, one: TodayRow) -> None:
        """Ask what was said in a box under this row's line; one Enter saves it."""
        if line := self.line_of(one.key):
            self._list.show_whole(self._replies.ask(line))
            self._order_tabs()

    def forget(self, key: str) -> None:
        """What was said under this row is saved."""
        self._replies.forget(key)

    # the keyboard

    def stand_in(self, key: str) -> None:
        """This row is being answered: the keyboard goes to the line that takes its place ("": it was not)."""
        line = self.line_of(key)
        self._answered = None if line is None else self.lines.index(line)

    def line_of(self, key: str) -> TodayLine | None:
        """The line of this row; None: it is not there any more."""
        return next((line for line in self.lines if line.row.key == key), None)

    def current(self) -> TodayLine | None:
        """The line that has the keyboard."""
        return holding(self.lines, self.focusWidget())

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
            self._list.show_whole(line)
