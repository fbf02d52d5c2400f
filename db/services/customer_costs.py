"""What was spent on a customer: gifts and advertising, errands and repairs; taken off what they brought. The owner's alone."""

from dataclasses import dataclass
from typing import Any, Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.errors import InputError, NotFoundError, RefusedError
from db.core.journal import unit
from db.core.values import money
from db.core.values.text import one_line
from db.models import CustomerCost
from db.services import customers, days, staff
from resources.i18n import N_, _

KINDS: Final = (("service", N_("Errands, repairs")), ("marketing", N_("Gifts, advertising")))
MOST: Final = 9_999_999_999  # dollars one entry can say
_SUMS: Final = (
    "SELECT coalesce(sum(amount) FILTER (WHERE kind = 'marketing'), 0),"
    " coalesce(sum(amount) FILTER (WHERE kind <> 'marketing'), 0) FROM customer_cost WHERE customer = ?"
)


@dataclass(slots=True)
class CostForm:
    """What is written down; `amount` and `happened_on` as typed, an empty day is today."""

    customer: int
    amount: str = ""
    kind: str = "service"
    happened_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CostRow:
    """One of them, in whole dollars; the day in ISO."""

    id: int
    customer: int
    happened_on: str
    kind: str
    amount: int
    note: str
    staff: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Whole dollars spent on one customer."""

    marketing: int = 0
    service: int = 0

    @property
    def all(self) -> int:
        """Both together."""
        return self.marketing + self.service


def add(filled: CostForm) -> int:
    """Write one down; its id. InputError: no amount, no such day. RefusedError: not the owner."""
    _require_owner()
    with unit("customer_costs.add"):
        return int(CustomerCost.create(staff=session.actor(), **_values(filled)).id)


def change(cost: int, filled: CostForm) -> None:
    """Correct one. Errors as `add`, and NotFoundError."""
    _require_owner()
    with unit("customer_costs.change"):
        _row(cost).write(_values(filled))


def delete(cost: int) -> None:
    """It was none. NotFoundError, RefusedError."""
    _require_owner()
    with unit("customer_costs.delete"):
        _row(cost).delete_instance()


def get(cost: int) -> CostRow:
    """One of them. NotFoundError: there is none."""
    return _shown(_row(cost))


def of(customer: int) -> list[CostRow]:
    """What was spent on a customer, the latest first; nothing to anybody but the owner."""
    if not staff.is_owner():
        return []
    query: Any = CustomerCost.select().where(CustomerCost.customer == customer)
    return [_shown(row) for row in query.order_by(CustomerCost.happened_on.desc(), CustomerCost.id.desc())]


def spent(customer: int) -> Spent:
    """The sums of one customer; nothing to anybody but the owner."""
    return Spent(*next(iter(read(_SUMS, customer)))) if staff.is_owner() else Spent()


def kind_words(kind: str) -> str:
    """What a kind is called."""
    return _(dict(KINDS).get(kind, kind))


def _values(filled: CostForm) -> dict[str, Any]:
    amount = money.parse(filled.amount)
    if amount is None or not 0 < amount <= MOST:
        raise InputError(_("Please write down how much was spent, in whole dollars."), field="amount")
    return {
        "customer": customers.follow(filled.customer),
        "happened_on": days.iso(filled.happened_on, "happened_on") or clock.today().isoformat(),
        "kind": filled.kind if filled.kind in dict(KINDS) else "service",
        "amount": amount,
        "note": one_line(filled.note),
    }


def _shown(row: Any) -> CostRow:
    return CostRow(row.id, row.customer_id, row.happened_on, row.kind, row.amount, row.note, row.staff)


def _row(cost: int) -> Any:
    row = CustomerCost.get_or_none(CustomerCost.id == cost)
    if row is None:
        raise NotFoundError(_("This is not noted any more."))
    return row


def _require_owner() -> None:
    if not staff.is_owner():
        raise RefusedError(_("What was spent on customers is for the owner only."))
