"""The watch list: customers to be careful with, why, how much, since when, and when to look again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import Value, fn

from db.core import clock, session
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values.text import clean_text
from db.models import Blacklist, Customer
from db.services import days, staff
from db.services.lists import Selection, selected
from resources.i18n import N_, _

_THESE: Final = "(SELECT value FROM json_each(?))"
LEVELS: Final = (("warn", N_("Be careful")), ("stop", N_("No more business")))


@dataclass(frozen=True, slots=True)
class BlacklistRow:
    """One entry. Dates are ISO; `level`: warn or stop; `owner_note` is empty for everybody who is not the owner."""

    customer: int
    name: str
    reason: str
    level: str
    since: str | None
    review_on: str | None
    by: str
    evidence: str = ""
    owner_note: str = ""

    @property
    def id(self) -> int:
        """A list shows one row a customer."""
        return self.customer

    @property
    def is_due(self) -> bool:
        """Whether the day to look again has come."""
        return bool(self.review_on) and str(self.review_on) <= clock.today().isoformat()


def put(
    who: Selection | Iterable[int] | int,
    reason: str,
    level: str = "warn",
    since: str = "",
    review_on: str = "",
    *,
    evidence: str | None = None,
    owner_note: str | None = None,
) -> int:
    """Put customers on the watch list, or change what stands there; how many.

    `since` empty: an entry keeps its day, a new one begins today. `evidence` and `owner_note`: None leaves them as they are.
    """
    reason = check(reason, since, review_on)
    if level not in dict(LEVELS):
        raise InputError(_("The watch list knows no level “{level}”.").format(level=level))
    texts = {"evidence": evidence, "owner_note": owner_note if sees_owner_notes() else None}
    values = {
        "reason": reason,
        "level": level,
        "review_on": days.iso(review_on, "review_on"),
        **{name: clean_text(text).strip() for name, text in texts.items() if text is not None},
    }
    with unit("blacklist.put"):
        ids = selected(who).ids()
        _write(json.dumps(list(ids)), days.iso(since), values)
    return len(ids)


def check(reason: str, since: str = "", review_on: str = "") -> str:
    """The reason as it is kept. InputError: there is none, or a day can't be read."""
    days.iso(since, "since")
    days.iso(review_on, "review_on")
    tidy = clean_text(reason).strip()
    if not tidy:
        raise InputError(_("Please write down why, so that everybody knows it in half a year."), field="reason")
    return tidy


def lift(who: Selection | Iterable[int] | int) -> int:
    """Take customers off the watch list; how many stood there."""
    with unit("blacklist.lift"):
        return run(f"DELETE FROM blacklist WHERE customer IN {_THESE}", selected(who).as_json())


def _write(ids: str, since: str | None, values: dict[str, Any]) -> None:
    """Change the entries that differ and make those that are not there, however many."""
    today, names = clock.today().isoformat(), list(values)
    day = "coalesce(?, since, ?)"
    said, differs = ", ".join(f"{name} = ?" for name in names), " OR ".join(f"{name} IS NOT ?" for name in names)
    run(
        f"UPDATE blacklist SET {said}, since = {day}, updated_at = {clock.STAMP}"
        f" WHERE customer IN {_THESE} AND ({differs} OR since IS NOT {day})",
        *values.values(), since, today, ids, *values.values(), since, today,
    )  # fmt: skip
    run(
        f"INSERT INTO blacklist(customer, since, by, {', '.join(names)}) SELECT value, ?, ?, {', '.join('?' * len(names))}"
        " FROM json_each(?) WHERE value NOT IN (SELECT customer FROM blacklist)",
        since or today, session.actor(), *values.values(), ids,
    )  # fmt: skip


def of(customer: int) -> BlacklistRow | None:
    """The customer's entry."""
    return next(iter(_rows(Blacklist.customer == customer)), None)


def rows(customers: Iterable[int] | None = None) -> list[BlacklistRow]:
    """Everybody on the watch list (or only these): whose day to look again has come first, then the latest."""
    return _rows() if customers is None else _rows(Blacklist.customer.in_(list(customers)))


def warning(customer: int) -> str:
    """One sentence for every place the customer is met or chosen: how careful, and why; "" where they are not on the list."""
    entry = of(customer)
    return sentence(entry) if entry else ""


def sentence(entry: BlacklistRow) -> str:
    """An entry in one sentence."""
    return _("{level}: {reason}").format(level=_(dict(LEVELS)[entry.level]), reason=entry.reason)


def sees_owner_notes() -> bool:
    """Whether the acting person reads and writes what only the owner reads."""
    return staff.is_owner()


def _rows(*conditions: Any) -> list[BlacklistRow]:
    due = Blacklist.review_on <= clock.today().isoformat()
    query: Any = Blacklist.select(
        Blacklist.customer, Customer.name, Blacklist.reason, Blacklist.level, Blacklist.since, Blacklist.review_on, Blacklist.by,
        Blacklist.evidence, Blacklist.owner_note if sees_owner_notes() else Value(""),
    ).join(Customer).where(Customer.merged_into.is_null())  # fmt: skip
    for condition in conditions:
        query = query.where(condition)
    query = query.order_by(fn.coalesce(due, 0).desc(), Blacklist.since.desc(), Blacklist.id.desc())
    return [BlacklistRow(*said) for said in query.tuples()]
