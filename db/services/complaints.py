"""Who complained and was not told that it is put right: nothing is offered to them until then."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from db.core.connection import rows as read
from db.services.tastes import COMPLAINED

SOLVED: Final = "已解決"  # the outcome of a talk as every shop has it at first
_DAYS: Final = 90  # after which a complaint is not held against a word of business
_OPEN: Final = (
    "SELECT DISTINCT i.customer FROM interaction i WHERE i.customer IN (SELECT value FROM json_each(?1))"
    " AND i.happened_on BETWEEN ?2 AND ?3 AND i.outcome <> ?5"
    " AND (i.outcome = ?4 OR instr(i.text, ?4) OR instr(i.text, '客訴')) AND NOT EXISTS"
    " (SELECT 1 FROM interaction s WHERE s.customer = i.customer AND s.outcome = ?5"
    " AND (s.happened_on, s.id) > (i.happened_on, i.id))"
)


def still_open(customers: Iterable[int], on: date) -> set[int]:
    """Those of these whose last complaint of the last three months is not solved."""
    since = (on - timedelta(days=_DAYS)).isoformat()
    return {one for (one,) in read(_OPEN, json.dumps(sorted(customers)), since, on.isoformat(), COMPLAINED, SOLVED)}
