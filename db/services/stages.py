"""Where a customer stands, said by the owner: put by hand for a while, and taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from db.analytics.stages import STAGES
from db.core import clock
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.services.lists import Selection, selected
from resources.i18n import _

_PUT: Final = (
    f"UPDATE customer SET stage = ?1, stage_until = ?2, updated_at = {clock.STAMP}"
    " WHERE id IN (SELECT value FROM json_each(?3)) AND (stage IS NOT ?1 OR stage_until IS NOT ?2)"
)


def put(who: Selection | Iterable[int] | int, stage: str, until: date | None = None) -> int:
    """These customers stand there up to and with this day (None: until it is lifted), whatever they buy; of how many it was
    otherwise. One unit. InputError: no such stage, a day that is over.
    """
    if stage not in STAGES:
        raise InputError(_("“{value}” is no stage of a customer.").format(value=stage), field="stage")
    if until is not None and until < clock.today():
        raise InputError(_("That day is over already. Please choose a later one."), field="until")
    with unit("stages.put"):
        return run(_PUT, stage, None if until is None else until.isoformat(), selected(who).as_json())


def lift(who: Selection | Iterable[int] | int) -> int:
    """These customers stand where what they buy puts them; of how many it was otherwise. One unit."""
    with unit("stages.lift"):
        return run(_PUT, "", None, selected(who).as_json())
