"""The customer list: which customers stand in it, in what order, and the rows that are shown."""

import json
import re
from array import array
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from db.core.connection import numbers, value
from db.core.connection import rows as read
from db.services.list_rows import ADDRESS, BriefRow, CustomerRow, TagMark, brief, rows, tag_marks
from resources.i18n import N_, _

__all__ = [
    "SORTS", "BriefRow", "Chip", "CustomerRow", "ListQuery", "OwnColumn", "Selection", "TagMark", "brief", "chips", "count",
    "first", "ids", "merged", "own_columns", "put_away_matches", "rows", "says_owing", "selected", "tag_marks", "takes_long",
]  # fmt: skip

ChipKey = Literal["all", "tag", "blacklist", "recent", "archived"]  # what a query knows
CAP: Final = 1000
_SORTS: Final = {
    "name": "f.sort_key",
    "phone": "f.phone_normal",
    "last_contact": "f.last_contact_on",
    "next_contact": "f.next_contact_on",
    "city": "f.city",
    "tags": "(SELECT min(t.position * 1000000 + t.id) FROM customer_tag w JOIN tag t ON t.id = w.tag"
    " WHERE w.customer = f.customer)",
    "code": "c.code",
    "title": "c.title",
    "company": "c.company",
    "kind": "c.kind",
    "tax_id": "c.tax_id",
    "birthday": "(c.birth_month * 100 + c.birth_day)",
    "source": "c.source",
    "staff": "c.staff",
    "since": "c.customer_since",
    "address": ADDRESS.format("f.customer"),
    "added": "f.customer",
    "owing": "f.owing",
    "bought": "f.bought",
    "last_bought": "f.last_bought_on",
    "times_bought": "f.times_bought",
}
_OWN_KEY: Final = re.compile(r"f[0-9]+")
_OWN_VALUE: Final = "json_extract(c.extra, '$.{key}')"
_SPENT: Final = ("累計", "消費", "spent", "bought")
_OWES: Final = ("欠", "賒", "未收", "未付", "未繳", "應收", "owe", "owing", "debt", "unpaid")
SORTS: Final = tuple(_SORTS)
_NEWEST: Final = "(SELECT unit FROM import_run WHERE undone_by IS NULL AND unit IS NOT NULL ORDER BY id DESC LIMIT 1)"
_NEWEST_RUNS: Final = f"(SELECT id FROM import_run WHERE unit = {_NEWEST})"
_RECENT: Final = (
    f"(c.came_from IN {_NEWEST_RUNS} OR f.customer IN"
    f" (SELECT customer FROM import_line WHERE changed = 1 AND import_run IN {_NEWEST_RUNS}))"  # who was only met again is not
)
_MERGED: Final = (  # +id: the few who were merged are looked through, not the many who are asked for
    "WITH RECURSIVE way(first, now) AS (SELECT id, merged_into FROM customer WHERE merged_into IS NOT NULL"
    " AND +id IN (SELECT value FROM json_each(?)) UNION ALL SELECT way.first, c.merged_into FROM way JOIN customer c"
    " ON c.id = way.now WHERE c.merged_into IS NOT NULL)"
    " SELECT first, now FROM way JOIN customer c ON c.id = way.now WHERE c.merged_into IS NULL"
)
_PUT_AWAY: Final = "f.visible = 0 AND c.archived_at IS NOT NULL AND c.merged_into IS NULL"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which customers, in what order. With a text and the order left as it is, the best matches come first."""

    text: str = ""
    chip: ChipKey = "all"
    tag: int | None = None  # with the chip "tag"
    sort: str = "last_contact"  # one of SORTS, or the key of an own field
    descending: bool = True
    archived: bool = False  # those put away as well
    conditions: str = ""  # of segments, as their one text (segments.text_of); with why put away, those are looked at as well


class OwnColumn(NamedTuple):
    """An own field as a column of the list."""

    key: str
    title: str
    kind: str
    is_opening: bool

    @property
    def says_spent(self) -> bool:
        """Whether it is what customers have bought so far."""
        return self.is_opening and any(word in self.title.casefold() for word in _SPENT)

    @property
    def says_owing(self) -> bool:
        """Whether it is what customers owe: the number an owner looks at first."""
        return says_owing(self.title, self.is_opening)


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready filter above the list, how many stand under it. `list`: the key of a list known by name, with its conditions."""

    key: ChipKey
    label: str
    count: int
    tag: int | None = None
    colour: str = ""
    list: str = ""
    conditions: str = ""

    def query(self, like: ListQuery) -> ListQuery:
        """That list under this chip: as many as were counted, whatever was asked before."""
        return replace(like, chip=self.key, tag=self.tag, conditions=self.conditions)


@dataclass(frozen=True, slots=True)
class Selection:
    """Customers a bulk service takes: these ids, or everything in a list but the exceptions."""

    chosen: tuple[int, ...] = ()
    query: ListQuery | None = None
    exceptions: frozenset[int] = frozenset()

    def ids(self) -> Sequence[int]:
        """The customers' ids, in the list's order; who was merged into another is that one."""
        if self.query is None:
            now = merged(self.chosen)
            return tuple(dict.fromkeys(now.get(one, one) for one in self.chosen)) if now else self.chosen
        whole = ids(self.query)
        return array("q", (one for one in whole if one not in self.exceptions)) if self.exceptions else whole

    def as_json(self) -> str:
        """The ids for `json_each`."""
        return json.dumps(list(self.ids()))


def ids(query: ListQuery) -> "array[int]":
    """Every id of the list in its order, 8 bytes each; at a million customers a job for the worker."""
    sql, parameters = _statement(query, None)
    return numbers(sql, *parameters)


def first(query: ListQuery, count: int = 200, shown: Container[str] | None = None) -> list[CustomerRow]:
    """The first rows of the list, at once; `shown` as in `rows`."""
    sql, parameters = _statement(query, count)
    return rows([row[0] for row in read(f"{sql} LIMIT ?", *parameters, count)], shown)


def own_columns() -> list[OwnColumn]:
    """The own fields that are asked for, in their order; reading them loads nothing else."""
    found = read("SELECT id, title, kind, is_opening FROM own_field WHERE archived_at IS NULL ORDER BY position, id")
    return [OwnColumn(f"f{field}", title, kind, bool(is_opening)) for field, title, kind, is_opening in found]


def has_sales() -> bool:
    """Whether anything was ever sold here, or came in as sold."""
    return bool(value("SELECT EXISTS (SELECT 1 FROM sale)"))


def says_owing(title: str, is_opening: bool) -> bool:
    """Whether an own field of this title is what a customer owes."""
    return is_opening and any(word in title.casefold() for word in _OWES)


def takes_long(query: ListQuery) -> bool:
    """Whether every customer must be read before the first row is known: a job for the worker."""
    return (
        bool(query.conditions)
        or query.sort in ("address", "next_contact", "times_bought")
        or bool(_OWN_KEY.fullmatch(query.sort))
    )


def count(query: ListQuery, cap: int | None = None) -> int:
    """How many customers stand in the list, counted no further than `cap`."""
    sql, parameters = _statement(replace(query, sort="added"), None)
    unordered = sql.rsplit(" ORDER BY", 1)[0]
    limit = "" if cap is None else f" LIMIT {int(cap)}"
    return int(value(f"SELECT count(*) FROM ({unordered}{limit})", *parameters))


def put_away_matches(query: ListQuery) -> int:
    """How many customers that were put away the text would find as well."""
    return count(replace(query, chip="archived"), CAP)


def chips() -> list[Chip]:
    """The ready filters: all, and where there is something every tag somebody wears, watch list, last import, put away.

    Counting a large shop takes a tenth of a second: a job for the worker.
    """
    worn = dict(read(_WORN))
    found = [Chip("all", _("All"), count(ListQuery()))]
    for tag, name, colour in read("SELECT id, name, colour FROM tag ORDER BY position, id"):
        found.append(Chip("tag", name, worn.get(tag, 0), tag, colour))
    found += [Chip(key, _(label), count(ListQuery(chip=key))) for key, label in _MORE_CHIPS]
    return [chip for chip in found if chip.count or chip.key == "all"]


_MORE_CHIPS: Final[tuple[tuple[ChipKey, str], ...]] = (
    ("blacklist", N_("Watch list")),
    ("recent", N_("Last import")),
    ("archived", N_("Put away")),
)
_WORN: Final = (
    "SELECT w.tag, count(*) FROM customer_tag w JOIN customer_figures f ON f.customer = w.customer"
    " WHERE f.visible = 1 GROUP BY w.tag"
)


def _statement(query: ListQuery, limit: int | None) -> tuple[str, list[object]]:
    """The SELECT of the ids in order and its parameters; `limit` is how many will be looked at."""
    parameters: list[object] = []
    source, conditions, order = "customer_figures f", list[str](), _order(query)
    if query.text.strip():
        from db.core import search
        from db.services import numbers as papers

        ranked = query.sort == "last_contact" and query.descending
        some = limit is not None and ranked and query.chip == "all" and not query.conditions
        found = search.find(query.text, limit * 2 if limit and some else None) or papers.customers(query.text)
        source = (
            "json_each(?) found CROSS JOIN customer_figures f ON f.customer = found.value"  # in this order: the JSON has no index
        )
        parameters.append(json.dumps(list(found)))
        order = "found.key" if ranked else order
    if query.chip == "tag":
        conditions.append("f.customer IN (SELECT customer FROM customer_tag WHERE tag = ?)")
        parameters.append(query.tag)
    if query.chip == "blacklist":
        conditions.append("f.is_blacklisted = 1")
    if query.chip == "recent":
        conditions.append(_RECENT)
    asks_put_away = False
    if query.conditions:
        from db.services import segments

        wanted = segments.read(query.conditions)
        asked, values = segments.compiled(wanted)
        conditions.append(asked)
        parameters += values
        asks_put_away = segments.asks_put_away(wanted)
    conditions.insert(0, _visibility(query, asks_put_away))
    where = " AND ".join(conditions)
    if "c." in where or "c." in order:
        source += " JOIN customer c ON c.id = f.customer"
    return f"SELECT f.customer FROM {source} WHERE {where} ORDER BY {order}", parameters


def _visibility(query: ListQuery, asks_put_away: bool) -> str:
    if query.chip == "archived":
        return _PUT_AWAY
    return "c.merged_into IS NULL" if query.archived or asks_put_away else "f.visible = 1"


def _order(query: ListQuery) -> str:
    direction = "DESC" if query.descending else "ASC"
    if _OWN_KEY.fullmatch(query.sort):
        value = _OWN_VALUE.format(key=query.sort)  # by number where it begins with one: decimals are kept as text
        return f"{value} IS NULL, CAST({value} AS REAL) {direction}, {value} {direction}, f.customer {direction}"
    column = "coalesce(f.next_contact_on, '9999')" if (query.sort, direction) == ("next_contact", "ASC") else _SORTS[query.sort]
    return f"{column} {direction}, f.customer {direction}"  # with nothing to come, at the end either way


def merged(customers: Iterable[int]) -> dict[int, int]:
    """Those of these customers who were merged into another, and who stayed."""
    return dict(read(_MERGED, json.dumps(list(customers))))


def selected(who: Selection | Iterable[int] | int) -> Selection:
    """These customers as a Selection."""
    if isinstance(who, Selection):
        return who
    return Selection((who,) if isinstance(who, int) else tuple(who))
