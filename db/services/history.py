"""What one unit did, row by row with the values before and after, and how much that was, to be read in the history."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from db.core import audit, audited
from db.core.connection import database, rows, value
from db.core.values import dates
from db.core.values.dates import PartialDate
from db.services import letterhead, options, own_fields, staff
from db.services.customer_form import BIRTHDAY
from resources.i18n import _

AT_ONCE: Final = 2_000  # changes; a unit with more is counted on the worker
_FEW: Final = 100  # changes; a unit with more is about many
_CALLED: Final = {
    "customer": "name", "contact": "name", "setting": "key", "tag": "name", "own_field": "title", "product": "name",
    "interaction": "text", "task": "title", "segment": "name", "saved_view": "name",
    "quote": "number", "quote_template": "name", "knowledge_rule": "title",
    "user": "name", "breach": "title", "processor": "name", "notice": "version", "attachment": "name",
}  # fmt: skip
_REFERS: Final = {
    "customer": "customer", "other": "customer", "merged_into": "customer", "contact": "contact", "tag": "tag",
    "product": "product", "import_run": "import_run", "interaction": "interaction",
    "part": "product", "next_model": "product", "quote": "quote",
    "breach": "breach", "notice": "notice",
}  # fmt: skip
_INTERNAL: Final = frozenset(
    {"id", "key", "came_from", "came_row", "normal", "sale", "returns", "counters", "blob_hash", "thumbnail_hash", "picture_hash",
     "media_type", "subject", "hash", "answers", "paper_hash", *audited.STAMPS}
)  # fmt: skip  # never shown
_FORMS: Final = frozenset({"issued_quote", "quote_template", "notice"})  # their body is a form for the program to read
_MADE_OUT: Final = frozenset(
    {"zip", "city", "district", "is_primary", "position"}
)  # of a row that came or went: says nothing more
_TOUCHED: Final = (  # without whom others were tied to, and are tied to somebody else now
    "SELECT count(DISTINCT customer) FROM change WHERE id BETWEEN ? AND ? AND op <> 'T'"
    " AND NOT (tbl IN (?, ?) AND op = 'U' AND json_extract(before, '$.customer') IS NULL)"
)
_TIES: Final = tuple(audited.BY_NAME[table].number for table in ("relation", "not_same"))


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One value that was replaced; None where there was none. `column`: of an own field "own:" and its title; "birthday"."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row a unit touched. `op`: I, U or D.

    `whose`: the customer's name as it is now, or was before they went; of a setting, tag, own field or product its own name.
    `kind`: of a phone, mail or handle which of them it is. What a column refers to is named; birthdays and own fields are in
    words, so are settings.
    """

    table: str
    row: int
    op: str
    customer: int | None
    whose: str
    fields: tuple[FieldRow, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a unit did: of how many customers something was changed, how many of them are new, and how many rows by table."""

    customers: int = 0
    new_customers: int = 0
    tables: Mapping[str, int] = field(default_factory=dict)


def changes(unit_id: int, limit: int = 200, customer: int | None = None) -> list[ChangeRow]:
    """The first `limit` rows a unit touched, in the order it did; of an inserted row the values are those it had then.

    `customer`: only what concerns this one.
    """
    found = rows(
        "SELECT change.id, change.tbl, change.row, change.op, change.customer, change.before, change.after"
        " FROM unit JOIN change ON change.id BETWEEN unit.first_change AND unit.last_change AND change.op <> 'T'"
        " WHERE unit.id = ?1 AND (?3 IS NULL OR change.customer = ?3) ORDER BY change.id LIMIT ?2",
        unit_id, limit, customer,
    )  # fmt: skip
    return [_change(*line) for line in found]


def units(limit: int, before: int | None = None) -> list[audit.UnitRow]:
    """The units, newest first, from below the unit `before`."""
    return audit.units(limit, before)


def names(units: Iterable[audit.UnitRow]) -> dict[int, str]:
    """By unit the one customer it was about; units about several or none are left out."""
    units = list(units)
    looked_at = {
        unit.id: name
        for unit in units
        if isinstance(one := unit.detail.get("customer"), int) and (name := _name("customer", one))
    }
    wanted = json.dumps([unit.id for unit in units if 0 < unit.changes <= _FEW])
    found = rows(
        "SELECT unit.id, min(change.customer) FROM json_each(?) one CROSS JOIN unit ON unit.id = one.value"
        " CROSS JOIN change ON change.id BETWEEN unit.first_change AND unit.last_change"  # in this order
        " WHERE change.customer IS NOT NULL GROUP BY unit.id HAVING count(DISTINCT change.customer) = 1",
        wanted,
    )
    return looked_at | {unit: name for unit, customer in found if (name := _name("customer", customer))}


def extents(units: Iterable[audit.UnitRow]) -> dict[int, Extent]:
    """By unit how much it did. Of units with more than AT_ONCE changes: for the worker."""
    return {unit.id: _extent(unit) for unit in units if unit.changes}


def units_of(customer: int) -> list[audit.UnitRow]:
    """The units that touched this customer, newest first. Looks through every change: for the worker in a large shop."""
    found = rows("SELECT DISTINCT unit FROM change WHERE customer = ? ORDER BY unit DESC", customer)
    return [unit for (number,) in found if (unit := audit.get(number)) is not None]


def _extent(unit: audit.UnitRow) -> Extent:
    between = rows("SELECT first_change, last_change FROM unit WHERE id = ?", unit.id)[0]
    counted = rows(
        "SELECT tbl, op, count(DISTINCT row) FROM change WHERE id BETWEEN ? AND ? AND op <> 'T' GROUP BY tbl, op", *between
    )
    touched = max(value(_TOUCHED, *between, *_TIES), len(unit.detail.keys() & {"kept", "gone"}))  # of two made one, both
    tables: dict[str, int] = {}
    for number, _op, count in counted:
        table = audited.BY_NUMBER[number].name
        tables[table] = tables.get(table, 0) + count
    mine = audited.BY_NAME["customer"].number
    return Extent(touched, sum(count for number, op, count in counted if (number, op) == (mine, "I")), tables)


def _change(line: int, number: int, row: int, op: str, customer: int | None, before: str | None, after: str | None) -> ChangeRow:
    table = audited.BY_NUMBER[number].name
    old: dict[str, Any] = json.loads(before or "{}")
    new: dict[str, Any] = json.loads(after or "{}") if op != "I" else _as_it_was(table, row, line)
    whole = old if op == "D" else new if op == "I" else {**_last(table, row), **old}
    if op != "U":
        old, new = ({name: one for name, one in image.items() if not _is_blank(one)} for image in (old, new))
    elif any(column in new for column in BIRTHDAY):
        old, new = _whole_birthdays(row, line, old, new)
    fields = [made for made in _fields(table, whole, _told(table, op, old), _told(table, op, new)) if made.before != made.after]
    whose = _name("customer", customer) if customer is not None else _name(table, row) if table in _CALLED else ""
    kind = str(whole.get("kind", "")) if table == "contact_point" else ""
    return ChangeRow(table, row, op, customer, whose, tuple(fields), kind)


def _told(table: str, op: str, image: dict[str, Any]) -> dict[str, Any]:
    """What of a row's values is told: of one that came or went nothing that is made out of the others, nor whose it is."""
    left = _INTERNAL if op == "U" else _INTERNAL | _MADE_OUT | {"customer"}
    if not staff.is_owner():
        left |= {"owner_note"}
    if table in _FORMS:
        left |= {"body"}
    if table == "address" and "text" in image:
        left |= {"zip", "city", "district"}
    if table == "contact_point" and op != "U":
        left |= {"kind"}
    if table == "customer" and op != "U" and image.get("basis") == "contract":  # the usual one
        left |= {"basis"}
    return {column: one for column, one in image.items() if column not in left and (column, one) != ("direction", "none")}


def _fields(table: str, whole: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> Iterable[FieldRow]:
    for column in {**old, **new}:
        if column == "extra":
            yield from _own(old.get(column), new.get(column))
        elif column == "birth_year" or (column in BIRTHDAY and "birth_year" not in {**old, **new}):
            yield FieldRow("birthday", _birthday(old), _birthday(new))
        elif column not in BIRTHDAY:
            yield FieldRow(column, *(_named(table, whole, column, image.get(column)) for image in (old, new)))


def _own(before: str | None, after: str | None) -> Iterable[FieldRow]:
    """Own fields one by one, by their titles, their values in words."""
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    fields = {one.key: one for one in own_fields.rows(archived=True)}
    for key in {**old, **new}:
        known = fields.get(key)
        roc = options.shows_republic_years()
        said = [own_fields.shown(known, one, roc) if known else one for one in (old.get(key), new.get(key))]
        title = known.title if known else _name("own_field", int(key[1:])) if key[1:].isdecimal() else key
        yield FieldRow(f"own:{title}", said[0] or None, said[1] or None)


def _named(table: str, whole: dict[str, Any], column: str, stored: Any) -> Any:
    """What a column refers to by its name; a setting's value in words."""
    if stored is None:
        return None
    if column in _REFERS and isinstance(stored, int):
        return _name(_REFERS[column], stored)
    if table == "setting" and column == "value":
        return _setting(str(whole.get("key", "")), json.loads(stored))
    return stored


def _setting(key: str, stored: Any) -> Any:
    option = options.OPTIONS.get(key)
    if option is not None and option.kind == "choice":
        return _(dict(option.choice()).get(stored, str(stored)))
    if option is not None and option.kind == "ticks" and isinstance(stored, list):
        words = dict(option.choice())
        return [_(words.get(str(one), str(one))) for one in stored]
    if option is not None and option.kind == "date" and stored:
        return dates.shown(stored, options.shows_republic_years())
    if kind := letterhead.kind_of(key):
        return _("{picture}, {size} KB").format(
            picture=_(letterhead.PICTURES[kind]), size=f"{letterhead.size(stored) / 1024:,.1f}"
        )
    if isinstance(stored, bool):
        return _("Yes") if stored else _("No")
    return stored


def _birthday(image: dict[str, Any]) -> str | None:
    year, month, day, lunar, leap = (image.get(column) for column in BIRTHDAY)
    if not (month and day):
        return str(year) if year else None
    return dates.shown(PartialDate(year, month, day, bool(lunar), bool(leap)), options.shows_republic_years())


def _whole_birthdays(row: int, line: int, old: dict[str, Any], new: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """An update's images, with the parts of the birthday it left as they were."""
    then = _as_it_was("customer", row, line)
    kept = {column: then.get(column) for column in BIRTHDAY if column not in new}
    return {**old, **kept}, {**new, **kept}


def _as_it_was(table: str, row: int, line: int) -> dict[str, Any]:
    """The row as this line of `change` left it: as it is now or was when it went, walked back to there."""
    found = _now(table, row)
    later = rows(
        "SELECT before FROM change WHERE row = ? AND tbl = ? AND op IN ('U', 'D') AND id > ? ORDER BY id DESC",
        row, audited.BY_NAME[table].number, line,
    )  # fmt: skip
    for (before,) in later:
        found |= json.loads(before or "{}")
    return found


def _last(table: str, row: int) -> dict[str, Any]:
    """The row as it is now, or was when it went."""
    return _now(table, row) or _gone(table, row)


def _now(table: str, row: int) -> dict[str, Any]:
    found = rows(f'SELECT * FROM "{audited.BY_NAME[table].name}" WHERE id = ?', row)
    return dict(zip(audited.columns(database.connection(), table), found[0], strict=True)) if found else {}


def _gone(table: str, row: int) -> dict[str, Any]:
    before = value(
        "SELECT before FROM change WHERE row = ? AND tbl = ? AND op IN ('U', 'D') AND op = 'D' ORDER BY id DESC LIMIT 1",
        row, audited.BY_NAME[table].number,
    )  # fmt: skip
    return dict(json.loads(before)) if before else {}


def _name(table: str, row: int) -> str:
    """What a row is called, or was before it went."""
    if table == "import_run":
        return str(value("SELECT file FROM import_run WHERE id = ?", row) or "")
    column = _CALLED[table]
    name = value(f'SELECT "{column}" FROM "{audited.BY_NAME[table].name}" WHERE id = ?', row) or _gone(table, row).get(column, "")
    if table == "setting":
        return _(options.OPTIONS[name].label) if name in options.OPTIONS else ""
    return str(name)


def _is_blank(stored: Any) -> bool:
    return stored in (None, "", 0, "{}", "[]")
