"""Half-filled forms, kept while they are open so that a power cut takes nothing. They are no part of history."""

import json
from dataclasses import dataclass
from typing import Any

from db.core import clock, journal
from db.core.connection import rows as read
from db.core.connection import run
from db.core.values.text import clean_text


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One form that was left open. `body`: what the form gave, plain JSON values."""

    id: int
    form: str
    customer: int | None
    body: dict[str, Any]
    at: str  # UTC


def keep(form: str, customer: int | None, body: dict[str, Any]) -> bool:
    """Remember this form as it stands in place of what was remembered. False: a job is writing; the next key tries again."""
    text, at = clean_text(json.dumps(body, ensure_ascii=False, sort_keys=True)), clock.utc_now()
    with journal.aside() as free:
        if free:
            _write(form, customer, text, at)
        return free


def discard(form: str, customer: int | None) -> bool:
    """Forget this form: it was saved or thrown away. False: a job is writing."""
    with journal.aside() as free:
        if free:
            run("DELETE FROM draft WHERE form = ? AND customer IS ?", form, customer)
        return free


def left() -> list[DraftRow]:
    """The forms that were left open, the latest first."""
    found = read("SELECT id, form, customer, body, at FROM draft ORDER BY at DESC, id DESC")
    return [DraftRow(id_, form, customer, json.loads(body), at) for id_, form, customer, body, at in found]


def _write(form: str, customer: int | None, text: str, at: str) -> None:
    if not run("UPDATE draft SET body = ?, at = ? WHERE form = ? AND customer IS ?", text, at, form, customer):
        run("INSERT INTO draft(form, customer, body, at) VALUES (?, ?, ?, ?)", form, customer, text, at)
