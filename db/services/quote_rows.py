"""Quotes as lists show them: which there are, in which order, how many of each state, what they come to together."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from db.core import clock, search
from db.core.connection import rows as read
from db.core.connection import value
from db.core.values.text import half_width
from db.services.today_trade import SOON_DAYS
from resources.i18n import N_

STATES: Final = {
    "draft": N_("Draft"),
    "issued": N_("Waiting for an answer"),
    "accepted": N_("Accepted"),
    "refused": N_("Refused"),
    "expired": N_("Expired"),
    "void": N_("Void"),
}  # English ids of their words; expired is seen, not stored
CHANCES: Final = {80: N_("Very sure"), 50: N_("Half and half"), 20: N_("Hardly")}  # percent said of a quote, English ids
SOON: Final = "soon"  # asked for like a state: waits for an answer and ends within a week
_STATE: Final = "CASE WHEN q.state = 'issued' AND q.valid_until < ?1 THEN 'expired' ELSE q.state END"
_SELECT: Final = (
    f"SELECT q.id, q.customer, c.name, q.number, q.version, {_STATE}, q.title, q.quoted_on, q.valid_until, q.project, q.tax_mode,"
    " q.net, q.tax, q.total, iif(q.state = 'draft', NULL, q.decided_on), iif(q.state = 'draft', '', q.reason), q.staff,"
    " q.chance"
    " FROM quote q JOIN customer c ON c.id = q.customer WHERE "
)
_ASKED: Final = {
    "": "1",
    "issued": "q.state = 'issued' AND (q.valid_until IS NULL OR q.valid_until >= ?1)",
    "expired": "q.state = 'issued' AND q.valid_until < ?1",
    SOON: "q.state = 'issued' AND q.valid_until BETWEEN ?1 AND ?2",
}  # every other state is the stored one
_TEXT: Final = "(instr(lower(q.number), ?3) OR instr(lower(q.project), ?3) OR q.customer IN (SELECT value FROM json_each(?4)))"
_SORTS: Final = {
    "quoted_on": "q.quoted_on", "number": "q.number", "customer": "f.sort_key", "total": "q.total",
    "valid_until": "q.valid_until", "project": "q.project", "state": _STATE, "staff": "q.staff", "decided_on": "q.decided_on",
    "chance": "q.chance",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Which quotes: of a state (STATES, SOON; "" all), with this text in number or 案名, or of customers it finds (as the search
    of customers does); `sort` "-total" from above.
    """

    state: str = ""
    text: str = ""
    customer: int | None = None
    sort: str = "-quoted_on"
    most: int = 1_000_000


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quote as lists show it; days ISO, sums in whole dollars as they were saved."""

    id: int
    customer: int
    name: str  # the customer's
    number: str  # "" before it is issued; without -R2
    version: int
    state: str  # one of STATES
    title: str
    quoted_on: str
    valid_until: str | None
    project: str
    tax_mode: str
    net: int
    tax: int
    total: int
    decided_on: str | None
    reason: str
    staff: str
    chance: int | None  # percent, one of CHANCES; None: nobody said how sure we are

    @property
    def printed_number(self) -> str:
        """The number with its version, as it stands on the paper."""
        return numbered(self.number, self.version)


def numbered(number: str, version: int) -> str:
    """A quote's number as printed: the first version has nothing behind it, the second -R2."""
    return f"{number}-R{version}" if number and version > 1 else number


def ids(query: QuoteQuery | None = None) -> "array[int]":
    """The ids of the quotes asked for, in order; for the worker where there are tens of thousands."""
    return array("q", [one for (one,) in read(*_asked(query or QuoteQuery(), "q.id"))])


def of_ids(wanted: Sequence[int]) -> list[QuoteRow]:
    """These quotes, in this order; those that are gone are left out."""
    found = {row.id: row for row in where("q.id IN (SELECT value FROM json_each(?2))", json.dumps(list(wanted)))}
    return [found[one] for one in wanted if one in found]


def rows(query: QuoteQuery | None = None) -> list[QuoteRow]:
    """The quotes asked for, the latest first where nothing else is said."""
    return of_ids(ids(query))


def total(query: QuoteQuery) -> int:
    """What the quotes asked for come to together, with tax; those that are void only where nothing else is asked for."""
    asked, *parameters = _asked(query, "q.total, q.state")
    left_out = "" if query.state == "void" else " WHERE state <> 'void'"
    return int(value(f"SELECT coalesce(sum(total), 0) FROM ({asked}){left_out}", *parameters))


def counts(text: str = "") -> dict[str, int]:
    """How many quotes there are of each state, and how many end soon; with `text` of those in which it is found."""
    typed = half_width(text).strip()
    today, soon = _days()
    found_in = _TEXT if typed else "?4 = '[]'"
    told = (today, soon, typed.lower(), json.dumps(list(search.find(typed))) if typed else "[]")
    found = dict(read(f"SELECT {_STATE}, count(*) FROM quote q WHERE {found_in} GROUP BY 1", *told))
    ending = value(f"SELECT count(*) FROM quote q WHERE {_ASKED[SOON]} AND {found_in}", *told)
    return {state: found.get(state, 0) for state in STATES} | {SOON: ending}


def waiting() -> int:
    """How many wait for an answer."""
    return int(value(f"SELECT count(*) FROM quote q WHERE {_ASKED['issued']}", _days()[0]))


def where(condition: str, *parameters: object) -> list[QuoteRow]:
    """The rows of `quote q` that meet a condition in SQL, whose parameters begin at ?2; for the services of quotes."""
    return [QuoteRow(*row) for row in read(f"{_SELECT}{condition}", _days()[0], *parameters)]


def _days() -> tuple[str, str]:
    """Today, and the last day that is soon."""
    today = clock.today()
    return today.isoformat(), (today + timedelta(days=SOON_DAYS)).isoformat()


def _asked(query: QuoteQuery, column: str) -> list[Any]:
    """One column of the quotes asked for, in order: the SQL and its parameters."""
    typed = half_width(query.text).strip()
    said = [_ASKED.get(query.state, "q.state = ?5"), *([_TEXT] if typed else [])]
    if query.customer is not None:
        said.append(f"q.customer = {query.customer:d}")
    order = f"{_SORTS[query.sort.removeprefix('-')]} {'DESC' if query.sort.startswith('-') else ''}, q.id DESC"
    sql = f"SELECT {column} FROM {_tables(query)} WHERE {' AND '.join(said)} ORDER BY {order} LIMIT ?6"
    people = json.dumps(list(search.find(typed))) if typed else "[]"
    return [sql, *_days(), typed.lower(), people, query.state, query.most]


def _tables(query: QuoteQuery) -> str:
    """The tables a question needs: of the customers only how they sort."""
    by_customer = query.sort.removeprefix("-") == "customer"
    return "quote q LEFT JOIN customer_figures f ON f.customer = q.customer" if by_customer else "quote q"
