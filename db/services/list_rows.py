"""The rows of the customer list, by id: what of a customer is shown in a line."""

import json
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

from db.core import session, veil
from db.core.connection import rows as read

ADDRESS: Final = "(SELECT text FROM address WHERE customer = {} ORDER BY is_primary DESC, position, id LIMIT 1)"
_EMAIL: Final = "SELECT text FROM contact_point WHERE customer = c.id AND kind = 'email' ORDER BY is_primary DESC, position, id"
_ALWAYS: Final = {
    "id": "c.id",
    "code": "c.code",
    "name": "c.name",
    "title": "c.title",
    "kind": "c.kind",
    "phone": "f.phone",
    "last_contact_on": "f.last_contact_on",
    "last_contact": "f.last_contact",
    "last_text": "f.last_text",
    "city": "f.city",
    "is_blacklisted": "f.is_blacklisted",
    "opted_out": "f.opted_out",
    "archived": "c.archived_at IS NOT NULL",
    "extra": "c.extra",
    "tax_id": "c.tax_id",
    "next_contact_on": "f.next_contact_on",
    "owing": "f.owing",
    "bought": "f.bought",
    "last_bought_on": "f.last_bought_on",
    "times_bought": "f.times_bought",
    "to_be_told": "c.to_be_told",
    "watch": "CASE f.is_blacklisted WHEN 1 THEN (SELECT level FROM blacklist WHERE customer = c.id) ELSE '' END",
}
_SOMETIMES: Final = {  # by the key of its column, which has the field's name
    "company": "c.company",
    "source": "c.source",
    "staff": "c.staff",
    "since": "c.customer_since",
    "address": f"coalesce({ADDRESS.format('c.id')}, '')",
    "note": "c.note",
    "email": f"coalesce(({_EMAIL} LIMIT 1), '')",
    "stage": "coalesce((SELECT stage FROM customer_standing WHERE customer = c.id), 'recruitment')",
    "birthday": "CASE WHEN c.birth_month IS NULL THEN ''"
    " ELSE json_array(c.birth_year, c.birth_month, c.birth_day, c.birth_lunar, c.birth_leap) END",
}
_WORN: Final = "SELECT customer, group_concat(tag) FROM customer_tag WHERE customer IN ({ids}) GROUP BY customer"
_NUMBERS: Final = (
    "SELECT customer, normal FROM contact_point WHERE kind IN ('mobile', 'phone', 'fax') AND normal <> ''"
    " AND customer IN (SELECT value FROM json_each(?)) ORDER BY customer, position, id"
)


CAREFUL: Final = "注意"  # the group of tags that say what to mind, as every shop starts with it


class TagMark(NamedTuple):
    """A tag as it is painted. `is_careful`: it says what to mind about somebody, which nobody at the counter must read."""

    name: str
    colour: str
    is_careful: bool = False


class CustomerRow(NamedTuple):  # made by the hundred while the list is scrolled: a tuple is made five times as fast
    """One line of the list."""

    id: int
    code: str
    name: str
    title: str
    kind: str
    phone: str
    last_contact_on: str | None  # ISO date
    last_contact: str  # the channel
    last_text: str
    city: str
    tags: tuple[TagMark, ...]
    is_blacklisted: bool
    opted_out: bool
    archived: bool
    company: str = ""
    source: str = ""
    staff: str = ""
    since: str | None = None  # ISO date
    address: str = ""  # the first one
    extra: str = "{}"  # own values as JSON, by the own fields' keys
    next_contact_on: str | None = None  # ISO date: the first of what was promised and of keeping in touch
    watch: str = ""  # the level on the watch list, of blacklist.LEVELS
    tax_id: str = ""
    note: str = ""
    email: str = ""  # the first one
    birthday: str = ""  # year, month, day, lunar, leap as JSON
    owing: int = 0  # whole dollars; less than nothing: paid ahead
    bought: int = 0  # whole dollars
    last_bought_on: str | None = None  # ISO date
    times_bought: int = 0
    stage: str = ""  # of analytics.stages.STAGES
    to_be_told: bool = False  # they do not know yet where their data is from (§9)


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A customer in one breath; phones in normal form."""

    id: int
    code: str
    name: str
    phones: tuple[str, ...]


def rows(wanted: Iterable[int], shown: Container[str] | None = None) -> list[CustomerRow]:
    """The rows of these ids, in their order; ids that are gone are left out.

    `shown`: keys of the columns in view; what only stands in others is not read and stays empty. None: everything.
    """
    order, marks = list(wanted), _Marks()
    if session.is_guarded():
        from db.services import leafing

        leafing.listed(order)
    ids = ",".join(map(str, order))
    sql, in_order = _reading(tuple(key for key in _SOMETIMES if shown is None or key in shown))
    worn = dict(read(_WORN.format(ids=ids))) if shown is None or "tags" in shown else {}
    found = {row[0]: CustomerRow._make(in_order((*row, "", marks[worn.get(row[0], "")]))) for row in read(sql.format(ids=ids))}
    return [found[one] for one in order if one in found]


@cache
def _reading(sometimes: tuple[str, ...]) -> tuple[str, Callable[[tuple[Any, ...]], tuple[Any, ...]]]:
    """The statement, and what puts a row of it in the order of the fields; behind the row come "" and the tags."""
    columns = _ALWAYS | {key: _SOMETIMES[key] for key in sometimes}
    places = {field: at for at, field in enumerate((*columns, "", "tags"))}
    known = "FROM customer c JOIN customer_figures f ON f.customer = c.id WHERE c.id IN ({ids})"
    return f"SELECT {', '.join(columns.values())} {known}", itemgetter(
        *(places.get(field, places[""]) for field in CustomerRow._fields)
    )


def brief(wanted: Iterable[int]) -> list[BriefRow]:
    """These customers in one breath, in this order."""
    order = list(wanted)
    numbers: dict[int, list[str]] = {}
    is_hidden = not session.may("contacts")
    for customer, normal in read(_NUMBERS, json.dumps(order)):
        numbers.setdefault(customer, []).append(veil.phone(normal) if is_hidden else normal)
    heads = read("SELECT id, code, name FROM customer WHERE id IN (SELECT value FROM json_each(?))", json.dumps(order))
    found = {one: BriefRow(one, code, name, tuple(numbers.get(one, ()))) for one, code, name in heads}
    return [found[one] for one in order if one in found]


def tag_marks() -> dict[int, tuple[int, TagMark]]:
    """Every tag's rank and mark by its id."""
    found = read("SELECT id, name, colour, group_name = ? FROM tag ORDER BY position, id", CAREFUL)
    return {tag: (rank, TagMark(name, colour, bool(care))) for rank, (tag, name, colour, care) in enumerate(found)}


class _Marks(dict[str, tuple[TagMark, ...]]):
    """The marks of tag ids joined by commas, in the tags' order."""

    def __init__(self) -> None:
        super().__init__({"": ()})
        self._every = tag_marks()

    def __missing__(self, tags: str) -> tuple[TagMark, ...]:
        worn = sorted(self._every[int(tag)] for tag in tags.split(",") if int(tag) in self._every)
        self[tags] = tuple(mark for _rank, mark in worn)
        return self[tags]
