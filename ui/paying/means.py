"""The money of a form: how much, how it is paid, the cheque; 收款, 記銷售 and 成交 ask for it alike; owns no widget."""

from typing import Any, Final

from db.core import clock
from db.core.errors import InputError, UserError
from db.core.values import money
from db.services import days, payments
from db.services.payments import PaymentForm
from resources.i18n import _

Values = dict[str, Any]
OF_METHOD: Final = {"transfer": ("reference",), "cheque": ("bank", "cheque_no", "cheque_day")}  # what else is asked of it
ASKED: Final = tuple(field for asked in OF_METHOD.values() for field in asked)


def opened(amount: str = "") -> Values:
    """The part of an empty form; this amount stands in it."""
    return {"amount": amount, "method": "cash", **dict.fromkeys(ASKED, "")}


def amount(values: Values) -> int | None:
    """Whole dollars as typed; None where nothing is. InputError: it is no amount."""
    typed = str(values["amount"]).strip()
    read = money.parse(typed) if typed else None
    if typed and read is None:
        raise InputError(_("“{value}” is no amount.").format(value=typed), field="amount")
    return read


def payment(customer: int, values: Values, paid: int, paid_on: str = "", **more: Any) -> PaymentForm:
    """The money as it is written down. InputError: a cheque without its day, or with one that can't be read."""
    asked = {field: values[field] for field in OF_METHOD.get(values["method"], ())}
    if "cheque_day" in asked:
        asked["due_on"] = days.iso(asked.pop("cheque_day"), "cheque_day") or ""
        if not asked["due_on"]:
            raise InputError(_(payments.NO_CHEQUE_DAY), field="cheque_day")
    return PaymentForm(customer, paid, values["method"], paid_on, **asked, **more)


def warn(values: Values, day: str = "") -> dict[str, str]:
    """What can't be read, beside its box; `day`: the field with the day of the payment."""
    found = {}
    if sentence := refused(lambda: amount(values)):
        found["amount"] = sentence
    if values["method"] == "cheque" and (sentence := unread_day(values["cheque_day"])):
        found["cheque_day"] = sentence
    if day and (sentence := unread_day(values[day]) or to_come(values[day])):
        found[day] = sentence
    return found


def unread_day(typed: str) -> str:
    """A sentence about a day that can't be read."""
    return refused(lambda: days.iso(typed))


def to_come(typed: str) -> str:
    """A sentence about a day that is still to come."""
    day = iso(typed)
    return _("This day is still to come.") if day and day > clock.today().isoformat() else ""


def asides(values: Values, left: int) -> list[str]:
    """What should be seen before it is saved, and hinders nothing; `left`: what is to be paid."""
    paid = money.parse(str(values["amount"])) or 0
    said = []
    if paid > left >= 0:
        text = _("This is {amount} more than is left to pay. It stays as paid ahead.")
        said.append(text.format(amount=money.shown(paid - left)))
    if paid < 0:
        said.append(_("Less than nothing: {amount} is given back to the customer.").format(amount=money.shown(-paid)))
    return said


def iso(typed: str) -> str | None:
    """A day as typed, ISO; None where it can't be read or is none."""
    try:
        return days.iso(typed)
    except UserError:
        return None


def refused(read: Any) -> str:
    """The sentence with which something can't be read; "" where it can."""
    try:
        read()
    except UserError as error:
        return error.sentence
    return ""
