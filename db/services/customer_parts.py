"""What hangs on a customer: phones and other points, addresses, people of a company; read into a form, written by difference."""

from collections.abc import Mapping, Sequence
from typing import Any

from db.core.values import address as addresses
from db.core.values import phones, text
from db.models import Address, Contact, ContactPoint, Interaction
from db.services import settings, suppression
from db.services.customer_form import PHONES, AddressForm, ContactForm, CustomerForm, PointForm

Parts = Sequence[tuple[int | None, Mapping[str, object]]]  # the row it was read from, its columns


def read(customer: int, into: CustomerForm) -> None:
    """Fill the form's lists."""
    points: Any = ContactPoint.select().where(ContactPoint.customer == customer).order_by(ContactPoint.position, ContactPoint.id)
    own: dict[int | None, list[PointForm]] = {}
    for row in points:
        own.setdefault(row.contact_id, []).append(PointForm(row.kind, row.text, row.label, row.is_primary, row.id, row.normal))
    into.points = own.get(None, [])
    into.addresses = [
        AddressForm(row.text, row.zip, row.city, row.district, row.label, row.is_primary, row.id)
        for row in Address.select().where(Address.customer == customer).order_by(Address.position, Address.id)
    ]
    into.contacts = [
        ContactForm(row.name, row.title, row.note, own.get(row.id, []), row.id)
        for row in Contact.select().where(Contact.customer == customer).order_by(Contact.position, Contact.id)
    ]


def write(customer: int, filled: CustomerForm, **more: object) -> None:
    """Make the rows what the form says, within the unit that is open; `more` are further columns of new rows."""
    contacts = [one for one in filled.contacts if one.name.strip()]
    kept = _write_contacts(customer, contacts, more)
    wanted = [(None, point) for point in filled.points] + [
        (at, point) for at, one in zip(kept, contacts, strict=True) for point in one.points
    ]
    rows = [_point(contact, point) for contact, point in wanted if point.text.strip()]
    before = _normals(customer)
    _write(ContactPoint, customer, rows, more)
    suppression.apply(customer, _normals(customer) - before)
    _write(Address, customer, [_address(one) for one in filled.addresses if one.text.strip()], more)
    gone = Contact.select().where(Contact.customer == customer, Contact.id.not_in(kept))
    for row in gone:
        Interaction.update(contact=None).where(Interaction.contact == row.id).execute()  # what was said stays
        row.delete_instance()


def _normals(customer: int) -> set[str]:
    return {row.normal for row in ContactPoint.select(ContactPoint.normal).where(ContactPoint.customer == customer)}


def point_values(kind: str, typed: str) -> tuple[str, str]:
    """How a point is shown and the normal form it is matched by. A doubtful number stays as it was typed."""
    typed = text.clean_text(typed).strip()
    if kind not in PHONES:
        return typed, text.normal(typed)
    found = phones.parse(typed, settings.text("area_code"))
    if len(found) != 1 or found[0].problem:
        return typed, phones.normal(typed, settings.text("area_code"))
    return found[0].shown, found[0].normal


def _write_contacts(customer: int, wanted: list[ContactForm], more: dict[str, object]) -> list[int]:
    """The contacts' ids in order; those not wanted stay until their numbers are gone."""
    rows = [(one.id, {"name": one.name.strip(), "title": one.title.strip(), "note": one.note.strip()}) for one in wanted]
    return _save(Contact, customer, rows, more)


def _point(contact: int | None, point: PointForm) -> tuple[int | None, Mapping[str, object]]:
    shown, normal = point_values(point.kind, point.text)
    values = {"contact": contact, "kind": point.kind, "text": shown, "normal": normal, "label": point.label.strip()}
    return point.id, values | {"is_primary": point.is_primary}


def _address(one: AddressForm) -> tuple[int | None, Mapping[str, object]]:
    parts = addresses.split(one.text)
    values = {"text": one.text.strip(), "label": one.label.strip(), "is_primary": one.is_primary}
    return one.id, values | {
        "zip": one.zip.strip() or parts.zip,
        "city": one.city.strip() or parts.city,
        "district": one.district.strip() or parts.district,
    }


def _write(model: Any, customer: int, wanted: Parts, more: dict[str, object]) -> None:
    kept = _save(model, customer, wanted, more)
    for row in model.select().where(model.customer == customer, model.id.not_in(kept)):
        row.delete_instance()


def _save(model: Any, customer: int, wanted: Parts, more: dict[str, object]) -> list[int]:
    """Insert the new rows, update those that differ; the ids in the wanted order. A row that stands right keeps its position."""
    there = {row.id: row for row in model.select().where(model.customer == customer)}
    kept, position = [], -1
    for known, found in wanted:
        row = there.get(known)
        position = row.position if row is not None and row.position > position else position + 1
        values = {**found, "position": position}
        if row is None:
            row = model.create(customer=customer, **values, **more)
        else:
            row.write(values)
        kept.append(row.id)
    return kept
