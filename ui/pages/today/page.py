"""The page of today: whom to call first thing in the morning, with the phone in large letters and three buttons."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton

from db.core import file
from db.services.today import Today, TodayRow
from resources.i18n import _, ngettext
from ui.kit import counter
from ui.kit.card import column, row
from ui.kit.first_paint import FirstPaint
from ui.kit.jobs import Work
from ui.kit.labels import button, plain_label, restyle, set_text
from ui.kit.page import Page, Shell
from ui.pages.today import words
from ui.pages.today.door import Door
from ui.pages.today.line import TodayLine
from ui.pages.today.lines import Lines
from ui.pages.today.menus import RowMenus
from ui.pages.today.presenter import TodayPresenter
from ui.pages.today.siding import Siding
from ui.pages.today.turning import Turning
from ui.pages.today.whose import WhoseBox

if TYPE_CHECKING:
    from db.core.events import Announcement

_SAID: Final = 30  # letters of what was typed that are said again


class TodayPage(Page):
    """Draws the plan; what is said of a line goes to the presenter."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = TodayPresenter(self, shell.asks)
        self.menus = RowMenus(self, self.presenter, self._put_off)
        self._turning = Turning(self)
        self._turning.another_day.connect(lambda: self.refresh(None) if self.isVisible() else None)
        self._turning.turned.connect(self._turned)
        self._turning.offered.connect(self._offered)
        self.search = Door()
        self._list = self._make_list()
        self.side = Siding(shell, self._list, self)
        whole = column(self, spacing=10)
        whole.setContentsMargins(18, 10, 18, 10)
        whole.addLayout(self._head())
        self._parts = row(spacing=14)
        self._parts.addWidget(self._list, 1)
        whole.addLayout(self._parts, 1)
        self._soon = QTimer(self, singleShot=True, interval=0)  # of several saves in a row the last is drawn
        self._soon.timeout.connect(self._read)
        self._drawn: Today | None = None
        self._is_looking = True  # until birthdays are worked out nobody says that there is nothing to do
        self.setFocusProxy(self.search)
        FirstPaint(self).then(self._begin)

    def _head(self) -> QHBoxLayout:
        self._hello, self._date = plain_label("", "title"), plain_label("", "small")
        told = column(spacing=0)
        told.addWidget(self._hello)
        told.addWidget(self._date)
        self.search.opened.connect(lambda typed: self.shell.do("palette", typed))
        self.search.left_down.connect(lambda: self._list.step_to(0))
        line = row(spacing=10)
        line.addLayout(told)
        line.addSpacing(8)
        line.addWidget(self.search, 1)
        line.addWidget(self.side.way)
        line.addWidget(button(_("Going out"), lambda: self.shell.do("going_out")))
        line.addWidget(button(_("Print this page"), lambda: self.shell.do("print"), key="Ctrl+P"))
        self._log = button(_("Write down a talk"), lambda: self.shell.do("log"), kind="primary", key="Ctrl+J")
        line.addWidget(self._log)
        return line

    def _make_list(self) -> Lines:
        self._whose = WhoseBox()
        self._whose.chosen.connect(self.presenter.choose)
        made = Lines(self._whose)
        made.chosen.connect(self._chosen)
        made.replied.connect(self._replied)
        made.dropped.connect(self._dropped)
        made.card_wanted.connect(self.menus.open_card)
        made.menu_wanted.connect(lambda one, at: self.menus.more(one).exec(at))
        made.unfold_wanted.connect(self.presenter.unfold)
        made.left_up.connect(self.search.setFocus)
        return made

    @property
    def lines(self) -> list[TodayLine]:
        """The lines as they stand."""
        return self._list.lines

    def _begin(self) -> None:
        """The right side, and what is done once a day: after the first paint."""
        self.side.make(self._parts)
        self._turning.turn_over()
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()  # of a window just shown the sidebar has the keyboard

    # the page, as the window knows it

    def open(self, **what: Any) -> None:
        """The page is shown."""
        self.refresh(None)
        self._soon.stop()
        (self.focusWidget() or self).setFocus()  # coming back from a card: the line it was opened from
        self._read()

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
        if file.is_open():
            self.presenter.read()
            self.side.look()

    def fold(self) -> None:
        """F4: the right side."""
        self.side.turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window belongs to the lines."""
        super().resizeEvent(event)
        self.side.fit()

    def act(self, name: str) -> bool:
        """The menu of customers, for the line that has the keyboard; the list for the road is of all lines."""
        if name == "going_out":
            from ui.pages.today.outing import go_out

            return go_out(self.shell, [line.row for line in self.lines])
        line = self._list.current()
        if line is None or line.row.customer is None or name not in ("card", "log"):
            return False
        if name == "card":
            self.shell.open_card(line.row.customer)
        else:
            self.shell.log([line.row.customer], tasks=line.row.tasks)
        return True

    def in_view(self) -> list[int]:
        """The customer of the line that has the keyboard, for 記一筆 and 提醒我."""
        line = self._list.current()
        return [line.row.customer] if line is not None and line.row.customer is not None else []

    def paper(self) -> Work | None:
        """What stands here on one A4, to tick with a pen."""
        plan = self.presenter.plan

        def work(_progress: Any) -> bytes:
            from reports import today_pdf

            return today_pdf.of(plan).pdf

        return work

    # the view, as the presenter sees it

    def draw(self, plan: Today) -> None:
        """Draw the lines, where anything is new."""
        if plan == self._drawn:
            return
        count = ngettext("{count} to do", "{count} to do", plan.total).format(count=f"{plan.total:,}")
        if self._is_looking and not plan.rows and self.presenter.has_customers():
            self._list.draw(replace(plan, beside=()), _("Looking who is there today…"), lambda: [])
            return
        self._drawn = plan
        self.say(count if plan.total else _("Nothing left to do"))
        has_way_on = not (plan.rows or plan.trade)  # then its button is the one green one
        restyle(self._log, kind="" if has_way_on else "primary")
        self._list.draw(plan, self._nothing(), lambda: [self._way_on()])

    def told(self, text: str, unit: int | None) -> None:
        """Say shortly what was done."""
        self.shell.toast_undo(text, unit)

    def _way_on(self) -> QPushButton:
        if self.presenter.has_customers():
            return button(_("Pick regulars"), lambda: self.shell.do("pick_regulars"), kind="primary")
        return button(_("Import my Excel"), lambda: self.shell.do("start_import"), kind="primary")

    def _nothing(self) -> str:
        if not self.presenter.has_customers():
            return _("There are no customers yet. Bring in your list, and Shukebu tells you each day whom to call.")
        if self.presenter.has_work():
            return _("No calls due today. Well done.")
        return _("No calls due today. Shall Shukebu remind you of 20 regulars every month?")

    def _fill_whose(self) -> None:
        """Whose page it can be; a name the shop has no more is nobody's page, so it is everybody's."""
        people = self.presenter.people()
        if self.presenter.staff not in people:
            self.presenter.staff = ""
        self._whose.offer(people, self.presenter.staff)

    # what is done about a row

    def _chosen(self, one: TodayRow, verb: str) -> None:
        match verb:
            case "answered":
                self._list.ask(one)
            case "another_day":
                self._show_days(one)
            case "no_answer" | "leave_out" | "done" | "told" | "here" | "cleared" | "not_wanted":
                self._answer(one, partial(getattr(self.presenter, verb), one))
            case "into_quote":
                self._into_quote(one)
            case "doubles":
                self.shell.go("records", doubles=True)
            case "line_text":
                self.menus.copy_line(one)
            case "open_quote":
                self.menus.open_quote(one)
            case "quote_again":
                self.menus.quote_again(one)
            case _:
                self.menus.open_card(one)

    def _into_quote(self, one: TodayRow) -> None:
        """加進報價, and to the quote it stands on now."""
        if self._answer(one, partial(self.presenter.into_quote, one)):
            self.shell.quote(quote=self.presenter.quoted)

    def _answer(self, one: TodayRow, do: Callable[[], bool]) -> bool:
        """Do it, once: a row that was answered is not there to be answered again. Whether it was done."""
        self._list.stand_in(one.key)
        is_done = self._list.line_of(one.key) is not None and do()
        self._list.stand_in("")
        return is_done

    def _replied(self, one: TodayRow, text: str, again_on: str) -> None:
        if self._answer(one, partial(self.presenter.answered, one, text, again_on)):
            self._list.forget(one.key)

    def _dropped(self, one: TodayRow, text: str) -> None:
        """The box of 有接 was left with words in it: the way back to them."""
        from ui.kit.form_rules import offering_again

        again = offering_again(self.shell, lambda typed: counter.hidden(typed["text"]), lambda _typed: self._ask_again(one))
        again({"text": text[:_SAID]})

    def _ask_again(self, one: TodayRow) -> None:
        if not self.isVisible():
            self.shell.go("today")
        self._list.ask(one)

    def _show_days(self, one: TodayRow) -> None:
        line = self._list.line_of(one.key)
        if line is not None:
            at = line.buttons[-1]
            self.menus.days(one).exec(at.mapToGlobal(QPoint(0, at.height())))

    def _put_off(self, one: TodayRow, until: str) -> None:
        self._answer(one, partial(self.presenter.another_day, one, until))

    # another day

    def _turned(self, moved: int) -> None:
        self._is_looking = False
        self.waiting_changed.emit()
        self.presenter.offers = True
        if self.isVisible():
            self.presenter.read()

    def _offered(self) -> None:
        """What can be offered is known now: it comes below what stands there; a page that is not seen is read when it is."""
        if self.isVisible():
            self.presenter.add_offers()
