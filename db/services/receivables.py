"""What customers owe: sale by sale, how long it is overdue, and whether more may be given on account."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from db.core import clock
from db.core.among import among
from db.core.connection import rows as read
from db.core.connection import value
from db.core.values import money
from db.services import credit_terms, open_trade, trade_figures
from resources.i18n import N_, _

Light = Literal["green", "amber", "red"]
OPENING: Final = 0  # stands for the id of a sale: what was owed before the first sale here
_NEAR: Final = 80  # percent of the limit
_LONG: Final = 60  # days overdue
_SALES: Final = (  # all but those the money that names them paid to the dollar
    "SELECT customer, id, number, happened_on, due_on, coalesce(total, 0), returns, coalesce((SELECT sum(amount) FROM payment p"
    " WHERE p.sale = sale.id AND p.customer = sale.customer), 0) AS paid FROM sale WHERE {which} AND is_owed = 1"
    " AND (coalesce(total, 0) != paid OR total <= 0) ORDER BY happened_on, id"
)
_OWING: Final = "SELECT customer, owing FROM customer_figures WHERE {which} AND owing > 0"
_CHEQUES: Final = f"SELECT coalesce(sum(amount), 0) FROM payment p WHERE customer = ? AND {open_trade.CHEQUES}"
_OPENINGS: Final = f"SELECT id, {clock.shop_day('created_at')}, {{opening}} FROM customer WHERE {{which}} AND merged_into IS NULL"
_WHO_OWES: Final = "SELECT customer FROM customer_figures WHERE visible IN (0, 1) AND owing > 0"
_KNOWN: Final = (
    "SELECT f.customer, c.name, f.sort_key, f.phone, c.credit_limit, c.closing_day,"
    " coalesce((SELECT level FROM blacklist b WHERE b.customer = f.customer), '')"
    " FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE {which}"
)
LIGHTS: Final[dict[Light, str]] = {"green": N_("Fine"), "amber": N_("Careful"), "red": N_("Cash first")}


class Charge(NamedTuple):
    """A sale that is owed as it was read, or the opening balance; of a return less than nothing, and `returns` what it is of."""

    id: int
    number: str
    on: str
    due_on: str
    total: int
    returns: int | None = None


@dataclass(frozen=True, slots=True)
class OpenSale:
    """A sale with something left to pay; whole dollars, ISO days. `id` OPENING: the opening balance, or money given back."""

    id: int
    number: str
    on: str
    due_on: str  # `on` where nothing else was agreed
    total: int
    paid: int
    left: int


@dataclass(frozen=True, slots=True)
class Owing:
    """How a customer stands; whole dollars. `owed` less than nothing: they paid ahead. `limit` None: none was set."""

    opening: int
    owed: int
    overdue: int
    limit: int | None
    light: Light
    words: str  # "" where nothing is owed and no cheque is to come
    cheques: int = 0  # counted as paid, but the bank has not paid them yet


@dataclass(frozen=True, slots=True)
class AgedRow:
    """What one customer owes by how many days it is overdue; whole dollars."""

    customer: int
    name: str
    sort_key: str  # of the name
    phone: str
    not_due: int
    to_30: int
    to_60: int
    to_90: int
    over_90: int
    total: int
    late: int  # days since the oldest of it was to be paid; 0: nothing is overdue
    limit: int | None  # what they may owe; None: none was set
    closing_day: int | None  # of the month; None: no monthly account
    watch: str  # the level on the watch list

    @property
    def overdue(self) -> int:
        """What is overdue of it."""
        return self.total - self.not_due

    @property
    def light(self) -> Light:
        """Whether more may be given on account; LIGHTS are its words."""
        return _light(self.total, self.limit, self.late)


def of(customer: int) -> Owing:
    """How a customer stands today: red over the limit or long overdue, amber overdue or near the limit."""
    return standing(customer)[0]


def standing(customer: int) -> tuple[Owing, list[OpenSale]]:
    """How a customer stands today, and what is left to pay, the oldest first."""
    sales = open_sales(customer)
    owed = int(value("SELECT owing FROM customer_figures WHERE customer = ?", customer) or 0)
    opening = int(value(f"SELECT {trade_figures.opening_sql()} FROM customer WHERE id = ?", customer) or 0)
    cheques = int(value(_CHEQUES, customer))
    today = clock.today()
    late = [(_late(one, today), one.left) for one in sales]
    overdue = sum(left for days, left in late if days > 0)
    limit = credit_terms.of(customer).limit
    light = _light(owed, limit, max((days for days, _left in late), default=0))
    return Owing(opening, owed, overdue, limit, light, _words(owed, overdue, limit, cheques), cheques), sales


def open_sales(customer: int) -> list[OpenSale]:
    """What is left to pay, the oldest first; the sum of what is left is what is owed."""
    return _open([customer])[customer]


def every_open_sale() -> list[OpenSale]:
    """What is left to pay of everybody; a job for the worker."""
    return open_sales_of({row[0] for row in read(_WHO_OWES)})


def open_sales_of(customers: Collection[int]) -> list[OpenSale]:
    """What is left to pay of these customers, of each the oldest first."""
    return [sale for sales in _open(customers).values() for sale in sales]


def overdue_of(customers: Collection[int], day: date) -> dict[int, int]:
    """What is overdue seen from this day, of those of these customers who owe anything that is."""
    sums = {one: sum(sale.left for sale in sales if _late(sale, day) > 0) for one, sales in _open(customers).items()}
    return {one: overdue for one, overdue in sums.items() if overdue}


def aged(day: date | None = None) -> list[AgedRow]:
    """Everybody who owes, by how long it is overdue seen from this day (today); who owes most comes first."""
    today = day or clock.today()
    found = _open([row[0] for row in read(_WHO_OWES)])
    which, parameters = among("f.customer", found.keys())
    known = {row[0]: row[1:] for row in read(_KNOWN.format(which=which), *parameters)} if found else {}
    rows = [_aged(one, known[one], sales, today) for one, sales in found.items() if sales]
    return sorted(rows, key=lambda row: (-row.total, row.customer))


def _aged(customer: int, known: tuple[Any, ...], sales: Sequence[OpenSale], today: date) -> AgedRow:
    name, sort_key, phone, *agreed = known
    late = max(0, *(_late(one, today) for one in sales))
    return AgedRow(customer, name, sort_key, phone, *_buckets(sales, today), late, *agreed)


def _buckets(sales: Iterable[OpenSale], today: date) -> tuple[int, int, int, int, int, int]:
    """Not due, up to 30, 60, 90 days, longer, together."""
    sums = [0] * 5
    for one in sales:
        days = _late(one, today)
        sums[0 if days <= 0 else min(4, 1 + (days - 1) // 30)] += one.left
    return sums[0], sums[1], sums[2], sums[3], sums[4], sum(sums)


def _late(sale: OpenSale, today: date) -> int:
    """Days since it was to be paid."""
    return (today - date.fromisoformat(sale.due_on)).days if sale.due_on else 0


def _light(owed: int, limit: int | None, late: int) -> Light:
    if late > _LONG or (limit is not None and owed > limit):
        return "red"
    return "amber" if late > 0 or (limit and owed * 100 >= limit * _NEAR) else "green"


def _words(owed: int, overdue: int, limit: int | None, cheques: int) -> str:
    """欠款 38,500、逾期 12,000、可以欠 50,000、支票未兌現 6,000."""
    said = [_("paid {amount} ahead").format(amount=money.shown(-owed))] if owed < 0 else []
    said += [_("owes {amount}").format(amount=money.shown(owed))] if owed > 0 else []
    said += [_("overdue {amount}").format(amount=money.shown(overdue))] if overdue else []
    said += [_("limit {amount}").format(amount=money.shown(limit))] if owed > 0 and limit is not None else []
    said += [_("cheques not cleared: {amount}").format(amount=money.shown(cheques))] if cheques else []
    return _(", ").join(said)


def _open(customers: Collection[int]) -> dict[int, list[OpenSale]]:
    """What is left to pay of each of these customers, the oldest first. Who owes nothing has nothing open: it is not read."""
    wanted = set(customers)
    owing = {one: owed for one, owed in _read(_OWING, "customer", wanted) if one in wanted}
    sales: dict[int, list[Charge]] = {one: [] for one in owing}
    paid: dict[int, dict[int | None, int]] = {one: {} for one in owing}
    for one, on, amount in _read(_OPENINGS, "id", owing, opening=trade_figures.opening_sql()):
        if one in sales and amount:
            sales[one].append(Charge(OPENING, "", on, on, amount))
    for one, number, slip, on, due_on, total, returns, named in _read(_SALES, "customer", owing):
        if one in sales:
            sales[one].append(Charge(number, slip, on or "", due_on or on or "", total, returns))
            paid[one][number] = named
    for one, charged in sales.items():  # what names none of them is the rest
        paid[one][None] = sum(charge.total for charge in charged) - sum(paid[one].values()) - owing[one]
    return {one: settled(sales[one], paid[one]) if one in owing else [] for one in customers}


def _read(sql: str, column: str, customers: Collection[int], **parts: str) -> list[tuple[Any, ...]]:
    if not customers:
        return []
    which, parameters = among(column, customers)
    return read(sql.format(which=which, **parts), *parameters)


def settled(charged: Iterable[Charge], paid: Mapping[int | None, int]) -> list[OpenSale]:
    """What is left of the sales, in their order: what names a sale (money, or what came back of it) pays that one first; the
    rest, and what names none, the oldest. `paid`: by sale.
    """
    charges: list[Charge] = []
    given: dict[int | None, int] = defaultdict(int, paid)
    for one in charged:
        if one.total > 0:
            charges.append(one)
        else:
            given[one.returns] -= one.total
    named = {one.id: min(given.get(one.id, 0), one.total) for one in charges}
    pool = sum(given.values()) - sum(named.values())
    if pool < 0:  # more was given back than paid
        charges.append(Charge(OPENING, "", "", "", -pool))
    return list(_left(charges, named, max(pool, 0)))


def _left(charges: Iterable[Charge], named: Mapping[int, int], pool: int) -> Iterator[OpenSale]:
    """What `pool` leaves, the oldest paid first. Most are paid: an OpenSale is made of what is left alone."""
    for number, slip, on, due_on, total, _returns in charges:
        own = named.get(number, 0)
        more = min(pool, total - own)
        pool -= more
        if left := total - own - more:
            yield OpenSale(number, slip, on, due_on, total, own + more, left)
