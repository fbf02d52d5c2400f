"""What trade brings on the days of the calendar: promised goods, cheques, quotes that end, accounts that close."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from db.core import clock
from db.core.connection import rows as read
from db.services import today_trade, today_words
from resources.i18n import ngettext

if TYPE_CHECKING:
    from db.services.calendar import Entry

Part = Literal["promised", "cheque", "expiring"]
PARTS: Final[tuple[Part, ...]] = ("promised", "cheque", "expiring")
_CLOSING: Final = (
    "SELECT closing_day, count(*) FROM customer WHERE closing_day IS NOT NULL AND archived_at IS NULL AND merged_into IS NULL"
    " GROUP BY closing_day"
)


def between(first: date, last: date) -> "Iterator[Entry]":
    """The entries of these days, each kind after the other."""
    for part in PARTS:
        yield from _of(part, first, last)
    yield from _closing(first, last)


def still_open() -> "Iterator[Entry]":
    """Every promised day and cheque that is open, and every quote that is still to end."""
    for part in PARTS:
        yield from _of(part, clock.today() if part == "expiring" else date.min, date.max)


def _of(part: Part, first: date, last: date) -> "Iterator[Entry]":
    from db.services.calendar import Entry

    today = clock.today()
    for one in today_trade.between(part, first, last):
        late = part != "expiring" and one.due_on < today.isoformat()
        said = today_words.reason(one, today)
        yield Entry(part, one.due_on, one.customer, one.name, one.phone, said, is_late=late, about=one.about)


def _closing(first: date, last: date) -> "Iterator[Entry]":
    """結帳日: how many accounts close on a day; 31 is the month's last."""
    from db.services.calendar import Entry

    accounts: defaultdict[int, int] = defaultdict(int, read(_CLOSING))
    for at in range((last - first).days + 1 if accounts else 0):
        day = first + timedelta(days=at)
        ends = day.day == monthrange(day.year, day.month)[1]
        count = sum(many for number, many in accounts.items() if number == day.day or (ends and number > day.day))
        if count:
            words = ngettext("{count} monthly account closes", "{count} monthly accounts close", count).format(count=count)
            yield Entry("closes", day.isoformat(), None, "", "", words)
