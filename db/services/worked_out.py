"""What was worked out of all sales and is kept until the next time, by name (table model_fit): no part of the shop's history."""

import json
from typing import Any

from db.core import clock, journal
from db.core.connection import run, value


def kept(name: str) -> Any:
    """What was kept under this name, as plain values of JSON; None: nothing was."""
    body = value("SELECT body FROM model_fit WHERE name = ?", name)
    return None if body is None else json.loads(body)


def keep(name: str, found: Any) -> bool:
    """Keep it instead of what was kept before; False where somebody else writes just now: it is worked out again another time."""
    with journal.aside(journal.A_MOMENT) as free:
        if free:
            body = json.dumps(found, ensure_ascii=False, sort_keys=True)
            run("INSERT OR REPLACE INTO model_fit (name, at, body) VALUES (?, ?, ?)", name, clock.utc_now(), body)
    return free
