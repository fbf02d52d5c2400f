"""Everything that is known of one customer in numbers, in one piece, for a program that asks."""

from typing import Any, Final

from db.analytics.rhythms import Usual
from db.core import clock
from db.core.connection import rows as read
from db.core.errors import NotFoundError
from db.services import customer_costs, staff, standings
from db.services.standings import Standing
from resources.i18n import _

_CONTACT: Final = (
    "last_contact_on", "last_contact", "next_contact_on", "keep_in_touch_on", "birthday_on", "city", "district",
)  # fmt: skip
_MONEY: Final = ("owing", "bought")
_FIGURES: Final = (
    f"SELECT c.code, c.name, c.kind, c.archived_at IS NOT NULL, {', '.join(f'f.{one}' for one in (*_CONTACT, *_MONEY))}"
    " FROM customer c JOIN customer_figures f ON f.customer = c.id WHERE c.id = ?"
)
_BOUGHT: Final = (  # times and the last day up to today, what is dated ahead apart: a stage knows nothing of days to come
    "SELECT count(*) FILTER (WHERE NOT ahead AND coalesce(total, 0) >= 0), max(happened_on) FILTER (WHERE NOT ahead AND"
    " coalesce(total, 0) >= 0), count(*) FILTER (WHERE ahead), coalesce(sum(total) FILTER (WHERE ahead), 0)"
    " FROM (SELECT total, happened_on, coalesce(happened_on > ?2, 0) AS ahead FROM sale WHERE customer = ?1)"
)
_QUOTES: Final = (
    "SELECT count(*), coalesce(sum(total), 0) FROM quote WHERE customer = ? AND state = 'issued'"
    " AND coalesce(valid_until, '9') >= ?"
)
_VISITS: Final = ("first_on", "last_on", "visits", "interval", "spread", "gap_before")
_SCORES: Final = ("recency", "frequency", "monetary")


def of(customer: int) -> dict[str, Any]:
    """{"customer", "code", "name", "kind", "archived", "contact", "money", "quotes", "visits", "scores", "stage", "outlook",
    "lost"}; whole dollars, ISO dates, days; what is dated to come is no part of what was "bought", but stands "ahead" of it. What
    goods cost and what is left of it is for the owner alone. NotFoundError.
    """
    known, found = standings.of(customer), read(_FIGURES, customer)
    if known is None or not found:
        raise NotFoundError(_("This customer is not there any more."))
    code, name, kind, archived, *rest = found[0]
    contact, money = rest[: len(_CONTACT)], rest[len(_CONTACT) :]
    count, total = read(_QUOTES, customer, clock.today().isoformat())[0]
    return {
        "customer": customer, "code": code, "name": name, "kind": kind, "archived": bool(archived),
        "contact": dict(zip(_CONTACT, contact, strict=True)), "money": _money(known, dict(zip(_MONEY, money, strict=True))),
        "quotes": {"open": count, "total": total}, "visits": _visits(known), "scores": _of_row(known, _SCORES),
        "stage": _stage(known), "outlook": _outlook(known), "lost": {"on": known.lost_on, "reason": known.lost_reason},
    }  # fmt: skip


def _money(known: Standing, kept: dict[str, Any]) -> dict[str, Any]:
    times, last, ahead, total = read(_BOUGHT, known.customer, clock.today().isoformat())[0]
    bought = {"times_bought": times, "last_bought_on": last, "ahead": {"times": ahead, "total": total}}
    kept = kept | {"bought": kept["bought"] - total}
    found = kept | bought | {"overdue": known.row.overdue if known.row else 0} | _of_row(known, ("recent", "earlier"))
    if not staff.is_owner():
        return found
    spent = customer_costs.spent(known.customer)
    return found | {"margin": None, "tier": ""} | _of_row(known, ("margin", "tier")) | {"spent": spent}


def _visits(known: Standing) -> dict[str, Any]:
    usual: Usual = known.usual
    limits = {"usual": round(usual.interval), "watch": usual.watch, "slipping": usual.slipping, "lost": usual.lost}
    return _of_row(known, _VISITS) | {"since": known.since, "after_days": limits}


def _stage(known: Standing) -> dict[str, Any]:
    return {
        "stage": known.stage, "name": known.stage_name, "by_itself": known.by_itself, "until": known.until,
        "sureness": known.sureness_key, "why": known.words, "act": known.act,
    }  # fmt: skip


def _outlook(known: Standing) -> dict[str, Any]:
    found: dict[str, Any] = {"alive": known.alive, "expected": known.expected}
    return found | {"value": known.value} if staff.is_owner() else found


def _of_row(known: Standing, names: tuple[str, ...]) -> dict[str, Any]:
    """These columns of the standing; None of who never bought."""
    return {name: getattr(known.row, name, None) for name in names}
