"""What a customer may owe, and until when: limit, days, the day of the month accounts are closed."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from db.core.connection import rows as read
from db.core.connection import value


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """As they stand with the customer; None: nothing was said. `limit` in whole dollars."""

    limit: int | None = None
    days: int | None = None  # so many after a sale, or after the closing day, it is to be paid
    closing_day: int | None = None  # of every month; 31: its last day

    def due_on(self, sold_on: date) -> date | None:
        """The day a sale of this day is to be paid; None: at once."""
        if self.days is None and self.closing_day is None:
            return None
        closes = sold_on if self.closing_day is None else closing(sold_on, self.closing_day)
        return closes + timedelta(days=self.days or 0)


def of(customer: int) -> CreditTerms:
    """The terms of one customer; of nobody there are none."""
    found = read("SELECT credit_limit, credit_days, closing_day FROM customer WHERE id = ?", customer)
    return CreditTerms(*found[0]) if found else CreditTerms()


def has_closed(day: date) -> bool:
    """Whether anybody's account of this month is closed by this day."""
    last = monthrange(day.year, day.month)[1]
    sql = "SELECT EXISTS (SELECT 1 FROM customer WHERE min(closing_day, ?) <= ? AND merged_into IS NULL)"
    return bool(value(sql, last, day.day))


def closing(day: date, closing_day: int) -> date:
    """The first closing day from this day on; a month that is too short closes on its last day."""
    this = in_month(day.year, day.month, closing_day)
    if day <= this:
        return this
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return in_month(following.year, following.month, closing_day)


def in_month(year: int, month: int, closing_day: int) -> date:
    """The closing day of one month."""
    return date(year, month, min(closing_day, monthrange(year, month)[1]))
