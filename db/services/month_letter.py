"""老闆月報: what a month was and what to do next: money, who came and who left, who owes, quotes, three things to do."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import value
from db.core.values import money
from db.services import list_figures, open_days, periods, quote_rows, receivables, walk_in
from db.services.periods import Period
from db.services.receivables import AgedRow
from resources.i18n import _, ngettext

BEST: Final = 5
THINGS: Final = 3
_MONTHS_BACK: Final = 12
LOST: Final = "divorce"
_SLIPPING: Final = "pre_divorce"
_SUMS: Final = (
    "SELECT coalesce(sum(amount), 0), count(DISTINCT sale), count(DISTINCT customer) FROM sale_fact WHERE day BETWEEN ? AND ?"
)
_BEST: Final = (
    "SELECT f.customer, c.name, sum(f.amount) FROM sale_fact f JOIN customer c ON c.id = f.customer WHERE f.day BETWEEN ? AND ?"
    " GROUP BY f.customer HAVING sum(f.amount) > 0 ORDER BY 3 DESC, f.customer LIMIT ?"
)
_NEW: Final = (
    "SELECT f.customer, c.name, sum(f.amount) FROM sale_fact f JOIN customer c ON c.id = f.customer WHERE f.day BETWEEN ?1 AND ?2"
    " AND NOT EXISTS (SELECT 1 FROM sale_fact e WHERE e.customer = f.customer AND e.day < ?1)"
    " GROUP BY f.customer ORDER BY 3 DESC, f.customer"
)
_NAMES: Final = (
    "SELECT c.id, c.name, f.bought FROM customer c JOIN customer_figures f ON f.customer = c.id"
    " WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY f.bought DESC, c.id"
)
_TO_CALL: Final = (
    "SELECT s.customer, c.name FROM customer_standing s JOIN customer_figures f ON f.customer = s.customer AND f.visible = 1"
    " JOIN customer c ON c.id = s.customer WHERE s.stage = ? AND s.total > 0 ORDER BY s.total DESC, s.customer LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Sums:
    """Sales of some days: whole dollars with tax, how many, of how many customers."""

    money: int
    sales: int
    customers: int


@dataclass(frozen=True, slots=True)
class Named:
    """A customer and what they brought: whole dollars, of the month or in all."""

    customer: int
    name: str
    money: int


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to do, with its reason in the sentence. `kind`: debt, slipping, quote, phones, sales."""

    kind: str
    sentence: str
    customer: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A month; `before` and `year_ago` the same days of the month and the year before."""

    period: Period
    now: Sums
    before: Sums
    year_ago: Sums
    best: tuple[Named, ...]
    new: tuple[Named, ...]
    lost: tuple[Named, ...]
    owed: int
    overdue: int
    owing: tuple[AgedRow, ...]  # the most first
    open_quotes: int
    quoted: int  # whole dollars of them
    expected: int  # whole dollars likely to come of them
    things: tuple[Thing, ...]
    months: tuple[tuple[date, int], ...] = ()  # the first day of each of the thirteen months up to this one, and its money


def of(key: str = "last_month") -> Letter:
    """The letter of a month: last_month, or this_month as far as it has come. Reads much: for the worker."""
    period = periods.of(key)
    aged = receivables.aged()
    waiting = quote_rows.QuoteQuery("issued", sort="-total")
    return Letter(
        period,
        sums(period),
        sums(periods.month_before(period)),
        sums(periods.year_before(period)),
        tuple(best(period)),
        tuple(new(period)),
        tuple(lost(period)),
        sum(row.total for row in aged),
        sum(row.overdue for row in aged),
        tuple(aged),
        quote_rows.waiting(),
        quote_rows.total(waiting),
        _expected(),
        tuple(_things(aged)),
        tuple(months(period)),
    )


def _expected() -> int:
    from db.services import quote_chances  # the mathematics are for the letter alone

    return round(quote_chances.chances().sum.expected)


def is_due(day: date | None = None) -> bool:
    """Whether this is the first open day of a month, on which the letter of the last one is offered."""
    today = day or clock.today()
    return open_days.on_or_after(today.replace(day=1)) == today


def sums(period: Period) -> Sums:
    """What was sold on these days."""
    ((amount, sales, customers),) = read(_SUMS, *period.days)
    return Sums(amount, sales, customers)


def sale_ids(period: Period) -> list[int]:
    """The sales of these days, the latest first."""
    sql = "SELECT DISTINCT day, sale FROM sale_fact WHERE day BETWEEN ? AND ? ORDER BY day DESC, sale DESC"
    return [sale for _day, sale in read(sql, *period.days)]


def buyer_ids(period: Period) -> list[int]:
    """The customers who bought on these days."""
    return [one for (one,) in read("SELECT DISTINCT customer FROM sale_fact WHERE day BETWEEN ? AND ?", *period.days)]


def best(period: Period) -> list[Named]:
    """Who bought most on these days."""
    return _named(read(_BEST, *period.days, 2 * BEST))[:BEST]


def new(period: Period) -> list[Named]:
    """Who bought for the first time on these days, who bought most first."""
    return _named(read(_NEW, *period.days))


def _named(found: Sequence[tuple[Any, ...]]) -> list[Named]:
    """Those who have a name: who walks in is nobody in particular."""
    unnamed = set(walk_in.known())
    return [Named(*row) for row in found if row[0] not in unnamed]


def lost(period: Period) -> list[Named]:
    """Who was a customer before these days and is lost at their end, who brought most first."""
    from db.services import stage_board  # reads every sale: not for the first page

    gone = stage_board.entered(LOST, period.last, period.first - timedelta(days=1))
    return [Named(*row) for row in read(_NAMES, json.dumps(gone))]


def months(period: Period) -> Iterator[tuple[date, int]]:
    """Thirteen months: the last one stands beside itself a year ago."""
    first = open_days.months_later(period.first.replace(day=1), -_MONTHS_BACK)
    days = periods.number(first), periods.number(period.last)
    found = dict(read("SELECT day / 100, sum(amount) FROM sale_day WHERE day BETWEEN ? AND ? GROUP BY 1", *days))
    for ahead in range(_MONTHS_BACK + 1):
        month = open_days.months_later(first, ahead)
        yield month, found.get(periods.number(month) // 100, 0)


def _things(aged: Sequence[AgedRow]) -> Iterator[Thing]:
    """The first three that there is a reason for."""
    candidates: tuple[Callable[[], Thing | None], ...] = (lambda: _debt(aged), _slipping, _quote, _phones, _sales)
    found = (one() for one in candidates)
    yield from [thing for thing in found if thing][:THINGS]


def _debt(aged: Sequence[AgedRow]) -> Thing | None:
    """The largest debt that is late."""
    late = max((row for row in aged if row.overdue > 0), key=lambda row: row.overdue, default=None)
    if late is None:
        return None
    words = ngettext(
        "Ask {name} for {amount}: it is {count} day late.", "Ask {name} for {amount}: it is {count} days late.", late.late
    )
    said = words.format(name=late.name, amount=money.shown(late.overdue), count=f"{late.late:,}")
    return Thing("debt", said, late.customer)


def _slipping() -> Thing | None:
    """Who brought most of those about to stay away."""
    found = read(_TO_CALL, _SLIPPING)
    if not found:
        return None
    from db.services import standings

    ((customer, name),) = found
    standing = standings.of(customer)
    why = standing.words.rstrip("。.") if standing else ""
    return Thing("slipping", _("Call {name}: {why}.").format(name=name, why=why), customer)


def _quote() -> Thing | None:
    """The dearest quote that waits for an answer."""
    found = quote_rows.rows(quote_rows.QuoteQuery("issued", sort="-total", most=1))
    if not found:
        return None
    days = max((clock.today() - date.fromisoformat(found[0].quoted_on)).days, 0)
    words = ngettext(
        "Ask {name} about quote {number} over {amount}: it has waited for {count} day.",
        "Ask {name} about quote {number} over {amount}: it has waited for {count} days.",
        days,
    )
    one = found[0]
    said = words.format(name=one.name, number=one.printed_number, amount=money.shown(one.total), count=f"{days:,}")
    return Thing("quote", said, one.customer)


def _phones() -> Thing | None:
    """A list without phones cannot be called."""
    count = value("SELECT count(*) FROM customer_figures WHERE visible = 1 AND phone = ''")
    if not count:
        return None
    words = ngettext(
        "Add the phone of {count} customer: nobody can call without.",
        "Add the phones of {count} customers, five a day: nobody can call without.",
        count,
    )
    return Thing("phones", words.format(count=f"{count:,}"))


def _sales() -> Thing | None:
    """Without sales nobody can say who stays away."""
    if value("SELECT 1 FROM sale LIMIT 1"):
        return None
    if not list_figures.customers():
        return Thing("list", _("Bring in the list of customers: everything else grows on it."))
    return Thing("sales", _("Write down what is sold: then the book can say who should come back."))
