"""The date of a quote and its last day: typed as a day or as so many days, or stepped through by one key."""

from dataclasses import replace
from datetime import date
from typing import Final

from db.core import clock
from db.services import days, quote_form
from db.services.quote_form import QuoteForm

STEPS: Final = (14, 30, 60)  # days
_LONGEST: Final = 366  # a number up to this is one of days


def ending(form: QuoteForm, typed: str) -> QuoteForm:
    """With this last day, a day or so many days; "" not limited. InputError: neither."""
    if is_count(typed):
        return replace(form, valid_until=quote_form.valid_until(_begins(form), int(typed.strip())))
    return replace(form, valid_until=days.iso(typed, "valid_until") or "")


def is_count(typed: str) -> bool:
    """Whether this is a number of days, and no day."""
    plain = typed.strip()
    return plain.isdecimal() and int(plain) <= _LONGEST


def stepped(form: QuoteForm, *, up: bool) -> QuoteForm:
    """With the next longer or shorter of STEPS."""
    now = days_of(form) or 0
    longer, shorter = [one for one in STEPS if one > now], [one for one in STEPS if one < now]
    steps = longer[:1] if up else shorter[-1:]
    return ending(form, str(next(iter(steps), STEPS[-1] if up else STEPS[0])))


def days_of(form: QuoteForm) -> int | None:
    """For how many days it is valid; None: not limited."""
    return (date.fromisoformat(form.valid_until) - date.fromisoformat(_begins(form))).days if form.valid_until else None


def dated(form: QuoteForm, typed: str) -> QuoteForm:
    """On this day, "" today, and valid for as many days as before. InputError: no day."""
    count = days_of(form)
    moved = replace(form, quoted_on=days.iso(typed, "quoted_on") or clock.today().isoformat())
    return moved if count is None else replace(moved, valid_until=quote_form.valid_until(_begins(moved), max(count, 0)))


def _begins(form: QuoteForm) -> str:
    return form.quoted_on or clock.today().isoformat()
