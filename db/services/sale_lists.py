"""The list of sales: which stand in it, the latest first, what is left to pay of each, and what they come to."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from db.core import clock
from db.core.connection import numbers
from db.core.connection import rows as read
from db.core.values.text import half_width, normal
from db.services import numbers as paper_numbers
from db.services import open_trade, receivables
from db.services.receivables import OpenSale
from resources.i18n import N_, _

Chip = Literal["all", "today", "week", "month", "unpaid", "returns", "invoiced", "kept", "ordered"]
CHIPS: Final[tuple[tuple[Chip, str], ...]] = (
    ("all", N_("All")),
    ("today", N_("Today")),
    ("week", N_("This week")),
    ("month", N_("This month")),
    ("unpaid", N_("Not all paid")),
    ("ordered", N_("Still on order")),
    ("kept", N_("Paid, not yet taken along")),
    ("returns", N_("Returned goods")),
    ("invoiced", N_("With an invoice")),
)
_SINCE: Final = ("today", "week", "month")
_SORTS: Final = {
    "on": "s.happened_on",
    "number": "coalesce(nullif(s.number, ''), s.order_no)",
    "customer": "(SELECT sort_key FROM customer_figures f WHERE f.customer = s.customer)",
    "total": "s.total",
}
_MEANT: Final = {
    "all": "1",
    "unpaid": "s.id IN (SELECT value FROM json_each(?))",
    "returns": "(s.returns IS NOT NULL OR s.total < 0)",  # of before: whatever came back has a minus sign
    "invoiced": "s.invoice_no != ''",
    "kept": "s.kept_here != ''",
    "ordered": f"s.id IN (SELECT sale FROM sale_line WHERE {open_trade.LINES})",
}
_FOUND: Final = (  # each of them by an index, but what free lines say: those are looked through
    "s.id IN (SELECT id FROM sale WHERE number != '' AND number GLOB ?1"
    " UNION SELECT id FROM sale WHERE invoice_no != '' AND invoice_no GLOB ?1"
    " UNION SELECT id FROM sale WHERE order_no != '' AND order_no GLOB ?1"
    " UNION SELECT sale FROM sale_line WHERE ?1 != '' AND serial_no != '' AND serial_no COLLATE NOCASE"
    " BETWEEN rtrim(?1, '*') AND rtrim(?1, '*') || char(1114111)"
    " UNION SELECT sale FROM sale_line WHERE instr(lower(name), ?2)"
    " UNION SELECT id FROM sale WHERE customer IN (SELECT value FROM json_each(?3)))"
)
_ROWS: Final = (
    "SELECT s.id, s.customer, c.name, s.happened_on, coalesce(nullif(s.number, ''), s.order_no), s.total, s.is_owed, s.due_on,"
    " s.returns, s.quote, s.invoice_no, s.kept_here, s.note, (SELECT level FROM blacklist b WHERE b.customer = s.customer),"
    " (SELECT group_concat(name, '、') FROM (SELECT name FROM sale_line l WHERE l.sale = s.id AND l.kind = 'item'"
    " AND l.name != '' ORDER BY position, id LIMIT 3)),"
    " (SELECT count(*) FROM sale_line l WHERE l.sale = s.id AND l.kind = 'item'),"
    f" (SELECT group_concat(DISTINCT delivery) FROM sale_line l WHERE l.sale = s.id AND {open_trade.LINES}),"
    " (SELECT coalesce(sum(amount), 0) FROM payment p WHERE p.sale = s.id),"
    " (SELECT coalesce(sum(total), 0) FROM sale b WHERE b.returns = s.id)"
    " FROM json_each(?) wanted CROSS JOIN sale s ON s.id = wanted.value JOIN customer c ON c.id = s.customer ORDER BY wanted.key"
)
_TOTAL, _IS_OWED = 5, 6  # of these
_HITS: Final = 100  # numbers that begin as what is looked for
_SHOWN: Final = 3  # names of a sale's lines


@dataclass(frozen=True, slots=True)
class SaleQuery:
    """Which sales, in what order: `sort` is one of on, number, customer, total."""

    text: str = ""
    chip: Chip = "all"
    sort: str = "on"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class SaleItem:
    """One sale as the list shows it; whole dollars, ISO days. `left` is what is still to be paid, 0 of history."""

    id: int
    customer: int
    name: str
    on: str | None
    number: str
    total: int | None
    is_owed: bool
    due_on: str | None
    returns: int | None
    quote: int | None
    invoice_no: str
    kept_here: str
    note: str
    watch: str  # the level on the watch list
    what: str  # the names of its first lines
    lines: int
    deliveries: tuple[str, ...]  # states of its lines that are not handed over
    back: int = 0  # what came back of it, less than nothing
    left: int = 0

    @property
    def is_return(self) -> bool:
        """Whether it is what came back."""
        return self.returns is not None or (self.total or 0) < 0

    @property
    def can_return(self) -> bool:
        """Whether something of it can still come back."""
        return self.returns is None and (self.total or 0) + self.back > 0

    @property
    def more(self) -> int:
        """How many lines `what` does not name."""
        return max(self.lines - _SHOWN, 0)

    @property
    def is_late(self) -> bool:
        """Whether something is left to pay, and its day is over."""
        return bool(self.left and self.due_on and self.due_on < clock.today().isoformat())


@dataclass(frozen=True, slots=True)
class Sums:
    """What the sales of a list come to; whole dollars. `left`: what is still to be paid, where only such sales are listed."""

    count: int
    total: int
    left: int | None = None


def takes_long(query: SaleQuery) -> bool:
    """Whether more than the index of days must be read before the first row is known: a job for the worker."""
    return bool(query.text.strip()) or query.sort != "on" or query.chip not in ("all", *_SINCE)


def first(query: SaleQuery, count: int = 100) -> list[SaleItem]:
    """The first rows, at once where it does not take long."""
    sql, parameters = _statement(query, "s.id")
    return rows(numbers(f"{sql} LIMIT {int(count)}", *parameters))


def ids(query: SaleQuery) -> "array[int]":
    """Every id of the list in its order; a job for the worker."""
    sql, parameters = _statement(query, "s.id")
    return numbers(sql, *parameters)


def by_number(query: SaleQuery) -> "array[int]":
    """Those of the list whose slip, invoice, order or device has this number: found by index, before everything is read."""
    hits = [hit.id for hit in paper_numbers.found(query.text, _HITS) if hit.kind != "quote"]
    if not hits:
        return array("q")
    sql, parameters = _statement(query, "s.id", among=hits)
    return numbers(sql, *parameters)


def sums(query: SaleQuery) -> Sums:
    """How many they are and what they come to; a job for the worker."""
    owed = _left_by_sale() if query.chip == "unpaid" else {}
    sql, parameters = _statement(query, "count(*), coalesce(sum(s.total), 0)", owed, ordered=False)
    count, total = read(sql, *parameters)[0]
    if query.chip != "unpaid":
        return Sums(count, total)
    sql, parameters = _statement(query, "s.id", owed, ordered=False)
    return Sums(count, total, sum(owed[one] for one in numbers(sql, *parameters)))


def counts() -> list[tuple[Chip, str, int]]:
    """The chips with how many stand under each; those nothing stands under are left out. A job for the worker."""
    found = [(key, _(words), _count(SaleQuery(chip=key))) for key, words in CHIPS]
    return [one for one in found if one[2] or one[0] in ("all", *_SINCE)]


def _count(query: SaleQuery) -> int:
    """By the indexes alone: what the sales come to is not read."""
    if query.chip == "unpaid":
        return len(_left_by_sale())
    sql, parameters = _statement(query, "count(*)", ordered=False)
    return int(read(sql, *parameters)[0][0])


def returns_of(sale: int) -> "array[int]":
    """What took something of this sale back, the first one first."""
    return numbers("SELECT id FROM sale WHERE returns = ? ORDER BY id", sale)


def rows(wanted: Iterable[int]) -> list[SaleItem]:
    """These sales in their order; those that are gone are left out."""
    found = [_item(row) for row in read(_ROWS, json.dumps(list(wanted)))]
    owed = _left_of({one.customer for one in found if one.left})
    return [replace(one, left=owed.get(one.id, 0)) if one.left else one for one in found]


def _item(row: Sequence[Any]) -> SaleItem:
    *said, watch, what, count, deliveries, paid, back = row
    said[_IS_OWED] = is_owed = bool(said[_IS_OWED])
    total = said[_TOTAL]
    left = max((total or 0) + back - paid, 0) if is_owed else 0
    states = tuple(deliveries.split(",")) if deliveries else ()
    told: list[Any] = [*said, watch or "", what or "", count, states, back, left]
    return SaleItem(*told)


def _left_of(customers: set[int]) -> dict[int, int]:
    """What is left of the sales of these customers, with what they paid without naming a sale."""
    return _by_id(receivables.open_sales_of(customers))


def _left_by_sale() -> dict[int, int]:
    return _by_id(receivables.every_open_sale())


def _by_id(found: Iterable[OpenSale]) -> dict[int, int]:
    return {sale.id: sale.left for sale in found if sale.id != receivables.OPENING}


def _statement(
    query: SaleQuery,
    columns: str,
    owed: Mapping[int, int] | None = None,
    *,
    among: Sequence[int] | None = None,
    ordered: bool = True,
) -> tuple[str, list[object]]:
    """The SELECT of these columns and its parameters; `owed`: what is left by sale, where it is known already;
    `among`: whatever is looked for, it is one of these.
    """
    conditions, parameters = list[str](), list[object]()
    if among is not None:
        conditions.append("s.id IN (SELECT value FROM json_each(?1))")
        parameters.append(json.dumps(list(among)))
    elif text := query.text.strip():
        conditions.append(_FOUND)
        parameters += _looked_for(text)
    conditions.append(_meant(query.chip, parameters, owed))
    direction = "DESC" if query.descending else "ASC"
    order = f" ORDER BY {_SORTS[query.sort]} {direction}, s.id {direction}" if ordered else ""
    return f"SELECT {columns} FROM sale s WHERE {' AND '.join(conditions)}{order}", parameters


def _meant(chip: Chip, parameters: list[object], owed: Mapping[int, int] | None) -> str:
    """The condition of a chip; what it needs to know is put behind the parameters."""
    if chip in _SINCE:
        parameters += [_since(chip).isoformat(), clock.today().isoformat()]
        return f"s.happened_on BETWEEN ?{len(parameters) - 1} AND ?{len(parameters)}"
    if chip == "unpaid":
        parameters.append(json.dumps(list(_left_by_sale() if owed is None else owed)))
    return _MEANT[chip].replace("?", f"?{len(parameters)}")


def _since(chip: Chip) -> date:
    today = clock.today()
    if chip == "month":
        return today.replace(day=1)
    return today - timedelta(days=today.weekday()) if chip == "week" else today


def _looked_for(text: str) -> list[object]:
    from db.core import search

    plain = "".join(letter for letter in half_width(text).upper() if letter not in "*?[]")
    return [f"{plain}*" if plain else "", normal(text), json.dumps(list(search.find(text)))]
