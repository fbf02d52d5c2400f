"""Who stays away longer than usual: who was not reached lately first, going before gone, who can be called, who is worth most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.analytics.rhythms import HABIT
from db.core import clock
from db.core.connection import numbers, value
from db.core.connection import rows as read
from db.services import opt_outs, periods
from db.services.contact_marks import TO_CALL
from db.services.item_names import CALLED

GOING, GONE = "pre_divorce", "divorce"  # as analytics.stages calls them
_WHICH: Final = {"both": (GOING, GONE), "going": (GOING,), "gone": (GONE,)}
_BOUGHT: Final = (
    "customer_standing s JOIN customer_figures f ON f.customer = s.customer AND f.visible = {visible} JOIN customer c"
    " ON c.id = s.customer WHERE s.visits > 0"
)
_STAGES: Final = f"{_BOUGHT.format(visible=1)} AND s.stage IN (?1, ?2)"
_IS_CLOSED: Final = "(c.lost_on IS NOT NULL AND c.lost_on >= s.last_on)"  # with a reason: they are not waited for any more
_THERE: Final = f"{_STAGES} AND NOT {_IS_CLOSED}"
_JUST_REACHED: Final = 14  # days after a talk in which nobody is called again before the others
_ORDER: Final = (
    f"ORDER BY coalesce(f.last_contact_on >= ?3, 0), s.stage DESC, (f.phone <> '' AND {TO_CALL}) DESC,"
    " coalesce(s.value, 0) DESC, s.total DESC, s.customer"
)
_LISTED: Final = (
    "SELECT s.customer, c.name, s.stage, f.phone, s.visits, s.interval,"
    f" CAST(julianday(?4) - julianday(s.last_on) AS INTEGER), s.total, f.last_contact_on FROM {_THERE} {_ORDER} LIMIT ?5"
)
_IDS: Final = f"SELECT s.customer FROM {_THERE} {_ORDER}"
_COUNTS: Final = f"SELECT s.stage, count(*) FROM {_THERE} GROUP BY 1"
_CLOSED: Final = f"SELECT s.customer FROM {_STAGES} AND {_IS_CLOSED} ORDER BY s.customer"
_BUYERS: Final = f"SELECT count(*) FROM {_BOUGHT}"
_LAST: Final = (
    f"SELECT {CALLED} FROM sale_fact f JOIN item i ON i.id = f.item LEFT JOIN product p ON p.id = i.product"
    " WHERE f.customer = ? AND f.day <= ? AND f.quantity > 0"
    " GROUP BY f.item ORDER BY max(f.day) DESC, sum(f.amount) DESC LIMIT 2"
)

_Row = tuple[int, str, str, str, int, float | None, int, int, str | None]


@dataclass(frozen=True, slots=True)
class Late:
    """One of them. `phone` "" where they refuse calls (`refuses`); `interval`: days between two visits in the mean; `contacted`:
    the day of the last talk.
    """

    customer: int
    name: str
    stage: str
    phone: str
    refuses: bool
    visits: int
    interval: float | None
    away: int  # days
    total: int  # whole dollars
    contacted: date | None
    bought: tuple[str, ...]  # the last things

    @property
    def is_habit(self) -> bool:
        """Whether `interval` is of visits enough to speak of what is usual."""
        return self.visits >= HABIT


def rows(which: str, most: int) -> list[Late]:
    """Those going (`going`), gone (`gone`) or both, whom to call first. KeyError: there is no such choice."""
    today = clock.today()
    found = read(_LISTED, *_stages(which), _lately(), today.isoformat(), most)
    refusing = set(opt_outs.among([row[0] for row in found], "phone"))
    return [_late(row, row[0] in refusing, periods.number(today)) for row in found]


def first() -> Late | None:
    """Whom to call first, wherever one is named; None: nobody is late."""
    return next(iter(rows("both", 1)), None)


def ids(which: str) -> Sequence[int]:
    """All of them, in the same order."""
    return numbers(_IDS, *_stages(which), _lately())


def counts(which: str) -> dict[str, int]:
    """How many stand in each of the stages."""
    return dict(read(_COUNTS, *_stages(which)))


def closed(which: str = "both") -> Sequence[int]:
    """Who stays away as long but was closed with a reason, and is not waited for."""
    return numbers(_CLOSED, *_stages(which))


def looked_at() -> int:
    """How many were looked at: everybody in the list who ever bought."""
    return int(value(_BUYERS.format(visible=1)))


def put_away() -> int:
    """How many bought something and are put away: nobody looks at them."""
    return int(value(_BUYERS.format(visible=0)))


def _stages(which: str) -> tuple[str, str]:
    return _WHICH[which][0], _WHICH[which][-1]


def _lately() -> str:
    return (clock.today() - timedelta(days=_JUST_REACHED)).isoformat()


def _late(row: _Row, refuses: bool, today: int) -> Late:
    customer, name, stage, phone, visits, interval, away, total, contacted = row
    bought = tuple(dict.fromkeys(item for (item,) in read(_LAST, customer, today) if item))
    spoken = date.fromisoformat(contacted) if contacted else None
    return Late(customer, name, stage, "" if refuses else phone, refuses, visits, interval, away, total, spoken, bought)
