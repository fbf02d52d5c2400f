"""對帳單／請款單: what a customer owed before, what was bought, what was paid, what is to pay."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from db.core.connection import rows as read
from db.core.errors import NotFoundError
from db.services import credit_terms, trade_figures
from resources.i18n import _

_DAY: Final = "coalesce(happened_on, '')"
_BEFORE: Final = (
    "SELECT {opening} + (SELECT coalesce(sum(total), 0) FROM sale WHERE customer = c.id AND is_owed = 1 AND " + _DAY + " < ?2)"
    " - (SELECT coalesce(sum(amount), 0) FROM payment WHERE customer = c.id AND paid_on < ?2) FROM customer c WHERE c.id = ?1"
)
_ENTRIES: Final = (
    "SELECT "
    + _DAY
    + ", 'sale', id, coalesce(nullif(number, ''), order_no), invoice_no, coalesce(total, 0), 0, '', note, 0 FROM sale"
    " WHERE customer = ?1 AND is_owed = 1 AND " + _DAY + " BETWEEN ?2 AND ?3"
    " UNION ALL SELECT paid_on, 'payment', id, reference || cheque_no, '', 0, amount, method, note, counters IS NOT NULL"
    " FROM payment WHERE customer = ?1 AND paid_on BETWEEN ?2 AND ?3 ORDER BY 1, 2 DESC, 3"
)
_CHARGED, _RECEIVED = 5, 6  # columns of an entry
_CLOSING: Final = (  # ?1 the last day of the month's account by the closing day that was agreed
    "SELECT id, name, code, closing_day, closing FROM (SELECT c.id, c.name, c.code, c.closing_day, {opening}"
    " + (SELECT coalesce(sum(total), 0) FROM sale WHERE customer = c.id AND is_owed = 1 AND " + _DAY + " <= closes.value)"
    " - (SELECT coalesce(sum(amount), 0) FROM payment WHERE customer = c.id AND paid_on <= closes.value) AS closing"
    " FROM customer c JOIN json_each(?1) closes ON CAST(closes.key AS INTEGER) = c.closing_day WHERE c.merged_into IS NULL)"
    " WHERE closing > 0 ORDER BY id"
)
_DAYS: Final = range(1, 32)  # an account can close on


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a statement; `on` is ISO, money in whole dollars. `charged`: a sale (less than nothing: a return)."""

    on: str
    kind: Literal["sale", "payment"]
    id: int
    number: str  # of the slip; of a payment the last five digits, or the number of the cheque
    invoice_no: str
    charged: int
    received: int
    method: str  # of a payment
    note: str
    is_counter: bool  # it takes a payment back
    balance: int  # what is owed after it


@dataclass(frozen=True, slots=True)
class Statement:
    """What happened between two ISO days, both included; opening + charged - received = closing, whole dollars."""

    customer: int
    name: str
    first: str
    last: str
    opening: int
    entries: tuple[Entry, ...]
    charged: int
    received: int
    closing: int
    pay_by: str  # ISO; "" where no days were agreed


@dataclass(frozen=True, slots=True)
class DueRow:
    """A customer whose account closes that month and who has something to pay, whole dollars; ISO days."""

    customer: int
    name: str
    code: str
    first: str
    last: str
    closing: int


def of(customer: int, first: str, last: str) -> Statement:
    """A customer's statement from one ISO day to another, both included. NotFoundError: there is no such customer."""
    before = read(_BEFORE.format(opening=trade_figures.opening_sql("c.extra")), customer, first)
    if not before:
        raise NotFoundError(_("There is no customer with the number {id}.").format(id=customer))
    opening = balance = int(before[0][0])
    entries = []
    for row in read(_ENTRIES, customer, first, last):
        balance += row[_CHARGED] - row[_RECEIVED]
        entries.append(Entry(*(*row[:-1], bool(row[-1]), balance)))
    charged, received = sum(one.charged for one in entries), sum(one.received for one in entries)
    return Statement(
        customer, _name(customer), first, last, opening, tuple(entries), charged, received, balance, _pay_by(customer, last)
    )


def due(month: date) -> list[DueRow]:
    """Whose account closes in this month (any day of it) with something to pay, each with the days it runs over."""
    runs = {day: period(day, month) for day in _DAYS}
    closes = json.dumps({day: last for day, (_first, last) in runs.items()})
    found = read(_CLOSING.format(opening=trade_figures.opening_sql("c.extra")), closes)
    return [DueRow(customer, name, code, *runs[day], closing) for customer, name, code, day, closing in found]


def period(closing_day: int, month: date) -> tuple[str, str]:
    """The days, first and last as ISO, of the account that closes in this month."""
    last = credit_terms.in_month(month.year, month.month, closing_day)
    earlier = month.replace(day=1) - timedelta(days=1)
    first = credit_terms.in_month(earlier.year, earlier.month, closing_day) + timedelta(days=1)
    return first.isoformat(), last.isoformat()


def begun(customer: int, last: date) -> str:
    """The first day, ISO, of the account that runs on this day: the one after it was closed last, else the month’s first."""
    closing_day = credit_terms.of(customer).closing_day
    if closing_day is None:
        return last.replace(day=1).isoformat()
    return period(closing_day, credit_terms.closing(last, closing_day))[0]


def _pay_by(customer: int, last: str) -> str:
    agreed: Any = credit_terms.of(customer).days
    return "" if agreed is None else (date.fromisoformat(last) + timedelta(days=agreed)).isoformat()


def _name(customer: int) -> str:
    return str(read("SELECT name FROM customer WHERE id = ?", customer)[0][0])
