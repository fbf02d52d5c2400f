"""What an import needs to know of the shop: keys of every customer, whole customers on request, rows imported before."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from db.core import tally
from db.core.connection import rows
from db.models.fields import canonical

_BLOCK: Final = 500  # ids a query
STEPS: Final = 1.5  # a customer read whole; a step is what comparing two takes
NUMBERS: Final = ("credit_limit", "credit_days", "closing_day")  # terms that are numbers in the shop, and text here
TERMS: Final = ("price_level", *NUMBERS)
SCALARS: Final = (
    "code",
    "name",
    "short_name",
    "company",
    "title",
    "gender",
    "tax_id",
    "birthday",
    "website",
    "category",
    "source",
    "referrer",
    "customer_since",
    "staff",
    "kind",
    *TERMS,
)  # of one value each; the birthday is put together of its columns
_COLUMNS: Final = tuple(name for name in SCALARS if name != "birthday")


@dataclass(slots=True)
class ShopKeys:
    """Keys of every customer, archived, blacklisted and merged (as whom they were merged into) too; values are -(id)."""

    codes: dict[str, int] = field(default_factory=dict)
    tax_ids: dict[str, int] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)  # normal form of phones, mails, LINE ids
    more: dict[str, list[int]] = field(default_factory=dict)  # further customers under one of these keys
    places: dict[str, int] = field(default_factory=dict)  # name, NUL, address
    names: dict[str, list[int]] = field(default_factory=dict)
    lineage: dict[int, int] = field(default_factory=dict)  # record -> customer it became when this very file was imported before
    by_name: dict[int, int] = field(default_factory=dict)  # record -> customer of its name that came from a list of this layout
    not_same: set[tuple[int, int]] = field(default_factory=set)


@dataclass(slots=True)
class ShopCustomer:
    """One customer of the shop as plain values; `own` by the field's title."""

    id: int
    scalars: dict[str, Any]
    note: str
    state: str  # archived, or nothing
    points: list[tuple[str, str, str, str]] = field(default_factory=list)  # kind, text, normal, label
    places: list[tuple[str, str, str, str, str]] = field(default_factory=list)  # text, zip, city, district, label
    contacts: list[tuple[str, str]] = field(default_factory=list)
    own: dict[str, Any] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    blacklist: str = ""


def keys() -> ShopKeys:
    """The keys of the whole shop."""
    found = ShopKeys()
    stands = stands_for()
    names: dict[int, str] = {}
    for customer, code, tax_id, name in rows("SELECT id, code, tax_id, name FROM customer"):
        holder = stands.get(customer, customer)
        names[customer] = name
        if code:
            _note(found, found.codes, code, holder)
        if tax_id:
            _note(found, found.tax_ids, tax_id, holder)
        if name:
            holders = found.names.setdefault(name, [])
            if -holder not in holders:
                holders.append(-holder)
    for normal, customer in rows(
        "SELECT normal, customer FROM contact_point WHERE normal <> '' AND kind IN ('phone', 'mobile', 'email', 'line_id')"
    ):
        _note(found, found.points, normal, stands.get(customer, customer))
    for place, customer in rows("SELECT text, customer FROM address"):
        found.places.setdefault(f"{names.get(customer, '')}\0{place}", -stands.get(customer, customer))
    found.not_same = {(one, other) for one, other in rows("SELECT customer, other FROM not_same")}
    return found


def _note(found: ShopKeys, keyed: dict[str, int], key: str, customer: int) -> None:
    first = keyed.setdefault(key, -customer)
    if first != -customer:
        found.more.setdefault(key, []).append(-customer)


def stands_for() -> dict[int, int]:
    """Merged customers and whom they were merged into, followed to the end."""
    merged: dict[int, int] = dict(rows("SELECT id, merged_into FROM customer WHERE merged_into IS NOT NULL"))
    found = {}
    for customer, target in merged.items():
        last = target
        while last in merged:
            last = merged[last]
        found[customer] = last
    return found


def imported(digest: str, sheet: str | None) -> dict[int, list[int]]:
    """Excel's row -> the customers it became or was merged into, when this very file was imported before and not taken back.

    Lists side by side have several a row; the last one counts where nothing else tells.
    """
    stands = stands_for()
    runs = "SELECT id FROM import_run WHERE file_hash = ? AND sheet IS ? AND undone_by IS NULL AND unit IS NOT NULL"
    made = f"SELECT came_row, id FROM customer WHERE came_row IS NOT NULL AND came_from IN ({runs})"
    lines = f"SELECT row, customer FROM import_line WHERE import_run IN ({runs}) AND customer IN (SELECT id FROM customer)"
    found: dict[int, list[int]] = {}
    for row, customer in [*rows(made, digest, sheet), *rows(lines, digest, sheet)]:
        found.setdefault(row, []).append(stands.get(customer, customer))
    return found


def of_layout(layout: str) -> dict[str, int]:
    """Name -> customer, of names that came exactly once from lists of this layout."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    runs = "SELECT id FROM import_run WHERE layout = ? AND undone_by IS NULL"
    for name, customer in rows(
        f"SELECT name, id FROM customer WHERE name <> '' AND merged_into IS NULL AND came_from IN ({runs})", layout
    ):
        if name in found:
            twice.add(name)
        found[name] = customer
    return {name: customer for name, customer in found.items() if name not in twice}


def waiting_rows(digest: str, sheet: str | None) -> set[tuple[int, str | None]]:
    """(row, column) of everything of this file that waits already."""
    runs = "SELECT id FROM import_run WHERE file_hash = ? AND sheet IS ?"
    return set(rows(f"SELECT row, column FROM waiting WHERE import_run IN ({runs})", digest, sheet))


def files() -> list[str]:
    """The names of all files imported and not taken back."""
    return [file for (file,) in rows("SELECT DISTINCT file FROM import_run WHERE undone_by IS NULL AND unit IS NOT NULL")]


def is_known(digest: str) -> bool:
    """True when this very file was imported before and not taken back."""
    return bool(rows("SELECT 1 FROM import_run WHERE file_hash = ? AND undone_by IS NULL AND unit IS NOT NULL LIMIT 1", digest))


def customers(ids: Iterable[int]) -> dict[int, ShopCustomer]:
    """These customers with everything an import may fill or change."""
    wanted = sorted(set(ids))
    titles = {f"f{number}": title for number, title in rows("SELECT id, title FROM own_field")}
    found: dict[int, ShopCustomer] = {}
    for start in range(0, len(wanted), _BLOCK):
        _load(wanted[start : start + _BLOCK], titles, found)
        tally.passed(_BLOCK * STEPS)
    return found


def _load(ids: list[int], titles: dict[str, str], found: dict[int, ShopCustomer]) -> None:
    marks = ",".join("?" * len(ids))
    born = "birth_year, birth_month, birth_day, birth_lunar"
    for row in rows(
        f"SELECT id, note, extra, archived_at, {born}, {', '.join(_COLUMNS)} FROM customer WHERE id IN ({marks})", *ids
    ):
        number, note, extra, archived, *born_on = row[:8]
        given = zip(_COLUMNS, row[8:], strict=True)
        scalars = {name: str(value) if name in NUMBERS else value for name, value in given if value not in (None, "")}
        if birthday := birthday_text(*born_on):
            scalars["birthday"] = birthday
        own = {titles.get(key, key): value for key, value in json.loads(extra).items()}
        found[number] = ShopCustomer(number, scalars, note, "archived" if archived else "", own=own)
    ordered = f"WHERE customer IN ({marks}) ORDER BY is_primary DESC, position, id"
    for customer, *point in rows(f"SELECT customer, kind, text, normal, label FROM contact_point {ordered}", *ids):
        found[customer].points.append(tuple(point))
    for customer, *place in rows(f"SELECT customer, text, zip, city, district, label FROM address {ordered}", *ids):
        found[customer].places.append(tuple(place))
    for customer, *contact in rows(
        f"SELECT customer, name, title FROM contact WHERE customer IN ({marks}) ORDER BY position, id", *ids
    ):
        found[customer].contacts.append(tuple(contact))
    for customer, tag in rows(
        f"SELECT customer, name FROM customer_tag JOIN tag ON tag.id = tag WHERE customer IN ({marks})", *ids
    ):
        found[customer].tags.add(tag)
    for customer, reason in rows(f"SELECT customer, reason FROM blacklist WHERE customer IN ({marks})", *ids):
        found[customer].blacklist = reason or "?"


def has_code(code: str, besides: int) -> bool:
    """True when a customer other than this one has the code."""
    return bool(rows("SELECT 1 FROM customer WHERE code = ? AND id <> ?", code, besides))


def with_code(code: str) -> int | None:
    """The customer who has this code, put away or not."""
    found = rows("SELECT id FROM customer WHERE code IN (?1, upper(?1)) AND code <> '' AND merged_into IS NULL", code.strip())
    return found[0][0] if len(found) == 1 else None


def extra_with(customer: int, own: dict[str, Any]) -> str:
    """A customer's own fields with these values put in, as stored."""
    ((extra,),) = rows("SELECT extra FROM customer WHERE id = ?", customer)
    return canonical({**json.loads(extra), **own})


def came_rows(table: str, digest: str, sheet: str | None) -> dict[int, int]:
    """Excel's row -> the row of this table it became, when this very file was imported before and not taken back."""
    runs = "SELECT id FROM import_run WHERE file_hash = ? AND sheet IS ? AND undone_by IS NULL AND unit IS NOT NULL"
    return dict(rows(f"SELECT came_row, id FROM {table} WHERE came_from IN ({runs})", digest, sheet))


def sale_lines(customers: Iterable[int]) -> Counter[tuple[Any, ...]]:
    """How often each line is there: customer, order, day, product, quantity x 10,000, amount."""
    sql = (
        "SELECT s.customer, s.order_no, s.happened_on, l.name, l.quantity, l.amount FROM sale s JOIN sale_line l ON l.sale = s.id"
        " WHERE s.customer IN (SELECT value FROM json_each(?))"
    )
    return Counter(rows(sql, json.dumps(sorted(customers))))


def orders(customers: Iterable[int]) -> dict[tuple[int, str], int]:
    """The sale of each customer and order number."""
    sql = "SELECT customer, order_no, id FROM sale WHERE order_no <> '' AND customer IN (SELECT value FROM json_each(?))"
    return {(customer, order): number for customer, order, number in rows(sql, json.dumps(sorted(customers)))}


def talks(customers: Iterable[int]) -> Counter[tuple[Any, ...]]:
    """How often each talk is there: customer, day, words."""
    sql = "SELECT customer, happened_on, text FROM interaction WHERE customer IN (SELECT value FROM json_each(?))"
    return Counter(rows(sql, json.dumps(sorted(customers))))


def birthday_text(year: int | None, month: int | None, day: int | None, lunar: int = 0) -> str:
    """A birthday as files and dumps say it: YYYY-MM-DD, --MM-DD, YYYY-MM or YYYY; "~" before a lunar one; "": unknown."""
    if not (year or month):
        return ""
    born = f"{year:04}" if year else "-"
    if month:
        born += f"-{month:02}" + (f"-{day:02}" if day else "")
    return ("~" if lunar else "") + born


def birthday_parts(born: str | None) -> tuple[int | None, int | None, int | None, int]:
    """Year, month, day, lunar of what `birthday_text` writes."""
    if not born:
        return None, None, None, 0
    lunar = born.startswith("~")
    born = born.removeprefix("~")
    if born.startswith("--"):
        month, _dash, day = born[2:].partition("-")
        return None, int(month), int(day) if day else None, int(lunar)
    year, *rest = (int(part) for part in born.split("-"))
    return year, rest[0] if rest else None, rest[1] if len(rest) > 1 else None, int(lunar)
