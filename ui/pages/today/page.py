"""The page of today: whom to call first thing in the morning, with the phone in large letters and three buttons."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from db.core import clock, file
from db.services.today import Today, TodayRow
from resources.i18n import _, ngettext
from ui.kit import clipboard, jobs, settings, theme
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.empty import EmptyState
from ui.kit.fields import SearchBox
from ui.kit.first_paint import FirstPaint
from ui.kit.jobs import Work
from ui.kit.labels import action, button, plain_label, set_text
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.kit.slices import Slices
from ui.pages.today import words
from ui.pages.today.line import TodayLine, button_width
from ui.pages.today.presenter import TodayPresenter
from ui.shop_files import is_demo

if TYPE_CHECKING:
    from db.core.events import Announcement
    from ui.pages.today.side import Beside, SidePanel

_LOOK: Final = 60_000  # milliseconds between two looks whether another day has come
_SIDE: Final = 22  # letters the right side is wide
_WIDE: Final = 64  # letters from which on it finds room beside the lines
_AT_ONCE: Final = 12  # lines drawn in one go


class TodayPage(Page):
    """Draws the plan; what is said of a line goes to the presenter."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = TodayPresenter(self, shell.asks)
        self.lines: list[TodayLine] = []
        self._day = clock.today()
        self._at: int | None = None  # the line that was answered: the keyboard goes to the one in its place
        self._side: SidePanel | None = None
        whole = column(self, spacing=10)
        whole.setContentsMargins(18, 10, 18, 10)
        whole.addLayout(self._head())
        self._card = Card(margin=12, spacing=2)
        self._parts = row(spacing=14)
        self._parts.addWidget(self._card, 1)
        whole.addLayout(self._parts, 1)
        self._fill_card()
        self._slices = Slices(self, _AT_ONCE)
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._look_at_the_clock)
        self._look.start()
        self._soon = QTimer(self, singleShot=True, interval=0)  # of several saves in a row the last is drawn
        self._soon.timeout.connect(self._read)
        self._drawn: Today | None = None
        self.setFocusProxy(self.search)
        FirstPaint(self).then(self._make_side)

    def _head(self) -> QHBoxLayout:
        self._hello, self._date = plain_label("", "title"), plain_label("", "small")
        told = column(spacing=0)
        told.addWidget(self._hello)
        told.addWidget(self._date)
        self.search = SearchBox(_("Who is calling? The last digits of the phone, or a name"), "Ctrl+F")
        self.search.entered.connect(self._search)
        self.search.left_down.connect(lambda: self._step_to(0))
        line = row(spacing=10)
        line.addLayout(told)
        line.addSpacing(8)
        line.addWidget(self.search, 1)
        line.addWidget(button(_("Going out"), self._going_out))
        line.addWidget(button(_("Print this page"), lambda: self.shell.do("print"), key="Ctrl+P"))
        line.addWidget(button(_("Write down a talk"), lambda: self.shell.log(self.in_view()), kind="primary", key="Ctrl+J"))
        return line

    def _fill_card(self) -> None:
        head = row(spacing=8)
        self._title = plain_label("", "muted")
        head.addWidget(self._title, 1)
        self._whose = QComboBox()
        self._whose.setAccessibleName(_("Whose page"))
        self._whose.activated.connect(lambda at: self.presenter.choose(str(self._whose.itemData(at) or "")))
        head.addWidget(self._whose)
        self._card.body.addLayout(head)
        self._list = ScrollColumn(spacing=0)
        self._card.body.addWidget(self._list, 1)
        self._empty = EmptyState("phone")
        self._empty.hide()
        self._card.body.addWidget(self._empty, 1)

    def _make_side(self) -> None:
        """The right side, and what is done once a day: after the first paint."""
        from ui.pages.today.side import SidePanel

        self._side = SidePanel(lambda: self.shell.do("backup"), lambda: self.shell.go("closing"), is_demo())
        self._side.setFixedWidth(round(theme.px() * _SIDE))
        self._parts.addWidget(self._side)
        self._show_side()
        self._look_beside()
        self._turn_over()

    def _look_beside(self) -> None:
        if self._side is not None and file.is_open():
            from ui.pages.today import side

            jobs.start(lambda _progress: side.look(), self._tell_beside, lambda _error: None, quiet=True)

    def _tell_beside(self, found: "Beside") -> None:
        if self._side is not None:
            self._side.tell(found)

    # the page, as the window knows it

    def open(self, **what: Any) -> None:
        """The page is shown."""
        self.refresh(None)
        self._soon.stop()
        self._read()
        if not self.isAncestorOf(self.focusWidget() or self):
            self.setFocus()

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved, perhaps here."""
        if not file.is_open():
            return
        set_text(self._hello, words.greeting())
        set_text(self._date, words.date_line())
        self._fill_whose()
        if announcement is None:
            self._drawn = None  # the language of what is hidden, the letters, anything may differ
        self._soon.start()

    def _read(self) -> None:
        if file.is_open() and self._is_free():
            self.presenter.read()
            self._look_beside()

    def _is_free(self) -> bool:
        """Whether nobody is typing what was said: what is drawn anew would take it away."""
        return not any(line.reply is not None and line.reply.text.text() for line in self.lines)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def fold(self) -> None:
        """F4: the right side."""
        if self._side is not None:
            settings.put("today_side", "1" if self._side.isHidden() else "0")
            self._show_side()

    def _show_side(self) -> None:
        """The right side, where it is wanted and leaves the lines room enough."""
        if self._side is not None:
            self._side.setVisible(settings.get("today_side", "1") == "1" and self.width() >= theme.px() * _WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window belongs to the lines."""
        super().resizeEvent(event)
        self._show_side()

    def act(self, name: str) -> bool:
        """The menu of customers, for the line that has the keyboard; the list for the road is of all lines."""
        if name == "going_out":
            return self._go_out()
        line = self._current()
        if line is None or line.row.customer is None or name != "card":
            return False
        self.shell.open_card(line.row.customer)
        return True

    def _go_out(self) -> bool:
        """出門清單 of whom to call today; False: there is nobody."""
        from db.services.lists import Selection
        from ui.going_out import dialog

        who = tuple(dict.fromkeys(line.row.customer for line in self.lines if line.row.customer is not None))
        if who:
            dialog.open(self.shell, Selection(who))
        return bool(who)

    def in_view(self) -> list[int]:
        """The customer of the line that has the keyboard, for 記一筆 and 提醒我."""
        line = self._current()
        return [line.row.customer] if line is not None and line.row.customer is not None else []

    def paper(self) -> Work | None:
        """One A4 to tick with a pen."""
        staff = self.presenter.staff

        def work(_progress: Any) -> bytes:
            from reports import today_pdf

            return today_pdf.make(staff).pdf

        return work

    # the view, as the presenter sees it

    def draw(self, plan: Today) -> None:
        """Draw the lines; the keyboard goes to the line that took the place of the one answered."""
        had = self._index(self.focusWidget()) if self._at is None else self._at
        self._at = None
        if plan == self._drawn:
            return
        self._drawn = plan
        clear(self._list.body)
        self.lines = []
        set_text(self._title, _("To do today ({count})").format(count=f"{plan.total:,}"))
        count = ngettext("{count} to do", "{count} to do", plan.total).format(count=f"{plan.total:,}")
        self.say(count if plan.total else _("Nothing left to do"))
        self._list.setVisible(bool(plan.rows or plan.beside))
        self._empty.setVisible(not (plan.rows or plan.beside))
        if not (plan.rows or plan.beside):
            self._tell_empty()
        self._slices.do([*self._steps(plan), partial(self._finish, plan, had)])

    def told(self, text: str, unit: int | None) -> None:
        """Say shortly what was done."""
        self.shell.toast_undo(text, unit)

    def _steps(self, plan: Today) -> list[Callable[[], object]]:
        steps: list[Callable[[], object]] = []
        width, group = button_width(), ""
        for one in (*plan.rows, *plan.beside):
            if one.group != group:
                group = one.group
                steps.append(partial(self._heading, one, plan))
            steps.append(partial(self._draw, one, width))
            if plan.more and one is plan.rows[-1]:
                steps.append(partial(self._fold_line, plan.more))
        return steps

    def _heading(self, one: TodayRow, plan: Today) -> None:
        if one.group == "overdue" or len({row.group for row in (*plan.rows, *plan.beside)}) > 1 or one.group == "beside":
            made = plain_label(_(words.GROUPS[one.group]), "red" if one.group == "overdue" else "muted")
            made.setContentsMargins(8, 8, 0, 2)
            self._list.body.addWidget(made)

    def _draw(self, one: TodayRow, width: int) -> None:
        line = TodayLine(one, width)
        line.chosen.connect(partial(self._chosen, line))
        line.replied.connect(partial(self._replied, line))
        line.card_wanted.connect(partial(self._open_card, one))
        line.menu_wanted.connect(partial(self._show_menu, line))
        line.moved.connect(partial(self._step, line))
        self.lines.append(line)
        self._list.body.addWidget(line)
        line.show()  # what is not seen yet can't take the keyboard

    def _fold_line(self, more: int) -> None:
        words_of = ngettext("{count} more", "{count} more", more).format(count=f"{more:,}")
        made = button(words_of, self.presenter.unfold, kind="link")
        self._list.body.addWidget(made)
        made.show()

    def _finish(self, plan: Today, had: int | None) -> None:
        if not plan.rows and plan.beside:
            self._list.body.insertWidget(0, self._nothing_due())
        self._list.body.addStretch(1)
        if had is not None and self.lines:
            self.lines[min(had, len(self.lines) - 1)].setFocus()

    def _nothing_due(self) -> QWidget:
        made = QWidget()
        line = row(made, spacing=10)
        line.setContentsMargins(8, 8, 4, 4)
        line.addWidget(plain_label(self._nothing(), wrap=True), 1)
        line.addWidget(button(_("Pick regulars"), self._pick))
        return made

    def _nothing(self) -> str:
        if self.presenter.has_work():
            return _("No calls due today. Well done.")
        return _("No calls due today. Shall Shukebu remind you of 20 regulars every month?")

    def _tell_empty(self) -> None:
        self._empty.tell(self._nothing(), [button(_("Pick regulars"), self._pick, kind="primary")])

    def _fill_whose(self) -> None:
        people = self.presenter.people()
        self._whose.setVisible(len(people) > 1)
        wanted = [("", _("Everybody's")), *((name, name) for name in people)]
        if [self._whose.itemData(at) for at in range(self._whose.count())] != [one for one, _words in wanted]:
            self._whose.clear()
            for one, text in wanted:
                self._whose.addItem(text, one)

    # what is done about a line

    def _chosen(self, line: TodayLine, verb: str) -> None:
        one = line.row
        self._at = self.lines.index(line)
        match verb:
            case "answered":
                self._at = None
                line.ask(self._days())
            case "another_day":
                self._at = None
                self._show_days(line)
            case "no_answer" | "leave_out" | "done":
                if not getattr(self.presenter, verb)(one):
                    self._at = None
            case _:
                self._at = None
                self._elsewhere(one, verb)

    def _elsewhere(self, one: TodayRow, verb: str) -> None:
        if verb == "doubles":
            self.shell.go("records", doubles=True)
        else:
            self._open_card(one)

    def _replied(self, line: TodayLine, text: str, again_on: str) -> None:
        self._at = self.lines.index(line)
        if not self.presenter.answered(line.row, text, again_on):
            self._at = None

    @staticmethod
    def _days() -> list[tuple[str, str]]:
        from ui.talks.presenter import ready_days

        return [(f"{one.words} {one.day.month}/{one.day.day}", one.day.isoformat()) for one in ready_days()]

    def _show_days(self, line: TodayLine) -> None:
        menu = self.days_menu(line)
        at = line.buttons[-1]
        menu.exec(at.mapToGlobal(QPoint(0, at.height())))

    def days_menu(self, line: TodayLine) -> QMenu:
        """改天: 明天, 下週, 一個月, or a day that is typed."""
        menu = QMenu(self)
        for text, iso in self._days():
            menu.addAction(action(text, partial(self._put_off, line, iso), parent=menu))
        menu.addSeparator()
        menu.addAction(action(_("Another day…"), partial(self._ask_day, line), parent=menu))
        return menu

    def _ask_day(self, line: TodayLine) -> None:
        typed = self.shell.asks.text(_("Another day"), _("On which day? Such as 12/3, or 下週五"))
        if typed:
            self._put_off(line, typed)

    def _put_off(self, line: TodayLine, until: str) -> None:
        self._at = self.lines.index(line)
        if not self.presenter.another_day(line.row, until):
            self._at = None

    def _open_card(self, one: TodayRow) -> None:
        if one.customer is not None:
            self.shell.open_card(one.customer)
        elif one.tasks:
            self.shell.remind(task=one.tasks[0])

    def _show_menu(self, line: TodayLine, at: QPoint) -> None:
        self.line_menu(line).exec(at)

    def line_menu(self, line: TodayLine) -> QMenu:
        """⋯: what else can be done with this line."""
        one, menu = line.row, QMenu(self)
        if one.customer is not None:
            customer = one.customer
            menu.addAction(action(_("Open the card"), partial(self._open_card, one), parent=menu))
            menu.addAction(action(_("Write down a talk…"), lambda: self.shell.log([customer]), parent=menu))
            if one.phone:
                menu.addAction(action(_("Copy the phone number"), partial(self._copy, one.phone), icon="copy", parent=menu))
            menu.addAction(action(_("Copy a text for LINE"), partial(self._copy_line, one), icon="copy", parent=menu))
        for task in one.tasks:
            menu.addAction(action(_("Change the reminder…"), partial(self._remind, task), parent=menu))
        return menu

    def _remind(self, task: int) -> None:
        self.shell.remind(task=task)

    def _copy(self, text: str) -> None:
        clipboard.put(text)
        self.shell.toast(_("Copied: {text}").format(text=text))

    def _copy_line(self, one: TodayRow) -> None:
        clipboard.put(self.presenter.line_text(one))
        self.shell.toast(_("Copied. Paste it in LINE with Ctrl+V."))

    # the keyboard, the search, the clock

    def _index(self, inside: QWidget | None) -> int | None:
        return next((at for at, line in enumerate(self.lines) if inside and (line is inside or line.isAncestorOf(inside))), None)

    def _current(self) -> TodayLine | None:
        at = self._index(self.focusWidget())
        return None if at is None else self.lines[at]

    def _step(self, line: TodayLine, by: int) -> None:
        at = self.lines.index(line) + by
        if at < 0:
            self.search.setFocus()
        else:
            self._step_to(at)

    def _step_to(self, at: int) -> None:
        if self.lines:
            line = self.lines[min(at, len(self.lines) - 1)]
            line.setFocus()
            self._list.ensureWidgetVisible(line, 0, 8)

    def _search(self, text: str) -> None:
        if text.strip():
            self.search.clear()
            self.shell.go("customers", text=text)

    def _going_out(self) -> None:
        self.shell.do("going_out")

    def _pick(self) -> None:
        self.shell.do("pick_regulars")

    def _look_at_the_clock(self) -> None:
        if clock.today() != self._day and file.is_open():
            self._turn_over()
            if self.isVisible():
                self.refresh(None)

    def _turn_over(self) -> None:
        """Another day: birthdays that are over move to next year, on the worker."""
        from db.services import coming

        self._day = clock.today()
        jobs.start(coming.refresh_birthdays, self._turned, lambda _error: None, quiet=True)

    def _turned(self, moved: int) -> None:
        if moved and self.isVisible() and self._is_free():
            self.presenter.read()
