"""Where a customer stands, said by the owner: put by hand for a while, and taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from db.analytics.stages import STAGES
from db.core import clock
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.services import losing
from db.services.lists import Selection, selected
from resources.i18n import _

_GONE: Final = "divorce"  # as analytics.stages calls who is taken for lost
_PUT: Final = (  # since when, where it holds already
    "UPDATE customer SET stage_since = iif(stage IS ?1 AND coalesce(stage_until, ?4) >= ?4, stage_since, ?4), stage = ?1,"
    f" stage_until = ?2, updated_at = {clock.STAMP}"
    " WHERE id IN (SELECT value FROM json_each(?3)) AND (stage IS NOT ?1 OR stage_until IS NOT ?2)"
)


def put(who: Selection | Iterable[int] | int, stage: str, until: date | None = None) -> int:
    """These customers stand there from today up to and with this day (None: until it is lifted), whatever they buy; of how many
    it was otherwise. One unit. Who was closed as lost and bought nothing since is not lost any more: this is the later word.
    InputError: no such stage, a day that is over.
    """
    if stage not in STAGES:
        raise InputError(_("“{value}” is no stage of a customer.").format(value=stage), field="stage")
    if until is not None and until < clock.today():
        raise InputError(_("That day is over already. Please choose a later one."), field="until")
    with unit("stages.put"):
        wanted = selected(who)
        if stage != _GONE:
            losing.take_back(wanted)
        return _put(wanted, stage, clock.today(), until)


def lift(who: Selection | Iterable[int] | int) -> int:
    """These customers stand where what they buy puts them; of how many it was otherwise. One unit."""
    with unit("stages.lift"):
        return _put(who, "", None, None)


def _put(who: Selection | Iterable[int] | int, stage: str, since: date | None, until: date | None) -> int:
    days = [day and day.isoformat() for day in (until, since)]
    return run(_PUT, stage, days[0], selected(who).as_json(), days[1])
