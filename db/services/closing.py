"""收工: what was done today, what is left, and what comes on the next open day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import value
from db.services import open_days, payments, settings, today
from db.services.contact_marks import NO_ANSWER
from db.services.payments import Takings
from db.services.today import Today

OPTION: Final = "closing_page"
SHOWN: Final = 30  # lines of a part on the screen; the rest is counted
_MOST: Final = 200  # talks of the day that are told
_WRITTEN: Final = 60  # days ago a quote that is issued today was begun at the earliest
_RECENT: Final = 300  # units looked through for today's work
_WORK: Final = ("interactions.", "quotes.", "sales.", "payments.", "deliveries.", "tasks.", "customers.add")


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One talk of the day, written down by hand; 沒接 is none."""

    customer: int
    name: str
    channel: str
    text: str
    happened_time: str | None
    staff: str


@dataclass(frozen=True, slots=True)
class Closing:
    """One day. Money in whole dollars; `left`: what is left of today's page; `coming`: the page of the next open day."""

    day: date
    talks: tuple[TalkLine, ...]
    talk_count: int
    new_customers: int
    quotes: int  # issued
    quoted: int  # what they come to
    sales: int
    sold: int
    takings: Takings
    done: int
    left: Today
    coming: Today


def of_today() -> Closing:
    """The day so far. In a large shop it takes a moment: a job for the worker."""
    day = clock.today()
    iso = day.isoformat()
    talks = tuple(TalkLine(*row) for row in read(_TALKS, iso, _MOST))
    ((quotes, quoted),) = read(_ISSUED, (day - timedelta(days=_WRITTEN)).isoformat(), iso)
    ((sales, sold),) = read("SELECT count(*), coalesce(sum(total), 0) FROM sale WHERE happened_on = ?", iso)
    return Closing(
        day, talks, _count(_TALKED, iso), _count(_NEW, iso), quotes, quoted, sales, sold, payments.takings(iso),
        _count("SELECT count(*) FROM task WHERE done_on = ?", iso), today.plan(most=SHOWN), today.plan(day=open_days.after(day)),
    )  # fmt: skip


def is_to_offer() -> bool:
    """Whether the page is wanted at closing, and there was work today; looked up in the newest units, at once."""
    return bool(settings.get(OPTION)) and any(
        clock.shown(at)[:10] == clock.today().isoformat() and action.startswith(_WORK) for action, at in read(_UNITS, _RECENT)
    )


def _count(sql: str, iso: str) -> int:
    return int(value(sql, iso))


_BY_HAND: Final = (
    "FROM interaction i JOIN customer c ON c.id = i.customer WHERE i.happened_on = ? AND i.came_from IS NULL"
    f" AND i.outcome <> '{NO_ANSWER}'"
)
_TALKS: Final = (
    f"SELECT c.id, c.name, i.channel, CASE i.text WHEN '' THEN i.outcome ELSE i.text END, i.happened_time, i.staff {_BY_HAND}"
    " ORDER BY coalesce(i.happened_time, '') DESC, i.id DESC LIMIT ?"
)
_TALKED: Final = f"SELECT count(*) {_BY_HAND}"
_NEW: Final = (  # stamps as the shop's clock showed them (clock.shown)
    f"SELECT count(*) FROM customer WHERE {clock.shop_day('created_at')} = ? AND came_from IS NULL AND merged_into IS NULL"
)
_ISSUED: Final = (  # by the index of the quotes' own day
    "SELECT count(*), coalesce(sum(i.total), 0) FROM quote q JOIN issued_quote i ON i.quote = q.id"
    " WHERE q.quoted_on >= ? AND i.issued_on = ? AND i.is_replaced = 0 AND q.state <> 'void'"
)
_UNITS: Final = "SELECT action, at FROM unit ORDER BY id DESC LIMIT ?"
