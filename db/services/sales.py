"""What customers bought: a sale with its lines, written down, corrected, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from db.core import clock
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values import money
from db.models import Sale, SaleLine
from db.services import customers, days
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class LineForm:
    """One line. `amount` in whole dollars; None: quantity times unit price, half up."""

    name: str
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    amount: int | None = None
    unit: str = ""
    spec: str = ""
    note: str = ""
    product: int | None = None

    def worth(self) -> int | None:
        """The amount in whole dollars."""
        if self.amount is not None or self.quantity is None or self.unit_price is None:
            return self.amount
        return money.rounded(self.quantity * self.unit_price)


@dataclass(slots=True)
class SaleForm:
    """One sale as it is typed. `happened_on` empty: today; `total` None: the sum of the lines."""

    customer: int
    lines: list[LineForm] = field(default_factory=list)
    order_no: str = ""
    happened_on: str = ""
    happened_time: str = ""
    note: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One sale as it stands; `total` in whole dollars."""

    id: int
    customer: int
    order_no: str
    happened_on: str | None
    happened_time: str | None
    note: str
    total: int | None
    lines: tuple[LineForm, ...]


def add(filled: SaleForm) -> int:
    """Write down a sale; its id."""
    with unit("sales.add"):
        row = Sale.create(**_values(filled))
        _write_lines(row.id, filled.lines)
        return int(row.id)


def change(sale: int, filled: SaleForm) -> None:
    """Correct a sale; lines that stay the same are not touched."""
    with unit("sales.change"):
        row = _row(sale)
        values = _values(filled)
        differing = {name: new for name, new in values.items() if row.__data__[name] != new}
        if differing:
            Sale.update(differing).where(Sale.id == sale).execute()
        if list(_lines(sale)) != [_complete(line) for line in filled.lines]:
            SaleLine.delete().where(SaleLine.sale == sale).execute()
            _write_lines(sale, filled.lines)


def delete(sale: int) -> None:
    """Delete a sale; 復原 brings it back."""
    with unit("sales.delete"):
        row = _row(sale)
        SaleLine.delete().where(SaleLine.sale == sale).execute()
        row.delete_instance()


def get(sale: int) -> SaleRow:
    """One sale. NotFoundError: there is none."""
    return _shown(_row(sale))


def of(customer: int) -> list[SaleRow]:
    """A customer's sales, the latest first."""
    return [
        _shown(row) for row in Sale.select().where(Sale.customer == customer).order_by(Sale.happened_on.desc(), Sale.id.desc())
    ]


def _values(filled: SaleForm) -> dict[str, Any]:
    if not filled.lines and filled.total is None:
        raise InputError(_("Please write down what was sold, or the amount."))
    amounts = [worth for line in filled.lines if (worth := line.worth()) is not None]
    return {
        "customer": customers.follow(filled.customer),
        "order_no": filled.order_no.strip(),
        "happened_on": days.iso(filled.happened_on, "happened_on") or clock.today().isoformat(),
        "happened_time": filled.happened_time or None,
        "note": filled.note.strip(),
        "total": filled.total if filled.total is not None else sum(amounts) if amounts else None,
    }


def _complete(line: LineForm) -> LineForm:
    return LineForm(line.name, line.quantity, line.unit_price, line.worth(), line.unit, line.spec, line.note, line.product)


def _write_lines(sale: int, lines: Sequence[LineForm]) -> None:
    for position, line in enumerate(lines):
        SaleLine.create(
            sale=sale, product=line.product, name=line.name, spec=line.spec, quantity=line.quantity, unit=line.unit,
            unit_price=line.unit_price, amount=line.worth(), note=line.note, position=position,
        )  # fmt: skip


def _lines(sale: int) -> Sequence[LineForm]:
    query: Any = SaleLine.select().where(SaleLine.sale == sale).order_by(SaleLine.position, SaleLine.id)
    return [
        LineForm(row.name, row.quantity, row.unit_price, row.amount, row.unit, row.spec, row.note, row.product_id)
        for row in query
    ]


def _row(sale: int) -> Any:
    row = Sale.get_or_none(Sale.id == sale)
    if row is None:
        raise NotFoundError(_("This sale is not there any more."))
    return row


def _shown(row: Any) -> SaleRow:
    return SaleRow(
        row.id, row.customer_id, row.order_no, row.happened_on, row.happened_time, row.note, row.total, tuple(_lines(row.id))
    )
