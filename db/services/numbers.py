"""What a number on a paper belongs to: our slips and quotes, invoices, the numbers others gave an order, serial numbers."""

from dataclasses import dataclass
from typing import Final, Literal

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.values.text import half_width
from db.services import invoices
from resources.i18n import N_, _

Kind = Literal["quote", "sale", "invoice", "order", "serial"]
KINDS: Final[dict[Kind, str]] = {
    "quote": N_("Quote"),
    "sale": N_("Sale slip"),
    "invoice": N_("Invoice"),
    "order": N_("Order number"),
    "serial": N_("Serial number"),
}
_COUNT: Final = 8
_WHOSE: Final = 50  # papers whose customers a list shows
_LEAST: Final = 3  # signs a number is looked for by
_DIGITS: Final = 8  # of an invoice
_LAST: Final = "\U0010ffff"  # sorts behind every number that begins so
_SALE: Final = "FROM sale s JOIN customer c ON c.id = s.customer WHERE s.{0} <> '' AND s.{0}"
_SOLD: Final = "SELECT '{1}', s.{0}, s.id, s.customer, c.name, s.happened_on, s.total " + _SALE
_QUERIES: Final = (
    "SELECT 'quote', q.number, q.id, q.customer, c.name, q.quoted_on, q.total FROM quote q JOIN customer c ON c.id = q.customer"
    " WHERE q.number <> '' AND q.number",
    *(_SOLD.format(column, kind) for column, kind in (("number", "sale"), ("invoice_no", "invoice"), ("order_no", "order"))),
    "SELECT 'serial', l.serial_no, s.id, s.customer, c.name, s.happened_on, s.total FROM sale_line l JOIN sale s ON s.id = l.sale"
    " JOIN customer c ON c.id = s.customer WHERE l.serial_no <> '' AND l.serial_no COLLATE NOCASE",  # printed in either case
)
_EACH: Final = "SELECT * FROM ({} BETWEEN ? AND ? ORDER BY 2 LIMIT ?)"
_BY_DIGITS: Final = _SOLD.format("invoice_no", "invoice") + " LIKE ? LIMIT ?"
_OWN: Final = "SELECT id FROM sale WHERE number <> '' AND number = ?"


@dataclass(frozen=True, slots=True)
class NumberHit:
    """A number that was found. `id`: of the quote, else of the sale; `on` ISO, `total` whole dollars."""

    kind: Kind
    number: str
    id: int
    customer: int
    name: str
    on: str | None
    total: int | None


def found(text: str, count: int = _COUNT) -> list[NumberHit]:
    """What has a number that is or begins with this text, those that are just it first; nothing for a text without digits."""
    wanted = half_width(text).strip()
    if len(wanted) < _LEAST or " " in wanted or not any(map(str.isdigit, wanted)):
        return []
    spellings = dict.fromkeys((wanted, wanted.upper(), _invoice(wanted)))
    hits = [hit for one in spellings for hit in _beginning(one, count)]
    if len(wanted) == _DIGITS and wanted.isdecimal():
        hits += [NumberHit(*row) for row in read(_BY_DIGITS, f"__-{wanted}", count)]
    exact = {one.casefold() for one in spellings}
    return sorted(dict.fromkeys(hits), key=lambda hit: hit.number.casefold() not in exact)[:count]


def customers(text: str) -> list[int]:
    """Whose papers these are, those with just this number first: for a search that finds nobody by name or phone."""
    return list(dict.fromkeys(hit.customer for hit in found(text, _WHOSE)))


def sale(number: str) -> int:
    """The sale whose slip has this number. NotFoundError: none has."""
    row = value(_OWN, half_width(number).strip())
    if row is None:
        raise NotFoundError(_("There is no sale with the number “{number}”.").format(number=number))
    return int(row)


def _beginning(text: str, count: int) -> list[NumberHit]:
    sql = " UNION ALL ".join(_EACH.format(query) for query in _QUERIES)
    return [NumberHit(*row) for row in read(sql, *(text, f"{text}{_LAST}", count) * len(_QUERIES))]


def _invoice(text: str) -> str:
    """As invoices are written: ab12345678 is AB-12345678."""
    try:
        return invoices.number(text)
    except InputError:
        return text
