"""Lines of quotes, sales and templates as they are typed, and what they come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from db.core.values import amounts
from db.core.values.amounts import Line, Totals


@dataclass(slots=True)
class LineForm:
    """One line as it is typed. `kind` is one of amounts.KINDS; prices and cost in dollars, up to four places; `discount` as
    amounts.Discount reads it; `promised_on` an ISO date; `amount` a sum written down as such (sales that came in).
    """

    kind: str = "item"
    product: int | None = None
    name: str = ""
    spec: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    discount: str = ""
    note: str = ""
    cost: Decimal | None = None
    serial_no: str = ""
    warranty_months: int | None = None
    delivery: str = ""
    promised_on: str = ""
    amount: int | None = None


def amounts_of(forms: Iterable[LineForm], mode: str) -> Totals:
    """What these lines come to. ValueError: a discount that is no number, an unknown tax mode."""
    return amounts.total((Line(one.kind, one.quantity, one.unit_price, one.discount, one.amount) for one in forms), mode)
