"""A row that waited, read once more: its cells as the form of a customer, and the field one of its columns belongs to."""

from functools import lru_cache
from typing import Final

from db.core import clock
from db.core.values import dates
from db.services import customers, own_fields, settings
from db.services.customer_form import AGREED, SCALARS, AddressForm, ContactForm, CustomerForm, PointForm
from db.services.imports import WaitingRow
from importers import cleaning, mapping
from importers.records import Person, Records
from importers.values import Options, Table

_TOLD: Final = ("last_name", "first_name", "name", "company", "customer", "mobile", "phone", "address", "birthday", "code")


def form(cells: dict[str, str]) -> CustomerForm:
    """The customer these cells (header -> text) describe; what no field knows goes to its own field, else to the note."""
    table = _table(cells)
    clean = cleaning.clean(table, mapping.guess(table), Options(today=clock.today().isoformat()))
    person = Records([clean]).person(0)
    filled = CustomerForm(
        points=[PointForm(point.kind, point.text, point.label) for point in person.points],
        addresses=[AddressForm(place.text, place.zip, place.city, place.district, place.label) for place in person.places],
        contacts=[ContactForm(name, title) for name, title, _record in person.contacts],
        tags=sorted(person.tags),
        note=person.note,
    )
    _scalars(filled, person)
    _own(filled, person)
    return filled


def field_of(header: str) -> str:
    """The field of the form a column of this header belongs to: a field's name, or the key of an own field; "" when unknown."""
    guess = mapping.guess(_table({header: ""}))
    field = guess[0].field if guess else None
    return _own_key(header) if field is None else "name" if field in ("last_name", "first_name") else field


def kept(row: WaitingRow) -> str:
    """Of a value that differs what its customer has now, as the shop shows it; "" where that can't be told."""
    if row.column is None or row.customer is None or row.reasons != ("differs",):
        return ""
    filled, field = customers.form(customers.follow(row.customer)), field_of(row.column)
    own = next((one for one in own_fields.rows(archived=True) if one.key == field), None)
    if own:
        return own_fields.shown(own, filled.own.get(own.key), settings.shows_republic_years())
    if field in ("birthday", "customer_since"):
        day = getattr(filled, field)
        return dates.shown(day, settings.shows_republic_years()) if day else ""
    return str(getattr(filled, field)) if field in (*SCALARS, *AGREED) else ""


@lru_cache(maxsize=64)
def reading_order(headers: tuple[str, ...]) -> tuple[str, ...]:
    """The headers in the order a person is told by: name, phones, addresses, the rest."""
    fields = {guess.header: guess.field for guess in mapping.guess(_table(dict.fromkeys(headers, "")))}
    first = {name: at for at, name in enumerate(_TOLD)}
    return tuple(sorted(headers, key=lambda header: first.get(fields.get(header) or "", len(first))))


def _table(cells: dict[str, str]) -> Table:
    return Table(None, "customers", 1, list(cells), [[text or None] for text in cells.values()], [1])


def _scalars(filled: CustomerForm, person: Person) -> None:
    for name, value in person.scalars.items():
        if name == "birthday":
            filled.birthday = dates.parse(str(value))
        elif name in (*SCALARS, *AGREED, "customer_since", "kind"):
            setattr(filled, name, str(value))


def _own(filled: CustomerForm, person: Person) -> None:
    keys = {row.title: row.key for row in own_fields.rows(archived=True)}
    for title, value in person.own.items():
        if title in keys:
            filled.own[keys[title]] = value
        else:
            filled.note = f"{filled.note}\n{title}：{value}".strip()


def _own_key(header: str) -> str:
    return next((row.key for row in own_fields.rows(archived=True) if row.title == header), "")
