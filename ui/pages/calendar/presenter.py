"""Decides which month and day the calendar shows, and what is done to its reminders; owns no widget."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from db.core import clock
from db.core.journal import saving
from db.services import calendar, calendar_trade, tasks
from db.services.calendar import Day, Entry
from resources.i18n import _
from ui.kit.days import written

Run = Callable[[Callable[[Any], Any], Callable[[Any], None]], Any]  # (work(progress), then(answer)) on the worker


class Handed(NamedTuple):
    """What goes to another calendar: reminders by their id, and days of trade."""

    reminders: list[int]
    trade: list[Entry]

    @property
    def many(self) -> int:
        """How many events."""
        return len(self.reminders) + len(self.trade)


class View(Protocol):
    """What the presenter asks of the page."""

    def show_month(self, year: int, month: int, days: Sequence[Day]) -> None:
        """Show these weeks."""

    def show_day(self, day: Day) -> None:
        """Show one day's list at the side."""


class Says(Protocol):
    """What the presenter asks of the window."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message, with the way back where something was saved as this unit."""


class CalendarPresenter:
    """The month in view, the chosen day, and what becomes of a reminder."""

    def __init__(self, view: View, shell: Says, run: Run) -> None:
        self._view = view
        self._shell = shell
        self._run = run
        self._serial = 0
        self.days: dict[date, Day] = {}
        self.chosen = clock.today()
        self.year, self.month = self.chosen.year, self.chosen.month

    def read(self) -> None:
        """Read the month in view anew."""
        self._serial += 1
        serial, year, month = self._serial, self.year, self.month
        wanted = calendar.weeks(year, month)

        def then(found: Sequence[Day]) -> None:
            if serial != self._serial:  # another month was asked for meanwhile
                return
            self.days = {one.day: one for one in found}
            self._view.show_month(year, month, found)
            self.choose(self.chosen if self.chosen in self.days else date(year, month, 1))

        self._run(lambda _progress: calendar.between(wanted[0], wanted[-1]), then)

    def turn(self, months: int) -> None:
        """So many months on; the chosen day keeps its number where it can."""
        at = self.year * 12 + self.month - 1 + months
        self._to(at // 12, at % 12 + 1, self.chosen.day)

    def today(self) -> None:
        """Back to today."""
        now = clock.today()
        self._to(now.year, now.month, now.day)

    def go(self, day: date) -> None:
        """Choose a day, of another month too."""
        if (day.year, day.month) != (self.year, self.month) and day not in self.days:
            self._to(day.year, day.month, day.day)
        elif day in self.days:
            self.choose(day)

    def _to(self, year: int, month: int, number: int) -> None:
        if not date.min.year < year < date.max.year:
            return
        last = max(one.day for one in calendar.weeks(year, month) if one.month == month)
        self.chosen = date(year, month, min(number, last))
        if (year, month) == (self.year, self.month) and self.chosen in self.days:
            self.choose(self.chosen)
            return
        self.year, self.month = year, month
        self.read()

    def choose(self, day: date) -> None:
        """Show this day's list."""
        self.chosen = day
        self._view.show_day(self.days[day])

    # what becomes of a reminder

    def put_off(self, task: int, until: date) -> None:
        """改天, to the next open day from this one on."""
        moved_to, unit = saving(lambda: tasks.put_off([task], until.isoformat()))
        self._shell.toast_undo(_("Moved to {day}").format(day=written(moved_to)), unit)

    def done(self, task: int) -> None:
        """Tick off."""
        self._shell.toast_undo(_("Done"), saving(lambda: tasks.done([task]))[1])

    def delete(self, task: int) -> None:
        """Delete a reminder."""
        self._shell.toast_undo(_("Reminder deleted"), saving(lambda: tasks.delete([task]))[1])

    # the calendar's file

    def in_view(self) -> Handed:
        """What of the month is not done."""
        month = (one for one in self.days.values() if (one.day.year, one.day.month) == (self.year, self.month))
        entries = [each for one in month for each in one.entries if not each.is_done]
        trade = [each for each in entries if each.kind in calendar_trade.PARTS]
        return Handed([each.task for each in entries if each.task is not None], trade)

    @staticmethod
    def all_open() -> Handed:
        """All that is not done."""
        return Handed([row.id for row in tasks.open_until(date.max)], list(calendar_trade.still_open()))

    @staticmethod
    def write(chosen: Handed, path: Path) -> int:
        """Write these into a calendar's file; how many."""
        from reports import calendar_ics

        return calendar_ics.write(path, chosen.reminders, chosen.trade)
