"""提供紀錄: to whom a customer's data was given, so that they can be told when it is corrected (§11(5))."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Disclosure
from db.services import customers, days
from resources.i18n import _


@dataclass(slots=True)
class DisclosureForm:
    """One giving as it is typed; `given_on` empty: today."""

    customer: int
    to_whom: str
    what: str = ""
    purpose: str = ""
    given_on: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One giving as it stands; `told_on`: when they were told of a correction."""

    id: int
    customer: int
    name: str
    given_on: str
    to_whom: str
    what: str
    purpose: str
    told_on: str | None
    staff: str


_SELECT: Final = (
    "SELECT d.id, d.customer, c.name, d.given_on, d.to_whom, d.what, d.purpose, d.told_on, d.staff"
    " FROM disclosure d JOIN customer c ON c.id = d.customer "
)


_TO_TELL: Final = (  # a name, number or address was corrected since it was given, and they were not told
    "d.told_on IS NULL AND (EXISTS (SELECT 1 FROM contact_point p WHERE p.customer = d.customer AND p.updated_at > d.created_at)"
    " OR EXISTS (SELECT 1 FROM address a WHERE a.customer = d.customer AND a.updated_at > d.created_at)"
    " OR EXISTS (SELECT 1 FROM change h JOIN unit u ON u.id = h.unit WHERE h.tbl = 1 AND h.row = d.customer AND h.op = 'U'"
    " AND u.at > d.created_at"
    " AND coalesce(h.before ->> '$.name', h.before ->> '$.company', h.before ->> '$.tax_id') IS NOT NULL))"
    " AND c.erased_on IS NULL AND c.merged_into IS NULL"
)


def add(filled: DisclosureForm) -> int:
    """Write down to whom data was given; its id. InputError: to nobody."""
    to_whom = one_line(clean_text(filled.to_whom))
    if not to_whom:
        raise InputError(_("Please write down who was given it."), field="to_whom")
    day = days.iso(filled.given_on, "given_on") or clock.today().isoformat()
    with unit("disclosures.add"):
        made = Disclosure.create(
            customer=customers.follow(filled.customer), given_on=day, to_whom=to_whom, what=clean_text(filled.what).strip(),
            purpose=clean_text(filled.purpose).strip(), staff=session.actor(),
        )  # fmt: skip
        return int(made.id)


def tell(ids: Iterable[int]) -> int:
    """They were told today that the data was corrected; how many."""
    today = clock.today().isoformat()
    with unit("disclosures.tell"):
        said = f"UPDATE disclosure SET told_on = ?, updated_at = {clock.STAMP} WHERE id = ?"
        return sum(run(said, today, one) for one in ids)


def of(customer: int) -> list[DisclosureRow]:
    """To whom a customer's data was given, the latest first: whom to tell when it is corrected."""
    return [DisclosureRow(*row) for row in read(f"{_SELECT}WHERE d.customer = ? ORDER BY d.id DESC", customer)]


def to_tell() -> list[DisclosureRow]:
    """Who was given data that was corrected since, and was not told (§11(5))."""
    return [DisclosureRow(*row) for row in read(f"{_SELECT}WHERE {_TO_TELL} ORDER BY d.id")]


def rows(most: int = 500) -> list[DisclosureRow]:
    """The latest of everybody."""
    return [DisclosureRow(*row) for row in read(f"{_SELECT}WHERE c.merged_into IS NULL ORDER BY d.id DESC LIMIT ?", most)]
