"""Who complained and was not told that it is put right: nothing is offered to them until then."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from db.core.connection import rows as read

COMPLAINED: Final = "抱怨"  # the outcome of a talk as every shop has it at first
SOLVED: Final = "已解決"  # the outcome of a talk as every shop has it at first
_WORDS: Final = (COMPLAINED, "客訴")
_NONE: Final = ("沒有", "沒", "無")  # before such a word: there was none
_DAYS: Final = 90  # after which a complaint is not held against a word of business


def told(text: str) -> str:
    """SQL of a text telling of a complaint, and not only that there was none."""
    for word in _WORDS:
        for no in _NONE:
            text = f"replace({text}, '{no}{word}', '')"
    return " OR ".join(f"instr({text}, '{word}')" for word in _WORDS)


_OPEN: Final = (
    "SELECT DISTINCT i.customer FROM interaction i WHERE i.customer IN (SELECT value FROM json_each(?1))"
    " AND i.happened_on BETWEEN ?2 AND ?3 AND i.outcome <> ?5"
    f" AND (i.outcome = ?4 OR {told('i.text')}) AND NOT EXISTS"
    " (SELECT 1 FROM interaction s WHERE s.customer = i.customer AND s.outcome = ?5"
    " AND (s.happened_on, s.id) > (i.happened_on, i.id))"
)


def still_open(customers: Iterable[int], on: date) -> set[int]:
    """Those of these whose last complaint of the last three months is not solved."""
    since = (on - timedelta(days=_DAYS)).isoformat()
    return {one for (one,) in read(_OPEN, json.dumps(sorted(customers)), since, on.isoformat(), COMPLAINED, SOLVED)}
