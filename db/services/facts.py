"""What changed nothing and is remembered all the same: prints, looks at numbers, refusals, comings and goings."""

from typing import Any

from db.core import file
from db.core.connection import database
from db.core.journal import unit


def note(action: str, **detail: Any) -> int | None:
    """Write one line of history of something that changed nothing; its unit, or None where nothing can be written.

    `detail`: numbers, kinds and titles, never what a customer said or is called. RefusedError where who acts may not do it,
    BusyError while a job saves.
    """
    if not file.is_open() or database.is_read_only:
        return None
    with unit(action, **detail) as opened:
        opened.is_fact = True
    return opened.id
