"""Customers as rows of a sheet: what each column is called and how its values stand in their cells."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from db.core.connection import rows as read
from db.core.values import dates, money
from db.core.values.dates import PartialDate
from db.services import lists, terms
from db.services.customer_form import AGREED, CALLED, GENDERS, KINDS
from db.services.sheet_marks import YES_NO, Kind, Value, fitting, number_of, said, shop
from db.services.sheet_marks import packed as packed_marks
from resources import i18n
from resources.i18n import N_, _

BLOCK: Final = 2000  # customers read at once
NUMBER: Final = N_("Shukebu number")
POINTS: Final = ("mobile", "phone", "fax", "email", "line_id", "line_name", "line_uid", "fb", "ig")


@dataclass(frozen=True, slots=True)
class SheetField:
    """One column. What is not `comes_back` is told alone: a change of it in Excel is not taken over."""

    key: str
    title: str
    kind: Kind = "text"
    comes_back: bool = True


_SUMS: Final = {"owing": N_("Owes today"), "bought": N_("Bought in all"), "times_bought": N_("Times bought")}
_COLUMNS: Final = (
    ("number", NUMBER, "text", False),
    ("code", N_("Code"), "text", True),
    ("name", N_("Name"), "text", True),
    ("title", N_("Title"), "text", True),
    ("mobile", N_("Mobile"), "text", True),
    ("phone", N_("Phone"), "text", True),
    ("email", N_("E-mail"), "text", True),
    ("line_id", N_("LINE ID"), "text", True),
    ("line_name", N_("LINE name"), "text", True),
    ("address", N_("Address"), "text", True),
    ("kind", N_("Kind"), "text", True),
    ("company", N_("Company"), "text", True),
    ("short_name", N_("Short name"), "text", True),
    ("tax_id", N_("Tax ID"), "text", True),
    ("contacts", N_("Contact"), "text", False),
    ("gender", N_("Gender"), "text", True),
    ("birthday", N_("Birthday"), "date", True),
    ("fax", N_("Fax"), "text", True),
    ("fb", "Facebook", "text", True),
    ("ig", "Instagram", "text", True),
    ("line_uid", "LINE UID", "text", True),
    ("website", N_("Website"), "text", True),
    ("category", N_("Category"), "text", True),
    ("source", N_("Source"), "text", True),
    ("referrer", N_("Introduced by"), "text", True),
    ("staff", N_("Staff"), "text", True),
    ("since", N_("Customer since"), "date", True),
    ("preferred_channel", N_("Best reached by"), "text", True),
    ("tags", N_("Tags"), "text", True),
    ("note", N_("Note"), "text", True),
    *((one.key, one.label, "text" if one.is_chosen else "number", True) for one in terms.TERMS.values()),
    *((key, title, "number", False) for key, title in _SUMS.items()),
    ("last_bought", N_("Last bought"), "date", False),
    ("last_contact", N_("Last contact"), "date", False),
    ("opted_out", N_("Wants nothing by"), "text", False),
    ("watch", N_("Take care"), "text", False),
)  # key, title, kind, comes back
_OWN_KINDS: Final[dict[str, Kind]] = {"number": "number", "date": "date"}
_RARE: Final = {
    **{key: f"contact_point WHERE kind = '{key}'" for key in ("fax", "line_name", "line_uid", "fb", "ig")},
    **{key: f"customer WHERE {key} <> ''" for key in ("short_name", "website", "category", "referrer", "preferred_channel")},
    **{key: f"customer WHERE coalesce({key}, '') <> ''" for key in AGREED},
    "owing": "customer_figures WHERE owing <> 0",
    **dict.fromkeys(("bought", "last_bought", "times_bought"), "sale"),
    **{"contacts": "contact", "opted_out": "opt_out", "watch": "blacklist"},
}  # columns, and what says whether anybody has something there
SHOWN_AS: Final = {"phone": CALLED, "city": ("address",)}  # columns of the list that stand in others here


def fields(own: bool = True) -> list[SheetField]:
    """Every column, the shop's own fields last; no two have one title."""
    found = [SheetField(key, _(title), kind, back) for key, title, kind, back in _COLUMNS]  # type: ignore[arg-type]
    taken = {one.title for one in found}
    for column in lists.own_columns() if own else ():
        title = column.title if column.title not in taken else f"{column.title} ({column.key[1:]})"
        taken.add(title)
        found.append(SheetField(column.key, title, _OWN_KINDS.get(column.kind, "text")))
    return found


def in_use() -> list[SheetField]:
    """Every column but the rare ones nobody has a value in."""
    empty = {key for key, sql in _RARE.items() if not read(f"SELECT 1 FROM {sql} LIMIT 1")}
    return [one for one in fields() if one.key not in empty]


def chosen(keys: Sequence[str]) -> list[SheetField]:
    """The columns of these keys, as the list of customers names them, in their order; the number and the name come first."""
    every = {one.key: one for one in fields()}
    wanted = [key for shown in keys for key in SHOWN_AS.get(shown, (shown,))]
    return [every[key] for key in dict.fromkeys(("number", "name", *wanted)) if key in every]


def titles() -> dict[str, str]:
    """Every title a column may have come out under, in either language, and its key."""
    found = {one.title: one.key for one in fields()}
    for key, title, _kind, _back in _COLUMNS:
        found |= {words: key for words in (title, i18n.written(title)) if words not in found}
    return found


def is_number(title: str) -> bool:
    """Whether a column of this title holds our numbers, in any language it may have been written in."""
    return title.strip() in {NUMBER, _(NUMBER), i18n.written(NUMBER)}


def rows(ids: Sequence[int], columns: Sequence[SheetField]) -> Iterator[tuple[int, list[Value]]]:
    """Each customer's id and cells, in the order of `ids`; those that are gone are left out."""
    getters = [_getter(one.key, one.kind) for one in columns]
    parts = _parts_wanted({one.key for one in columns})
    head = shop()
    for start in range(0, len(ids), BLOCK):
        block = _Block.read(ids[start : start + BLOCK], parts, head)
        for one in ids[start : start + BLOCK]:
            row = block.customers.get(one)
            if row is not None:
                yield one, [get(block, row) for get in getters]


def marks(columns: Sequence[SheetField], cells: Sequence[Value]) -> str:
    """The marks of all that a row says."""
    filled = zip(columns, cells, strict=True)
    return packed_marks((one.key, said(cell, one.kind)) for one, cell in filled if one.key != "number")


@dataclass(slots=True)
class _Block:
    """What hangs on some customers, by customer."""

    shop: bytes
    customers: dict[int, tuple[Any, ...]]
    points: dict[tuple[int, str], str] = field(default_factory=dict)
    addresses: dict[int, str] = field(default_factory=dict)
    contacts: dict[int, str] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)
    opted_out: dict[int, str] = field(default_factory=dict)

    @classmethod
    def read(cls, ids: Sequence[int], parts: frozenset[str], head: bytes) -> "_Block":
        """Read these customers."""
        listed = ",".join(map(str, ids))
        made = cls(head, {row[0]: row for row in read(_CUSTOMERS.format(listed))})
        if "points" in parts:
            made.points = _joined(
                ((one, kind), _labelled(text, label)) for one, kind, text, label in read(_OF_POINTS.format(listed))
            )
        if "addresses" in parts:
            made.addresses = _joined(
                (one, _labelled(_with_zip(text, code), label)) for one, text, code, label in read(_ADDRESSES.format(listed))
            )
        if "contacts" in parts:
            made.contacts = _joined((one, " ".join(filter(None, said))) for one, *said in read(_CONTACTS.format(listed)))
        if "tags" in parts:
            made.tags = _joined(read(_TAGS.format(listed)), "、")
        if "opted_out" in parts:
            from db.services.opt_outs import CHANNELS

            words = {key: _(title) for key, title in CHANNELS}
            made.opted_out = _joined(((one, words.get(key, key)) for one, key in read(_OPTED.format(listed))), "、")
        return made


_PLAIN: Final = (
    "id", "code", "name", "title", "kind", "company", "short_name", "tax_id", "gender", "website", "category", "source",
    "referrer", "staff", "customer_since", "preferred_channel", "note", "extra",
    "birth_year", "birth_month", "birth_day", "birth_lunar", "birth_leap", *AGREED,
)  # fmt: skip
_FIGURES: Final = ("last_contact_on", "watched", "last_bought_on", "owing", "bought", "times_bought")
_AT: Final = {name: place for place, name in enumerate((*_PLAIN, *_FIGURES))}
_CUSTOMERS: Final = (
    f"SELECT {', '.join(f'c.{name}' for name in _PLAIN)}, f.last_contact_on,"
    " EXISTS (SELECT 1 FROM blacklist b WHERE b.customer = c.id), f.last_bought_on, nullif(f.owing, 0), nullif(f.bought, 0),"
    " nullif(f.times_bought, 0)"
    " FROM customer c LEFT JOIN customer_figures f ON f.customer = c.id WHERE c.id IN ({})"
)
_OF_POINTS: Final = (
    "SELECT customer, kind, text, label FROM contact_point WHERE customer IN ({}) AND contact IS NULL"
    " ORDER BY customer, position, id"
)
_ADDRESSES: Final = "SELECT customer, text, zip, label FROM address WHERE customer IN ({}) ORDER BY customer, position, id"
_CONTACTS: Final = (
    "SELECT k.customer, k.name, k.title, (SELECT group_concat(text, '、') FROM contact_point p WHERE p.contact = k.id), k.note"
    " FROM contact k WHERE k.customer IN ({}) ORDER BY k.customer, k.position, k.id"
)
_TAGS: Final = (
    "SELECT w.customer, t.name FROM customer_tag w JOIN tag t ON t.id = w.tag WHERE w.customer IN ({})"
    " ORDER BY w.customer, t.name"
)
_OPTED: Final = "SELECT customer, channel FROM opt_out WHERE customer IN ({}) ORDER BY customer, channel"


def _parts_wanted(keys: set[str]) -> frozenset[str]:
    """Which tables have to be read for these columns."""
    wanted = {"points"} if keys & set(POINTS) else set()
    return frozenset(wanted | ({"addresses"} if "address" in keys else set()) | (keys & {"contacts", "tags", "opted_out"}))


def _joined(pairs: Iterable[Sequence[Any]], by: str = "\n") -> dict[Any, str]:
    found: dict[Any, str] = {}
    for key, text in pairs:
        found[key] = f"{found[key]}{by}{text}" if key in found else text
    return found


def _labelled(text: str, label: str) -> str:
    """One number or address of a cell that holds several: each on its own line, what was noted of it in brackets."""
    return f"{text}（{label}）" if label else text


def _with_zip(text: str, code: str) -> str:
    return f"{code} {text}" if code and not text.startswith(code) else text


_Get = Callable[[_Block, tuple[Any, ...]], Value]


def _getter(key: str, kind: str) -> _Get:
    if key in _GETTERS:
        return _GETTERS[key]
    if key in POINTS:
        return lambda block, row: fitting(block.points.get((row[0], key), ""))
    return partial(_plain, at=_AT[key]) if key in _AT else partial(_own, key=key, kind=kind)


def _plain(_block: _Block, row: tuple[Any, ...], at: int) -> Value:
    return fitting(row[at]) if isinstance(row[at], str) else row[at]


def _own(_block: _Block, row: tuple[Any, ...], key: str, kind: str) -> Value:
    stored = json.loads(row[_AT["extra"]]).get(key) if key in row[_AT["extra"]] else None
    if stored is None:
        return None
    if kind == "number":
        return stored if isinstance(stored, int) else money.parse_decimal(str(stored)) or str(stored)
    if kind == "date":
        return _day(str(stored))
    return fitting(_(YES_NO[stored]) if stored in (0, 1) and not isinstance(stored, str) else str(stored))


def _day(iso: str) -> Value:
    """A whole day as a day; any other in words."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return dates.shown(iso)


def _on(_block: _Block, row: tuple[Any, ...], at: int) -> Value:
    return _day(row[at]) if row[at] else None


def _birthday(_block: _Block, row: tuple[Any, ...]) -> Value:
    year, month, day, lunar, leap = row[_AT["birth_year"] : _AT["birth_leap"] + 1]
    if not (month and day):
        return None
    born = PartialDate(year, month, day, bool(lunar), bool(leap))
    return born.solar or dates.shown(born)


def _words(_block: _Block, row: tuple[Any, ...], name: str, words: dict[str, str]) -> Value:
    return _(words[row[_AT[name]]]) if row[_AT[name]] in words else row[_AT[name]]


def _agreed(_block: _Block, row: tuple[Any, ...], name: str) -> Value:
    stored = row[_AT[name]]
    return stored if isinstance(stored, int) and not terms.TERMS[name].is_chosen else terms.shown(name, stored)


_GETTERS: Final[dict[str, _Get]] = {
    "number": lambda block, row: number_of(row[0], block.shop),
    "kind": partial(_words, name="kind", words=KINDS),
    "gender": partial(_words, name="gender", words=GENDERS),
    "birthday": _birthday,
    "since": partial(_on, at=_AT["customer_since"]),
    "address": lambda block, row: fitting(block.addresses.get(row[0], "")),
    "contacts": lambda block, row: fitting(block.contacts.get(row[0], "")),
    "tags": lambda block, row: block.tags.get(row[0]),
    "opted_out": lambda block, row: block.opted_out.get(row[0]),
    **{key: partial(_agreed, name=key) for key in AGREED},
    **{key: partial(_on, at=_AT[f"{key}_on"]) for key in ("last_bought", "last_contact")},
    "watch": lambda _block, row: "⚠" if row[_AT["watched"]] else None,
}
