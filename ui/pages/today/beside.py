"""What stands at the right of Today, found on the worker: money of the month, quotes that wait, who is going, the backup."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.core import clock
from db.services import today
from db.services.today import Week

if TYPE_CHECKING:
    from db.services.backup_state import BackupState
    from db.services.requests import RequestRow
    from db.services.week_card import WeekLine


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
    """The quotes nobody answered yet: how many, their sum (None: it is the owner's), and what of it is likely to come in (None:
    nobody can tell)."""

    count: int
    total: int | None
    expected: int | None


@dataclass(frozen=True, slots=True)
class Away:
    """Who stays away longer than usual, by stage, and whom to call first ("": nobody)."""

    stages: tuple[tuple[str, int], ...]
    first: str

    @property
    def count(self) -> int:
        """All of them."""
        return sum(count for _stage, count in self.stages)


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it. `money` None: it is the owner's; `away` None: it is
    not worked out yet today; `letter`: the month whose letter is ready today."""

    backup: "BackupState"
    week: Week
    money: Money | None
    waiting: Waiting
    away: Away | None
    letter: date | None = None
    asked: "tuple[RequestRow, ...]" = ()  # requests about data that run out
    to_tell: int = 0  # who was given data that was corrected since
    watched: "tuple[WeekLine, ...]" = ()  # who took what this week; () nobody, or nobody is watched


def look() -> Beside:
    """Find it out; a job for the worker."""
    from db.services import backup_state, disclosures, requests, staff, week_card

    is_owner = staff.is_owner()
    money, letter = (_money(), _letter()) if is_owner else (None, None)
    asked, to_tell = tuple(requests.pressing()), len(disclosures.to_tell())
    return Beside(
        backup_state.of(), today.week(), money, _waiting(is_owner), _away(), letter, asked, to_tell, tuple(week_card.of())
    )


def _away() -> Away | None:
    from db.core.connection import database
    from db.services import late_buyers, presence, standings

    if not presence.is_there("sales"):
        return Away((), "")
    if not standings.is_of_today() and not database.is_read_only:
        return None
    first, found = late_buyers.first(), late_buyers.counts("both")
    stages = tuple((key, found[key]) for key in (late_buyers.GOING, late_buyers.GONE) if key in found)
    return Away(stages, first.name if first else "")


def _money() -> Money:
    """From the same facts as the reports."""
    from db.services import month_letter, periods

    month = periods.of("this_month")
    before = month_letter.sums(periods.month_before(month)).money
    return Money(month_letter.sums(month).money, before, tuple(month_letter.months(month))[1:])


def _waiting(is_owner: bool) -> Waiting:
    """As the report has them; under so few decided quotes nothing is foretold."""
    from db.services import quote_chances
    from reports.question import ENOUGH

    found = quote_chances.chances()
    if not is_owner:
        return Waiting(len(found.open), None, None)
    expected = round(found.sum.expected) if found.closed >= ENOUGH else None
    return Waiting(len(found.open), round(found.sum.whole), expected)


def _letter() -> date | None:
    """The month before, from the first open day of a month on, where something can be said of it."""
    from db.services import month_letter, periods

    before = periods.of("last_month")
    return before.first if month_letter.is_due(clock.today()) and month_letter.sums(before).sales else None
