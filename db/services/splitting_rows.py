"""The rows of a split: those the merge moved go back, those it deleted come again, what both knew is known to both."""

import json
from collections import defaultdict
from typing import Any, Final

from db.core import clock
from db.core.connection import rows, run, value
from db.services import customers
from db.services.customer_form import PHONES
from db.services.merge_traces import Trace

_OWNERS: Final = ("customer", "other")
_LISTED: Final = "(SELECT value FROM json_each(?))"
_PLACED: Final = ("position", "is_primary")  # of a row among its customer's: as it was there, whatever happened elsewhere
_KIND: Final = f"iif({{0}}.kind IN ({', '.join(map(repr, PHONES))}), 'phone', {{0}}.kind)"  # as joining.point_key compares
_TWINS: Final = {  # what one customer has once: what makes it the same, the columns a copy has
    "contact_point": (
        (_KIND, "iif({0}.normal <> '', {0}.normal, {0}.text)"), "kind, text, normal, label, position",
    ),
    "address": (("{0}.text",), "text, zip, city, district, label, position"),
    "customer_tag": (("{0}.tag",), "tag, by_rule"),
    "opt_out": (("{0}.channel",), "channel, since"),
    "blacklist": (("'one'",), "reason, level, since, review_on, by, evidence, owner_note"),
}  # fmt: skip
_LATER: Final = (  # parents before what hangs on them
    ("sale", "quote", "quote"), ("sale", "returns", "sale"), ("payment", "sale", "sale"), ("payment", "counters", "payment"),
    ("task", "quote", "quote"), ("task", "sale", "sale"),
)  # fmt: skip
_STAMPED: Final = frozenset({"contact_point", "address", "blacklist"})


def moved(done: list[Trace], gone: int, path: list[int]) -> dict[str, set[int]]:
    """The rows the merge moved from the one who goes and that still belong to whom they were moved to, by table."""
    asked: dict[tuple[str, str], list[int]] = defaultdict(list)
    for trace in done:
        column = next((name for name in _OWNERS if trace.before.get(name) == gone), None)
        if trace.op == "U" and trace.table != "customer" and column:
            asked[trace.table, column].append(trace.row)
    found: dict[str, set[int]] = defaultdict(set)
    for (table, column), ids in asked.items():
        there = f"SELECT id FROM {table} WHERE id IN {_LISTED} AND {column} IN {_LISTED}"
        found[table] |= {row for (row,) in rows(there, json.dumps(ids), json.dumps(path))}
    return found


def move_back(done: list[Trace], gone: int, path: list[int]) -> None:
    """Give back what the merge moved, and put back what it changed in rows that stay, where it is still as it was left."""
    theirs = moved(done, gone, path)
    back: dict[tuple[str, str], list[int]] = defaultdict(list)
    for trace in done:
        if trace.op != "U" or trace.table == "customer":
            continue
        values: dict[str, Any] = {}
        if trace.row in theirs.get(trace.table, ()):
            values = _unchanged(trace) | {name: trace.before[name] for name in _PLACED if name in trace.before}
            values |= {name: gone for name in _OWNERS if trace.before.get(name) == gone}
        elif not trace.before.keys() & set(_OWNERS):
            values = _unchanged(trace)
        if values:
            back[trace.table, json.dumps(values, sort_keys=True)].append(trace.row)
    for (table, written), ids in back.items():
        columns = json.loads(written)
        marks = ", ".join(f'"{name}" = ?' for name in columns)
        run(f"UPDATE {table} SET {marks} WHERE id IN {_LISTED}", *columns.values(), json.dumps(ids))
    _follow_contacts(gone, path)
    _follow_trade(gone, path)


def _unchanged(trace: Trace) -> dict[str, Any]:
    """The columns beside the owner's that still are as the merge left them, as they were before it."""
    names = [name for name in trace.before if name not in _OWNERS]
    if not names:
        return {}
    listed = ", ".join(f'"{name}"' for name in names)
    now = rows(f"SELECT {listed} FROM {trace.table} WHERE id = ?", trace.row)
    return {name: trace.before[name] for name, one in zip(names, now[0], strict=True) if one == trace.after[name]} if now else {}


def _follow_contacts(gone: int, path: list[int]) -> None:
    """A later number of a contact who went back goes along; a talk or quote that stays names them no longer."""
    theirs = "contact IN (SELECT id FROM contact WHERE customer = ?)"
    run(f"UPDATE contact_point SET customer = ? WHERE {theirs} AND customer IN {_LISTED}", gone, gone, json.dumps(path))
    for table in ("interaction", "quote"):
        run(f"UPDATE {table} SET contact = NULL WHERE {theirs} AND customer IN {_LISTED}", gone, json.dumps(path))


def _follow_trade(gone: int, path: list[int]) -> None:
    """What came later of a quote or sale that went back goes along: its sale, what was returned, paid or is to be done."""
    for table, column, parent in _LATER:
        theirs = f"{column} IN (SELECT id FROM {parent} WHERE customer = ?1) AND customer IN (SELECT value FROM json_each(?2))"
        run(f"UPDATE {table} SET customer = ?1, updated_at = {clock.STAMP} WHERE {theirs}", gone, json.dumps(path))


def bring_back(done: list[Trace]) -> None:
    """What the merge deleted comes again where it still makes sense; what it wrote of strangers goes."""
    for trace in done:
        if trace.op == "I" and trace.table == "not_same":
            run("DELETE FROM not_same WHERE id = ?", trace.row)
    for trace in done:
        if trace.op == "D" and trace.table in ("not_same", "relation"):
            _insert_again(trace)


def _insert_again(trace: Trace) -> None:
    image = dict(trace.before)
    if any(value("SELECT 1 FROM customer WHERE id = ?", image[name]) is None for name in _OWNERS):
        return
    image |= {name: customers.follow(image[name]) for name in _OWNERS}
    if trace.table == "not_same":
        image["customer"], image["other"] = sorted((image["customer"], image["other"]))
    known = [name for name in image if name not in ("id", "created_at", "updated_at")]
    same = " AND ".join(f'"{name}" IS ?' for name in known)
    there = value(f"SELECT 1 FROM {trace.table} WHERE id = ? OR ({same})", image["id"], *(image[name] for name in known))
    if there is None and image["customer"] != image["other"]:
        names = ", ".join(f'"{name}"' for name in image)
        run(f"INSERT INTO {trace.table} ({names}) VALUES ({', '.join('?' * len(image))})", *image.values())


def share(others: list[int], gone: int, kept: int) -> None:
    """What went back with one part but is known by another part of the kept one as well: the kept one has it still."""
    if not others:
        return
    for table, (same, copied) in _TWINS.items():
        listed = ", ".join(f'd."{name}"' for name in copied.split(", "))
        alike = " AND ".join(f"{one.format('t')} IS {one.format('d')}" for one in same)
        stamps = (", created_at, updated_at", ", d.created_at, d.updated_at") if table in _STAMPED else ("", "")
        run(
            f"INSERT INTO {table}(customer, {copied}{stamps[0]}) SELECT ?1, {listed}{stamps[1]} FROM {table} d"
            f" WHERE d.id IN (SELECT min(d.id) FROM {table} d WHERE d.customer IN (SELECT value FROM json_each(?2))"
            f" AND EXISTS (SELECT 1 FROM {table} t WHERE t.customer = ?3 AND {alike})"
            f" AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.customer = ?1 AND {alike})"
            f" GROUP BY {', '.join(one.format('d') for one in same)})",
            kept, json.dumps(others), gone,
        )  # fmt: skip
