"""A customer's timeline: everything that happened, newest first. A noun joins it by declaring date, title and kind."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read

# id, day, time, title (channel or order number), text, by, outcome, follow-up, amount; ordered by what is declared here.
_TALKS: Final = (
    "SELECT 'talk' AS kind, id, happened_on, happened_time, channel AS title, text, staff, outcome, follow_up_on,"
    " NULL AS amount, came_from, came_row FROM interaction WHERE customer = ?1"
)
_SALES: Final = (
    "SELECT 'sale', s.id, s.happened_on, s.happened_time, s.order_no,"
    " coalesce((SELECT group_concat(l.name || CASE WHEN l.quantity IS NULL OR l.quantity = 10000 THEN ''"
    " ELSE ' ×' || rtrim(rtrim(printf('%.4f', l.quantity / 10000.0), '0'), '.') END, '、')"
    " FROM sale_line l WHERE l.sale = s.id), s.note), '', '', NULL, s.total, s.came_from, s.came_row"
    " FROM sale s WHERE s.customer = ?1"
)
_ALL: Final = f"{_TALKS} UNION ALL {_SALES}"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened. `kind`: talk or sale; `title`: the channel, or the order number; `amount` in whole dollars."""

    kind: str
    id: int
    happened_on: str | None
    happened_time: str | None
    title: str
    text: str
    staff: str
    outcome: str
    follow_up_on: str | None
    amount: int | None
    came_from: int | None  # import run
    came_row: int | None


def of(customer: int, count: int = 20, offset: int = 0) -> list[TimelineRow]:
    """The timeline from the newest on, `count` rows after skipping `offset`."""
    sql = f"SELECT * FROM ({_ALL}) ORDER BY happened_on DESC, happened_time DESC, id DESC, kind LIMIT ?2 OFFSET ?3"
    return [TimelineRow(*row) for row in read(sql, customer, count, offset)]


def count(customer: int) -> int:
    """How much there is."""
    return int(read(f"SELECT count(*) FROM ({_ALL})", customer)[0][0])
