"""挑老主顧: the best customers by what they bought, how often they were here or an own number; picked in one unit."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.errors import InputError
from db.core.journal import unit
from db.services import bulk, open_days, own_fields, tags
from resources.i18n import N_, _

MOST: Final = 200  # candidates offered
PRETICKED: Final = 50
TAG: Final = "老主顧"
INTERVALS: Final = (30, 60, 90)  # days
BY: Final = (("amount", N_("What they bought")), ("visits", N_("How often they were here")))
_AMOUNT: Final = "SELECT customer, sum(total) AS worth FROM sale GROUP BY customer"
_VISITS: Final = (
    "SELECT customer, count(*) AS worth FROM (SELECT customer, happened_on FROM interaction UNION SELECT customer, happened_on"
    " FROM sale) GROUP BY customer"
)
_OWN: Final = (
    "SELECT id AS customer, CAST(json_extract(extra, ?) AS REAL) AS worth FROM customer WHERE json_extract(extra, ?) > 0"
)
_TAGS: Final = "SELECT json_group_array(t.name) FROM customer_tag j JOIN tag t ON t.id = j.tag WHERE j.customer = f.customer"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be a regular; `worth`: what they were sorted by."""

    customer: int
    name: str
    phone: str
    worth: int
    last_on: str | None
    tags: tuple[str, ...]  # that are worn already


def orders() -> list[tuple[str, str]]:
    """What people can be sorted by: its key and words; the shop's own numbers stand with the others."""
    own = [(field.key, field.title) for field in own_fields.rows() if field.kind == "number"]
    return [*((key, _(words)) for key, words in BY), *own]


def candidates(by: str = "amount", count: int = MOST) -> list[Candidate]:
    """The best by this order, the watch list left out; every sale or talk is looked at: for the worker."""
    worth = {"amount": _AMOUNT, "visits": _VISITS}.get(by, _OWN)
    path = f"$.{by}"
    found = read(
        f"SELECT f.customer, c.name, f.phone, w.worth, f.last_contact_on, ({_TAGS}) FROM ({worth}) w JOIN customer_figures f"
        " ON f.customer = w.customer AND f.visible = 1 AND f.is_blacklisted = 0 JOIN customer c ON c.id = f.customer"
        " WHERE w.worth > 0 ORDER BY w.worth DESC, f.customer LIMIT ?",
        *((path, path) if worth is _OWN else ()),
        count,
    )
    return [
        Candidate(one, name, phone, round(worth_of), last, tuple(json.loads(worn)))
        for one, name, phone, worth_of, last, worn in found
    ]


def pick(who: Sequence[int], tag: str, days: int) -> list[date]:
    """Tag these and keep in touch every so many days; the first days, spread over the open days of one interval. One unit."""
    if not who:
        raise InputError(_("Please tick at least one customer."))
    first = _spread(len(who), days)
    with unit("customers.pick_regulars"):
        if tag.strip():
            tags.attach(who, [tag])
        starts = ((days, (day - timedelta(days=days)).isoformat(), one) for one, day in zip(who, first, strict=True))
        bulk.run_many(
            f"UPDATE customer SET contact_interval = ?, contact_start = ?, updated_at = {clock.STAMP} WHERE id = ?",
            starts,
        )
    return first


def _spread(count: int, days: int) -> list[date]:
    """So many days, evenly over the open days from tomorrow until the interval is over."""
    rules, today = open_days.rules(), clock.today()
    wanted = (today + timedelta(days=step) for step in range(1, max(days, 1) + 1))
    there = [day for day in wanted if not rules.closed_because(day)] or [rules.on_or_after(today + timedelta(days=1))]
    return [there[at * len(there) // count] for at in range(count)]
