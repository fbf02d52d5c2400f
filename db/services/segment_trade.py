"""Conditions on what was quoted, paid and is owed; what was bought stands in segment_nouns."""

import json
from datetime import timedelta
from typing import Any, Final

from db.core import clock
from db.services import trade_figures
from db.services.quote_rows import SOON, STATES
from db.services.segment_dates import ago
from db.services.segment_nouns import Piece, counted, parts, since, with_text
from db.services.segment_values import count_of, listed, number_of, text_of
from db.services.today_trade import SOON_DAYS

_QUOTE: Final = "FROM quote w WHERE w.customer = f.customer"
_PAID: Final = "FROM payment w WHERE w.customer = f.customer AND w.amount > 0 AND w.counters IS NULL"
_OF_LINE: Final = "EXISTS (SELECT 1 FROM quote_line l WHERE l.quote = w.id AND {})"
_OWED: Final = "FROM sale s WHERE s.customer = f.customer AND s.is_owed = 1 AND s.total > 0"
_OWN: Final = (  # what was paid for one sale by name, and what came back of it
    "min(s.total, coalesce((SELECT sum(p.amount) FROM payment p WHERE p.sale = s.id), 0)"
    " - coalesce((SELECT sum(r.total) FROM sale r WHERE r.returns = s.id AND r.is_owed = 1 AND r.total <= 0), 0))"
)
_GIVEN: Final = (
    "coalesce((SELECT sum(p.amount) FROM payment p WHERE p.customer = f.customer), 0)"
    " - coalesce((SELECT sum(s.total) FROM sale s WHERE s.customer = f.customer AND s.is_owed = 1 AND s.total <= 0), 0)"
)
_LONG: Final = (  # the rest, and what names no sale, pays the oldest first: some of the old is left where there is more of it
    "f.owing > 0 AND iif({day} < ?, {opening}, 0)"
    f" + coalesce((SELECT sum(s.total - {_OWN}) {_OWED} AND coalesce(s.due_on, s.happened_on, '') < ?), 0)"
    f" > max(0, {_GIVEN} - coalesce((SELECT sum({_OWN}) {_OWED}), 0))"
)


def debt(_operator: str, value: Any) -> Piece:
    """Something is overdue for more than so many days, as receivables counts them."""
    day = ago(count_of(value))
    sql = _LONG.format(day=clock.shop_day("c.created_at"), opening=trade_figures.opening_sql("c.extra"))
    return f"({sql})", [day, day]


def quotes(operator: str, value: Any) -> Piece:
    """Quotes. `value`: {"state": one of STATES or "soon", "days", "text" (in 案名 or a line)}, each of which may be missing."""
    asked = parts(value)
    sql, values = since(asked, "w.quoted_on")
    if asked.get("state"):
        state, more = _state(text_of(asked["state"]))
        sql, values = f"{sql} AND {state}", [*values, *more]
    if asked.get("text"):
        named, said = with_text("1", [], "w.project", asked)
        line, again = with_text("1", [], "l.name", asked)
        sql, values = f"{sql} AND ({named} OR {_OF_LINE.format(line)})", [*values, *said, *again]
    return counted(_QUOTE + sql, values, operator, asked)


def payments(operator: str, value: Any) -> Piece:
    """Payments. `value`: {"days", "method", "amount" (of one, whole dollars)}, each of which may be missing."""
    asked = parts(value)
    sql, values = since(asked, "w.paid_on")
    if asked.get("method"):
        sql, values = f"{sql} AND w.method = ?", [*values, text_of(asked["method"])]
    if asked.get("amount") not in (None, ""):
        sql, values = f"{sql} AND w.amount >= ?", [*values, number_of(asked["amount"])]
    return counted(_PAID + sql, values, operator, asked)


def offers(operator: str, value: Any) -> Piece:
    """Something can be suggested to them today, of these kinds, or of any (`filled`), as it was worked out last."""
    from db.services import suggestions  # not needed for the first list that is shown

    wanted = None if operator == "filled" else json.loads(listed(value))
    return "f.customer IN (SELECT value FROM json_each(?))", [json.dumps(suggestions.whom(wanted))]


def _state(state: str) -> Piece:
    """A quote that waits is over by itself after its last day."""
    today = clock.today()
    if state == "issued":
        return "w.state = 'issued' AND coalesce(w.valid_until, '9') >= ?", [today.isoformat()]
    if state == "expired":
        return "w.state = 'issued' AND w.valid_until < ?", [today.isoformat()]
    if state == SOON:
        last = today + timedelta(days=SOON_DAYS)
        return "w.state = 'issued' AND w.valid_until BETWEEN ? AND ?", [today.isoformat(), last.isoformat()]
    if state not in STATES:
        raise ValueError(state)
    return "w.state = ?", [state]
