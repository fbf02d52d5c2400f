"""Decides what 收款 shows and saves: what is left to pay, what was paid ahead, what the receipt is for; owns no widget."""

from dataclasses import dataclass
from typing import Any, Final

from db.core import clock
from db.core.errors import InputError, UserError
from db.core.values import dates, money
from db.services import credit_terms, days, lists, options, payments, receivables
from db.services.payments import PaymentForm
from db.services.receivables import OPENING, OpenSale
from resources.i18n import _
from ui.paying import spans

Values = dict[str, Any]
OLDEST: Final = ""  # no sale by name: the oldest first
OF_METHOD: Final = {"transfer": ("reference",), "cheque": ("bank", "cheque_no", "due_on")}  # what else is asked of it


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
    day = dates.shown(sale.on, options.shows_republic_years()) if sale.on else ""
    left = _("{amount} left").format(amount=money.shown(sale.left))
    return "　".join(filter(None, (sale.number, day, left)))


def opened(customer: int | None, sale: int | None = None) -> Values:
    """The form as it opens; what is left stands in it."""
    values: Values = {
        "customers": [customer] if customer is not None else [], "sale": str(sale or OLDEST), "amount": "", "method": "cash",
        "reference": "", "bank": "", "cheque_no": "", "due_on": "", "paid_on": "", "note": "",
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
    amount, left = money.parse(str(values["amount"])) or 0, _left(values)
    said = []
    if who(values) is not None and amount > left >= 0:
        over = money.shown(amount - left)
        text = _("This is {amount} more than is left to pay. It stays as paid ahead.")
        said.append(text.format(amount=over))
    if amount < 0:
        said.append(_("Less than nothing: {amount} is given back to the customer.").format(amount=money.shown(-amount)))
    return [*said, *_into_closed(values)]


def _into_closed(values: Values) -> list[str]:
    """A sentence where the day lies in a monthly account that was closed, and may have been asked for without this money."""
    customer, day, today = who(values), _day(values["paid_on"]), clock.today()
    closing_day = credit_terms.of(customer).closing_day if customer is not None else None
    if closing_day is None or not day or day == today.isoformat():
        return []
    last = spans.closed(closing_day, today)[1]
    if day > last:
        return []
    text = _("The account up to {day} is closed. A request for payment they already have does not show this money.")
    return [text.format(day=dates.shown(last, options.shows_republic_years()))]


def _day(typed: str) -> str | None:
    try:
        return days.iso(typed)
    except UserError:
        return None


def _left(values: Values) -> int:
    """What is left of what is chosen."""
    return next((one.left for one in dues(who(values)) if one.key == values["sale"]), 0)


def warn(values: Values) -> dict[str, str]:
    """What can't be read, beside its box."""
    found = {}
    if str(values["amount"]).strip() and money.parse(str(values["amount"])) is None:
        found["amount"] = _no_amount(values["amount"])
    for field in ("paid_on", *(("due_on",) if values["method"] == "cheque" else ())):
        try:
            day = days.iso(values[field], field)
        except UserError as error:
            found[field] = error.sentence
        else:
            if field == "paid_on" and day and day > clock.today().isoformat():
                found[field] = _("This day is still to come.")
    return found


def _no_amount(typed: str) -> str:
    return _("“{value}” is no amount.").format(value=typed.strip())


def save(values: Values) -> Saved:
    """Write the money down. InputError: nobody is chosen, no amount, a cheque without its day."""
    customer = who(values)
    if customer is None:
        raise InputError(_("Please choose whose money it is."), field="customers")
    amount = money.parse(str(values["amount"]))
    if amount is None and str(values["amount"]).strip():
        raise InputError(_no_amount(values["amount"]), field="amount")
    asked = {key: values[key] for key in OF_METHOD.get(values["method"], ())}
    sale = int(values["sale"]) if values["sale"] else None
    form = PaymentForm(customer, amount or 0, values["method"], values["paid_on"], sale, note=values["note"], **asked)
    payment = payments.add(form)
    name = "".join(one.name for one in lists.rows([customer]))
    text = _("Given back to {name}: {amount}") if form.amount < 0 else _("Received from {name}: {amount}")
    return Saved(
        payment, text.format(name=name.replace("{", "{{").replace("}", "}}"), amount="{amount}"), money.shown(abs(form.amount))
    )
