"""店員獎金: the money that came in, by who sold and what was sold, and what the shop pays its staff of it.

Money counts on the day it is there: a sale that is not on account on its own day, else a payment on the day it was made, a cheque
on the day the bank paid it. A payment for a sale is shared over its lines as its total is; one for no sale in particular has no
category and belongs to who looks after the customer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from db.core.connection import rows as read
from db.core.errors import InputError
from db.core.values import money
from db.services import options, periods
from resources.i18n import _

OTHERS: Final = ""  # the category of what has none
NO_SALE: Final = 0  # stands for the id of a sale: money for none in particular
T = TypeVar("T")
_Collected = dict[tuple[str, str], dict[int, int]]  # by staff and category, by sale
_ALL: Final = "*"  # how an option writes all other categories
_MOST: Final = 100  # percent
_LINES: Final = "coalesce(p.category, '')"
_GOODS: Final = "LEFT JOIN item i ON i.id = f.item LEFT JOIN product p ON p.id = i.product"
_AT_ONCE: Final = (
    f"SELECT coalesce(nullif(s.staff, ''), c.staff), s.id, {_LINES}, sum(f.amount) FROM sale_fact f JOIN sale s ON s.id = f.sale"
    f" JOIN customer c ON c.id = s.customer {_GOODS} WHERE f.day BETWEEN ?1 AND ?2 AND s.is_owed = 0 GROUP BY 1, 2, 3"
)
_DAY: Final = "CASE WHEN y.due_on IS NULL THEN y.paid_on WHEN {taken_back} THEN y.paid_on ELSE y.cleared_on END"
_TAKEN_BACK: Final = "EXISTS (SELECT 1 FROM payment k WHERE k.counters = y.id)"  # both count on the day they were written
_PAID: Final = (
    "SELECT coalesce(nullif(s.staff, ''), nullif(c.staff, ''), y.staff), y.sale, sum(y.amount) FROM payment y"
    " JOIN customer c ON c.id = y.customer LEFT JOIN sale s ON s.id = y.sale WHERE y.method <> 'allowance'"
    f" AND {_DAY.format(taken_back=_TAKEN_BACK)} BETWEEN ?1 AND ?2 GROUP BY 1, 2"
)
_PAID_LINES: Final = (
    f"SELECT f.sale, {_LINES}, sum(f.amount) FROM sale_fact f {_GOODS} WHERE f.sale IN (SELECT y.sale FROM payment y WHERE"
    f" y.sale IS NOT NULL AND {_DAY.format(taken_back=_TAKEN_BACK)} BETWEEN ?1 AND ?2) GROUP BY 1, 2"
)


@dataclass(frozen=True, slots=True)
class Earned:
    """What came in of one category through one of the staff; whole dollars. `rate` 0.03 for 3 %."""

    staff: str  # "": nobody is named
    category: str  # OTHERS: of no category
    collected: int
    rate: Decimal

    @property
    def commission(self) -> int:
        """What is paid of it, whole dollars."""
        return money.rounded(self.collected * self.rate)


def rates() -> dict[str, Decimal]:
    """What the shop pays of each category, as its option says; OTHERS is what every other category has."""
    return dict(_rate(line) for line in options.texts("commission_rates"))


def _rate(line: str) -> tuple[str, Decimal]:
    name, percent = split(line)
    return (OTHERS if name == _ALL else name), percent / 100


def split(line: str) -> tuple[str, Decimal]:
    """Category and percent of a line of the option: 龍頭：3, 龍頭:3%. InputError: it has no percent from 0 to 100."""
    name, _colon, number = line.replace("：", ":").rpartition(":")
    percent = money.parse_decimal(number.replace("%", "").replace("％", ""))
    if not name.strip() or percent is None or not 0 <= percent <= _MOST:
        raise InputError(_("Write a commission like 龍頭：3, not “{line}”.").format(line=line), field="commission_rates")
    return name.strip(), percent


def written(category: str, percent: Decimal) -> str:
    """The line as it is kept."""
    return f"{category}：{percent.normalize():f}"


def earned(first: date, last: date) -> list[Earned]:
    """What came in on these days by staff and category, the staff with most first; money without a day is in none."""
    return _in_order({key: sum(sums.values()) for key, sums in _collected(first, last).items()})


def collected(first: date, last: date, staff: str | None = None, category: str | None = None) -> dict[int, int]:
    """For which sale how much came in, the latest sale first; NO_SALE: for none in particular. None: of anybody, of anything."""
    return _added(_of(_collected(first, last), staff, category).values())


def paid(first: date, last: date, staff: str | None = None, category: str | None = None) -> dict[int, int]:
    """For which sale how much of it the staff get, to the dollar."""
    found = _of(_collected(first, last), staff, category)
    gets = {
        (one.staff, one.category): one.commission for one in _in_order({key: sum(one.values()) for key, one in found.items()})
    }
    return _added(dict(shared(gets[key], sums.items(), NO_SALE)) for key, sums in found.items())


def _of(found: _Collected, staff: str | None, category: str | None) -> _Collected:
    return {key: sums for key, sums in found.items() if staff in (None, key[0]) and category in (None, key[1])}


def _added(several: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """By sale, without those that come to nothing."""
    added: dict[int, int] = defaultdict(int)
    for sums in several:
        for sale, amount in sums.items():
            added[sale] += amount
    return {sale: added[sale] for sale in sorted(added, reverse=True) if added[sale]}


def _collected(first: date, last: date) -> _Collected:
    """By staff and category: for which sale how much came in."""
    found: _Collected = defaultdict(lambda: defaultdict(int))
    for who, sale, category, amount in (*read(_AT_ONCE, *_numbers(first, last)), *_paid(first, last)):
        found[who or "", category][sale] += amount
    return found


def _numbers(first: date, last: date) -> tuple[int, int]:
    """As `sale_fact.day` has them."""
    return periods.number(first), periods.number(last)


def _paid(first: date, last: date) -> Iterable[tuple[str, int, str, int]]:
    """Payments shared over the categories of what they are for, to the dollar."""
    days = first.isoformat(), last.isoformat()
    lines: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for sale, category, amount in read(_PAID_LINES, *days):
        lines[sale].append((category, amount))
    for who, sale, amount in read(_PAID, *days):
        for category, part in shared(amount, lines.get(sale, ()), OTHERS):
            yield who, sale or NO_SALE, category, part


def shared(amount: int, lines: Iterable[tuple[T, int]], otherwise: T) -> list[tuple[T, int]]:
    """The amount in proportion to the lines; the last takes what rounding leaves. Without lines all of it is `otherwise`."""
    lines = list(lines)
    whole = sum(one for _what, one in lines)
    if not whole:
        return [(otherwise, amount)]
    parts = [(what, amount * one // whole) for what, one in lines[:-1]]
    return [*parts, (lines[-1][0], amount - sum(part for _what, part in parts))]


def _in_order(sums: Mapping[tuple[str, str], int]) -> list[Earned]:
    agreed = rates()
    by_staff: dict[str, int] = defaultdict(int)
    for (who, _category), amount in sums.items():
        by_staff[who] += amount
    keys = sorted(sums, key=lambda one: (one[0] == "", -by_staff[one[0]], one[0], -sums[one], one[1]))
    usual = agreed.get(OTHERS, Decimal(0))
    return [Earned(who, category, sums[who, category], agreed.get(category, usual)) for who, category in keys]
