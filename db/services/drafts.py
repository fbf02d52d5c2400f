"""Half-filled forms, kept while they are open so that a power cut takes nothing. They are no part of history."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from db.core import clock, journal
from db.core.connection import database, run
from db.core.connection import rows as read
from db.core.values.text import clean_text

_Key = tuple[Path | None, str, int | None]  # shop file, form, customer
_waiting: Final[dict[_Key, tuple[str, str] | None]] = {}  # while a job writes: body and time, None where it is to be forgotten


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One form that was left open. `body`: what the form gave, plain JSON values."""

    id: int
    form: str
    customer: int | None
    body: dict[str, Any]
    at: str  # UTC


def keep(form: str, customer: int | None, body: dict[str, Any]) -> bool:
    """Remember this form as it stands in place of what was remembered. False: a job is writing; it waits for `catch_up`."""
    text = clean_text(json.dumps(body, ensure_ascii=False, sort_keys=True))
    return _put(form, customer, (text, clock.utc_now()))


def discard(form: str, customer: int | None) -> bool:
    """Forget this form: it was saved or thrown away. False: a job is writing; it waits for `catch_up`."""
    return _put(form, customer, None)


def catch_up() -> bool:
    """Write what waits for a job to end; whether that was possible just now."""
    with journal.aside() as free:
        mine = {key: kept for key, kept in _waiting.items() if free and key[0] == database.path}
        for (_path, form, customer), kept in mine.items():
            _write(form, customer, kept)
    for key in mine:
        del _waiting[key]
    return free


def left() -> list[DraftRow]:
    """The forms that were left open, the latest first; what waits to be written, too."""
    waiting = {key[1:]: kept for key, kept in _waiting.items() if key[0] == database.path}
    found = read("SELECT id, form, customer, body, at FROM draft ORDER BY at DESC, id DESC")
    stored = [DraftRow(id_, form, customer, json.loads(body), at) for id_, form, customer, body, at in found]
    held = [DraftRow(0, *key, json.loads(kept[0]), kept[1]) for key, kept in reversed(waiting.items()) if kept]
    return [*held, *(row for row in stored if (row.form, row.customer) not in waiting)]


def _put(form: str, customer: int | None, kept: tuple[str, str] | None) -> bool:
    _waiting[database.path, form, customer] = kept
    return catch_up()


def _write(form: str, customer: int | None, kept: tuple[str, str] | None) -> None:
    if kept is None:
        run("DELETE FROM draft WHERE form = ? AND customer IS ?", form, customer)
    elif not run("UPDATE draft SET body = ?, at = ? WHERE form = ? AND customer IS ?", *kept, form, customer):
        run("INSERT INTO draft(body, at, form, customer) VALUES (?, ?, ?, ?)", *kept, form, customer)
