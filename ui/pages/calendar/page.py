"""The calendar page: the month, one day's list beside it, print and a file for other calendars."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from db.core import clock
from db.core.errors import InputError
from db.core.values import dates
from db.services import open_days
from db.services.calendar import Day
from resources.i18n import _, ngettext
from ui import doors
from ui.kit import jobs, theme
from ui.kit.card import column, row
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import button, plain_label, set_text
from ui.kit.page import Page, Shell
from ui.kit.pill import Pill
from ui.kit.stops import stops
from ui.pages.calendar import paper, words
from ui.pages.calendar.day_list import DayList
from ui.pages.calendar.month_grid import MonthGrid
from ui.pages.calendar.presenter import CalendarPresenter, Handed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.core.events import Announcement

_PANEL_EM: Final = 20


class CalendarPage(Page):
    """Draws what the presenter reads."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = CalendarPresenter(self, shell, partial(jobs.start, quiet=True))
        self.grid = MonthGrid()
        self.day_list = DayList(self)
        self.heading = plain_label("", "title")
        body = row(spacing=0)
        inside = column(spacing=0)
        inside.setContentsMargins(18, 0, 18, 14)
        inside.addWidget(self.grid, 1)
        inside.addLayout(_legend())
        body.addLayout(inside, 1)
        body.addWidget(self._framed())
        layout = column(self, spacing=0)
        layout.addLayout(self._top())
        layout.addLayout(body, 1)
        self._connect()

    def _top(self) -> QHBoxLayout:
        top = row(spacing=8)
        top.setContentsMargins(18, 12, 18, 10)
        top.addWidget(self.heading)
        top.addSpacing(8)
        top.addWidget(button("‹", lambda: self.presenter.turn(-1), hint=_("The month before"), key="PgUp"))
        top.addWidget(button(_("Today"), self.presenter.today, key="Home"))
        top.addWidget(button("›", lambda: self.presenter.turn(1), hint=_("The next month"), key="PgDown"))
        top.addStretch(1)
        top.addWidget(button(_("To another calendar…"), self.export, hint=_("A file for Google Calendar or your phone")))
        top.addWidget(button(_("Print"), lambda: self.shell.do("print"), key="Ctrl+P"))
        top.addWidget(button(_("Remind me"), self.add, kind="primary"))
        return top

    def _framed(self) -> QWidget:
        self._frame = QFrame()
        self._frame.setProperty("band", "side")
        inside = column(self._frame, spacing=0)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(self.day_list)
        self._fit()
        theme.state.changed.connect(self._fit)
        return self._frame

    def _fit(self) -> None:
        self._frame.setFixedWidth(round(theme.px() * _PANEL_EM))

    def _connect(self) -> None:
        self.grid.chosen.connect(self.presenter.go)
        self.grid.turned.connect(self.presenter.turn)
        self.grid.moved.connect(self.presenter.put_off)
        self.grid.opened.connect(self._into_day)
        once("Escape", self, self.grid.setFocus)

    # the window's calls

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with a day (`day`, ISO)."""
        if "day" in what:
            self.presenter.go(date.fromisoformat(str(what["day"])))
        self.presenter.read()
        self.grid.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same day is looked at."""
        return {"day": self.presenter.chosen.isoformat()}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        self.presenter.read()

    def fold(self) -> None:
        """F4."""
        self._frame.setVisible(not self._frame.isVisible())

    def paper(self) -> Work | None:
        """The month in view."""
        title = words.month(self.presenter.year, self.presenter.month)
        return partial(paper.month, title, self.presenter.month, list(self.presenter.days.values()))

    def export(self) -> None:
        """Reminders and days of trade as a file for another calendar: those of the month, or all that are open."""
        month, everything = self.presenter.in_view(), self.presenter.all_open()
        if not everything.many and not month.many:
            self.shell.toast(_("Nothing is open: there is nothing to hand over."))
            return
        options = [
            _("This month ({count})").format(count=month.many),
            _("All that are open ({count})").format(count=everything.many),
        ]
        chosen = self.shell.asks.choose(
            _("To another calendar"),
            _("What shall be in the file? In Google Calendar choose “Settings → Import” and this file."),
            options,
            detail=_(
                "Reminders, promised days, cheques and quotes that end, with names and amounts, without phones."
                " Importing it again moves them and makes nothing double."
            ),
        )
        if chosen is not None:
            self._write(everything if chosen else month)

    def _write(self, chosen: Handed) -> None:
        name = words.file_name(date(self.presenter.year, self.presenter.month, 1))
        target = doors.save_file(self.shell, _("Save the calendar"), "iCalendar (*.ics)", Path.home() / f"{name}.ics")
        if target is None:
            return
        count = self.presenter.write(chosen, target)
        said = ngettext("{count} event is in “{name}”.", "{count} events are in “{name}”.", count)
        self.shell.toast(said.format(count=count, name=target.name))

    # the view of the presenter

    def show_month(self, year: int, month: int, days: "Sequence[Day]") -> None:
        """Show these weeks."""
        set_text(self.heading, words.month(year, month))
        self.grid.show_days(month, days)
        count = sum(one.kind == "task" and not one.is_done for day in days for one in day.entries)
        self.say(ngettext("{count} reminder to do in view", "{count} reminders to do in view", count).format(count=count))

    def show_day(self, day: Day) -> None:
        """Show one day's list at the side."""
        self.grid.show_chosen(day)
        self.day_list.show_day(day)

    def _into_day(self) -> None:
        if first := next(stops(self.day_list), None):
            first.setFocus()

    # what the buttons of the day ask

    def open_card(self, customer: int) -> None:
        """Show the customer."""
        self.shell.open_card(customer)

    def done(self, task: int) -> None:
        """Tick a reminder off."""
        self.presenter.done(task)

    def put_off(self, task: int, key: str) -> None:
        """改天: one of the ready days, or one that is typed."""
        day = self._typed_day() if key == "own" else open_days.day(key, clock.today())
        if day:
            self.presenter.put_off(task, day)

    def _typed_day(self) -> date | None:
        typed = self.shell.asks.text(_("Another day"), _("Which day? Such as 11/25, Friday, or in 3 days."), yes=_("Another day"))
        if not typed or not typed.strip():
            return None
        day = dates.entry(typed)
        if day is None:
            raise InputError(_("“{value}” is not a date. Write it like 2015/3/1 or 104/3/1.").format(value=typed))
        return day

    def change(self, task: int) -> None:
        """Change a reminder."""
        self.shell.remind(task=task)

    def open_quote(self, quote: int) -> None:
        """Look at a quote."""
        from ui.quoting import deeds

        deeds.open_(self.shell, quote)

    def log(self, customer: int) -> None:
        """Write down a talk."""
        self.shell.log([customer])

    def add(self) -> None:
        """A reminder on the chosen day."""
        from ui.talks.remind import remind

        day = max(self.presenter.chosen, clock.today())
        remind(self.shell, self.window(), day=day.isoformat())


def _legend() -> QHBoxLayout:
    """What the colours of the dots mean."""
    line = row(spacing=8)
    line.setContentsMargins(0, 8, 0, 0)
    for tone, meaning in words.LEGEND:
        line.addWidget(Pill(_(meaning), tone))
    line.addStretch(1)
    return line
