"""老闆月報: what a month was and what to do next: money, who came and who left, who owes, quotes, three things to do."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from db.core import clock
from db.core.connection import numbers, value
from db.core.connection import rows as read
from db.core.values import money
from db.services import list_figures, open_days, periods, quote_rows, receivables, visits, walk_in
from db.services.periods import Period
from db.services.receivables import AgedRow
from db.services.visits import BOUGHT
from resources.i18n import _, ngettext

BEST: Final = 5
THINGS: Final = 3
_MONTHS_BACK: Final = 12
_ENOUGH: Final = 20  # decided quotes under which nothing is foretold
LOST: Final = "divorce"
_SUMS: Final = (
    f"SELECT coalesce(sum(amount), 0), count(DISTINCT sale) FILTER (WHERE {BOUGHT}), count(DISTINCT customer) FILTER"
    f" (WHERE {BOUGHT}) FROM sale_fact WHERE day BETWEEN ? AND ?"
)
_SALES: Final = "SELECT DISTINCT sale FROM sale_fact WHERE day BETWEEN ? AND ? AND {which} ORDER BY day DESC, sale DESC"
_BUYERS: Final = f"SELECT DISTINCT customer FROM sale_fact WHERE day BETWEEN ? AND ? AND {BOUGHT} ORDER BY customer"
_BEST: Final = (
    "SELECT f.customer, c.name, sum(f.amount) FROM sale_fact f JOIN customer c ON c.id = f.customer WHERE f.day BETWEEN ? AND ?"
    " GROUP BY f.customer HAVING sum(f.amount) > 0 ORDER BY 3 DESC, f.customer LIMIT ?"
)
_CAME: Final = (  # for the first time, or after a whole year: as db.services.coming_and_going has it
    "SELECT g.customer, c.name, (SELECT coalesce(sum(amount), 0) FROM sale_fact f WHERE f.customer = g.customer AND f.day BETWEEN"
    " ?1 AND ?2) AS money FROM ({gaps}) g JOIN customer c ON c.id = g.customer WHERE g.day BETWEEN ?1 AND ?2 AND {which}"
    " GROUP BY g.customer ORDER BY money DESC, g.customer"
)
_NAMES: Final = (
    "SELECT c.id, c.name, f.bought FROM customer c JOIN customer_figures f ON f.customer = c.id"
    " WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY f.bought DESC, c.id"
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
    """One thing to do, with its reason and the phone in the sentence. `kind`: debt, slipping, quote, phones, list, sales."""

    kind: str
    sentence: str
    customer: int | None = None


@dataclass(frozen=True, slots=True)
class Moves:
    """Who came for the first time, who came back after a year away, who was lost: of some days, who brought most first."""

    new: tuple[Named, ...] = ()
    back: tuple[Named, ...] = ()
    lost: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A month; `before` and `year_ago` the same days of the month and the year before."""

    period: Period
    now: Sums
    before: Sums
    year_ago: Sums
    best: tuple[Named, ...]
    moves: Moves
    moves_before: Moves
    moves_year_ago: Moves
    owed: int
    overdue: int
    owing: tuple[AgedRow, ...]  # the most first
    open_quotes: int
    quoted: int  # whole dollars of them
    expected: int | None  # whole dollars likely to come of them; None: too few were decided to tell
    things: tuple[Thing, ...]
    months: tuple[tuple[date, int], ...] = ()  # the first day of each of the thirteen months up to this one, and its money


def of(key: str = "last_month") -> Letter:
    """The letter of a month: last_month, or this_month as far as it has come. Reads much: for the worker."""
    period = periods.of(key)
    compared = (period, periods.month_before(period), periods.year_before(period))
    now, before, year_ago = map(sums, compared)
    moved, moved_before, moved_year_ago = moves(compared)
    aged = receivables.aged()
    return Letter(
        period, now, before, year_ago, tuple(best(period)), moved, moved_before, moved_year_ago,
        owed=sum(row.total for row in aged), overdue=sum(row.overdue for row in aged), owing=tuple(aged),
        open_quotes=quote_rows.waiting(), quoted=quote_rows.total(quote_rows.QuoteQuery("issued")), expected=_expected(),
        things=tuple(_things(aged)), months=tuple(months(period)),
    )  # fmt: skip


def _expected() -> int | None:
    from db.services import quote_chances  # the mathematics are for the letter alone

    found = quote_chances.chances()
    return round(found.sum.expected) if found.closed >= _ENOUGH else None


def is_due(day: date | None = None) -> bool:
    """Whether the letter of the last month is offered: from the first open day of a month on."""
    today = day or clock.today()
    return open_days.on_or_after(today.replace(day=1)) <= today


def sums(period: Period) -> Sums:
    """What was sold on these days."""
    ((amount, sales, customers),) = read(_SUMS, *period.days)
    return Sums(amount, sales, customers)


def sale_ids(period: Period, *, with_returns: bool) -> list[int]:
    """The sales of these days, the latest first; what came back is no sale, but counts in the money."""
    return list(numbers(_SALES.format(which="1" if with_returns else BOUGHT), *period.days))


def buyer_ids(period: Period) -> list[int]:
    """The customers who bought on these days."""
    return list(numbers(_BUYERS, *period.days))


def best(period: Period) -> list[Named]:
    """Who bought most on these days."""
    return _named(read(_BEST, *period.days, 2 * BEST))[:BEST]


def moves(spans: Sequence[Period]) -> Iterator[Moves]:
    """Who came, came back and was lost on the days of each."""
    for span, gone in zip(spans, lost(spans), strict=True):
        yield Moves(new(span), back(span), gone)


def new(period: Period) -> tuple[Named, ...]:
    """Who bought for the first time on these days, who bought most first."""
    return _came(period, "g.before IS NULL")


def back(period: Period) -> tuple[Named, ...]:
    """Who bought on these days after a whole year without."""
    return _came(period, f"g.before + {visits.A_YEAR} < g.day")


def _came(period: Period, which: str) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in read(_CAME.format(gaps=visits.gaps_within(*period.days), which=which), *period.days))


def _named(found: Sequence[tuple[Any, ...]]) -> list[Named]:
    """Those who have a name: who walks in is nobody in particular."""
    unnamed = set(walk_in.known())
    return [Named(*row) for row in found if row[0] not in unnamed]


def lost(spans: Sequence[Period]) -> Iterator[tuple[Named, ...]]:
    """Of each of these spans who was a customer before it and is lost at its end, who brought most first."""
    from db.services import stage_board  # reads every sale: not for the first page

    for gone in stage_board.entered(LOST, [(span.first - timedelta(days=1), span.last) for span in spans]):
        yield tuple(Named(*row) for row in read(_NAMES, json.dumps(gone)))


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
    """The largest debt that is late, and how much of it for long."""
    late = max((row for row in aged if row.overdue > 0), key=lambda row: row.overdue, default=None)
    if late is None:
        return None
    who, amount = _who(late.name, late.phone), money.shown(late.overdue)
    return Thing("debt", _how_late(late).format(who=who, amount=amount, part=money.shown(late.over_90)), late.customer)


def _how_late(late: AgedRow) -> str:
    """The sentence for who owes something that is late, fair to those of whom only a part is late for long."""
    if late.over_90 == late.overdue:
        return _("Ask {who} for {amount}: all of it is late for more than 90 days.")
    if late.over_90:
        return _("Ask {who} for {amount} that is late: {part} of it for more than 90 days.")
    words = ngettext(
        "Ask {who} for {amount} that is late: the oldest of it for {count} day.",
        "Ask {who} for {amount} that is late: the oldest of it for {count} days.",
        late.late,
    )
    return words.replace("{count}", f"{late.late:,}")


def _slipping() -> Thing | None:
    """Whom to call first: the first of who has not been here for long."""
    from db.services import late_buyers, standings

    late = late_buyers.first()
    standing = standings.of(late.customer) if late else None
    if late is None or standing is None:
        return None
    said = _("Call {who}: {why}.").format(who=_who(late.name, late.phone), why=standing.words)
    return Thing("slipping", said, late.customer)


def _quote() -> Thing | None:
    """The quote that waits longest for an answer."""
    found = quote_rows.rows(quote_rows.QuoteQuery("issued", sort="quoted_on", most=1))
    if not found:
        return None
    one = found[0]
    days = max((clock.today() - date.fromisoformat(one.quoted_on)).days, 0)
    words = ngettext(
        "Ask {who} about quote {number} over {amount}: it has waited for {count} day.",
        "Ask {who} about quote {number} over {amount}: it has waited for {count} days.",
        days,
    )
    phone = value("SELECT phone FROM customer_figures WHERE customer = ?", one.customer) or ""
    who = _who(one.name, str(phone))
    said = words.format(who=who, number=one.printed_number, amount=money.shown(one.total), count=f"{days:,}")
    return Thing("quote", said, one.customer)


def _who(name: str, phone: str) -> str:
    """王小明 0912-345-678: who is called, so that nobody must look it up."""
    return f"{name} {phone}".strip()


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
