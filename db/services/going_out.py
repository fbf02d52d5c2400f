"""Whom to visit, district by district: name, number, address and what was said last, for a list to take along."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.core.values import address, money
from db.services import options
from db.services.contact_marks import KEPT_BACK
from db.services.lists import Selection, selected
from resources.i18n import _

_VISITS: Final = (
    "SELECT c.id, c.name, c.title, f.phone, coalesce(a.text, ''), coalesce(a.zip, ''), coalesce(a.city, ''),"
    " coalesce(a.district, ''), f.last_contact_on, f.last_contact, f.last_text, f.opted_out,"
    " EXISTS (SELECT 1 FROM opt_out o WHERE o.customer = c.id AND o.channel = 'all')"
    f" OR {KEPT_BACK}, f.owing"
    " FROM json_each(?) wanted CROSS JOIN customer c ON c.id = wanted.value JOIN customer_figures f ON f.customer = c.id"
    " LEFT JOIN address a ON a.id = (SELECT id FROM address WHERE customer = c.id AND text <> ''"
    " ORDER BY is_primary DESC, position, id LIMIT 1)"
    " WHERE f.visible = 1"
    " ORDER BY a.id IS NULL, a.city = '', a.city <> ?, a.district <> ?, a.zip, a.city, a.district, a.text, f.sort_key"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One customer on the way. `last_on` is an ISO day; `owing` in words, "" where they owe nothing."""

    customer: int
    name: str
    title: str
    phone: str  # as shown
    address: str
    zip: str
    city: str
    district: str
    last_on: str | None
    last_contact: str
    last_text: str
    opted_out: bool
    refuses_all: bool  # to be left out, unless the owner takes them along for himself
    owing: str

    @property
    def region(self) -> str:
        """City and district; "" where the address names none."""
        return f"{self.city}{self.district}"


def visits(who: Selection | Iterable[int]) -> list[Visit]:
    """Those who are not put away, by district and street: the shop's own district and city first, those without an address
    last; for many a job for the worker.
    """
    home = address.split(options.text("address"))
    found = read(_VISITS, selected(who).as_json(), home.city, home.district)
    return [Visit(*(*row[:11], bool(row[11]), bool(row[12]), _owing(row[13]))) for row in found]


def _owing(owed: int) -> str:
    return _("owes {amount}").format(amount=money.shown(owed)) if owed > 0 else ""
