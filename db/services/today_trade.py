"""What trade asks for today: goods that came, days that were promised, cheques that are due, quotes that end soon."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from db.core.connection import rows as read
from db.core.connection import value
from db.services import open_trade
from db.services.today_rows import WHO, Asked, Found

if TYPE_CHECKING:
    from db.services.today import Part

SOON_DAYS: Final = 7  # a quote that ends within so many days is told
PARTS: Final[tuple["Part", ...]] = ("arrived", "promised", "cheque", "expiring")  # in the order they are shown
_WHO: Final = WHO.replace("f.customer", "c.id")  # somebody put away has no figures perhaps, and money all the same
_EVERY: Final = 1 << 62
_MINE: Final = " AND ?4 IS NOT NULL AND (?3 = '' OR c.staff IN ('', ?3))"
_JOINED: Final = "JOIN customer c ON c.id = {customer} LEFT JOIN customer_figures f ON f.customer = c.id"
_LINES: Final = f"FROM sale_line l JOIN sale s ON s.id = l.sale {_JOINED.format(customer='s.customer')}"
_WANTED: Final = f"FROM wanted l {_JOINED.format(customer='l.customer')}"
_ARRIVED: Final = "l.delivery = 'arrived'"
_PROMISED: Final = "l.delivery IN ('asked', 'ordered') AND l.promised_on BETWEEN ?1 AND ?2"
_CHEQUES: Final = (
    f"FROM payment p {_JOINED.format(customer='p.customer')} WHERE {open_trade.CHEQUES} AND p.due_on BETWEEN ?1 AND ?2"
)
_QUOTES: Final = (  # one somebody is to be asked about today stands there already
    f"FROM quote q {_JOINED.format(customer='q.customer')} WHERE q.state = 'issued' AND q.valid_until BETWEEN ?1 AND ?2"
    " AND NOT EXISTS (SELECT 1 FROM task t WHERE t.quote = q.id AND t.done_on IS NULL AND t.due_on <= ?4)"
)
_OF_ORDER: Final = "l.name, l.quantity, l.unit"
_SOURCES: Final[dict["Part", tuple[tuple[str, str, str, str], ...]]] = {  # noun, id and day, what its words need, from where
    "arrived": (
        ("line", "l.id, s.happened_on", _OF_ORDER, f"{_LINES} WHERE {open_trade.LINES} AND {_ARRIVED}"),
        ("wanted", "l.id, l.asked_on", _OF_ORDER, f"{_WANTED} WHERE {open_trade.WANTED} AND {_ARRIVED}"),
    ),
    "promised": (
        ("line", "l.id, l.promised_on", _OF_ORDER, f"{_LINES} WHERE {open_trade.LINES} AND {_PROMISED}"),
        ("wanted", "l.id, l.promised_on", _OF_ORDER, f"{_WANTED} WHERE {open_trade.WANTED} AND {_PROMISED}"),
    ),
    "cheque": (("payment", "p.id, p.due_on", "p.amount, p.bank, p.cheque_no", _CHEQUES),),
    "expiring": (("quote", "q.id, q.valid_until", "q.number, q.version, q.total, q.project", _QUOTES),),
}


def found(asked: Asked, part: "Part", most: int) -> list[Found]:
    """What stands in this part, what has waited longest first."""
    return _read(part, _named(asked, part), most)


def between(part: "Part", first: date, last: date) -> list[Found]:
    """What is promised, due or ends on these days."""
    return _read(part, (first.isoformat(), last.isoformat(), "", ""), _EVERY)


def ending(asked: Asked) -> set[int]:
    """The quotes that end soon, those folded away included."""
    return {one.about[1] for one in found(asked, "expiring", _EVERY) if one.about}


def waiting(asked: Asked) -> dict["Part", int]:
    """How much each part holds."""
    return {part: sum(_count(asked, part, where) for *_, where in sources) for part, sources in _SOURCES.items()}


def _count(asked: Asked, part: "Part", where: str) -> int:
    return int(value(f"SELECT count(*) {where}{_MINE}", *_named(asked, part)))


def _read(part: "Part", named: tuple[str, str, str, str], most: int) -> list[Found]:
    rows: list[Found] = []
    for noun, key, facts, where in _SOURCES[part]:
        sql = f"SELECT {key}, {_WHO}, {facts} {where}{_MINE} ORDER BY 2, 1 LIMIT ?5"
        for number, day, *rest in read(sql, *named, most):
            rows.append(_made(part, noun, number, day or "", rest[:7], _FACTS[part](*rest[7:])))
    return sorted(rows, key=lambda one: one.due_on)[:most]


def _made(part: "Part", noun: str, number: int, day: str, who: list[Any], facts: dict[str, Any]) -> Found:
    customer, name, title, phone, last_text, last_on, listed = who
    return Found(
        f"{part}:{noun}:{number}", part, day, customer, name, title, phone or "", last_text or "", last_on, bool(listed), facts,
        about=(noun, number),
    )  # fmt: skip


def _named(asked: Asked, part: "Part") -> tuple[str, str, str, str]:
    """?1 and ?2 the days, ?3 whose page it is, ?4 the day a quote is asked about at the latest."""
    soon = (asked.day + timedelta(days=SOON_DAYS)).isoformat()
    first, last = (asked.today, soon) if part == "expiring" else ("", asked.today)
    return first, last, asked.staff, asked.today


def _order(name: str, quantity: int | None, unit: str) -> dict[str, Any]:
    from db.core.values import money  # the start is lighter without

    count = "" if quantity is None else f"{money.from_scaled(quantity).normalize():f}"
    return {"item": " ".join(part for part in (name, f"{count} {unit}".strip()) if part)}


def _quote(number: str, version: int, total: int, project: str) -> dict[str, Any]:
    from db.services.quote_rows import numbered  # which asks here what is soon

    return {"number": numbered(number, version), "money": f"${total:,}", "project": project}


_FACTS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "arrived": _order,
    "promised": _order,
    "cheque": lambda amount, bank, number: {"money": f"${amount:,}", "which": " ".join(part for part in (bank, number) if part)},
    "expiring": _quote,
}  # fmt: skip
