"""How often to keep in touch with customers: their own interval, put and taken back."""

from collections.abc import Iterable
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.services import coming
from db.services.contact_marks import TOUCH
from db.services.lists import Selection, selected
from resources.i18n import N_, _

AS_TAGGED: Final = None
NEVER: Final = 0
OWN_RHYTHM: Final = coming.OWN_RHYTHM
READY: Final[tuple[tuple[int | None, str], ...]] = (
    (30, N_("Every 30 days")),
    (60, N_("Every 60 days")),
    (90, N_("Every 90 days")),
    (180, N_("Every 180 days")),
    (OWN_RHYTHM, N_("In their own rhythm")),
    (NEVER, N_("Never")),
    (AS_TAGGED, N_("As their tags say")),
)
_OF: Final = (  # of several tags the shortest, and any number of days before their own rhythm
    "SELECT coalesce(c.contact_interval, (SELECT t.contact_interval FROM customer_tag w JOIN tag t ON t.id = w.tag"
    " WHERE w.customer = c.id AND t.contact_interval <> 0 ORDER BY t.contact_interval < 0, t.contact_interval LIMIT 1)),"
    f" max(f.keep_in_touch_on, coalesce((SELECT p.until FROM put_off p WHERE p.customer = c.id AND p.kind = '{TOUCH}'), ''))"
    " FROM customer c LEFT JOIN customer_figures f ON f.customer = c.id WHERE c.id = ?"
)
LONGEST: Final = 3650  # days
_PUT: Final = (  # who never talked nor bought is counted from today on
    "UPDATE customer SET contact_interval = ?1, contact_start = CASE WHEN contact_start IS NOT NULL OR ?2 OR EXISTS"
    " (SELECT 1 FROM customer_figures f WHERE f.customer = customer.id AND f.last_contact_on IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM sale s WHERE s.customer = customer.id AND s.happened_on <= ?3)"
    f" THEN contact_start ELSE ?3 END, updated_at = {clock.STAMP}"
    " WHERE id IN (SELECT value FROM json_each(?4)) AND contact_interval IS NOT ?1"
)


def put(who: Selection | Iterable[int] | int, days: int | None) -> int:
    """Talk to these customers every so many days (NEVER, OWN_RHYTHM, or AS_TAGGED); how many had it otherwise. One unit."""
    check(days)
    with unit("customers.keep_in_touch"):
        return run(_PUT, days, not days, clock.today().isoformat(), selected(who).as_json())


def of(customer: int) -> tuple[int, str | None] | None:
    """How often to talk to them (days, NEVER or OWN_RHYTHM), by their own interval or by their tags, and the ISO date of the next
    time, where there is one to count from; None: nobody said."""
    found = read(_OF, customer)
    return None if not found or found[0][0] is None else (found[0][0], found[0][1])


def check(days: int | None) -> None:
    """InputError: this is no interval of a customer or a tag."""
    if days is not None and not OWN_RHYTHM <= days <= LONGEST:
        raise InputError(_("Please write a number of days up to {most}.").format(most=f"{LONGEST:,}"))


def words(days: int | None) -> str:
    """An interval in words."""
    ready = dict(READY)
    return _(ready[days]) if days in ready else _("Every {days} days").format(days=days)
