"""Two customers made one: everything that hangs on the second goes to the first; the second stays as a row that points to it."""

from collections.abc import Callable, Collection
from typing import Final

from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Blacklist, Customer
from db.services import customers, joining, known_as
from resources.i18n import _

_WHOLE: Final = ("interaction", "sale", "attachment", "waiting")  # tables whose rows all go over


def merge(kept: int, gone: int, taken: Collection[str] = ()) -> int:
    """Merge `gone` into `kept`: what only `gone` knows is filled in, and of `kept` only what is `taken` is replaced.

    `taken` as in joining.joined. The id that stays.
    """
    first, second = customers.follow(kept), customers.follow(gone)
    if first == second:
        raise InputError(_("This is the same customer already."))
    with unit("customers.merge", kept=first, gone=second):
        values = _values(first, second, taken)
        _move_reach(first, second)
        _move_marks(first, second)
        _move_ties(first, second)
        for table in _WHOLE:
            run(f"UPDATE {table} SET customer = ? WHERE customer = ?", first, second)
        Customer.update(merged_into=first, code="").where(Customer.id == second).execute()
        if values:
            Customer.update(values).where(Customer.id == first).execute()
    return first


def _values(first: int, second: int, taken: Collection[str]) -> dict[str, object]:
    """The columns of the customer that stays which the other one fills."""
    one, other = customers.form(first), customers.form(second)
    both = joining.joined(one, other, taken)
    for code in (one.code, other.code):
        if code and code != both.code:
            both.note = known_as.other_code(both.note, code)
    for name in (one.name, one.short_name, other.short_name, other.name):  # every name keeps being found
        both.short_name = both.short_name or (name if name != both.name else "")
        if name and name not in (both.name, both.short_name):
            both.note = known_as.other_name(both.note, name)
    wanted = customers.columns(both, stored=both.own)
    row = Customer.get_by_id(first)
    return {name: value for name, value in wanted.items() if getattr(row, name) != value}


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
    """Tags, opt-outs and the entry on the watch list."""
    for table, column in (("customer_tag", "tag"), ("opt_out", "channel")):
        run(
            f"UPDATE {table} SET customer = ?1 WHERE customer = ?2"
            f" AND {column} NOT IN (SELECT {column} FROM {table} WHERE customer = ?1)",
            first,
            second,
        )
    mine, theirs = (Blacklist.get_or_none(Blacklist.customer == one) for one in (first, second))
    if theirs is not None and mine is None:
        Blacklist.update(customer=first).where(Blacklist.id == theirs.id).execute()
    elif theirs is not None and mine is not None and theirs.reason not in mine.reason:
        level = "stop" if "stop" in (mine.level, theirs.level) else mine.level
        Blacklist.update(reason=f"{mine.reason}；{theirs.reason}", level=level).where(Blacklist.id == mine.id).execute()


def _move_ties(first: int, second: int) -> None:
    """Relations to others, and who was said to be somebody else."""
    run("DELETE FROM relation WHERE (customer = ?1 AND other = ?2) OR (customer = ?2 AND other = ?1)", first, second)
    run("UPDATE relation SET customer = ? WHERE customer = ?", first, second)
    run("UPDATE relation SET other = ? WHERE other = ?", first, second)
    for number, customer, other in read("SELECT id, customer, other FROM not_same WHERE ? IN (customer, other)", second):
        stranger = other if customer == second else customer
        run("DELETE FROM not_same WHERE id = ?", number)
        if stranger != first:
            customers.say_apart(first, stranger)
