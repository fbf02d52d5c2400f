"""What sales come to by day, and by month and item: kept beside the facts, so that not every report reads them all."""

from typing import Final

from db.core.connection import run
from db.services import periods
from db.services.periods import Period

_ADDED: Final = "{name} = {name} + excluded.{name}"
_DAYS: Final = (
    "INSERT INTO sale_day (day, sales, bought, amount)"
    " SELECT day, {sign} count(*), {sign} sum(bought), {sign} sum(amount) FROM ("
    "SELECT day, max(amount >= 0 AND quantity >= 0) AS bought, sum(amount) AS amount FROM sale_fact WHERE sale {which}"
    " GROUP BY day, sale) GROUP BY day ON CONFLICT (day) DO UPDATE SET "
) + ", ".join(_ADDED.format(name=name) for name in ("sales", "bought", "amount"))
_MONTHS: Final = (
    "INSERT INTO sale_month (item, month, lines, quantity, amount, margin, costed)"
    " SELECT item, day / 100, {sign} count(*), {sign} sum(quantity), {sign} sum(amount),"
    " {sign} coalesce(sum(margin), 0), {sign} count(margin) FROM sale_fact WHERE sale {which} GROUP BY 1, 2"
    " ON CONFLICT (item, month) DO UPDATE SET "
) + ", ".join(_ADDED.format(name=name) for name in ("lines", "quantity", "amount", "margin", "costed"))
_WHOLE: Final = (  # the day of a whole month is its zeroth: its month, quarter and year are read from it as from any other
    "SELECT item, month * 100 AS day, quantity, amount, iif(costed > 0, margin, NULL) AS margin FROM sale_month"
    " WHERE lines > 0 AND month BETWEEN {first} AND {last}"
)
_PARTLY: Final = "SELECT item, day, quantity, amount, margin FROM sale_fact WHERE day BETWEEN {first} AND {last}"


def take(which: str, *parameters: object) -> None:
    """Before the facts of sales go: the sums without them. `which`: of the sale, in SQL."""
    _add("-", which, parameters)


def put(which: str, *parameters: object) -> None:
    """After the facts of sales were written: the sums with them."""
    _add("+", which, parameters)


def by_month(period: Period) -> str:
    """SQL of what was sold in a period, with item, day (of its month), quantity, amount and margin as facts have them: whole
    months as sums, the rest line by line.
    """
    first, last = period.days
    month = first // 100 + (first % 100 > 1)
    until = last // 100 - (not _ends_month(period))
    if month > until:
        return _PARTLY.format(first=first, last=last)
    parts = [_WHOLE.format(first=month, last=until)]
    rests = ((first, month * 100 - 1), (until * 100 + 100, last))
    parts += [_PARTLY.format(first=begin, last=end) for begin, end in rests if begin <= end]
    return " UNION ALL ".join(parts)


def _ends_month(period: Period) -> bool:
    return period.is_everything or period.last == periods.whole_month(period.last)[1]


def _add(sign: str, which: str, parameters: tuple[object, ...]) -> None:
    for sql in (_DAYS, _MONTHS):
        run(sql.format(sign=sign, which=which), *parameters)
