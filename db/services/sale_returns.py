"""What comes back of a sale: its lines with a minus sign, and not more than was bought."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.values import amounts
from db.services.lines import LineForm
from resources.i18n import _

WORKED_OUT: Final = frozenset({"discount", "subtotal"})  # lines that are what the others make them
_BOUGHT: Final = "SELECT total, customer FROM sale WHERE id = ?"
_CAME_BACK: Final = "SELECT coalesce(sum(total), 0) FROM sale WHERE returns = ? AND id IS NOT ?"


def check(returns: int | None, customer: int, total: int | None, itself: int | None = None) -> None:
    """Not more comes back than was bought, and from who bought it. `itself`: the return, where it is there already."""
    if returns is None:
        return
    found = read(_BOUGHT, returns)
    if not found:
        raise NotFoundError(_("This sale is not there any more."))
    bought, owner = found[0]
    if owner != customer:
        raise InputError(_("This sale is another customer’s."))
    back = -int(value(_CAME_BACK, returns, itself)) - (total or 0)
    if total is not None and bought is not None and (total > 0 or back > max(bought, 0)):
        raise InputError(_("That is more than was bought."))


def mirrored(line: LineForm, quantity: Decimal | None) -> LineForm:
    """A line given back, all of it or so much. InputError: more than was bought, or nothing."""
    whole = line.quantity
    if quantity is None or whole is None or quantity == whole:
        amount = None if line.kind in WORKED_OUT or line.amount is None else -line.amount
        return replace(line, quantity=None if whole is None else -whole, amount=amount, delivery="", promised_on="")
    if not 0 < quantity < whole:
        raise InputError(_("That is more than was bought."))
    discount = amounts.Discount.parse(line.discount)
    share = line.discount if not discount.dollars else f"{(discount.dollars * quantity / whole).normalize():f}"
    return replace(line, quantity=-quantity, amount=None, discount=share, delivery="", promised_on="")
