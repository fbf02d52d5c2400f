"""Money in: written down once and never changed; what was wrong is countered by an entry of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from db.core import audit, clock, session
from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError, NotFoundError, RefusedError
from db.core.journal import unit
from db.core.values.text import half_width, one_line
from db.models import Payment
from db.services import customers, days, lines, open_trade
from resources.i18n import N_, _

METHODS: Final = (
    ("cash", N_("Cash")),
    ("transfer", N_("Bank transfer")),
    ("card", N_("Card")),
    ("line_pay", N_("LINE Pay")),
    ("cheque", N_("Cheque")),
    ("allowance", N_("Allowance")),
)
NO_CHEQUE_DAY: Final = N_("Please write down the day of the cheque, so that you are told when it is due.")
NO_MONEY: Final = "allowance"  # the one method that brings nothing into the till
_ROWS: Final = (
    "SELECT p.id, p.customer, c.name, p.sale, coalesce(s.number, ''), p.paid_on, p.amount, p.method, p.reference, p.bank,"
    " p.cheque_no, p.due_on, p.cleared_on, p.counters, k.id, p.note, p.staff FROM payment p JOIN customer c ON c.id = p.customer"
    " LEFT JOIN sale s ON s.id = p.sale LEFT JOIN payment k ON k.counters = p.id WHERE {} ORDER BY {}"
)
_TO_COME: Final = f"{open_trade.CHEQUES} AND p.due_on <= ?"
_SALE: Final = "SELECT customer, is_owed FROM sale WHERE id = ?"


@dataclass(slots=True)
class PaymentForm:
    """Money as it is typed; `amount` in whole dollars, less than nothing where it is given back. `paid_on` empty: today.

    Without a `sale` it pays the oldest that are owed first. `due_on` is the day of a cheque.
    """

    customer: int
    amount: int
    method: str = "cash"
    paid_on: str = ""
    sale: int | None = None
    reference: str = ""
    bank: str = ""
    cheque_no: str = ""
    due_on: str = ""
    note: str = ""
    staff: str = ""


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment as it stands; days are ISO, `amount` whole dollars."""

    id: int
    customer: int
    name: str
    sale: int | None
    sale_number: str
    paid_on: str
    amount: int
    method: str
    reference: str
    bank: str
    cheque_no: str
    due_on: str | None
    cleared_on: str | None
    counters: int | None  # the payment this entry takes back
    countered_by: int | None
    note: str
    staff: str


@dataclass(frozen=True, slots=True)
class Takings:
    """The money of one day; `total` in whole dollars, without allowances, which bring none."""

    day: str
    rows: tuple[PaymentRow, ...]
    by_method: dict[str, int]  # those that were used, in the order of METHODS
    total: int


def add(filled: PaymentForm) -> int:
    """Write money down; its id. InputError: no amount, an unknown method, a cheque without its day, somebody else's sale."""
    with unit("payments.add"):
        return insert(filled)


def insert(filled: PaymentForm) -> int:
    """Write money down within the unit that is open; its id."""
    customer = customers.follow(filled.customer)
    _check(filled, customer)
    is_cheque = filled.method == "cheque"
    row = Payment.create(
        customer=customer,
        sale=filled.sale,
        paid_on=days.iso(filled.paid_on, "paid_on") or clock.today().isoformat(),
        amount=filled.amount,
        method=filled.method,
        reference=one_line(half_width(filled.reference)),
        bank=one_line(filled.bank) if is_cheque else "",
        cheque_no=one_line(half_width(filled.cheque_no)) if is_cheque else "",
        due_on=days.iso(filled.due_on, "due_on") if is_cheque else None,
        note=filled.note.strip(),
        staff=filled.staff or session.actor(),
    )
    return int(row.id)


def counter(payment: int, note: str = "") -> int:
    """Take a payment back by an entry of today against it; the entry's id. RefusedError: it was taken back before."""
    with unit("payments.counter"):
        row = _row(payment)
        if row.counters_id is not None:
            raise RefusedError(_("This entry takes a payment back itself. Write the payment down again instead."))
        if value("SELECT 1 FROM payment WHERE counters = ?", payment):
            raise RefusedError(_("This payment was taken back already."))
        entry = Payment.create(
            customer=row.customer_id, sale=row.sale_id, paid_on=clock.today().isoformat(), amount=-row.amount, method=row.method,
            reference=row.reference, bank=row.bank, cheque_no=row.cheque_no, counters=payment, note=note.strip(),
            staff=session.actor(),
        )  # fmt: skip
        return int(entry.id)


def clear(payment: int, day: str = "") -> None:
    """The bank paid this cheque, today or on the day given. RefusedError: it is no cheque, or was taken back."""
    with unit("payments.clear"):
        row = _row(payment)
        if row.method != "cheque" or row.counters_id is not None:
            raise RefusedError(_("This payment is no cheque."))
        if value("SELECT 1 FROM payment WHERE counters = ?", payment):
            raise RefusedError(_("This payment was taken back already."))
        paid = days.iso(day, "cleared_on") or clock.today().isoformat()
        Payment.update(cleared_on=paid).where(Payment.id == payment).execute()


def get(payment: int) -> PaymentRow:
    """One payment. NotFoundError: there is none."""
    found = _rows("p.id = ?", "p.id", payment)
    if not found:
        raise NotFoundError(_("This payment is not there any more."))
    return found[0]


def some(wanted: Sequence[int]) -> list[PaymentRow]:
    """The payments of these ids, in any order; those that are gone are left out."""
    return _rows("p.id IN (SELECT value FROM json_each(?))", "p.id", json.dumps(list(wanted)))


def of(customer: int) -> list[PaymentRow]:
    """A customer's payments, the latest first."""
    return _rows("p.customer = ?", "p.paid_on DESC, p.id DESC", customer)


def of_sale(sale: int) -> list[PaymentRow]:
    """What was paid for one sale by name, the first one first."""
    return _rows("p.sale = ?", "p.paid_on, p.id", sale)


def of_unit(unit_id: int) -> list[int]:
    """The payments that were written down in this unit."""
    return audit.rows_of(unit_id, "payment")


def cheques(until: str) -> list[PaymentRow]:
    """The cheques the bank has not paid yet that are due up to this ISO day, the first one first."""
    return _rows(_TO_COME, "p.due_on, p.id", until)


def takings(day: str = "") -> Takings:
    """The money of one ISO day (empty: today), in the order it was written down."""
    wanted = day or clock.today().isoformat()
    found = _rows("p.paid_on = ?", "p.id", wanted)
    sums = {key: [row.amount for row in found if row.method == key] for key, _words in METHODS}
    by_method = {key: sum(amounts) for key, amounts in sums.items() if amounts}
    return Takings(wanted, tuple(found), by_method, sum(sum_ for key, sum_ in by_method.items() if key != NO_MONEY))


def _check(filled: PaymentForm, customer: int) -> None:
    if not filled.amount:
        raise InputError(_("Please write down how much was paid."), field="amount")
    lines.refuse_sum(filled.amount, field="amount")
    if filled.method not in dict(METHODS):
        raise InputError(_("“{value}” is no way of paying.").format(value=filled.method), field="method")
    if filled.method == "cheque" and not filled.due_on.strip():
        raise InputError(_(NO_CHEQUE_DAY), field="due_on")
    if filled.sale is None:
        return
    found = read(_SALE, filled.sale)
    if not found:
        raise NotFoundError(_("This sale is not there any more."))
    if found[0][0] != customer:
        raise InputError(_("This sale is another customer’s."), field="sale")
    if not found[0][1]:
        raise InputError(_("This sale was paid long ago; nothing of it is owed."), field="sale")


def _rows(where: str, order: str, *parameters: object) -> list[PaymentRow]:
    return [PaymentRow(*row) for row in read(_ROWS.format(where, order), *parameters)]


def _row(payment: int) -> Any:
    row = Payment.get_or_none(Payment.id == payment)
    if row is None:
        raise NotFoundError(_("This payment is not there any more."))
    return row
