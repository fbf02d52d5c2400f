"""What customers bought: a sale with its lines, written down, corrected, deleted, taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from peewee import SQL

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.errors import NotFoundError, RefusedError
from db.core.journal import unit
from db.models import Quote, Sale, SaleLine
from db.services import days, line_rows, payments, quote_numbers, recalls, sale_form, sale_returns, seen
from db.services.lines import LineForm, amounts_of
from db.services.payments import PaymentForm
from db.services.sale_form import SaleForm
from resources.i18n import _

__all__ = ["LineForm", "SaleForm", "SaleRow", "add", "change", "delete", "form", "from_quote", "get", "insert", "of", "return_of"]

_LINE: Final = tuple(one.name for one in fields(LineForm))
_OF_SALE: Final = "SELECT total, customer FROM sale WHERE id = ?"
_BACK_TODAY: Final = (  # who was taken for lost earlier on this very day was not: the sale is the later word
    f"UPDATE customer SET lost_on = date(lost_on, '-1 day'), updated_at = {clock.STAMP}"
    " WHERE id = ?1 AND lost_on = ?2 AND ?2 = ?3"
)
_HEAD: Final = ("customer", "tax_mode", "project", "site_address", "staff")  # what a sale has of its quote


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One sale as it stands; money in whole dollars, `net` and `tax` None where nothing is known of tax."""

    id: int
    customer: int
    order_no: str
    happened_on: str | None
    happened_time: str | None
    note: str
    total: int | None
    lines: tuple[LineForm, ...]
    number: str = ""  # of our own slip
    quote: int | None = None
    tax_mode: str = ""  # "": nothing is known of tax
    net: int | None = None
    tax: int | None = None
    due_on: str | None = None
    is_owed: bool = False
    returns: int | None = None
    invoice_no: str = ""
    invoice_on: str | None = None
    invoice_kind: str = ""
    project: str = ""
    site_address: str = ""
    kept_here: str = ""
    staff: str = ""

    @property
    def seen(self) -> str:
        """What a form that read this gives back when it is saved."""
        return seen.mark([repr(getattr(self, one.name)) for one in fields(self)])


def add(filled: SaleForm, paid: PaymentForm | Sequence[PaymentForm] | None = None) -> int:
    """Write down a sale, and the money that came with it (`amount` 0: all that is left of it); its id."""
    money = [paid] if isinstance(paid, PaymentForm) else list(paid or ())
    with unit("sales.add_paid" if money else "sales.add"):
        sale = insert(filled)
        left, customer = read(_OF_SALE, sale)[0]
        for one in money:
            if amount := one.amount or left or 0:  # what costs nothing needs no payment
                payments.insert(replace(one, customer=customer, sale=sale, amount=amount))
                left = (left or 0) - amount
        return sale


def insert(filled: SaleForm) -> int:
    """Write a sale within the unit that is open; its id."""
    filled = sale_form.checked(filled)
    values = _numbered(sale_form.values(filled))
    sale_returns.check(filled.returns, values["customer"], values["total"], filled.lines)
    row = Sale.create(**values)
    if (values["total"] or 0) >= 0:
        run(_BACK_TODAY, values["customer"], clock.today().isoformat(), values["happened_on"])
    _write_lines(row.id, filled)
    recalls.remind(row.id)
    return int(row.id)


def change(sale: int, filled: SaleForm) -> None:
    """Correct a sale; lines that stay the same are not touched. ChangedSinceError: it was changed after the form was read."""
    with unit("sales.change"):
        row, now = _row(sale), get(sale)
        sentence = _("This sale was changed while it was open here. Nothing was overwritten. Open it again and look.")
        seen.refuse(filled.seen, now.seen, sentence)
        filled = sale_form.checked(filled)
        values = sale_form.values(filled) | {"staff": filled.staff or row.staff}
        _check_change(now, values)
        values = values if now.number else _numbered(values)
        sale_returns.check(filled.returns, values["customer"], values["total"], filled.lines, sale)
        written = row.write(values)
        _write_lines(sale, filled)
        recalls.remind(sale, is_moved="happened_on" in written)


def delete(sale: int) -> None:
    """Delete a sale; 復原 brings it back. RefusedError: money was paid for it, something of it came back, or it is what an
    accepted quote became.
    """
    with unit("sales.delete"):
        row = _row(sale)
        if value("SELECT coalesce(sum(amount), 0) FROM payment WHERE sale = ?", sale):
            raise RefusedError(_("Money was paid for this sale. Take the payment back first, then delete it."))
        if value("SELECT 1 FROM sale WHERE returns = ?", sale):
            raise RefusedError(_("Something of this sale was taken back. Delete that return first."))
        if row.quote_id and row.quote.state == "accepted":
            sentence = _("This sale is what quote {number} became. Open the quote again; then the sale goes, too.")
            raise RefusedError(sentence.format(number=row.quote.number))
        run(f"UPDATE payment SET sale = NULL, updated_at = {clock.STAMP} WHERE sale = ?", sale)
        recalls.forget(sale)
        SaleLine.delete().where(SaleLine.sale == sale).execute()
        row.delete_instance()
        if row.returns_id:
            recalls.remind(row.returns_id)


def get(sale: int) -> SaleRow:
    """One sale. NotFoundError: there is none."""
    return _shown(_row(sale), _lines([sale])[sale])


def of(customer: int) -> list[SaleRow]:
    """A customer's sales, the latest first."""
    found = list(Sale.select().where(Sale.customer == customer).order_by(Sale.happened_on.desc(), Sale.id.desc()))
    lines = _lines([row.id for row in found])
    return [_shown(row, lines[row.id]) for row in found]


def form(sale: int) -> SaleForm:
    """A sale to be corrected: what follows from the rest, amounts of lines, the total, the day by the customer's terms, is worked
    out again.
    """
    row = get(sale)
    lines = [sale_form.uncounted(line) for line in row.lines]
    counted = amounts_of(lines, row.tax_mode or "none").total
    due_on = row.due_on or ""
    if row.happened_on and due_on == sale_form.terms(row.customer, row.happened_on):
        due_on = ""
    return SaleForm(
        row.customer, lines, row.order_no, row.happened_on or "", row.happened_time or "", row.note,
        None if counted == row.total else row.total, row.tax_mode, due_on, row.is_owed, row.quote, row.returns,
        row.invoice_no, row.invoice_on or "", row.invoice_kind, row.project, row.site_address, row.kept_here, row.staff, row.seen,
    )  # fmt: skip


def return_of(sale: int, lines: Mapping[int, Decimal | None] | None = None) -> SaleForm:
    """The form that takes back all that is left of a sale, or so much (None: all) of lines by place. InputError: too much."""
    row = get(sale)
    back, total = sale_returns.mirrored(sale, row.lines, row.total, row.tax_mode, lines)
    return SaleForm(
        row.customer, back, total=total, tax_mode=row.tax_mode, is_owed=row.is_owed, returns=sale, project=row.project
    )


def from_quote(quote: int, lines: Sequence[LineForm]) -> SaleForm:
    """The sale an accepted quote becomes: its head, and these lines, as quote_life.sold_lines has them."""
    row = Quote.get_or_none(Quote.id == quote)
    if row is None:
        raise NotFoundError(_("This quote is not there any more."))
    return SaleForm(**{name: row.__data__[name] for name in _HEAD}, lines=list(lines), quote=quote)


def _numbered(values: dict[str, Any]) -> dict[str, Any]:
    """With a number of our own slips where it is owed; what was sold long ago had its slip then."""
    if not values["is_owed"]:
        return values
    return values | {"number": quote_numbers.next_number("sale", date.fromisoformat(values["happened_on"]), values["staff"])}


def _check_change(now: SaleRow, values: Mapping[str, Any]) -> None:
    """Money, the quote and what came back hold a sale where it is."""
    if (now.customer, now.is_owed) == (values["customer"], values["is_owed"]):
        return
    if value("SELECT 1 FROM payment WHERE sale = ?", now.id):
        raise RefusedError(_("Money was paid for this sale; it stays with its customer."))
    if now.customer == values["customer"]:
        return
    if now.quote is not None:
        raise RefusedError(_("This sale came of a quote; it stays with its customer."))
    if now.returns is not None or value("SELECT 1 FROM sale WHERE returns = ?", now.id):
        raise RefusedError(_("Something of this sale was taken back; it stays with its customer."))


def _write_lines(sale: int, filled: SaleForm) -> None:
    line_rows.put(
        SaleLine.sale, sale,
        [
            {name: getattr(line, name) for name in _LINE} | {"promised_on": days.iso(line.promised_on, "promised_on")}
            for line in sale_form.complete(filled)
        ],
    )  # fmt: skip


def _lines(sales: Sequence[int]) -> dict[int, tuple[LineForm, ...]]:
    """The lines of these sales, in their order."""
    found: dict[int, list[LineForm]] = {one: [] for one in sales}
    among = SQL("(SELECT value FROM json_each(?))", (json.dumps(list(sales)),))
    rows: Any = SaleLine.select().where(SaleLine.sale.in_(among)).order_by(SaleLine.sale, SaleLine.position, SaleLine.id)
    for row in rows:
        said = row.__data__
        found[said["sale"]].append(LineForm(**{name: said[name] for name in _LINE} | {"promised_on": row.promised_on or ""}))
    return {one: tuple(lines) for one, lines in found.items()}


def _row(sale: int) -> Any:
    row = Sale.get_or_none(Sale.id == sale)
    if row is None:
        raise NotFoundError(_("This sale is not there any more."))
    return row


def _shown(row: Any, lines: tuple[LineForm, ...]) -> SaleRow:
    known = {one.name: row.__data__[one.name] for one in fields(SaleRow) if one.name != "lines"}
    return SaleRow(**known, lines=lines)
