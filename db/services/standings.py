"""Where customers stand: brought up to date with each sale for who bought, and once a day for all, by the shop's own scale."""

import json
from collections.abc import Callable, Collection, Set
from dataclasses import asdict
from datetime import date
from typing import Final

from db.analytics.rhythms import Usual
from db.core import clock, journal
from db.core.audited import BY_NAME
from db.core.connection import database, run, value
from db.core.connection import rows as read
from db.core.progress import Progress, silent
from db.services import bulk, life_value, receivables, sale_facts, standing_rows
from db.services.stage_names import STAGE_NAMES, SURENESS_NAMES
from db.services.standing_rows import Done, Row, Scale
from db.services.standing_words import Standing
from resources.i18n import _

__all__ = ["STAGE_NAMES", "SURENESS_NAMES", "Standing", "fill", "fill_when_due", "of", "of_unit", "refresh", "scale"]

SCALE: Final = "standings"  # its name in model_fit
_AT_ONCE: Final = 2_000  # customers written together while the window works: others may save in between
_SET: Final = ", ".join(f"{name} = excluded.{name}" for name in Row._fields[1:])
_PUT: Final = (
    f"INSERT INTO customer_standing ({', '.join(Row._fields)}) VALUES ({', '.join('?' * len(Row._fields))})"
    f" ON CONFLICT (customer) DO UPDATE SET {_SET}"
)
_TRADE: Final = ("sale", "sale_line", "payment")
_TRADED: Final = (
    "SELECT customer FROM change WHERE id BETWEEN ? AND ? AND customer IS NOT NULL"
    f" AND tbl IN ({', '.join(str(BY_NAME[table].number) for table in _TRADE)})"
)
_PLACED: Final = (  # by hand, merged, thrown away
    f"SELECT row FROM change WHERE id BETWEEN ? AND ? AND tbl = {BY_NAME['customer'].number} AND (op = 'D' OR op = 'U' AND EXISTS"
    " (SELECT 1 FROM json_each(after) WHERE key IN ('stage', 'stage_until', 'lost_on', 'merged_into')))"
)
_SOLD: Final = "SELECT DISTINCT customer FROM sale_fact WHERE sale IN (SELECT value FROM json_each(?))"


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
    if not customers:
        return
    wanted, today = set(customers), clock.today()
    did = standing_rows.done(today, _condition(wanted))
    _write(wanted, did, today, scale())
    life_value.apply(wanted)


def fill_when_due(progress: Progress = silent) -> bool:
    """What `fill` does, where it was not done yet today; for the worker."""
    worked_on = value("SELECT body ->> '$.on' FROM model_fit WHERE name = ?", SCALE)
    return worked_on == clock.today().isoformat() or fill(progress)


def fill(progress: Progress = silent) -> bool:
    """Work out the shop's scale and everybody's standing, a piece at a time; False: somebody else is writing. For the worker."""
    if database.is_read_only or not sale_facts.fill(progress):
        return False
    today = clock.today()
    everybody = standing_rows.done(today, lambda _column: "1")
    new = standing_rows.scale(everybody, today)
    last = max(everybody.customers, default=0)
    for first in range(1, last + 1, _AT_ONCE):
        progress(_("Where customers stand"), first, last)
        if not _piece(first, first + _AT_ONCE - 1, today, new):
            return False
    with journal.aside() as free:
        if not free:
            return False
        _keep(new)
        run("DELETE FROM customer_standing WHERE customer > ?", last)
    return life_value.fill(progress) and _done(today)


def scale() -> Scale:
    """What customers are measured by, as it was worked out last."""
    body = value("SELECT body FROM model_fit WHERE name = ?", SCALE)
    if body is None:
        return Scale()
    kept = json.loads(body)
    bounds = {name: tuple(kept[name]) for name in ("recency", "frequency", "monetary")}
    return Scale(Usual(**kept["shop"]), **bounds, margin=tuple(kept["margin"]) if kept["margin"] else None)


def of(customer: int) -> Standing | None:
    """Where a customer stands today, with the reason in words; None: there is no such customer."""
    today = clock.today()
    found = read("SELECT lost_reason FROM customer WHERE id = ?", customer)
    if not found:
        return None
    did = standing_rows.done(today, _condition({customer}))
    measure = scale()
    overdue = receivables.overdue_of({customer}, today)
    row = next(standing_rows.rows(did, today, measure, overdue), None)
    chances = read("SELECT alive, expected, value FROM customer_standing WHERE customer = ?", customer)
    return Standing.made(customer, row, did, today, measure, found[0][0], chances[0] if chances else (None, None, None))


def _piece(first: int, last: int, today: date, measure: Scale) -> bool:
    with journal.aside() as free:
        if free:
            did = standing_rows.done(today, lambda column: f"{column} BETWEEN {first} AND {last}")
            _write(range(first, last + 1), did, today, measure)
    return free


def _write(wanted: Collection[int], did: Done, today: date, measure: Scale) -> None:
    """The rows of these customers, and none of those who have no business here any more."""
    there = did.customers
    overdue = receivables.overdue_of(there, today)
    bulk.run_many(_PUT, [row for row in standing_rows.rows(did, today, measure, overdue) if row.customer in wanted])
    gone = [(one,) for one in wanted if one not in there]
    bulk.run_many("DELETE FROM customer_standing WHERE customer = ?", gone)


def _keep(measure: Scale) -> None:
    body = json.dumps(asdict(measure))
    run("INSERT OR REPLACE INTO model_fit (name, at, body) VALUES (?, ?, ?)", SCALE, clock.utc_now(), body)


def _done(today: date) -> bool:
    """All of it was done for this day."""
    with journal.aside() as free:
        if free:
            run("UPDATE model_fit SET body = json_set(body, '$.on', ?) WHERE name = ?", today.isoformat(), SCALE)
    return free


def _condition(wanted: Set[int]) -> Callable[[str], str]:
    """SQL of a column being one of these, a range where they stand close together: a few others may come along."""
    if max(wanted) - min(wanted) < 2 * len(wanted):
        return lambda column: f"{column} BETWEEN {min(wanted)} AND {max(wanted)}"
    return lambda column: f"{column} IN ({', '.join(map(str, sorted(wanted)))})"
