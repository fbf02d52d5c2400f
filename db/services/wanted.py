"""缺貨登記: what customers asked for and the shop had not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from db.core import clock
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import one_line
from db.models import Product, Wanted
from db.services import customers, days, lines
from db.services.lines import LineForm
from resources.i18n import _


@dataclass(slots=True)
class WantedForm:
    """What somebody waits for; `asked_on` empty: today."""

    customer: int
    name: str = ""  # empty: as the product is called
    product: int | None = None
    spec: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    note: str = ""
    asked_on: str = ""
    promised_on: str = ""


@dataclass(frozen=True, slots=True)
class WantedRow:
    """As it stands; ISO days. `delivery`: asked, ordered, arrived, told, handed or dropped."""

    id: int
    customer: int
    name: str
    product: int | None
    spec: str
    quantity: Decimal | None
    unit: str
    note: str
    asked_on: str
    promised_on: str | None
    delivery: str


def add(filled: WantedForm) -> int:
    """Note what a customer waits for; its id. InputError: nothing is named."""
    with unit("wanted.add"):
        return int(Wanted.create(**_values(filled)).id)


def change(wanted: int, filled: WantedForm) -> None:
    """Correct it; where it stands is deliveries' to say."""
    with unit("wanted.change"):
        row = _row(wanted)
        row.write(_values(filled) | ({} if filled.asked_on else {"asked_on": row.asked_on}))


def drop(wanted: int) -> None:
    """They want it no longer."""
    with unit("wanted.drop"):
        _row(wanted).write({"delivery": "dropped"})


def get(wanted: int) -> WantedRow:
    """One of them. NotFoundError: there is none."""
    return _shown(_row(wanted))


def of(customer: int) -> list[WantedRow]:
    """What a customer waits for, what was asked for first at the top; what was handed over or dropped is left out."""
    query: Any = Wanted.select().where(Wanted.customer == customer, Wanted.delivery.not_in(["handed", "dropped"]))
    return [_shown(row) for row in query.order_by(Wanted.asked_on, Wanted.id)]


def _values(filled: WantedForm) -> dict[str, Any]:
    product = Product.get_or_none(Product.id == filled.product) if filled.product is not None else None
    name = one_line(filled.name) or (product.name if product else "")
    if not name:
        raise InputError(_("Please write down what is wanted."), field="item")
    return {
        "customer": customers.follow(filled.customer),
        "product": product.id if product else None,
        "name": name,
        "spec": filled.spec.strip(),
        "quantity": lines.checked([LineForm(name=name, quantity=filled.quantity)])[0].quantity,
        "unit": filled.unit.strip(),
        "note": filled.note.strip(),
        "asked_on": days.iso(filled.asked_on, "asked_on") or clock.today().isoformat(),
        "promised_on": days.iso(filled.promised_on, "promised_on"),
    }


def _shown(row: Any) -> WantedRow:
    return WantedRow(
        row.id, row.customer_id, row.name, row.product_id, row.spec, row.quantity, row.unit, row.note, row.asked_on,
        row.promised_on, row.delivery,
    )  # fmt: skip


def _row(wanted: int) -> Any:
    row = Wanted.get_or_none(Wanted.id == wanted)
    if row is None:
        raise NotFoundError(_("This is not noted any more."))
    return row
