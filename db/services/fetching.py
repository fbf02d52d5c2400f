"""只救回這一位: one customer of a copy back into the open shop, in one unit that can be taken back.

A row is the same in both files where its id and the moment it was made are the same (so the erased are known).
What is missing here comes back under its old id, or a new one where that is taken; what is here stays, but for the fields the
owner wants from the copy. Lines of a quote or sale come with it alone: one that is still here may have been changed since.
Requests of the law stay in the register whatever becomes of the customer; rows that wait belong to their import; suggestions and
what Today leaves alone are worked out and asked anew: none of these comes back.
"""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from db.core import chain, search, trouble
from db.core.audited import columns
from db.core.connection import connect, database, rows, run, value
from db.core.errors import NotFoundError, RefusedError
from db.core.journal import require, unit
from db.services import attachments, erased, known_as, lists, suppression
from db.services.looking import Laid
from db.services.same_rows import Row, free, kept, present, same
from resources.i18n import _

_MOST: Final = 200  # customers found by a name
_BIRTHDAY: Final = ("birth_year", "birth_month", "birth_day", "birth_lunar", "birth_leap")
_ASKED: Final = {  # columns of a row that is here, which may differ from the copy's
    "customer": (
        "name", "kind", "short_name", "company", "title", "gender", "tax_id", "birth_month", "website", "category", "source",
        "referrer", "staff", "customer_since", "preferred_channel", "note", "price_level", "credit_limit", "credit_days",
        "closing_day", "extra",
    ),
    "contact": ("name", "title", "note"),
    "contact_point": ("text",),
    "address": ("text",),
}  # fmt: skip
_ALONG: Final = {  # what changes with a column that is asked for
    ("customer", "birth_month"): _BIRTHDAY,
    ("contact_point", "text"): ("text", "normal", "kind"),
    ("address", "text"): ("text", "zip", "city", "district"),
}
_OWN: Final = (  # what hangs on a customer, each after what it refers to
    "contact", "contact_point", "address", "customer_tag", "interaction", "quote", "sale", "payment", "task", "attachment",
    "wanted", "customer_cost", "consent", "disclosure", "retention_review", "relation",
)  # fmt: skip
_MARKS: Final = ("opt_out", "blacklist")  # of somebody who is here the shop's own count
_WITHIN: Final = {"quote": ("quote_line", "issued_quote"), "sale": ("sale_line",)}
_REFERS: Final = {  # column: table, where it names something of the same customer
    "contact": "contact", "interaction": "interaction", "quote": "quote", "sale": "sale", "returns": "sale",
    "counters": "payment", "evidence": "attachment",
}  # fmt: skip
_NAMED: Final = {"product": "product", "tag": "tag", "notice": "notice", "other": "customer"}  # what is everybody's
_NUMBERS: Final = ("number", "code")  # each stands once in the shop
_BLOBS: Final = ("blob_hash", "thumbnail_hash")
COUNTED: Final = ("interaction", "quote", "sale", "payment", "task", "attachment", "contact_point", "address")


@dataclass(frozen=True, slots=True)
class Found:
    """A customer of the copy."""

    id: int
    name: str
    phone: str
    city: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else in the copy; `key` names it to `fetch`, `kind` is a contact point's."""

    key: str
    table: str
    column: str
    kind: str
    here: Any
    there: Any


@dataclass(frozen=True, slots=True)
class Plan:
    """What fetching this customer would do. `state`: gone, here, archived, merged (`known_as` is who they are part of now)."""

    customer: int
    name: str
    state: str
    known_as: str = ""
    missing: dict[str, int] = field(default_factory=dict)  # table: rows that come back
    differences: tuple[Difference, ...] = ()

    @property
    def is_needless(self) -> bool:
        """Whether everything of the copy is here as it is there."""
        return self.state == "here" and not self.differences and not any(self.missing.values())


def find(laid: Laid, text: str) -> list[Found]:
    """The customers of the copy that match, best first, or those of the latest contacts. RefusedError: not the owner."""
    with _reading(laid):
        found = search.find(text, _MOST) if text.strip() else list(lists.ids(lists.ListQuery()))[:_MOST]
        there = rows("SELECT id FROM customer WHERE merged_into IS NULL AND erased_on IS NULL")
        ids = [one for one in found if (one,) in set(there)]
        return [Found(one.id, one.name, one.phone, one.city) for one in lists.rows(ids)]


def plan(laid: Laid, customer: int) -> Plan:
    """What would come back. RefusedError: they were erased since, or it is a copy of another shop; NotFoundError."""
    with closing(connect(laid.shop, laid.key, "ro&immutable=1")) as copied:
        return _Fetch(copied, customer).plan()


def fetch(laid: Laid, customer: int, taken: Collection[str] = ()) -> int:
    """Put the customer back, with what is missing of them, and the copy's word in these fields (Difference.key); their id now.

    Raises what `plan` raises; then nothing was changed.
    """
    with (
        trouble.explained(database.path or laid.shop),
        closing(connect(laid.shop, laid.key, "ro&immutable=1")) as copied,
        unit("backups.fetch") as opened,
    ):
        work = _Fetch(copied, customer)
        opened.detail["customer"] = target = work.put(frozenset(taken))
        return target


@contextmanager
def _reading(laid: Laid) -> Iterator[None]:
    require("backups.fetch")
    with closing(connect(laid.shop, laid.key, "ro&immutable=1")) as copied, database.reading(copied):
        yield


class _Fetch:
    """One customer on the way from a copy into the open shop."""

    def __init__(self, copied: Any, customer: int) -> None:
        require("backups.fetch")
        self._copied = copied
        if chain.first_head(copied) != chain.first_head(database.connection()):
            raise RefusedError(_("This is a backup of another shop: one customer can only be fetched back into their own."))
        found = self._there("customer", "id", customer)
        if not found:
            raise NotFoundError(_("This customer is not in the backup."))
        self._row = found[0]
        self._here = same("customer", self._row)
        self._target = self._followed()
        self._put: dict[tuple[str, int], int] = {}  # what came back under which id

    def _there(self, table: str, column: str, number: int) -> list[Row]:
        names = columns(self._copied, table)
        found = self._copied.execute(f"SELECT * FROM {table} WHERE {column} = ? ORDER BY id", (number,)).fetchall()
        return [dict(zip(names, one, strict=True)) for one in found]

    def _followed(self) -> Row | None:
        at = self._here
        while at is not None and at["merged_into"] is not None:
            at = kept("customer", at["merged_into"])
        known = any((one.customer, one.born) == (self._row["id"], self._row["created_at"]) for one in erased.here())
        if known or (at is not None and at["erased_on"]):
            raise RefusedError(
                _("This person asked to be erased, and was. They do not come back from a backup. Nothing was changed.")
            )
        return at

    def plan(self) -> Plan:
        state = "gone"
        if self._target is not None:
            state = "merged" if self._target["id"] != self._row["id"] else "archived" if self._is_put_away() else "here"
        missing = {table: sum(present(table, one) is None for one in self._of(table)) for table in COUNTED}
        known_as = self._target["name"] if self._target and state == "merged" else ""
        return Plan(self._row["id"], self._row["name"], state, known_as, missing, tuple(self._differences()))

    def _is_put_away(self) -> bool:
        return bool(self._target and self._target["archived_at"] and not self._row["archived_at"])

    def _of(self, table: str) -> list[Row]:
        return self._there(table, "customer", self._row["id"])

    def _differences(self) -> Iterator[Difference]:
        if self._target is not None:
            yield from _compared("customer", self._target, self._row)
        for table in ("contact", "contact_point", "address"):
            for there in self._of(table):
                if here := same(table, there):
                    yield from _compared(table, here, there)

    def put(self, taken: frozenset[str]) -> int:
        if self._target is None:
            target = self._put_customer()
        else:
            target = int(self._target["id"])
            if self._is_put_away():
                run("UPDATE customer SET archived_at = NULL, archive_reason = '' WHERE id = ?", target)
        self._take(taken)
        for table in (*_OWN, *(_MARKS if self._target is None else ())):
            for one in self._of(table):
                self._put_row(table, one, target)
        suppression.apply(target, {one["normal"] for one in self._of("contact_point")})
        return target

    def _put_customer(self) -> int:
        row = dict(self._row) | {"merged_into": None}
        if row["code"] and value("SELECT 1 FROM customer WHERE code = ?", row["code"]):
            row |= {"code": "", "note": known_as.other_code(row["note"], row["code"])}
        return self._insert("customer", row)

    def _take(self, taken: frozenset[str]) -> None:
        """The copy's word in the fields the owner wants from it."""
        for one in self._differences():
            if one.key in taken:
                table, number = one.table, int(one.key.split(":")[1])
                there = self._row if table == "customer" else self._there(table, "id", number)[0]
                names = _ALONG.get((table, one.column), (one.column,))
                at = self._target["id"] if table == "customer" and self._target else number
                for name in names:
                    run(f"UPDATE {table} SET {name} = ? WHERE id = ?", there[name], at)

    def _put_row(self, table: str, row: Row, target: int) -> None:
        there = present(table, row)
        if there is None:
            made = self._ready(row) | {"customer": target}
            if table == "relation" and made["other"] in (None, target):
                return
            if table in ("customer_tag", *_MARKS) and self._has_mark(table, made):
                return
            there = self._insert(table, made)
            for part in _WITHIN.get(table, ()):
                for one in self._there(part, table, row["id"]):
                    self._insert(part, self._ready(one) | {table: there})
        self._put[table, row["id"]] = there

    @staticmethod
    def _has_mark(table: str, row: Row) -> bool:
        second = {"customer_tag": "tag", "opt_out": "channel"}.get(table, "customer")
        return bool(rows(f"SELECT 1 FROM {table} WHERE customer = ? AND {second} = ?", row["customer"], row[second]))

    def _ready(self, row: Row) -> Row:
        """The row as it can stand here: what it names is there, or is left out; its files come along."""
        ready = dict(row)
        for name, stored in row.items():
            if stored is None or name == "id":
                continue
            if name in _REFERS:
                ready[name] = self._put.get((_REFERS[name], stored))
            elif name in _NAMED:
                ready[name] = self._named(_NAMED[name], stored)
            elif name in _BLOBS and stored:
                self._bring(stored)
        return ready

    def _named(self, table: str, number: int) -> int | None:
        if not (found := self._there(table, "id", number)):
            return None
        (there,) = found
        if here := same(table, there):
            return int(here["id"])
        if table != "tag":
            return None
        named = value("SELECT id FROM tag WHERE name = ?", there["name"])
        return named or self._insert("tag", there | {"rule": ""})

    def _bring(self, name: str) -> None:
        found = self._copied.execute("SELECT bytes FROM blob WHERE hash = ?", (name,)).fetchone()
        if found:
            attachments.keep(bytes(found[0]))

    def _insert(self, table: str, row: Row) -> int:
        """Put the row in, under its id where that is free; its number where nobody else has it."""
        row = dict(row)
        if row.get("came_from") and not value("SELECT 1 FROM import_run WHERE id = ?", row["came_from"]):
            row |= {"came_from": None, "came_row": None}
        if value(f"SELECT 1 FROM {table} WHERE id = ?", row["id"]):
            del row["id"]
        for name in _NUMBERS:
            if row.get(name) and table != "product":
                row[name] = free(table, name, row[name])
        names = ", ".join(f'"{name}"' for name in row)
        run(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", *row.values())
        return int(value("SELECT last_insert_rowid()"))


def _compared(table: str, here: Row, there: Row) -> Iterator[Difference]:
    for name in _ASKED[table]:
        along = [one for one in _ALONG.get((table, name), (name,)) if one != "normal"]
        if [here[one] for one in along] != [there[one] for one in along]:
            yield Difference(f"{table}:{there['id']}:{name}", table, name, str(there.get("kind", "")), here[name], there[name])
