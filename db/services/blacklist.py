"""The watch list: customers to be careful with, why, how much, since when, and when to look again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from db.core import clock, session
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values.text import clean_text
from db.models import Blacklist, Customer
from db.services import days
from db.services.lists import Selection, selected
from resources.i18n import N_, _

LEVELS: Final = (("warn", N_("Be careful")), ("stop", N_("No more business")))


@dataclass(frozen=True, slots=True)
class BlacklistRow:
    """One entry. Dates are ISO; `level`: warn or stop."""

    customer: int
    name: str
    reason: str
    level: str
    since: str | None
    review_on: str | None
    by: str


def put(who: Selection | Iterable[int] | int, reason: str, level: str = "warn", since: str = "", review_on: str = "") -> int:
    """Put customers on the watch list, or change what stands there; how many. `since` empty: today."""
    reason = clean_text(reason).strip()
    if not reason:
        raise InputError(_("Please write down why, so that everybody knows it in half a year."))
    values = {
        "reason": reason,
        "level": level,
        "since": days.iso(since) or clock.today().isoformat(),
        "review_on": days.iso(review_on),
    }
    ids = selected(who).ids()
    with unit("blacklist.put"):
        for customer in ids:
            write(customer, by=session.actor(), **values)
    return len(ids)


def lift(who: Selection | Iterable[int] | int) -> int:
    """Take customers off the watch list; how many stood there."""
    with unit("blacklist.lift"):
        return sum(Blacklist.delete().where(Blacklist.customer == customer).execute() for customer in selected(who).ids())


def write(customer: int, **values: Any) -> None:
    """Write the entry within the unit that is open."""
    row = Blacklist.get_or_none(Blacklist.customer == customer)
    if row is None:
        Blacklist.create(customer=customer, **values)
    elif differing := {key: new for key, new in values.items() if key != "by" and getattr(row, key) != new}:
        Blacklist.update(differing).where(Blacklist.id == row.id).execute()


def of(customer: int) -> BlacklistRow | None:
    """The customer's entry."""
    return next(iter(_rows(Blacklist.customer == customer)), None)


def rows() -> list[BlacklistRow]:
    """Everybody on the watch list, the latest first."""
    return _rows()


def to_review() -> list[BlacklistRow]:
    """Entries whose day of review has come."""
    return _rows(Blacklist.review_on <= clock.today().isoformat())


def _rows(*conditions: Any) -> list[BlacklistRow]:
    query: Any = Blacklist.select(Blacklist, Customer).join(Customer).order_by(Blacklist.since.desc(), Blacklist.id.desc())
    for condition in conditions:
        query = query.where(condition)
    return [
        BlacklistRow(row.customer_id, row.customer.name, row.reason, row.level, row.since, row.review_on, row.by) for row in query
    ]
