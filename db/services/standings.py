"""Where customers stand: brought up to date with each sale for who bought, and once a day for all, by the shop's own scale."""

import json
from collections.abc import Callable, Collection, Set
from dataclasses import asdict
from datetime import date
from typing import Final, NamedTuple

from db.analytics.rhythms import Usual
from db.core import clock, journal
from db.core.audited import BY_NAME
from db.core.connection import database, value
from db.core.connection import rows as read
from db.core.progress import Progress, silent
from db.services import bulk, life_value, receivables, sale_facts, standing_rows, walk_in, worked_out
from db.services.life_value import Forecaster
from db.services.stage_names import STAGE_NAMES, SURENESS_NAMES
from db.services.standing_rows import Done, Measures, Row, Scale
from db.services.standing_words import Standing
from resources.i18n import _

__all__ = [
    "STAGE_NAMES",
    "SURENESS_NAMES",
    "Standing",
    "fill",
    "fill_when_due",
    "is_of_today",
    "of",
    "of_unit",
    "refresh",
    "scale",
]

SCALE: Final = "standings"  # its name in model_fit
_AT_ONCE: Final = 500  # customers written together while the window works: a save there waits for them, a moment
_SET: Final = ", ".join(f"{name} = excluded.{name}" for name in Row._fields[1:])
_PUT: Final = (
    f"INSERT INTO customer_standing ({', '.join(Row._fields)}) VALUES ({', '.join('?' * len(Row._fields))})"
    f" ON CONFLICT (customer) DO UPDATE SET {_SET}"
)
_DROP: Final = "DELETE FROM customer_standing WHERE customer = ?"
_TRADE: Final = ("sale", "sale_line", "payment")
_TRADED: Final = (
    "SELECT customer FROM change WHERE id BETWEEN ? AND ? AND customer IS NOT NULL"
    f" AND tbl IN ({', '.join(str(BY_NAME[table].number) for table in _TRADE)})"
)
_PLACED: Final = (  # by hand, merged, thrown away, named as nobody is
    f"SELECT row FROM change WHERE id BETWEEN ? AND ? AND tbl = {BY_NAME['customer'].number} AND (op = 'D' OR op = 'U' AND EXISTS"
    " (SELECT 1 FROM json_each(after) WHERE key IN ('stage', 'stage_since', 'stage_until', 'lost_on', 'merged_into', 'name')))"
)
_LAST: Final = (
    "SELECT max(coalesce((SELECT max(id) FROM customer), 0), coalesce((SELECT max(customer) FROM sale_fact), 0),"
    " coalesce((SELECT max(customer) FROM customer_standing), 0))"
)
_SOLD: Final = "SELECT DISTINCT customer FROM sale_fact WHERE sale IN (SELECT value FROM json_each(?))"


class _Seen(NamedTuple):
    """What customers had done when this was the last line of history."""

    change: int
    did: Done


class _Prepared(NamedTuple):
    """Rows to write, and customers whose row goes."""

    rows: list[Row]
    gone: list[tuple[int]]


def of_unit(lines: tuple[int, int], tables: Set[str], sales: Set[int]) -> None:
    """Bring the standing of whom a unit touched up to date; `sales`: those whose facts it changed."""
    touched = {row[0] for row in read(_SOLD, json.dumps(sorted(sales)))} if sales else set()
    if not tables.isdisjoint(_TRADE):
        touched |= {row[0] for row in read(_TRADED, *lines)}
    if "customer" in tables:
        touched |= {row[0] for row in read(_PLACED, *lines)}
    refresh(touched)


def refresh(customers: Collection[int]) -> None:
    """Work out the standing of these customers anew, by the scale of the day; within a unit, or where nobody else writes."""
    unnamed = set(walk_in.known())
    bulk.run_many(_DROP, [(one,) for one in unnamed.intersection(customers)])
    if wanted := set(customers) - unnamed:
        by = Measures(clock.today(), scale(), life_value.forecaster())
        _write(_prepared(wanted, standing_rows.done(by.on, _condition(wanted)), by))


def fill_when_due(progress: Progress = silent) -> bool:
    """What `fill` does, where it was not done yet today; for the worker."""
    return is_of_today() or fill(progress)


def is_of_today() -> bool:
    """Whether everybody's standing was worked out today, and no new cost waits to be worked in."""
    worked_on: object = value("SELECT body ->> '$.on' FROM model_fit WHERE name = ?", SCALE)
    return worked_on == clock.today().isoformat() and not sale_facts.is_behind()


def fill(progress: Progress = silent) -> bool:
    """Work out the shop's scale, then everybody's standing by it, a piece at a time; False: somebody else is writing. For the
    worker.
    """
    if database.is_read_only or not sale_facts.fill(progress):
        return False
    today, forecaster = clock.today(), Forecaster(life_value.fit_when_due(progress))
    seen = _seen(today, lambda _column: "1")
    by = Measures(today, standing_rows.scale(seen.did, today), forecaster)
    kept = {**asdict(by.scale), "shop": by.scale.shop._asdict()}
    if not worked_out.keep(SCALE, kept):  # before the pieces: what is sold meanwhile is measured by it, too
        return False
    last = value(_LAST)
    for first in range(1, last + 1, _AT_ONCE):
        progress(_("Where customers stand"), first, last)
        if not _piece(range(first, min(first + _AT_ONCE, last + 1)), by, seen):
            return False
    return worked_out.keep(SCALE, {**kept, "on": today.isoformat()})


def scale() -> Scale:
    """What customers are measured by, as it was worked out last."""
    kept = worked_out.kept(SCALE)
    if kept is None:
        return Scale()
    bounds = {name: tuple(kept[name]) for name in ("recency", "frequency", "monetary")}
    return Scale(Usual(**kept["shop"]), **bounds, margin=tuple(kept["margin"]) if kept["margin"] else None)


def of(customer: int) -> Standing | None:
    """Where a customer stands today, with the reason in words; None: there is no such customer."""
    today = clock.today()
    found = read("SELECT lost_reason FROM customer WHERE id = ?", customer)
    if not found:
        return None
    by = Measures(today, scale(), life_value.forecaster())
    did = standing_rows.done(today, _condition({customer} - set(walk_in.known())))
    row = next(standing_rows.rows(did, {customer}, by, receivables.overdue_of(did.customers, today)), None)
    return Standing.made(customer, row, did, today, by.scale, found[0][0])


def _seen(today: date, which: Callable[[str], str]) -> _Seen:
    change = _last_change()
    return _Seen(change, standing_rows.done(today, which))


def _last_change() -> int:
    """The number of the last line of history: where it is the same, nothing was saved in between."""
    return value("SELECT seq FROM sqlite_sequence WHERE name = 'change'") or 0


def _piece(part: range, by: Measures, seen: _Seen) -> bool:
    """The rows of these customers by what was seen before, read anew where something was saved since; nobody is kept from saving
    while they are worked out.
    """
    while True:
        if seen.change != _last_change():
            seen = _seen(by.on, lambda column: f"{column} BETWEEN {part[0]} AND {part[-1]}")
        found = _prepared(part, seen.did, by)
        with journal.aside(journal.A_MOMENT) as free:
            if not free:
                return False
            if seen.change == _last_change():
                _write(found)
                return True


def _prepared(wanted: Collection[int], did: Done, by: Measures) -> _Prepared:
    """The rows of these customers, and those of them who have one and no business here any more."""
    there = did.customers.intersection(wanted)
    which = _condition(wanted)("customer")
    before = {one for (one,) in read(f"SELECT customer FROM customer_standing WHERE {which}")}
    rows = list(standing_rows.rows(did, there, by, receivables.overdue_of(there, by.on)))
    return _Prepared(rows, [(one,) for one in before.intersection(wanted) - there])


def _write(found: _Prepared) -> None:
    bulk.run_many(_PUT, found.rows)
    bulk.run_many(_DROP, found.gone)


def _condition(wanted: Collection[int]) -> Callable[[str], str]:
    """SQL of a column being one of these, a range where they stand close together: a few others may come along."""
    if wanted and max(wanted) - min(wanted) < 2 * len(wanted):
        return lambda column: f"{column} BETWEEN {min(wanted)} AND {max(wanted)}"
    return lambda column: f"{column} IN ({', '.join(map(str, sorted(wanted)))})"
