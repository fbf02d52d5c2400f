"""Decides what 收款 shows and saves: what is left to pay, what was paid ahead, what the receipt is for; owns no widget."""

from dataclasses import dataclass
from typing import Any, Final

from db.core import clock
from db.core.errors import InputError
from db.core.values import money
from db.services import credit_terms, lists, payments, receivables
from db.services.receivables import OPENING, OpenSale
from resources.i18n import _
from ui.kit.days import written
from ui.paying import means, spans

Values = dict[str, Any]
_FAR: Final = 10  # times what is left
OLDEST: Final = ""  # no sale by name: the oldest first


@dataclass(frozen=True, slots=True)
class Due:
    """What may be paid: a sale by its id as text, or OLDEST; `left` in whole dollars."""

    key: str
    words: str
    left: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written down: the payment's id, and how to say it; `amount` stands in {amount} as it may be seen."""

    payment: int
    words: str
    amount: str


def who(values: Values) -> int | None:
    """The customer who is chosen."""
    return next(iter(values.get("customers") or ()), None)


def dues(customer: int | None) -> list[Due]:
    """What this customer may pay: the oldest first, or a sale by its name."""
    found = receivables.open_sales(customer) if customer is not None else []
    named = [Due(str(one.id), _said(one), one.left) for one in found if one.id != OPENING]
    return [Due(OLDEST, _("The oldest first"), sum(one.left for one in found)), *named]


def _said(sale: OpenSale) -> str:
    """「S1151121-001　11/21　剩 13,432」."""
    left = _("{amount} left").format(amount=money.shown(sale.left))
    return "　".join(filter(None, (sale.number, written(sale.on), left)))


def opened(customer: int | None, sale: int | None = None) -> Values:
    """The form as it opens; what is left stands in it."""
    values: Values = {
        "customers": [customer] if customer is not None else [], "sale": str(sale or OLDEST), "paid_on": "", "note": "",
        **means.opened(),
    }  # fmt: skip
    return values | {"amount": to_pay(values)}


def to_pay(values: Values) -> str:
    """The amount that would settle what is chosen, as it is typed; "" where nothing is left."""
    left = _left(values)
    return money.shown(left) if left > 0 else ""


def told(values: Values) -> str:
    """What is owed and what will be left, in one line."""
    customer = who(values)
    if customer is None:
        return ""
    owed = receivables.of(customer).owed
    amount = money.parse(str(values["amount"])) or 0
    parts = [_owed(owed)]
    if amount:
        parts.append(_after(owed - amount))
    return " → ".join(parts)


def _owed(owed: int) -> str:
    if owed > 0:
        return _("Owes {amount}").format(amount=money.shown(owed))
    return _("Paid {amount} ahead").format(amount=money.shown(-owed)) if owed else _("Owes nothing")


def _after(owed: int) -> str:
    if owed > 0:
        return _("then {amount} left").format(amount=money.shown(owed))
    return _("then {amount} paid ahead").format(amount=money.shown(-owed)) if owed else _("then all is paid")


def asides(values: Values) -> list[str]:
    """What should be seen before it is saved, and hinders nothing."""
    return [*(means.asides(values, _left(values)) if who(values) is not None else []), *_into_closed(values)]


def doubts(values: Values) -> list[str]:
    """What is read before it is saved."""
    return [one for one in (*asides(values), means.to_come(values["paid_on"])) if one]


def far_above(values: Values) -> str:
    """A question where ten times of what is left, or more, is written down: a digit too many; "" where it is not."""
    left, paid = _left(values), money.parse(str(values["amount"])) or 0
    if not 0 < left * _FAR <= paid:
        return ""
    text = _("{amount} is left to pay, and {paid} is written down. Is that right?")
    return text.format(amount=money.shown(left), paid=money.shown(paid))


def _into_closed(values: Values) -> list[str]:
    """A sentence where the day lies in a monthly account that was closed, and may have been asked for without this money."""
    customer, day, today = who(values), means.iso(values["paid_on"]), clock.today()
    closing_day = credit_terms.of(customer).closing_day if customer is not None else None
    if closing_day is None or not day or day == today.isoformat():
        return []
    last = spans.closed(closing_day, today)[1]
    if day > last:
        return []
    text = _("The account up to {day} is closed. A request for payment they already have does not show this money.")
    return [text.format(day=written(last))]


def _left(values: Values) -> int:
    """What is left of what is chosen."""
    return next((one.left for one in dues(who(values)) if one.key == values["sale"]), 0)


def warn(values: Values) -> dict[str, str]:
    """What can't be read, beside its box."""
    return means.warn(values, "paid_on")


def save(values: Values) -> Saved:
    """Write the money down. InputError: nobody is chosen, no amount, a cheque without its day."""
    customer = who(values)
    if customer is None:
        raise InputError(_("Please choose whose money it is."), field="customers")
    sale = int(values["sale"]) if values["sale"] else None
    form = means.payment(customer, values, means.amount(values) or 0, values["paid_on"], sale=sale, note=values["note"])
    payment = payments.add(form)
    name = "".join(one.name for one in lists.rows([customer]))
    text = _("Given back to {name}: {amount}") if form.amount < 0 else _("Received from {name}: {amount}")
    return Saved(
        payment, text.format(name=name.replace("{", "{{").replace("}", "}}"), amount="{amount}"), money.shown(abs(form.amount))
    )
