"""Who is calling: a customer in one look, before the second ring; and who a number, a code or a card belongs to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.core import search
from db.core.connection import rows as read
from db.core.values import money, phones
from db.core.values.text import half_width
from db.services import deliveries, lists, quote_rows, receivables, tasks, tastes
from db.services.deliveries import DeliveryRow
from db.services.lists import CustomerRow, ListQuery
from db.services.quote_rows import QuoteQuery, QuoteRow
from db.services.tasks import TaskRow
from resources.i18n import _

HITS: Final = 8  # customers the palette shows
_COUNTED: Final = 100  # customers a search is followed to
_PROMISES: Final = 2
_LEAST: Final = 3  # digits somebody is looked for by
_SEVERAL: Final = 50  # hits that are looked at for a code that is just the text
_NUMBERS: Final = (
    "SELECT text, label FROM contact_point WHERE customer = ? AND kind IN ('mobile', 'phone') ORDER BY is_primary DESC,"
    " contact IS NOT NULL, position, id"
)
_WATCHED: Final = "SELECT level, reason, since FROM blacklist WHERE customer = ?"
_OF_NUMBER: Final = (
    "SELECT DISTINCT p.customer FROM contact_point p CROSS JOIN customer_figures f ON f.customer = p.customer"
    " WHERE p.normal = ? AND p.normal <> '' AND f.visible = 1 ORDER BY f.last_contact_on DESC, p.customer"
)
_TOLD: Final = 2  # quotes, and things waited for
_CODED: Final = (
    "SELECT c.id FROM json_each(?1) found CROSS JOIN customer c ON c.id = found.value AND c.merged_into IS NULL"
    " WHERE upper(c.code) = ?2"
    " OR EXISTS (SELECT 1 FROM json_each(c.extra) own WHERE own.type IN ('text', 'integer') AND upper(own.value) = ?2)"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """What stands on the watch list. `level`: warn or stop; `since` is an ISO day."""

    level: str
    reason: str
    since: str | None


@dataclass(frozen=True, slots=True)
class Caller:
    """A customer as the caller card shows them."""

    row: CustomerRow
    numbers: tuple[tuple[str, str], ...]  # as shown, label; the one to call first
    watched: Watched | None
    promises: tuple[TaskRow, ...]  # those that are due first, of the open ones
    owing: tuple[tuple[str, str], ...]  # what the field is called, the amount in words
    quotes: tuple[QuoteRow, ...] = ()  # the latest of those that wait for an answer
    orders: tuple[DeliveryRow, ...] = ()  # the first of what they wait for
    liked: tuple[str, ...] = ()  # of who was gone and is back: what they bought most
    wrong: str = ""  # and what had gone wrong


def get(customer: int) -> Caller | None:
    """Everything to know before one says hello; None where the customer is gone."""
    found = lists.rows([customer])
    if not found:
        return None
    numbers = tuple((text, label) for text, label in read(_NUMBERS, customer))
    promises = tuple(one for one in tasks.of(customer) if one.done_on is None)[:_PROMISES]
    watched = next((Watched(*row) for row in read(_WATCHED, customer)), None)
    unsure = tuple(quote_rows.rows(QuoteQuery("issued", customer=customer, most=_TOLD)))
    waiting, is_back = tuple(deliveries.of(customer)[:_TOLD]), tastes.returned(customer)
    story = (tuple(tastes.bought(customer)), tastes.went_wrong(customer)) if is_back else ((), "")
    return Caller(found[0], numbers, watched, promises, _owing(found[0]), unsure, waiting, *story)


def _owing(row: CustomerRow) -> tuple[tuple[str, str], ...]:
    """What they owe and what is overdue of it; where nothing was bought or paid here yet, what the shop's own fields say."""
    known = receivables.of(row.id)
    if known.owed != known.opening:
        said = ((_("Owes"), known.owed), (_("Overdue"), known.overdue))
        return tuple((title, money.shown(amount)) for title, amount in said if amount > 0)
    own = json.loads(row.extra)
    fields = [(column.title, own.get(column.key)) for column in lists.own_columns() if column.says_owing]
    return tuple((title, money.shown(value) if isinstance(value, int) else str(value)) for title, value in fields if value)


def found(text: str, count: int = HITS) -> list[CustomerRow]:
    """The customers any search finds, best first: the one whose number or card is just this code, put away or not, then those
    who are not put away.
    """
    if not text.strip():
        return []
    owner = of_code(text)
    first = lists.rows([owner]) if owner else []
    return [*first, *(row for row in lists.first(ListQuery(text=half_width(text)), count) if row.id != owner)][:count]


def more(text: str, shown: Sequence[CustomerRow]) -> tuple[int, bool]:
    """How many in the list are found besides these, and whether there may be even more."""
    if len(shown) < HITS:
        return 0, False
    total = len(lists.first(ListQuery(text=half_width(text)), _COUNTED))  # a search that may stop is quicker than any count
    return total - sum(not row.archived for row in shown), total == _COUNTED


def number_with(row: CustomerRow, text: str) -> str:
    """The customer's number that was found by these digits, as shown; the one to call first where it is not by digits."""
    digits = _digits(text)
    if len(digits) < _LEAST or digits in _digits(row.phone):
        return row.phone
    return next((shown for shown, _label in read(_NUMBERS, row.id) if digits in _digits(shown)), row.phone)


def _digits(text: str) -> str:
    return "".join(sign for sign in half_width(text) if sign.isdigit())


def of_number(text: str) -> list[int]:
    """The customers with just this number, the latest contact first."""
    normal = phones.normal(text)
    return [row[0] for row in read(_OF_NUMBER, normal)] if normal else []


def of_code(text: str) -> int | None:
    """The one customer whose number or card has just this code, put away or not: what a scanner reads. None: none, or several."""
    code = half_width(text).strip().upper()
    if len(code) < 2 or " " in code:
        return None
    hits = search.find(code, _SEVERAL)
    owners = {row[0] for row in read(_CODED, json.dumps(hits), code)} if hits else set()
    return owners.pop() if len(owners) == 1 else None


def is_number(text: str) -> bool:
    """Whether a text is one whole phone number, and nothing else."""
    wanted = half_width(text).strip()
    if not wanted or len(wanted) > 24 or "\n" in wanted:
        return False
    numbers = phones.parse(wanted)
    return len(numbers) == 1 and not numbers[0].problem and sum(map(str.isdigit, wanted)) >= 8


def shown(text: str) -> str:
    """A number as it is shown everywhere."""
    numbers = phones.parse(half_width(text))
    return numbers[0].shown if numbers else text.strip()
