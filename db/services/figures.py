"""The figures of customers: what lists show and sort by, brought up to date with the search lines at the end of every unit."""

import json
from collections.abc import Collection, Set
from typing import Any, Final

from db.core import clock, derived, search, tally
from db.core.among import among
from db.core.audited import BY_NAME
from db.core.connection import rows as read
from db.core.connection import run
from db.core.journal import Unit
from db.core.values import names
from db.services import bulk, coming, options, sale_facts, standings, trade_figures
from db.services.contact_marks import KEPT_BACK, NO_ANSWER

_COLUMNS: Final = (
    "customer", "sort_key", "phone", "phone_normal", "last_contact_on", "last_contact", "last_text", "city", "district",
    "opted_out", "is_blacklisted", "visible", "keep_in_touch_on", "next_contact_on", "birthday_on", *trade_figures.COLUMNS,
)  # fmt: skip
# Of several rows of a customer the one with the least (or latest) key is shown: SQLite takes the other columns from that row.
# The key is one number, which is much faster than a text: what comes first in the highest bits, then position and id.
_LOOKED_UP: Final = 0.3  # steps a customer one look into a table takes
STEPS: Final = 3  # a customer whose figures are worked out
_PLACE: Final = "(min(position, 65535) << 40) + id"
_PHONES: Final = (
    "SELECT customer, text, normal,"
    f" min(((4 - 4 * is_primary + 2 * (contact IS NOT NULL) + (kind = 'phone')) << 56) + {_PLACE})"
    " FROM contact_point WHERE {which} AND kind IN ('mobile', 'phone') GROUP BY customer"
)
_TALKS: Final = (
    "SELECT customer, happened_on, channel, substr(text, 1, 200),"
    " max(happened_on || coalesce(happened_time, '') || printf('%015d', id)) FROM interaction"
    f" WHERE {{which}} AND happened_on <= '{{today}}' AND outcome <> '{NO_ANSWER}' GROUP BY customer"
)  # what is written down for a day to come is no contact yet
_FIRST: Final = f"min(((1 - is_primary) << 56) + {_PLACE})"
_CITIES: Final = f"SELECT customer, city, city || district, {_FIRST} FROM address WHERE {{which}} GROUP BY customer"
_TAGS: Final = "SELECT customer, group_concat(tag) FROM customer_tag WHERE {which} GROUP BY customer"
_ANY_TIMED: Final = "SELECT 1 FROM tag WHERE contact_interval IS NOT NULL LIMIT 1"
_CUSTOMERS: Final = (
    f"SELECT id, name, archived_at IS NULL AND merged_into IS NULL, {KEPT_BACK} FROM customer WHERE {{which}} ORDER BY id"
)
_SHOWN: Final = frozenset(
    {"customer", "contact", "contact_point", "address", "customer_tag", "blacklist", "opt_out", "interaction", "task", "put_off"}
)
_SEARCHED: Final = frozenset({"customer", "contact", "contact_point", "address", "interaction", "own_field"})
_STOOD: Final = sale_facts.TABLES | {"customer", "payment"}
_TALKED: Final = "SELECT DISTINCT customer FROM change WHERE id BETWEEN ? AND ? AND tbl = ? AND op = 'I'"
_TRADED: Final = "SELECT DISTINCT customer FROM change WHERE id BETWEEN ? AND ? AND tbl = ? AND customer IS NOT NULL"
_HAVING: Final = (
    "SELECT c.id FROM change h JOIN customer c ON json_extract(c.extra, '$.f' || h.row) IS NOT NULL"
    " WHERE h.id BETWEEN ? AND ? AND h.tbl = ? AND h.op = 'U'"
)
_QUIET: Final = (
    "kind", "title", "gender", "website", "category", "source", "referrer", "staff", "customer_since", "preferred_channel",
    "price_level", "tax_mode", "credit_limit", "credit_days", "closing_day",
    "basis", "to_be_told", "told_on",
)  # fmt: skip  # columns of a customer that stand in no figure and no search line
_UNSEARCHED: Final = (
    *_QUIET, "birth_year", "birth_month", "birth_day", "birth_lunar", "birth_leap", "archived_at", "archive_reason",
    "contact_interval", "contact_start",
)  # fmt: skip  # those that stand in no search line
_TOUCHED: Final = (  # the columns that do not matter are named, so that a new one does until somebody says otherwise
    "SELECT DISTINCT customer FROM change WHERE id BETWEEN ? AND ? AND customer IS NOT NULL AND NOT (tbl = ? AND op = 'U' AND"
    " before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM json_each(before) WHERE key NOT IN ({})))"  # erased: nobody knows which
)
_SHOWN_ANEW: Final = _TOUCHED.format(", ".join(map(repr, _QUIET)))
_FOUND_ANEW: Final = _TOUCHED.format(", ".join(map(repr, _UNSEARCHED)))
_TIMED: Final = (  # of these tags hangs when somebody is called
    "SELECT DISTINCT h.customer FROM change h LEFT JOIN customer_tag w ON w.id = h.row WHERE h.id BETWEEN ? AND ? AND h.tbl = ?"
    " AND EXISTS (SELECT 1 FROM tag WHERE id IN (w.tag, h.before ->> '$.tag') AND contact_interval IS NOT NULL)"
)
_RETIMED: Final = (  # a tag's own interval was changed
    "SELECT customer FROM customer_tag WHERE tag IN (SELECT row FROM change WHERE id BETWEEN ? AND ? AND tbl = ?"
    " AND json_type(coalesce(after, before), '$.contact_interval') IS NOT NULL)"
)
_GONE: Final = (  # tags that went, and their interval with them
    "SELECT row FROM change WHERE id BETWEEN ?1 AND ?2 AND tbl = ?3 AND op = 'D'"
    " AND json_extract(before, '$.contact_interval') IS NOT NULL"
)
_LEFT: Final = (  # who wore them
    f"SELECT customer FROM change WHERE id BETWEEN ?1 AND ?2 AND tbl = {BY_NAME['customer_tag'].number}"
    f" AND before ->> '$.tag' IN ({_GONE})"
)
_TIMED_BY_TAG: Final = (
    "SELECT w.customer FROM customer_tag w JOIN tag t ON t.id = w.tag WHERE t.contact_interval IS NOT NULL AND w.customer = c.id"
)
_KEPT_UP: Final = (  # a sale is a contact only where somebody keeps in touch
    "SELECT DISTINCT h.customer FROM change h JOIN customer c ON c.id = h.customer"
    f" WHERE h.id BETWEEN ? AND ? AND h.tbl = ? AND (c.contact_interval IS NOT NULL OR c.id IN ({_TIMED_BY_TAG}))"
)
_BY_RHYTHM: Final = (
    f"SELECT id FROM customer WHERE contact_interval = {coming.OWN_RHYTHM} UNION SELECT w.customer FROM customer_tag w"
    f" JOIN tag t ON t.id = w.tag AND t.contact_interval = {coming.OWN_RHYTHM}"
)
_CHANGED_OPTIONS: Final = (
    "SELECT coalesce(setting.key, json_extract(change.before, '$.key')) FROM change LEFT JOIN setting ON setting.id = change.row"
    " WHERE change.id BETWEEN ? AND ? AND change.tbl = ?"
)


def refresh(opened: Unit) -> None:
    """Bring figures and search lines of the customers this unit touched up to date."""
    tables, lines = opened.tables_touched(), opened.lines()
    if lines is None:
        return
    again = _of_options(lines) if "setting" in tables else set()
    for table, sql in (("tag", _RETIMED), ("sale", _KEPT_UP)):
        if table in tables:
            again |= _customers(sql, lines, table)
    if "tag" in tables and _customers(_GONE, lines, "tag"):
        again |= _customers(_LEFT, lines, "tag")
    if tables & _SHOWN == {"customer_tag"}:  # ten thousand at a time, perhaps
        again |= _customers(_TIMED, lines, "customer_tag") if read(_ANY_TIMED) else set()
    elif tables & _SHOWN:
        again |= _customers(_SHOWN_ANEW, lines, "customer")
    if again:
        fill(again)
    if tables & trade_figures.TABLES:
        _refresh_trade(lines, tables, again)
    if tables & _STOOD:
        standings.of_unit(lines, tables, sale_facts.of_unit(lines, tables))
    if not tables & _SEARCHED:
        return
    touched = _customers(_FOUND_ANEW, lines, "customer")
    if "own_field" in tables:
        touched |= _customers(_HAVING, lines, "own_field")
    search.refresh(touched, _customers(_TALKED, lines, "interaction") if "interaction" in tables else ())


def _refresh_trade(lines: tuple[int, int], tables: Set[str], done: Set[int]) -> None:
    """What they bought and owe, of those whose figures were not all made anew."""
    traded = {one for table in ("sale", "payment") if table in tables for one in _customers(_TRADED, lines, table)}
    if "own_field" in tables:
        traded |= _customers(_HAVING, lines, "own_field")
    if left := traded - done:
        trade_figures.refresh(left)


def _of_options(lines: tuple[int, int]) -> set[int]:
    """Whose figures hang on the options that were changed."""
    keys = {row[0] for row in read(_CHANGED_OPTIONS, *lines, BY_NAME["setting"].number)}
    if "name_order" in keys:
        sort_anew()
    return {row[0] for row in read(_BY_RHYTHM)} if "contact_interval" in keys else set()


def _customers(sql: str, lines: tuple[int, int], table: str) -> set[int]:
    return {row[0] for row in read(sql, *lines, BY_NAME[table].number)}


def fill(customers: Collection[int]) -> None:
    """Work out these customers' figures anew; the figures of customers that are gone go with them."""
    wanted = set(customers)
    phones, talks, cities = (_by_customer(sql, wanted) for sql in (_PHONES, _TALKS, _CITIES))
    tags = _by_customer(_TAGS, wanted) if read(_ANY_TIMED) else {}
    opted_out, listed = (
        _by_customer(f"SELECT customer FROM {table} WHERE {{which}}", wanted) for table in ("opt_out", "blacklist")
    )
    nothing, never = ("", ""), (None, "", "")
    days, trade = coming.of(wanted, talks, tags), trade_figures.of(wanted)
    order = options.name_order()
    found = [
        (one, names.sort_key(name, order), *phones.get(one, nothing)[:2], *talks.get(one, never)[:3],
         *cities.get(one, nothing)[:2], one in opted_out or bool(is_kept_back), one in listed, visible,
         *days.get(one, coming.NOTHING), *trade.get(one, trade_figures.NOTHING))
        for one, (name, visible, is_kept_back) in _by_customer(_CUSTOMERS, wanted).items()
        if one in wanted
    ]  # fmt: skip
    run("DELETE FROM customer_figures WHERE customer IN (SELECT value FROM json_each(?))", json.dumps(sorted(wanted)))
    with bulk.writing({"customer_figures": len(found)}):
        bulk.insert_rows("customer_figures", _COLUMNS, found)


def sort_anew() -> None:
    """Sort everybody's name as the shop wants it now."""
    order = options.name_order()
    keys = [(names.sort_key(name, order), one) for one, name in read("SELECT id, name FROM customer")]
    bulk.run_many("UPDATE customer_figures SET sort_key = ? WHERE customer = ?", keys)


def _by_customer(sql: str, wanted: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """The rest of the row by customer."""
    which, parameters = among("id" if sql is _CUSTOMERS else "customer", wanted)
    found = {row[0]: row[1:] for row in read(sql.format(which=which, today=clock.today().isoformat()), *parameters)}
    tally.passed(len(wanted) * _LOOKED_UP)
    return found


derived.register(refresh)
