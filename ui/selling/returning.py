"""Decides what 退貨 offers and saves: which lines, how many, and how the money goes back; owns no widget."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from db.core.errors import InputError, UserError
from db.core.journal import saving
from db.core.values import money
from db.core.values.amounts import PRICED
from db.core.values.text import half_width
from db.services import lines, payments, sale_lists, sales
from db.services.payments import PaymentForm
from db.services.sales import SaleForm, SaleRow
from resources.i18n import _

Values = dict[str, Any]
ON_ACCOUNT: Final = ""  # no money goes back: it counts against what is owed
_BY_SHARE: Final = "discount"  # a percentage of the lines comes back with them


def opened(sale: int) -> Values:
    """The form as it opens: nothing comes back yet; money that was paid goes back as it came."""
    item, paid = sale_lists.rows([sale])[0], [one for one in payments.of_sale(sale) if one.amount > 0]
    method = paid[-1].method if paid and not item.left and paid[-1].method != "cheque" else ON_ACCOUNT
    return {"lines": {}, "method": method, "note": ""}


def offered(row: SaleRow) -> list[tuple[int, str, Decimal]]:
    """The lines that can come back: their place, what they are, how many were bought."""
    found = [(at, line) for at, line in enumerate(row.lines) if line.kind in PRICED and line.kind not in _NOT_BOUGHT]
    return [(at, " ".join(filter(None, (line.name, line.spec))), line.quantity or Decimal(1)) for at, line in found]


_NOT_BOUGHT: Final = ("option", "alternative")


def whole(row: SaleRow) -> dict[str, str]:
    """Everything comes back."""
    return {str(at): f"{quantity.normalize():f}" for at, _name, quantity in offered(row)}


def form(row: SaleRow, typed: Mapping[str, str]) -> SaleForm:
    """The sale that takes it back. InputError: nothing is chosen, what is no number, more than was bought."""
    chosen: dict[int, Decimal | None] = {}
    for at, name, bought in offered(row):
        text = half_width(typed.get(str(at), "")).strip()
        if not text:
            continue
        number = money.parse_decimal(text)
        if number is None or number < 0:
            raise InputError(_("“{value}” is no number.").format(value=text), field="lines")
        if number > bought:
            raise InputError(
                _("{name}: more than the {count} that were bought.").format(name=name, count=f"{bought.normalize():f}")
            )
        if number:
            chosen[at] = None if number == bought else number
    if not chosen:
        raise InputError(_("Please write down how many come back."), field="lines")
    if len(chosen) == len(offered(row)) and all(one is None for one in chosen.values()):
        return sales.return_of(row.id)
    return sales.return_of(row.id, chosen | _shared(row))


def _shared(row: SaleRow) -> dict[int, Decimal | None]:
    """The discounts by percentage of the whole sale: what comes back is worth what was paid for it."""
    return {at: None for at, line in enumerate(row.lines) if line.kind == _BY_SHARE and line.discount.endswith("%")}


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
