"""Customers: read as a card or a form, added, changed, put away and put back."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Final

from db.core import clock, journal, session
from db.core.connection import database, run
from db.core.connection import rows as read
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values import tax_id, text
from db.core.values.dates import PartialDate
from db.models import Customer, NotSame
from db.services import customer_parts, days, masking, own_fields, seen, tags, terms
from db.services.customer_checks import DoubleRow, Warned, likely_doubles, warnings
from db.services.customer_form import AGREED, SCALARS, AddressForm, ContactForm, CustomerForm, PointForm
from db.services.lists import Selection, merged, selected
from resources.i18n import N_, _

__all__ = [
    "ARCHIVE_REASONS", "AddressForm", "ContactForm", "CustomerForm", "DoubleRow", "PointForm", "Warned", "add", "archive",
    "change", "follow", "form", "likely_doubles", "meant", "merged", "put_back", "warnings",
]  # fmt: skip

ARCHIVE_REASONS: Final = (
    ("moved", N_("Moved away")),
    ("closed", N_("Closed down")),
    ("deceased", N_("Passed away")),
    ("duplicate", N_("Entered twice")),
    ("unwanted", N_("Not wanted any more")),
)  # what stands in archive_reason, its words


def form(customer: int) -> CustomerForm:
    """The customer as a form, merged ones followed, with masks for who may not see numbers. NotFoundError: there is none."""
    found = whole(customer)
    return found if session.may("contacts") or journal.current() else masking.hidden(found)


def whole(customer: int) -> CustomerForm:
    """The customer without any mask, for the papers that are made out to them."""
    with database.unveiled():
        return _form(customer)


def _form(customer: int) -> CustomerForm:
    row = _row(follow(customer))
    found = CustomerForm(**{name: getattr(row, name) for name in SCALARS})
    found.customer_since = row.customer_since or ""
    for name in AGREED:
        stored = getattr(row, name)
        setattr(found, name, "" if stored is None else str(stored))
    if row.birth_month and row.birth_day:
        found.birthday = PartialDate(row.birth_year, row.birth_month, row.birth_day, row.birth_lunar, row.birth_leap)
    found.own = dict(row.extra)
    found.tags = tags.names_of(row.id)
    customer_parts.read(row.id, found)
    found.seen = _fingerprint(found)
    return found


def follow(customer: int) -> int:
    """The customer this one was merged into, or itself. NotFoundError: there is none."""
    row = _row(customer)
    while row.merged_into_id:
        row = _row(row.merged_into_id)
    return int(row.id)


def named(text: str) -> int:
    """The customer of this number or code, merged ones followed. NotFoundError: there is none."""
    if text.isdecimal() and text.isascii() and len(text) < 16 and not text.startswith("0"):
        return follow(int(text))
    row = Customer.get_or_none(Customer.code == text.strip()) if text.strip() else None
    if row is None:
        raise NotFoundError(_("There is no customer with the number or code “{code}” in this file.").format(code=text))
    return int(row.id)


def meant(text: str) -> int:
    """The customer of this code, this number, or the only one of just this name. NotFoundError: none; InputError: several."""
    if coded := read("SELECT id FROM customer WHERE code = ?", text.strip()) if text.strip() else []:
        return follow(coded[0][0])
    with suppress(NotFoundError):
        return named(text)
    found = read(
        "SELECT id FROM customer WHERE name = ? AND merged_into IS NULL ORDER BY archived_at IS NOT NULL, id", text.strip()
    )
    if not found:
        raise NotFoundError(_("There is no customer “{name}” in this file.").format(name=text))
    if len(found) > 1:
        ids = [one for (one,) in found]
        sentence = _("{count} customers are called “{name}”. Please write the customer’s number or code: {ids}.")
        raise InputError(sentence.format(count=len(ids), name=text, ids="、".join(map(str, ids[:9]))), customers=ids)
    return int(found[0][0])


def add(filled: CustomerForm) -> int:
    """Save a new customer; its id."""
    with unit("customers.add"):
        return insert(filled)


def insert(filled: CustomerForm, **more: object) -> int:
    """Write a new customer within the unit that is open; `more` are further columns, such as where it came from."""
    values = columns(filled, {})
    _check(values, None)
    row = Customer.create(**values, **more)
    customer_parts.write(row.id, filled, **more)
    tags.wear(row.id, filled.tags)
    return int(row.id)


def change(customer: int, filled: CustomerForm) -> None:
    """Save a changed form. ChangedSinceError: somebody changed the customer after the form was read; nothing is overwritten."""
    with unit("customers.change"):
        update(customer, filled)


def update(customer: int, filled: CustomerForm, **more: object) -> None:
    """Write a changed form within the unit that is open: only what differs is touched; `more` are further columns of new rows."""
    customer = follow(customer)
    row = _row(customer)
    sentence = _("{name} was changed while this form was open. Nothing was overwritten. Open the card again and look.")
    stored = form(customer)
    if filled.seen:
        seen.refuse(filled.seen, stored.seen, sentence.format(name=row.name), customer=customer)
    filled = masking.shown_again(filled, stored)
    values = columns(filled, row.extra)
    _check(values, customer)
    row.write(values)
    customer_parts.write(customer, filled, **more)
    tags.wear(customer, filled.tags)


def archive(who: Selection | Iterable[int], reason: str = "") -> int:
    """Put customers away, with one of ARCHIVE_REASONS or the owner's own words; how many were there to put away."""
    with unit("customers.archive", reason=reason):
        return run(
            "UPDATE customer SET archived_at = ?, archive_reason = ?, updated_at = ?"
            " WHERE archived_at IS NULL AND id IN (SELECT value FROM json_each(?))",
            clock.utc_now(), text.clean_text(reason), clock.utc_now(), selected(who).as_json(),
        )  # fmt: skip


def put_back(who: Selection | Iterable[int]) -> int:
    """Take customers out of where they were put away; how many."""
    with unit("customers.put_back"):
        return run(
            "UPDATE customer SET archived_at = NULL, archive_reason = '', updated_at = ?"
            " WHERE archived_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            clock.utc_now(), selected(who).as_json(),
        )  # fmt: skip


def say_apart(a: int, b: int) -> None:
    """Remember within the unit that is open that two customers are two."""
    first, second = sorted((follow(a), follow(b)))
    if first != second and NotSame.get_or_none(NotSame.customer == first, NotSame.other == second) is None:
        NotSame.create(customer=first, other=second)


def _row(customer: int) -> Any:
    row = Customer.get_or_none(Customer.id == customer)
    if row is None:
        raise NotFoundError(_("There is no customer number {id} in this file.").format(id=customer))
    return row


def columns(filled: CustomerForm, stored: Mapping[str, own_fields.OwnValue]) -> dict[str, object]:
    """The columns of the customer row as the form wants them; `stored`: the own values that are in the file as they are."""
    values: dict[str, object] = {name: text.clean_text(getattr(filled, name)).strip() for name in SCALARS}
    values["tax_id"] = tax_id.normal(filled.tax_id.strip()) if filled.tax_id.strip() else ""
    values["customer_since"] = days.iso(filled.customer_since, "customer_since")
    values |= {name: terms.parse(name, getattr(filled, name)) for name in AGREED}
    born = filled.birthday
    values["birth_year"], values["birth_month"], values["birth_day"] = (
        (born.year, born.month, born.day) if born else (None, None, None)
    )
    values["birth_lunar"], values["birth_leap"] = (born.lunar, born.leap) if born else (False, False)
    values["extra"] = own_fields.checked(filled.own, stored)
    return values


def _check(values: dict[str, object], customer: int | None) -> None:
    if not values["name"]:
        raise InputError(_("A customer needs a name. A nickname or the shop's name is enough."), field="name")
    if values["code"]:
        other = Customer.get_or_none(Customer.code == values["code"])
        if other is not None and other.id != customer:
            raise InputError(
                _("The code “{code}” already belongs to {name}.").format(code=values["code"], name=other.name),
                customer=other.id,
                field="code",
            )


def _fingerprint(read: CustomerForm) -> str:
    """Changes whenever anything the form shows changes."""
    parts = [getattr(read, name) for name in SCALARS] + [read.customer_since, repr(read.birthday), read.own, sorted(read.tags)]
    parts += [repr(read.points), repr(read.addresses), repr(read.contacts), *(getattr(read, name) for name in AGREED)]
    return seen.mark(parts)
