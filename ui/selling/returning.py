"""Decides what 退貨 offers and saves: which lines, how many, and how the money goes back; owns no widget."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from db.core.errors import InputError, UserError
from db.core.journal import saving
from db.core.values import money
from db.core.values.text import half_width
from db.services import lines, payments, sale_lists, sale_returns, sales
from db.services.payments import PaymentForm
from db.services.sales import SaleForm, SaleRow
from resources.i18n import _
from ui.lines.reading import number

Values = dict[str, Any]
ON_ACCOUNT: Final = ""  # no money goes back: it counts against what is owed


def opened(sale: int) -> Values:
    """The form as it opens: nothing comes back yet; money that was paid goes back as it came."""
    item, paid = sale_lists.rows([sale])[0], [one for one in payments.of_sale(sale) if one.amount > 0]
    method = paid[-1].method if paid and not item.left and paid[-1].method != "cheque" else ON_ACCOUNT
    return {"lines": {}, "method": method, "note": ""}


@dataclass(frozen=True, slots=True)
class Offer:
    """A line that can come back, by its place in the sale: what it is, how many were bought, how many are not back yet."""

    place: int
    name: str
    bought: Decimal
    left: Decimal


def offered(row: SaleRow) -> list[Offer]:
    """The lines something of which can still come back."""
    return [
        Offer(at, " ".join(filter(None, (row.lines[at].name, row.lines[at].spec))), row.lines[at].quantity or Decimal(1), left)
        for at, left in sale_returns.left(row.id, row.lines).items()
    ]


def whole(row: SaleRow) -> dict[str, str]:
    """Everything that is left comes back."""
    return {str(one.place): number(one.left) for one in offered(row)}


def said(one: Offer) -> str:
    """How many there are of a line: 共 3, 還有 2 沒退."""
    if one.left == one.bought:
        return _("of {count}").format(count=number(one.bought))
    return _("of {count}, {left} not back yet").format(count=number(one.bought), left=number(one.left))


def form(row: SaleRow, typed: Mapping[str, str]) -> SaleForm:
    """The sale that takes it back. InputError: nothing is chosen, what is no number, more than was bought."""
    chosen: dict[int, Decimal | None] = {}
    for one in offered(row):
        text = half_width(typed.get(str(one.place), "")).strip()
        many = money.parse_decimal(text) if text else Decimal(0)
        if many is None or many < 0:
            raise InputError(_("“{value}” is no number.").format(value=text), field="lines")
        if many > one.left:
            raise InputError(_too_many(one), field="lines")
        if many:
            chosen[one.place] = many
    if not chosen:
        raise InputError(_("Please write down how many come back."), field="lines")
    return sales.return_of(row.id, chosen)


def _too_many(one: Offer) -> str:
    if one.left == one.bought:
        return _("{name}: more than the {count} that were bought.").format(name=one.name, count=number(one.bought))
    return _("{name}: {count} at most, the others came back before.").format(name=one.name, count=number(one.left))


def worth(row: SaleRow, typed: Mapping[str, str]) -> int | None:
    """What comes back is worth so many dollars; None while it can't be told."""
    try:
        filled = form(row, typed)
    except UserError:
        return None
    return -(filled.total if filled.total is not None else lines.amounts_of(filled.lines, filled.tax_mode or "none").total)


def save(row: SaleRow, values: Values) -> tuple[int, int | None]:
    """Write it down, and the money that goes back; the return's id and the unit that can be taken back."""
    filled = replace(form(row, values["lines"]), note=values["note"])
    paid = PaymentForm(row.customer, 0, values["method"]) if values["method"] and row.is_owed else None
    return saving(lambda: sales.add(filled, paid))
