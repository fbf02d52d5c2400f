"""Lost customers closed with a reason, so that nobody runs after them and the reasons can be counted; who buys again is back."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.services.lists import Selection, selected
from db.services.stage_names import REASONS
from resources.i18n import _

__all__ = ["REASONS", "close", "of", "reopen", "take_back"]

_END: Final = (  # a stage put by hand until then: the later word holds
    f"UPDATE customer SET stage_until = date(?1, '-1 day'), updated_at = {clock.STAMP}"
    " WHERE id IN (SELECT value FROM json_each(?2)) AND stage <> '' AND coalesce(stage_until, ?1) >= ?1"
)
_PUT: Final = (
    f"UPDATE customer SET lost_on = ?1, lost_reason = ?2, updated_at = {clock.STAMP}"
    " WHERE id IN (SELECT value FROM json_each(?3)) AND (lost_on IS NOT ?1 OR lost_reason IS NOT ?2)"
)
_TAKE_BACK: Final = (
    f"UPDATE customer SET lost_on = NULL, lost_reason = '', updated_at = {clock.STAMP}"
    " WHERE id IN (SELECT value FROM json_each(?)) AND lost_on IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM customer_standing s WHERE s.customer = customer.id AND s.last_on > lost_on)"
)


def close(who: Selection | Iterable[int] | int, reason: str, on: date | None = None) -> int:
    """These customers are lost since this day (today) for one of REASONS; of how many it was otherwise. One unit.

    A stage put by hand ends with the day before: this is the later word. A sale after that day makes them returners by itself;
    who is lost again is closed anew. InputError: no such reason or none, a day to come.
    """
    if not reason:
        raise InputError(_("Please choose why they went."), field="reason")
    if reason not in REASONS:
        raise InputError(_("“{value}” is no reason why somebody is lost.").format(value=reason), field="reason")
    day = on or clock.today()
    if day > clock.today():
        raise InputError(_("That day is still to come. Please choose today or an earlier one."), field="on")
    with unit("losing.close"):
        wanted = selected(who).as_json()
        run(_END, day.isoformat(), wanted)
        return run(_PUT, day.isoformat(), reason, wanted)


def reopen(who: Selection | Iterable[int] | int) -> int:
    """These customers are not lost; of how many it was otherwise. One unit."""
    with unit("losing.reopen"):
        return run(_PUT, None, "", selected(who).as_json())


def take_back(who: Selection) -> None:
    """Those of these customers who bought nothing since they were lost are not lost; within a unit."""
    run(_TAKE_BACK, who.as_json())


def of(customer: int) -> tuple[str, str] | None:
    """Since when (ISO) and why somebody was taken for lost, also who came back since; None: they never were."""
    found = read("SELECT lost_on, lost_reason FROM customer WHERE id = ? AND lost_on IS NOT NULL", customer)
    return (found[0][0], found[0][1]) if found else None
