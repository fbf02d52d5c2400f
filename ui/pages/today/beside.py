"""What stands at the right of Today, found on the worker: money of the month, quotes that wait, who is going, the backup."""

from dataclasses import dataclass
from datetime import date

from db.core import clock
from db.services import today
from db.services.today import Week


@dataclass(frozen=True, slots=True)
class Money:
    """Whole dollars with tax: of this month so far, of the same days of the last one; the months up to this one."""

    now: int
    before: int
    months: tuple[tuple[date, int], ...]

    @property
    def is_there(self) -> bool:
        """Whether anything was sold within a year."""
        return any(amount for _month, amount in self.months)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The quotes nobody answered yet: how many, their sum, and what of it is likely to come in (None: nobody can tell)."""

    count: int
    total: int
    expected: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it. `backed_up_at` as the shop's clock showed it ("" never); `letter`: the month whose letter is ready today."""

    backed_up_at: str
    week: Week
    money: Money
    waiting: Waiting
    going: int
    letter: date | None = None


def look() -> Beside:
    """Find it out; a job for the worker."""
    from db.services import backups, late_buyers

    newest = backups.last()
    going = len(late_buyers.ids("going"))
    return Beside(newest.shown_at if newest else "", today.week(), _money(), _waiting(), going, _letter())


def _money() -> Money:
    """From the same facts as the reports."""
    from db.services import month_letter, periods

    month = periods.of("this_month")
    before = month_letter.sums(periods.month_before(month)).money
    return Money(month_letter.sums(month).money, before, tuple(month_letter.months(month))[1:])


def _waiting() -> Waiting:
    """As the report has them; under so few decided quotes nothing is foretold."""
    from db.services import quote_chances
    from reports.question import ENOUGH

    found = quote_chances.chances()
    expected = round(found.sum.expected) if found.closed >= ENOUGH else None
    return Waiting(len(found.open), round(found.sum.whole), expected)


def _letter() -> date | None:
    """The month before, on the first open day of a month in which something can be said of it."""
    from db.services import month_letter, periods

    before = periods.of("last_month")
    return before.first if month_letter.is_due(clock.today()) and month_letter.sums(before).sales else None
