"""What one unit did, row by row with the values before and after, to be read in the history."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from db.core import audit, audited
from db.core.connection import database, rows, value
from db.services import own_fields, settings
from resources.i18n import _

_FEW: Final = 100  # changes; a unit with more is about many
_CALLED: Final = {"setting": "key", "tag": "name", "own_field": "title", "product": "name"}
_HIDDEN = frozenset(
    {"id", "customer", "key", "came_from", "came_row", "normal", "position", "options", "is_opening", "colour", *audited.STAMPS}
)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One value that was replaced; None where there was none."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row a unit touched. `op`: I, U or D.

    `whose`: the customer's name as it is now; of a setting, tag, own field or product its own name; "" where it is gone.
    `kind`: of a phone, mail or handle which of them it is.
    """

    table: str
    row: int
    op: str
    customer: int | None
    whose: str
    fields: tuple[FieldRow, ...]
    kind: str = ""


def changes(unit_id: int, limit: int = 200, customer: int | None = None) -> list[ChangeRow]:
    """The first `limit` rows a unit touched, in the order it did; of an inserted row the values are those it has now.

    `customer`: only what concerns this one.
    """
    found = rows(
        "SELECT change.tbl, change.row, change.op, change.customer, coalesce(customer.name, ''), change.before, change.after"
        " FROM unit JOIN change ON change.id BETWEEN unit.first_change AND unit.last_change AND change.op <> 'T'"
        " LEFT JOIN customer ON customer.id = change.customer WHERE unit.id = ?1"
        " AND (?3 IS NULL OR change.customer = ?3) ORDER BY change.id LIMIT ?2",
        unit_id, limit, customer,
    )  # fmt: skip
    return [_change(*line) for line in found]


def units(limit: int, before: int | None = None) -> list[audit.UnitRow]:
    """The units, newest first, from below the unit `before`."""
    return audit.units(limit, before)


def names(units: Iterable[audit.UnitRow]) -> dict[int, str]:
    """By unit the one customer it was about; units about several or none are left out."""
    wanted = json.dumps([unit.id for unit in units if 0 < unit.changes <= _FEW])
    found = rows(
        "SELECT unit.id, min(customer.name) FROM json_each(?) one CROSS JOIN unit ON unit.id = one.value"
        " CROSS JOIN change ON change.id BETWEEN unit.first_change AND unit.last_change"  # in this order
        " CROSS JOIN customer ON customer.id = change.customer GROUP BY unit.id HAVING count(DISTINCT customer.id) = 1",
        wanted,
    )
    return dict(found)


def units_of(customer: int) -> list[audit.UnitRow]:
    """The units that touched this customer, newest first. Looks through every change: for the worker in a large shop."""
    found = rows("SELECT DISTINCT unit FROM change WHERE customer = ? ORDER BY unit DESC", customer)
    return [unit for (number,) in found if (unit := audit.get(number)) is not None]


def _change(number: int, row: int, op: str, customer: int | None, whose: str, before: str | None, after: str | None) -> ChangeRow:
    table = audited.BY_NUMBER[number].name
    whose = whose or _called(table, row)
    old = json.loads(before or "{}")
    new = json.loads(after or "{}") if op != "I" else _now(table, row)
    old, new = _opened(old), _opened(new)
    columns = [column for column in {**old, **new} if column not in _HIDDEN]
    fields = tuple(FieldRow(column, old.get(column), new.get(column)) for column in columns if old.get(column) != new.get(column))
    return ChangeRow(table, row, op, customer, whose, fields, _kind(row, old) if table == "contact_point" else "")


def _kind(point: int, old: dict[str, Any]) -> str:
    """What a phone, mail or handle is, or was before it went."""
    return str(value("SELECT kind FROM contact_point WHERE id = ?", point) or old.get("kind") or "")


def _called(table: str, row: int) -> str:
    """What a row that belongs to no customer is called."""
    if table not in _CALLED:
        return ""
    name = value(f'SELECT {_CALLED[table]} FROM "{table}" WHERE id = ?', row) or ""
    return _(settings.OPTIONS[name].label) if table == "setting" and name in settings.OPTIONS else name


def _opened(values: dict[str, Any]) -> dict[str, Any]:
    """Own fields one by one, as "own:" and their title."""
    if "extra" not in values:
        return values
    held = json.loads(values.pop("extra") or "{}")
    if not held:
        return values
    titles = {row.key: row.title for row in own_fields.rows(archived=True)}
    return {**values, **{f"own:{titles.get(key, key)}": value for key, value in held.items()}}


def _now(table: str, row: int) -> dict[str, Any]:
    found = rows(f'SELECT * FROM "{audited.BY_NAME[table].name}" WHERE id = ?', row)
    if not found:
        return {}
    named = zip(audited.columns(database.connection(), table), found[0], strict=True)
    return {name: value for name, value in named if value not in (None, "", 0, "{}", "[]")}
