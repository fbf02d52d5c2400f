"""The spans of days a statement is asked for: this month, the one before, the account that closed last, this year."""

from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.services import credit_terms, statements
from resources.i18n import N_

OWN: Final = "own"
SPANS: Final = (
    ("month", N_("This month")),
    ("before", N_("Last month")),
    ("account", N_("Account that closed last")),
    ("year", N_("This year")),
    (OWN, N_("Other days")),
)
Span = tuple[str, str]  # first and last day, ISO


def of(key: str, customer: int | None) -> Span:
    """The days of one of SPANS but OWN; without a closing day the account is that of the month before."""
    today = clock.today()
    begin = today.replace(day=1)
    if key == "month":
        return begin.isoformat(), today.isoformat()
    if key == "year":
        return today.replace(month=1, day=1).isoformat(), today.isoformat()
    before = (begin - timedelta(days=1)).replace(day=1)
    closing = credit_terms.of(customer).closing_day if customer is not None else None
    if key == "account" and closing is not None:
        return closed(closing, today)
    return before.isoformat(), (begin - timedelta(days=1)).isoformat()


def closed(closing_day: int, today: date) -> Span:
    """The account of this closing day that closed last, today at the latest."""
    this = statements.period(closing_day, today)
    if this[1] <= today.isoformat():
        return this
    return statements.period(closing_day, today.replace(day=1) - timedelta(days=1))
