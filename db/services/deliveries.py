"""訂貨中 → 到貨 → 已通知 → 已交: lines of sales that were ordered, and what customers asked for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values import money
from db.core.values.text import normal
from db.models import SaleLine, Wanted
from db.services import days, open_trade, phrases
from resources.i18n import N_, _

Kind = Literal["line", "wanted"]
Key = tuple[Kind, int]
STATES: Final = (
    ("asked", N_("Asked for")),  # of what is wanted alone
    ("ordered", N_("On order")),
    ("arrived", N_("Arrived")),
    ("told", N_("Customer told")),
    ("handed", N_("Handed over")),
)
OPEN: Final = ("asked", "ordered", "arrived", "told")
_TITLE: Final = "到貨"  # of the ready text every shop starts with
_ROWS: Final = (
    "SELECT 'line', l.id, s.customer, c.name, l.name, l.spec, l.quantity, l.unit, l.product, s.happened_on, l.promised_on,"
    " l.delivery, s.id, f.sort_key FROM sale_line l JOIN sale s ON s.id = l.sale JOIN customer c ON c.id = s.customer"
    " JOIN customer_figures f ON f.customer = s.customer"
    " WHERE {line}"
    " UNION ALL SELECT 'wanted', w.id, w.customer, c.name, w.name, w.spec, w.quantity, w.unit, w.product, w.asked_on,"
    " w.promised_on, w.delivery, NULL, f.sort_key FROM wanted w JOIN customer c ON c.id = w.customer"
    " JOIN customer_figures f ON f.customer = w.customer"
    " WHERE {wanted} ORDER BY 11 NULLS LAST, 10, 2"
)
_EVERY: Final = {"line": open_trade.LINES, "wanted": open_trade.WANTED}
_HIS: Final = {"line": f"{_EVERY['line']} AND s.customer = ?1", "wanted": f"{_EVERY['wanted']} AND w.customer = ?1"}
_LAST_HANDED: Final = "IN (SELECT id FROM {table} WHERE delivery = 'handed' ORDER BY id DESC LIMIT ?1)"
_HANDED: Final = {
    "line": f"l.id {_LAST_HANDED.format(table='sale_line')}",
    "wanted": f"w.id {_LAST_HANDED.format(table='wanted')}",
}
MOST_HANDED: Final = 500
_IN_NEED: Final = "id IN (SELECT value FROM json_each(?2)) AND promised_on IS NOT ?1"
_PROMISE_LINES: Final = f"UPDATE sale_line SET promised_on = ?1 WHERE {_IN_NEED}"
_PROMISE_WANTED: Final = f"UPDATE wanted SET promised_on = ?1, updated_at = {clock.STAMP} WHERE {_IN_NEED}"


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Something a customer waits for; ISO days, `on` when it was bought or asked for."""

    kind: Kind
    id: int
    customer: int
    name: str  # the customer's
    item: str
    spec: str
    quantity: Decimal | None
    unit: str
    product: int | None
    on: str | None
    promised_on: str | None
    state: str  # a key of STATES
    sale: int | None
    sort_key: str  # of the customer's name

    @property
    def key(self) -> Key:
        """What move and promise take."""
        return self.kind, self.id

    @property
    def is_late(self) -> bool:
        """Whether it was promised for a day that is over, and is not here."""
        return self.state in ("asked", "ordered") and bool(self.promised_on and self.promised_on < clock.today().isoformat())


def rows(state: str = "", text: str = "") -> list[DeliveryRow]:
    """What is open in this state (any), in whose customer or item the text stands; what was promised first comes first."""
    needle = normal(text.strip())
    return [
        row
        for row in _rows(_EVERY)
        if (not state or row.state == state) and (not needle or needle in normal(f"{row.name}\n{row.item}\n{row.spec}"))
    ]


def of(customer: int) -> list[DeliveryRow]:
    """What one customer waits for."""
    return _rows(_HIS, customer)


def handed(most: int = MOST_HANDED) -> list[DeliveryRow]:
    """已交: the latest of what was handed over, newest first."""
    return sorted(_rows(_HANDED, most), key=lambda row: (row.on or "", row.id), reverse=True)[:most]


def move(keys: Iterable[Key], state: str) -> int:
    """Put these into another state in one unit; how many were moved. InputError: there is no such state for them."""
    lines, wanted = _sorted(keys)
    known = {key for key, _words in STATES} - ({"asked"} if lines else set())
    if state not in known:
        raise InputError(_("“{value}” is nothing an order can be.").format(value=state))
    with unit("deliveries.move"):
        changed = SaleLine.update(delivery=state).where(SaleLine.id.in_(lines), SaleLine.delivery != state).execute()
        return int(changed + Wanted.update(delivery=state).where(Wanted.id.in_(wanted), Wanted.delivery != state).execute())


def move_on(keys: Mapping[str, Iterable[Key]]) -> int:
    """Put these into the states they stand under, in one unit; how many were moved. InputError as `move`."""
    with unit("deliveries.move"):
        return sum(move(some, state) for state, some in keys.items())


def promise(keys: Iterable[Key], day: str) -> None:
    """Say by when these are there; empty: by no day. InputError: this is no day."""
    lines, wanted = _sorted(keys)
    promised = days.iso(day, "promised_on")
    with unit("deliveries.promise"):
        for sql, ids in ((_PROMISE_LINES, lines), (_PROMISE_WANTED, wanted)):
            run(sql, promised, json.dumps(ids))


def text_for(row: DeliveryRow) -> str:
    """The shop's ready text 到貨, filled for this customer and item; what is not known stays in braces."""
    ready = phrases.rows()
    text = next((one.text for one in ready if one.title == _TITLE), None)
    text = text or next((one.text for one in ready if "{品名}" in one.text), "{品名}")
    return phrases.filled(text.replace("{品名}", row.item), row.customer)


def _sorted(keys: Iterable[Key]) -> tuple[list[int], list[int]]:
    """The ids of lines and of what is wanted."""
    given = list(keys)
    return [number for kind, number in given if kind == "line"], [number for kind, number in given if kind == "wanted"]


def _rows(conditions: dict[str, str], *parameters: object) -> list[DeliveryRow]:
    found = read(_ROWS.format(**conditions), *parameters)
    return [_shown(*row) for row in found]


def _shown(*row: Any) -> DeliveryRow:
    kind, number, customer, name, item, spec, quantity, *rest = row
    return DeliveryRow(kind, number, customer, name, item, spec, None if quantity is None else money.from_scaled(quantity), *rest)
