"""The figures of customers: what lists show and sort by, brought up to date with the search lines at the end of every unit."""

import json
from collections.abc import Collection
from typing import Final

from db.core import derived, search
from db.core.audited import BY_NAME
from db.core.connection import database, run
from db.core.connection import rows as read
from db.core.journal import Unit
from db.core.values import names

NO_ANSWER: Final = "沒接"  # a talk with this outcome is no contact
_PHONE: Final = (
    "(SELECT {column} FROM contact_point p WHERE p.customer = c.id AND p.kind IN ('mobile', 'phone')"
    " ORDER BY p.is_primary DESC, p.contact IS NOT NULL, p.kind = 'phone', p.position, p.id LIMIT 1)"
)
_TALK: Final = (
    "(SELECT {column} FROM interaction i WHERE i.customer = c.id AND i.happened_on IS NOT NULL AND i.outcome <> ?2"
    " ORDER BY i.happened_on DESC, i.happened_time DESC, i.id DESC LIMIT 1)"
)
_FILL: Final = f"""
INSERT OR REPLACE INTO customer_figures(customer, sort_key, phone, phone_normal, last_contact_on, last_contact, last_text,
                                        city, tags, opted_out, is_blacklisted, visible)
SELECT c.id, name_sort_key(c.name),
       coalesce({_PHONE.format(column="p.text")}, ''), coalesce({_PHONE.format(column="p.normal")}, ''),
       {_TALK.format(column="i.happened_on")}, coalesce({_TALK.format(column="i.channel")}, ''),
       coalesce({_TALK.format(column="substr(i.text, 1, 200)")}, ''),
       coalesce((SELECT a.city FROM address a WHERE a.customer = c.id ORDER BY a.is_primary DESC, a.position, a.id LIMIT 1), ''),
       coalesce((SELECT group_concat(w.tag) FROM customer_tag w WHERE w.customer = c.id), ''),
       EXISTS (SELECT 1 FROM opt_out o WHERE o.customer = c.id),
       EXISTS (SELECT 1 FROM blacklist b WHERE b.customer = c.id),
       c.archived_at IS NULL AND c.merged_into IS NULL
  FROM customer c WHERE c.id IN (SELECT value FROM json_each(?1))
"""
_SHOWN: Final = frozenset(
    {"customer", "contact", "contact_point", "address", "customer_tag", "blacklist", "opt_out", "interaction"}
)
_SEARCHED: Final = frozenset(
    {"customer", "contact", "contact_point", "address", "customer_tag", "interaction", "tag", "own_field"}
)
_TALKED: Final = "SELECT DISTINCT customer FROM change WHERE id BETWEEN ? AND ? AND tbl = ? AND op = 'I'"
_WEARING: Final = "SELECT customer FROM customer_tag WHERE tag IN (SELECT row FROM change WHERE id BETWEEN ? AND ? AND tbl = ?)"
_HAVING: Final = (
    "SELECT c.id FROM change h JOIN customer c ON json_extract(c.extra, '$.f' || h.row) IS NOT NULL"
    " WHERE h.id BETWEEN ? AND ? AND h.tbl = ? AND h.op = 'U'"
)


def refresh(opened: Unit) -> None:
    """Bring figures and search lines of the customers this unit touched up to date."""
    tables, lines = opened.tables_touched(), opened.lines()
    if lines is None or not tables & (_SHOWN | _SEARCHED):
        return
    touched = opened.customers_touched()
    if tables & _SHOWN:
        fill(touched)
    if not tables & _SEARCHED:
        return
    for table, sql in (("tag", _WEARING), ("own_field", _HAVING)):
        if table in tables:
            touched |= _customers(sql, lines, table)
    search.refresh(touched, _customers(_TALKED, lines, "interaction") if "interaction" in tables else ())


def _customers(sql: str, lines: tuple[int, int], table: str) -> set[int]:
    return {row[0] for row in read(sql, *lines, BY_NAME[table].number)}


def fill(customers: Collection[int]) -> None:
    """Work out these customers' figures anew; the figures of customers that are gone go with them."""
    ids = json.dumps(sorted(customers))
    run(
        "DELETE FROM customer_figures WHERE customer IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = customer_figures.customer)",
        ids,
    )
    run(_FILL, ids, NO_ANSWER)


def fill_all() -> None:
    """Work out everybody's figures anew."""
    fill([row[0] for row in read("SELECT id FROM customer")])


database.register_function(names.sort_key, "name_sort_key", 1, True)
derived.register(refresh)
