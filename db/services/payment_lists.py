"""The list of payments: which stand in it, the latest first, and what they come to."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from db.core import clock
from db.core.connection import numbers, value
from db.core.connection import rows as read
from db.core.values import money
from db.core.values.text import half_width
from db.services import open_trade, payments
from db.services.payments import NO_MONEY, PaymentRow
from resources.i18n import N_, _

Chip = Literal["all", "today", "month", "cheques"]
CHIPS: Final[tuple[tuple[Chip, str], ...]] = (
    ("all", N_("All")),
    ("today", N_("Today")),
    ("month", N_("This month")),
    ("cheques", N_("Cheques to come")),
)
_MEANT: Final = {
    "all": "1",
    "today": "p.paid_on = ?",
    "month": "p.paid_on >= ?",
    "cheques": open_trade.CHEQUES,
}
_SORTS: Final = {
    "on": "p.paid_on",
    "amount": "p.amount",
    "customer": "(SELECT sort_key FROM customer_figures f WHERE f.customer = p.customer)",
    "due": "coalesce(p.due_on, '9999')",
}
_FOUND: Final = (
    "(p.customer IN (SELECT value FROM json_each(?)) OR instr(upper(p.reference), ?) OR instr(upper(p.cheque_no), ?)"
    " OR p.amount = ? OR p.sale IN (SELECT id FROM sale WHERE number != '' AND instr(upper(number), ?)))"
)


@dataclass(frozen=True, slots=True)
class PaymentQuery:
    """Which payments, in what order: `sort` is one of on, amount, customer, due."""

    text: str = ""
    chip: Chip = "all"
    sort: str = "on"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Sums:
    """What the payments of a list come to, in whole dollars; allowances bring no money."""

    count: int
    money: int


def ids(query: PaymentQuery) -> "array[int]":
    """Every id of the list in its order; a job for the worker."""
    where, parameters = _where(query)
    direction = "DESC" if query.descending else "ASC"
    return numbers(
        f"SELECT p.id FROM payment p WHERE {where} ORDER BY {_SORTS[query.sort]} {direction}, p.id {direction}", *parameters
    )


def sums(query: PaymentQuery) -> Sums:
    """How many they are and what they come to; a job for the worker."""
    where, parameters = _where(query)
    sql = f"SELECT count(*), coalesce(sum(iif(p.method = '{NO_MONEY}', 0, p.amount)), 0) FROM payment p WHERE {where}"
    return Sums(*read(sql, *parameters)[0])


def rows(wanted: Sequence[int]) -> list[PaymentRow]:
    """The payments of these ids, in their order; those that are gone are left out."""
    found = {row.id: row for row in payments.some(wanted)}
    return [found[one] for one in wanted if one in found]


def counts() -> list[tuple[str, str, int]]:
    """(key, words, how many) of every chip; a job for the worker."""
    return [(chip, _(words), _count(PaymentQuery(chip=chip))) for chip, words in CHIPS]


def _count(query: PaymentQuery) -> int:
    where, parameters = _where(query)
    return int(value(f"SELECT count(*) FROM payment p WHERE {where}", *parameters))


def _where(query: PaymentQuery) -> tuple[str, list[Any]]:
    """The condition and its parameters."""
    today = clock.today()
    since = {"today": [today.isoformat()], "month": [today.replace(day=1).isoformat()]}
    where, parameters = _MEANT[query.chip], list[Any](since.get(query.chip, []))
    if typed := half_width(query.text).strip():
        from db.core import search

        where += f" AND {_FOUND}"
        part = typed.upper()
        parameters += [json.dumps(list(search.find(query.text))), part, part, money.parse(typed), part]
    return where, parameters
