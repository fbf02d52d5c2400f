"""可以順便: what can be offered; five customers a day to greet or to tidy up, looked for within the latest 500."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from db.core.connection import rows as read
from db.core.connection import value
from db.services.contact_marks import NOT_REFUSED
from db.services.today_rows import WHO, Asked, Found, found

if TYPE_CHECKING:
    from db.services.suggestions import SuggestionRow
    from db.services.today import Kind

A_DAY: Final = 5
REST: Final = 90  # days after which somebody greeted, tidied up or left out may be shown again
_TO_TIDY: Final = 2  # of the five
_QUIET: Final = 90  # days without a talk
_LEFT: Final = "NOT EXISTS (SELECT 1 FROM put_off p WHERE p.customer = f.customer AND p.kind = '{}' AND p.until > ?)"
_QUIET_ONES: Final = (
    f"SELECT {WHO} FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.visible = 1 AND {{since}}"
    f" AND f.phone <> '' AND f.is_blacklisted = 0 AND f.next_contact_on IS NULL AND {_LEFT.format('greet')} AND {NOT_REFUSED}"
)
_LATEST: Final = (
    "FROM (SELECT customer FROM customer_figures WHERE visible = 1 ORDER BY last_contact_on DESC, customer DESC LIMIT 500) r"
    " CROSS JOIN customer_figures f ON f.customer = r.customer CROSS JOIN customer c ON c.id = f.customer"
)
_NO_PHONE: Final = f"SELECT {WHO} {_LATEST} WHERE f.phone = '' AND {_LEFT.format('tidy')} LIMIT ?"
_DOUBLES: Final = (  # the same name, and no phone that says otherwise
    f"SELECT {WHO}, d.id {_LATEST} CROSS JOIN customer d ON d.name = c.name AND d.id < c.id AND d.archived_at IS NULL"
    " AND d.merged_into IS NULL CROSS JOIN customer_figures g ON g.customer = d.id"
    " AND (g.phone_normal = f.phone_normal OR g.phone_normal = '' OR f.phone_normal = '')"
    " WHERE c.name <> '' AND NOT EXISTS (SELECT 1 FROM not_same n WHERE n.customer = d.id AND n.other = c.id)"
    f" AND {_LEFT.format('tidy')} LIMIT ?"
)
_DONE: Final = "SELECT count(*) FROM put_off WHERE kind IN ('greet', 'tidy') AND until = ?"


def suggestions(asked: Asked) -> list[Found]:
    """Who can be greeted or tidied up today, fewer after each that was answered: five a day are enough."""
    room = A_DAY - int(value(_DONE, (asked.day + timedelta(days=REST)).isoformat()))
    if room <= 0:
        return []
    tidy = list(_to_tidy(asked, min(room, _TO_TIDY)))
    return [*_to_greet(asked, room - len(tidy)), *tidy]


def offered(row: "SuggestionRow", asked: Asked) -> Found:
    """A suggestion as a line of Today: goods to be put into a quote, or a call."""
    kind: Kind = "offer" if row.is_goods else "reach"
    about = ("quote", row.quote) if row.quote is not None else None
    made = found(kind, asked.today, row.who, {"why": row.why, "offer": row}, is_beside=True, about=about)
    made.key = f"{kind}:{row.customer}:{row.kind}:{row.subject}"
    return made


def _to_greet(asked: Asked, most: int) -> list[Found]:
    """Who has just become quiet; then who never was talked to, the latest first."""
    mine, who = asked.of_customer()
    quiet = (asked.day - timedelta(days=_QUIET)).isoformat()
    order = f"{mine} ORDER BY f.last_contact_on DESC, f.customer DESC LIMIT ?"
    sql = f"{_QUIET_ONES}{order}"
    rows = read(sql.format(since="f.last_contact_on <= ?"), quiet, asked.today, *who, most)
    if len(rows) < most:
        rows += read(sql.format(since="f.last_contact_on IS NULL"), asked.today, *who, most - len(rows))
    return [found("greet", asked.today, one, {}, is_beside=True) for one in rows]


def _to_tidy(asked: Asked, most: int) -> Iterator[Found]:
    """Who has no phone, and who may stand in the list twice; one of each where there are."""
    twice = [
        found("double", asked.today, one, {}, other=other, is_beside=True) for *one, other in read(_DOUBLES, asked.today, most)
    ]
    known = {one.customer for one in twice}
    bare = [found("phone", asked.today, one, {}, is_beside=True) for one in read(_NO_PHONE, asked.today, most + len(known))]
    bare = [one for one in bare if one.customer not in known]
    picked = [*bare[:1], *twice[:1], *bare[1:], *twice[1:]]
    yield from {one.customer: one for one in picked[:most]}.values()
