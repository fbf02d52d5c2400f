"""Money that came in, day by day and by way of paying: what the reports of takings are added up from."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import value
from db.services.payments import METHODS, NO_MONEY

_WITHIN: Final = "paid_on BETWEEN ?1 AND ?2"
_SUMS: Final = f"SELECT paid_on, method, sum(amount), count(*) FROM payment WHERE {_WITHIN} GROUP BY 1, 2 ORDER BY 1 DESC"
_IDS: Final = (
    f"SELECT id FROM payment WHERE {_WITHIN} AND (?3 = '' AND method <> '{NO_MONEY}' OR method = ?3)"
    " ORDER BY paid_on DESC, id DESC"
)
_HISTORY: Final = "SELECT count(*), coalesce(sum(total), 0) FROM sale WHERE is_owed = 0 AND happened_on BETWEEN ? AND ?"
_LATER: Final = f"SELECT count(*) FROM payment WHERE paid_on > ? AND method <> '{NO_MONEY}'"
_PLACES: Final = {key: at for at, (key, _words) in enumerate(METHODS)}


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """What came in on a day by one way of paying, whole dollars, and in how many payments."""

    day: date
    method: str  # one of payments.METHODS
    amount: int
    payments: int


def of(first: date, last: date) -> list[MoneyIn]:
    """The money of these days, the latest first, ways of paying in their order; allowances, which bring none, too."""
    found = [MoneyIn(date.fromisoformat(day), *row) for day, *row in read(_SUMS, first.isoformat(), last.isoformat())]
    return sorted(found, key=lambda one: (-one.day.toordinal(), _PLACES[one.method]))


def ids(first: date, last: date, method: str = "") -> list[int]:
    """The payments of these days, the latest first; method "": all that bring money."""
    return [one for (one,) in read(_IDS, first.isoformat(), last.isoformat(), method)]


def history(first: date, last: date) -> tuple[int, int]:
    """How many sales of these days were paid at once without a payment of their own, as imported ones are, and their dollars."""
    ((count, money),) = read(_HISTORY, first.isoformat(), last.isoformat())
    return count, money


def later() -> int:
    """How many payments that bring money are dated after today."""
    return int(value(_LATER, clock.today().isoformat()))
