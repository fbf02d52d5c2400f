"""A customer's form with its numbers masked, and back: what was not typed over is saved as it was.

Names are not masked, other than the example of S4 (王○明): a clerk greets customers by name, finds them by it and must not take
one for another; what reaches a person, and what lists are sold for, are numbers and addresses. Whoever leafs through many is
noted (services/leafing.py).
"""

from dataclasses import replace

from db.core import veil
from db.services.customer_form import AddressForm, ContactForm, CustomerForm, PointForm


def hidden(form: CustomerForm) -> CustomerForm:
    """The form as who may not see numbers gets it (S4; 零售業個資辦法 §10: masked the same way everywhere)."""
    return replace(
        form,
        points=[_hidden(point) for point in form.points],
        addresses=[replace(one, text=veil.address(one.text), zip="") for one in form.addresses],
        contacts=[replace(one, points=[_hidden(point) for point in one.points]) for one in form.contacts],
        tax_id=veil.masked("tax_id", form.tax_id) or "",
    )


def shown_again(filled: CustomerForm, stored: CustomerForm) -> CustomerForm:
    """What is saved of a form that was read masked: where a mask still stands, what it stands for."""
    points = {point.id: point for point in (*stored.points, *(point for one in stored.contacts for point in one.points))}
    addresses = {one.id: one for one in stored.addresses}
    return replace(
        filled,
        points=[_again(point, points) for point in filled.points],
        addresses=[_address(one, addresses.get(one.id)) for one in filled.addresses],
        contacts=[_contact(one, points) for one in filled.contacts],
        tax_id=stored.tax_id if _stands_for(filled.tax_id, "tax_id", stored.tax_id) else filled.tax_id,
    )


def _hidden(point: PointForm) -> PointForm:
    return replace(point, text=veil.masked(point.kind, point.text) or "", normal="")


def _contact(one: ContactForm, points: dict[int | None, PointForm]) -> ContactForm:
    return replace(one, points=[_again(point, points) for point in one.points])


def _again(point: PointForm, points: dict[int | None, PointForm]) -> PointForm:
    stored = points.get(point.id) if point.id is not None else None
    is_mask = stored is not None and _stands_for(point.text, stored.kind, stored.text)
    return replace(point, text=stored.text) if stored is not None and is_mask else point


def _address(one: AddressForm, stored: AddressForm | None) -> AddressForm:
    if stored is None or not _stands_for(one.text, "address", stored.text):
        return one
    return replace(one, text=stored.text, zip=stored.zip, city=stored.city, district=stored.district)


def _stands_for(shown: str, kind: str, stored: str) -> bool:
    return bool(stored) and shown != stored and shown == veil.masked(kind, stored)
