"""The demo shop's returns: what did not fit came back some days later, and its money was given back."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from typing import Final

from db.core.connection import rows as read
from db.services import open_days, payments, sales
from db.services.demo_people import words
from db.services.payments import PaymentForm

_EVERY: Final = 70  # one sale in so many
_MOST: Final = 60
_PAID: Final = (  # by their number, which is that of their day
    "SELECT s.id, s.happened_on FROM sale s WHERE s.is_owed = 1 AND s.total > 0 AND s.happened_on < ?"
    " AND (SELECT sum(amount) FROM payment p WHERE p.sale = s.id) = s.total ORDER BY s.id"
)
_SETTLED: Final = 20  # days: nothing of what was sold since has come back yet


def add_to(today: date) -> None:
    """Take the first thing of some sales back, within the unit that is open."""
    until = (today - timedelta(days=_SETTLED)).isoformat()
    notes = cycle(words()["return_notes"])
    for at, (sale, on) in enumerate(read(_PAID, until)[_EVERY // 2 :: _EVERY][:_MOST]):
        day = open_days.on_or_after(date.fromisoformat(on) + timedelta(days=2 + at % 9)).isoformat()
        form = replace(sales.return_of(sale, {0: None}), happened_on=day, note=next(notes))
        back = sales.insert(form)
        given = sales.get(back)
        if given.total:
            payments.insert(PaymentForm(form.customer, given.total, paid_on=day, sale=back))
