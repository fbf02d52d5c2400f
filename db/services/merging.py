"""Two customers made one: everything that hangs on the second goes to the first; the second stays as a row that points to it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Blacklist, Customer
from db.services import customers, joining, known_as, own_fields
from db.services.customer_form import CustomerForm
from db.services.standing_rows import ByHand
from resources.i18n import _

_WHOLE: Final = (
    "interaction",
    "quote",
    "sale",
    "payment",
    "wanted",
    "attachment",
    "waiting",
    "task",
    "customer_cost",
    "suggestion",
    "consent",
    "request",
    "disclosure",
    "retention_review",
    "breach_person",
)  # tables whose rows all go over
_COUNTED: Final = ("interaction", "quote", "sale", "payment", "wanted", "task", "attachment")
_ONCE: Final = (("customer_tag", "tag"), ("opt_out", "channel"), ("put_off", "kind"))  # one row of each a customer
_FILLED: Final = ("contact_interval", "contact_start", "told_on", "disputed_on", "stopped_on")  # columns outside the form
_SAID: Final = (("stage", ("stage", "stage_since", "stage_until")), ("lost_on", ("lost_on", "lost_reason")))  # taken together
_TOLD_TWICE: Final = (
    "DELETE FROM relation WHERE ?1 IN (customer, other) AND EXISTS (SELECT 1 FROM relation r WHERE r.id < relation.id"
    " AND r.customer = relation.customer AND r.other = relation.other AND r.kind = relation.kind AND r.note = relation.note)"
)


def merge(
    kept: int,
    gone: int,
    taken: Collection[str] | None = None,
    added: Collection[str] | None = None,
    declined: Collection[str] | None = None,
) -> int:
    """Merge `gone` into `kept`: what only `gone` knows is filled in, and of `kept` only what is `taken` is replaced.

    `taken`, `added` and `declined` as in joining.joined; without them joining.usual, and differing opening balances are added
    up: what is owed on both cards is owed. The id that stays.
    """
    first, second = customers.follow(kept), customers.follow(gone)
    if first == second:
        raise InputError(_("This is the same customer already."))
    with unit("customers.merge", kept=first, gone=second):
        one, other = customers.form(first), customers.form(second)
        known = {*joining.TAKEN, *one.own, *other.own}
        if strange := [name for name in (*(taken or ()), *(declined or ())) if name not in known]:
            raise InputError(_("“{field}” is no field that can be taken over.").format(field="、".join(strange)))
        values = _values(first, second, _as_one(one, other, _chosen(one, other, taken, added, declined)))
        _move_reach(first, second)
        _move_marks(first, second)
        _move_ties(first, second)
        for table in _WHOLE:
            run(f"UPDATE {table} SET customer = ? WHERE customer = ?", first, second)
        Customer.update(merged_into=first, code="").where(Customer.id == second).execute()
        if values:
            Customer.update(values).where(Customer.id == first).execute()
    return first


def holdings(customer: int) -> dict[str, int]:
    """How many rows of each kind hang on a customer: "interaction", "quote", "sale", "payment", "wanted", "task", ..."""
    counted = {table: value(f"SELECT count(*) FROM {table} WHERE customer = ?", customer) for table in _COUNTED}
    ties = value("SELECT count(*) FROM relation WHERE customer = ?1 OR other = ?1", customer)
    return {table: int(count or 0) for table, count in (counted | {"relation": ties}).items()}


def opening(one: CustomerForm, other: CustomerForm) -> dict[str, int]:
    """What the opening balances (what is owed, points, stored value) of two customers make together, by their keys."""
    counted = {field.key for field in own_fields.rows(archived=True) if field.is_opening and field.kind == "number"}
    return {key: total for key, total in joining.totals(one, other).items() if key in counted}


def _chosen(one: CustomerForm, other: CustomerForm, *asked: Collection[str] | None) -> list[Collection[str]]:
    """What is taken, added up and declined: as asked, else the usual."""
    taken, added, declined = asked
    usual = joining.usual(one, other)
    taken = usual[0] if taken is None else taken
    if added is None:
        added = [key for key in opening(one, other) if key not in taken and one.own[key] != other.own[key]]
    return [taken, added, usual[1] if declined is None else declined]


def _as_one(one: CustomerForm, other: CustomerForm, chosen: Sequence[Collection[str]]) -> CustomerForm:
    """The two as one form, in which every code and name keeps being found."""
    both = joining.joined(one, other, *chosen)
    for code in (one.code, other.code):
        if code and code != both.code:
            both.note = known_as.other_code(both.note, code)
    for name in (one.name, one.short_name, other.short_name, other.name):
        both.short_name = both.short_name or (name if name != both.name else "")
        if name and name not in (both.name, both.short_name):
            both.note = known_as.other_name(both.note, name)
    return both


def _values(first: int, second: int, both: CustomerForm) -> dict[str, object]:
    """The columns of the customer that stays which the other one fills."""
    wanted = customers.columns(both, stored=both.own)
    row, more = (Customer.get_by_id(number) for number in (first, second))
    wanted |= {name: getattr(more, name) for name in _FILLED if getattr(row, name) is None}
    for told_by, columns in _SAID:
        if _weight(more, told_by) > _weight(row, told_by):
            wanted |= {name: getattr(more, name) for name in columns}
    return {name: value for name, value in wanted.items() if getattr(row, name) != value}


def _weight(row: Any, told_by: str) -> tuple[bool, bool]:
    """What was said of a customer: nothing, something that is over, or something that holds today."""
    there = bool(getattr(row, told_by))
    holds = ByHand(row.stage, row.stage_since, row.stage_until).stage_on(clock.today()) if told_by == "stage" else there
    return bool(holds), there


def _move_reach(first: int, second: int) -> None:
    """Contacts with their numbers, then numbers and addresses `first` has not, behind its own."""
    run("UPDATE contact_point SET customer = ? WHERE customer = ? AND contact IS NOT NULL", first, second)
    run("UPDATE contact SET customer = ?, position = position + 1000 WHERE customer = ?", first, second)
    _move_new("contact_point", "kind, text, normal", joining.point_key, first, second)
    _move_new("address", "text", joining.plain, first, second)


def _move_new(table: str, columns: str, key: Callable[..., object], first: int, second: int) -> None:
    """Move the rows of `second` whose key no row of `first` has."""
    known = {key(*row) for row in read(f"SELECT {columns} FROM {table} WHERE customer = ?", first)}
    for number, *row in read(f"SELECT id, {columns} FROM {table} WHERE customer = ? ORDER BY position, id", second):
        if key(*row) not in known:
            known.add(key(*row))
            run(f"UPDATE {table} SET customer = ?, position = position + 1000, is_primary = 0 WHERE id = ?", first, number)


def _move_marks(first: int, second: int) -> None:
    """Tags, refusals, what Today leaves alone, and the entry on the watch list."""
    for table, column in _ONCE:
        run(
            f"UPDATE {table} SET customer = ?1 WHERE customer = ?2"
            f" AND {column} NOT IN (SELECT {column} FROM {table} WHERE customer = ?1)",
            first,
            second,
        )
    mine, theirs = (Blacklist.get_or_none(Blacklist.customer == one) for one in (first, second))
    if theirs is not None and mine is None:
        Blacklist.update(customer=first).where(Blacklist.id == theirs.id).execute()
    elif theirs is not None and mine is not None:
        Blacklist.update(_both_entries(mine, theirs)).where(Blacklist.id == mine.id).execute()


def _both_entries(mine: Any, theirs: Any) -> dict[str, Any]:
    """Two entries on the watch list as one: the harder level, everything that was written, the first day to look again."""
    texts = {name: [getattr(one, name) for one in (mine, theirs)] for name in ("reason", "evidence", "owner_note")}
    joined = {name: "；".join(dict.fromkeys(filter(None, both))) for name, both in texts.items()}
    days = [one.review_on for one in (mine, theirs) if one.review_on]
    return {
        **joined,
        "level": "stop" if "stop" in (mine.level, theirs.level) else mine.level,
        "since": min(filter(None, (mine.since, theirs.since)), default=None),
        "review_on": min(days, default=None),
    }


def _move_ties(first: int, second: int) -> None:
    """Relations to others, and who was said to be somebody else."""
    run("DELETE FROM relation WHERE (customer = ?1 AND other = ?2) OR (customer = ?2 AND other = ?1)", first, second)
    run("UPDATE relation SET customer = ? WHERE customer = ?", first, second)
    run("UPDATE relation SET other = ? WHERE other = ?", first, second)
    run(_TOLD_TWICE, first)
    for number, customer, other in read("SELECT id, customer, other FROM not_same WHERE ? IN (customer, other)", second):
        stranger = other if customer == second else customer
        run("DELETE FROM not_same WHERE id = ?", number)
        if stranger != first:
            customers.say_apart(first, stranger)
