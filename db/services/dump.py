"""What the owner entered, canonical and sorted: a readable view of the customers, and every audited table."""

import json
from typing import Any

from db.core import audited
from db.core.connection import database, rows
from db.core.errors import NotFoundError
from db.core.values.dates import PartialDate
from db.services.customer_form import PHONES
from resources.i18n import _


def dump() -> dict[str, Any]:
    """{"customers": [readable customer], "tables": {table: [{column: value}]}}, by id; stamps are left out.

    `customers` are those of today, put away or not; one merged into another stands in `tables` only.
    Outside: unit, change, import_run, recipe, what is derived, counters, the bytes of blobs.
    """
    with database.atomic():  # one moment
        return {"customers": _customers(), "tables": {table.name: _table(table) for table in audited.TABLES}}


def customer(customer_id: int) -> dict[str, Any]:
    """The readable view of one customer."""
    with database.atomic():
        found = _customers(customer_id)
    if not found:
        raise NotFoundError(_("There is no customer with the number {id}.").format(id=customer_id))
    return found[0]


def _table(table: audited.Audited) -> list[dict[str, Any]]:
    names = [name for name in audited.columns(database.connection(), table.name) if name not in audited.STAMPS]
    listed = ", ".join(f'"{name}"' for name in names)
    return [dict(zip(names, row, strict=True)) for row in rows(f"SELECT {listed} FROM {table.name} ORDER BY id")]


def _customers(only: int | None = None) -> list[dict[str, Any]]:
    titles = {f"f{number}": title for number, title in rows("SELECT id, title FROM own_field")}
    points = _grouped("SELECT customer, kind, normal, text FROM contact_point WHERE {only} ORDER BY customer, position, id", only)
    addresses = _grouped("SELECT customer, text FROM address WHERE {only} ORDER BY customer, position, id", only)
    tags = _grouped(
        "SELECT customer, tag.name FROM customer_tag JOIN tag ON tag.id = tag WHERE {only} ORDER BY customer, tag.name",
        only,
    )
    warned = _grouped("SELECT customer, level, reason, since FROM blacklist WHERE {only}", only)
    opted = _grouped("SELECT customer, channel FROM opt_out WHERE {only} ORDER BY customer, channel", only)
    where = "merged_into IS NULL" if only is None else "id = ?"
    found = rows(
        "SELECT id, code, name, kind, title, gender, tax_id, birth_year, birth_month, birth_day, birth_lunar, birth_leap, note,"
        f" extra, archived_at FROM customer WHERE {where} ORDER BY id",
        *([] if only is None else [only]),
    )
    return [
        {
            "id": number,
            "code": code,
            "name": name,
            "kind": kind,
            "title": title,
            "gender": gender,
            "tax_id": tax_id,
            "birthday": PartialDate(year, month, day, bool(lunar), bool(leap)).iso if month and day else None,
            "birthday_lunar": bool(lunar),
            "phones": [normal or text for kind, normal, text in points.get(number, ()) if kind in PHONES],
            "emails": [normal or text for kind, normal, text in points.get(number, ()) if kind == "email"],
            "addresses": [text for (text,) in addresses.get(number, ())],
            "line_id": next((text for kind, _normal, text in points.get(number, ()) if kind == "line_id"), None),
            "tags": [tag for (tag,) in tags.get(number, ())],
            "blacklist": next(({"level": one[0], "reason": one[1], "since": one[2]} for one in warned.get(number, ())), None),
            "opt_out": [channel for (channel,) in opted.get(number, ())],
            "note": note,
            "own": {titles.get(key, key): value for key, value in sorted(json.loads(extra).items())},
            "archived": archived_at is not None,
        }
        for number, code, name, kind, title, gender, tax_id, year, month, day, lunar, leap, note, extra, archived_at in found
    ]


def _grouped(sql: str, only: int | None) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by customer, without the customer's id."""
    groups: dict[int, list[tuple[Any, ...]]] = {}
    for number, *row in rows(sql.format(only="1" if only is None else "customer = ?"), *([] if only is None else [only])):
        groups.setdefault(number, []).append(tuple(row))
    return groups
