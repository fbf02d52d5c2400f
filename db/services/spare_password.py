"""The spare password on paper is tried once a year: a paper nobody can find or read saves nobody (S15)."""

import json
from datetime import date, timedelta
from typing import Final

from db.core import clock, session, wrapping
from db.core.connection import value
from db.core.errors import InputError, RefusedError
from db.core.journal import require, unit
from db.services import guarding
from resources.i18n import _

_YEAR: Final = timedelta(days=365)
_READ_BACK: Final = ("keys.guard", "keys.encrypt", "keys.rekey", "keys.recovery", "keys.tried")


def last_tried() -> date | None:
    """When somebody last read the paper: at the set-up two groups of it, or all of it since. None: nobody guards the shop."""
    if not session.is_guarded():
        return None
    at = value("SELECT max(at) FROM unit WHERE action IN (SELECT value FROM json_each(?))", json.dumps(_READ_BACK))
    return date.fromisoformat(clock.shown(at)[:10]) if at else None


def is_due() -> bool:
    """Whether the owner, who is in, should look for the paper."""
    tried = last_tried()
    return session.person().role == "owner" and tried is not None and clock.today() >= tried + _YEAR


def try_out(typed: str) -> None:
    """Note that the paper is there and right. InputError: not as it was printed; RefusedError: an older paper."""
    require("keys.tried")
    ring, words = guarding.own(), wrapping.read(typed)
    if words is None:
        raise InputError(_("This is not how the spare password was printed: please look at each group once more."))
    if ring is None or ring.paper_key(words) is None:
        raise RefusedError(
            _("This paper is not the one of this shop any more. Nothing was changed. Please print a new spare password.")
        )
    with unit("keys.tried"):
        pass
