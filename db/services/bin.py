"""The bin: customers who were put away, found again, put back, or thrown away for good."""

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.core import clock
from db.core.audited import BY_NAME
from db.core.connection import numbers, run, value
from db.core.connection import rows as read
from db.core.errors import InputError, RefusedError
from db.core.journal import unit
from db.core.progress import Progress, silent
from db.services import lists, staff
from db.services.lists import ListQuery
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class BinRow:
    """One customer who was put away. `since`: ISO date; `reason`: one of customers.ARCHIVE_REASONS, or the owner's words."""

    id: int
    code: str
    name: str
    phone: str
    reason: str
    since: str
    last_contact_on: str | None
    watch: str  # the level on the watch list, of blacklist.LEVELS


def ids(text: str = "") -> "array[int]":
    """Who lies in the bin, put away last first; with a text who matches it, the best first."""
    if text.strip():
        return lists.ids(ListQuery(text=text, chip="archived"))
    return numbers(f"SELECT c.id {_AWAY} ORDER BY c.archived_at DESC, c.id DESC")


def count() -> int:
    """How many lie in the bin."""
    return int(value(f"SELECT count(*) {_AWAY}"))


def rows(wanted: Iterable[int]) -> list[BinRow]:
    """These customers, in this order; those who are not put away are left out."""
    order = list(wanted)
    found = {
        one: BinRow(one, code, name, phone, reason, clock.shown(at)[:10], last, watched)
        for one, code, name, phone, reason, at, last, watched in read(_ROWS.format(",".join(map(str, order))))
    }
    return [found[one] for one in order if one in found]


def empty(wanted: Iterable[int] | None = None, progress: Progress = silent) -> int:
    """Throw customers who were put away (None: all of them) and everything that hangs on them away for good; how many.

    The owner alone; it can't be taken back, so a backup is made before (backups.make). Relations of others to them go, too;
    so do those who were merged into them. RefusedError: not the owner. InputError: nobody is there to throw away.
    """
    if not staff.is_owner():
        raise RefusedError(_("Only the owner empties the bin. What lies in it does no harm until then."))
    with unit("customers.empty_bin") as opened:
        run("DROP TABLE IF EXISTS temp.gone")
        run("CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY)")
        try:
            thrown = _choose(wanted)
            if not thrown:
                raise InputError(_("The bin is empty already."))
            opened.detail["customers"] = thrown
            _throw_away(progress)
        finally:
            run("DROP TABLE temp.gone")
    return thrown


def _choose(wanted: Iterable[int] | None) -> int:
    """Note whom to throw away, and who was merged into them; how many without those."""
    every = rows(ids() if wanted is None else wanted)
    for row in every:
        run("INSERT OR IGNORE INTO temp.gone VALUES (?)", row.id)
    run(
        "INSERT OR IGNORE INTO temp.gone WITH RECURSIVE merged(id) AS (SELECT id FROM temp.gone UNION"
        " SELECT c.id FROM customer c JOIN merged ON c.merged_into = merged.id) SELECT id FROM merged"
    )
    return len(every)


def _throw_away(progress: Progress) -> None:
    """Delete children before parents, and at last the bytes of files nobody else keeps."""
    run("PRAGMA defer_foreign_keys = ON")  # those merged into each other go in any order
    blobs = read(f"SELECT blob_hash, thumbnail_hash FROM attachment WHERE {_OF_GONE}")
    blobs += read(f"SELECT blob_hash, '' FROM issued_quote WHERE quote IN {_QUOTES}")
    steps = (
        *_DETACH,
        _KEEP_REQUESTS,
        _FORGET_NAMES,
        *(f"DELETE FROM {table} WHERE {condition}" for table, condition in _CHILDREN),
    )
    for done, step in enumerate(steps):
        progress(_("Emptying the bin"), done, len(steps))
        run(step)
    forget_bytes({one for pair in blobs for one in pair if one})


def forget_bytes(hashes: Iterable[str]) -> None:
    """The bytes of these files go unless somebody beside those in temp.gone keeps them or can have them back."""
    if known := sorted(hashes):
        run(_FORGET_BYTES, json.dumps(known), json.dumps([BY_NAME[table].number for table in _NAMING]))


_AWAY: Final = (
    "FROM customer_figures f JOIN customer c ON c.id = f.customer"
    " WHERE f.visible = 0 AND c.archived_at IS NOT NULL AND c.merged_into IS NULL AND c.erased_on IS NULL"
)
_ROWS: Final = (
    "SELECT c.id, c.code, c.name, f.phone, c.archive_reason, c.archived_at, f.last_contact_on,"
    " coalesce((SELECT level FROM blacklist WHERE customer = c.id), '')"
    " FROM customer c JOIN customer_figures f ON f.customer = c.id"
    " WHERE c.archived_at IS NOT NULL AND c.merged_into IS NULL AND c.id IN ({})"
)
_GONE: Final = "(SELECT id FROM temp.gone)"
_OF_GONE: Final = f"customer IN {_GONE}"
_QUOTES: Final = f"(SELECT id FROM quote WHERE {_OF_GONE})"
_EITHER: Final = f"customer IN {_GONE} OR other IN {_GONE}"
_NAMED: Final = (  # what a row of somebody who stays may name of somebody who goes
    ("task", "interaction", "interaction"), ("task", "quote", "quote"), ("task", "sale", "sale"), ("sale", "quote", "quote"),
    ("sale", "returns", "sale"), ("payment", "sale", "sale"), ("payment", "counters", "payment"), ("quote", "contact", "contact"),
)  # fmt: skip
_DETACH: Final = tuple(
    f"UPDATE {table} SET {column} = NULL WHERE {column} IN (SELECT id FROM {parent} WHERE {_OF_GONE})"
    f" AND coalesce(customer, 0) NOT IN {_GONE}"
    for table, column, parent in _NAMED
)
_KEEP_REQUESTS: Final = (
    f"UPDATE request SET customer = NULL, note = '' WHERE {_OF_GONE}"  # that it was answered is the shop's proof
)
_CHILDREN: Final = (
    ("task", _OF_GONE),
    ("put_off", _OF_GONE),
    ("payment", _OF_GONE),
    ("wanted", _OF_GONE),
    ("customer_cost", _OF_GONE),
    ("suggestion", _OF_GONE),
    ("sale_line", f"sale IN (SELECT id FROM sale WHERE {_OF_GONE})"),
    ("sale", _OF_GONE),
    ("issued_quote", f"quote IN {_QUOTES}"),
    ("quote_line", f"quote IN {_QUOTES}"),
    ("quote", _OF_GONE),
    ("interaction", _OF_GONE),
    ("consent", _OF_GONE),
    ("disclosure", _OF_GONE),
    ("retention_review", _OF_GONE),
    ("breach_person", _OF_GONE),
    ("attachment", _OF_GONE),
    ("waiting", _OF_GONE),
    ("customer_tag", _OF_GONE),
    ("blacklist", _OF_GONE),
    ("opt_out", _OF_GONE),
    ("not_same", _EITHER),
    ("relation", _EITHER),
    ("contact_point", _OF_GONE),
    ("contact", _OF_GONE),
    ("address", _OF_GONE),
    ("draft", _OF_GONE),
    ("customer", f"id IN {_GONE}"),
)
_FORGET_NAMES: Final = (  # what they bought under a name nobody else bought and no product has, may tell who they were
    "DELETE FROM item WHERE product IS NULL"
    f" AND NOT EXISTS (SELECT 1 FROM sale_fact f WHERE f.item = item.id AND f.customer NOT IN {_GONE})"
    " AND NOT EXISTS (SELECT 1 FROM item p WHERE p.normal = item.normal AND p.product IS NOT NULL)"
)
_NAMING: Final = ("attachment", "product", "setting")  # tables whose history names files: photos, pictures, logo and seals
_KEPT: Final = (  # of files still there, and of those somebody else's history can bring back
    "SELECT blob_hash, thumbnail_hash FROM attachment UNION ALL SELECT blob_hash, NULL FROM issued_quote UNION ALL"
    " SELECT picture_hash, thumbnail_hash FROM product UNION ALL"
    " SELECT trim(value, '\"'), NULL FROM setting WHERE key GLOB 'letterhead_*' UNION ALL"
    " SELECT coalesce(json_extract(before, '$.blob_hash'), json_extract(before, '$.picture_hash'),"
    " trim(json_extract(before, '$.value'), '\"')), json_extract(before, '$.thumbnail_hash') FROM change"
    f" WHERE tbl IN (SELECT value FROM json_each(?2)) AND before IS NOT NULL AND (customer IS NULL OR customer NOT IN {_GONE})"
)
_FORGET_BYTES: Final = (
    f"WITH kept AS MATERIALIZED ({_KEPT}) DELETE FROM blob WHERE hash IN (SELECT value FROM json_each(?1)) AND hash NOT IN"
    " (SELECT blob_hash FROM kept WHERE blob_hash IS NOT NULL UNION SELECT thumbnail_hash FROM kept"
    " WHERE thumbnail_hash IS NOT NULL)"
)
