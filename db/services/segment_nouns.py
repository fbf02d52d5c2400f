"""Conditions on what happened with a customer: talks, sales and tasks, each with the parts that are asked of it."""

from collections.abc import Mapping
from typing import Any, Final

from db.core import clock
from db.services import open_days
from db.services.segment_dates import ago
from db.services.segment_values import count_of, number_of, text_of

Piece = tuple[str, list[object]]
_TALK: Final = "FROM interaction w WHERE w.customer = f.customer"
_SALE: Final = "FROM sale w WHERE w.customer = f.customer"
_TASK: Final = "FROM task w WHERE w.customer = f.customer AND w.done_on IS NULL"
_OF_CATEGORY: Final = (
    "EXISTS (SELECT 1 FROM sale_line l JOIN product p ON p.id = l.product WHERE l.sale = w.id AND p.category = ?)"
)
_OF_PRODUCT: Final = "EXISTS (SELECT 1 FROM sale_line l WHERE l.sale = w.id AND l.product = ?)"
_MOST_TIMES: Final = 1_000_000


def talks(operator: str, value: Any) -> Piece:
    """Talks. `value`: {"days", "channel", "outcome", "staff", "text", "count"}, each of which may be missing."""
    asked = parts(value)
    sql, values = since(asked)
    for part in ("channel", "outcome", "staff"):
        if asked.get(part):
            sql, values = f"{sql} AND w.{part} = ?", [*values, text_of(asked[part])]
    sql, values = with_text(sql, values, "w.text", asked)
    return counted(_TALK + sql, values, operator, asked)


def sales(operator: str, value: Any) -> Piece:
    """Sales. `value`: {"days", "text" (of a line), "category" (of its product), "product" (its id), "count", "amount"
    (in all)}, each if given.
    """
    asked = parts(value)
    sql, values = since(asked)
    if asked.get("text"):
        line, said = with_text("", [], "l.name", asked)
        sql, values = f"{sql} AND EXISTS (SELECT 1 FROM sale_line l WHERE l.sale = w.id{line})", [*values, *said]
    if asked.get("category"):
        sql, values = f"{sql} AND {_OF_CATEGORY}", [*values, text_of(asked["category"])]
    if asked.get("product"):
        sql, values = f"{sql} AND {_OF_PRODUCT}", [*values, count_of(asked["product"], _MOST_TIMES)]
    if operator == "total":
        return f"(SELECT sum(w.total) {_SALE}{sql}) >= ?", [*values, number_of(asked["amount"])]
    return counted(_SALE + sql, values, operator, asked)


def tasks(_operator: str, value: Any) -> Piece:
    """Open tasks. `value`: {"due": "" | "overdue" | "today", "staff", "text"}, each of which may be missing."""
    asked = parts(value)
    sql: str = ""
    values: list[object] = []
    if asked.get("due"):
        last = open_days.rules().before(clock.today()) if asked["due"] == "overdue" else clock.today()
        sql, values = " AND w.due_on <= ?", [last.isoformat()]
    if asked.get("staff"):
        sql, values = f"{sql} AND w.staff = ?", [*values, text_of(asked["staff"])]
    sql, values = with_text(sql, values, "w.title", asked)
    return f"EXISTS (SELECT 1 {_TASK}{sql})", values


def parts(value: Any) -> Mapping[str, Any]:
    """The parts that are asked; nothing at all asks for any."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return value


def since(asked: Mapping[str, Any], column: str = "w.happened_on") -> tuple[str, list[object]]:
    """In the last so many days; what is dated ahead is not of them."""
    if asked.get("days") in (None, ""):
        return "", []
    return f" AND {column} BETWEEN ? AND ?", [ago(count_of(asked["days"])), ago(0)]


def with_text(sql: str, values: list[object], column: str, asked: Mapping[str, Any]) -> tuple[str, list[object]]:
    if not asked.get("text"):
        return sql, values
    folded = "replace(lower({}), '臺', '台')"
    return f"{sql} AND instr({folded.format(column)}, {folded.format('?')}) > 0", [*values, text_of(asked["text"])]


def counted(sql: str, values: list[object], operator: str, asked: Mapping[str, Any]) -> Piece:
    """At least one, or at least so many: no more are looked at than must be there."""
    if operator != "at_least":
        return f"EXISTS (SELECT 1 {sql})", values
    least = max(count_of(asked["count"], _MOST_TIMES), 1)
    return f"(SELECT count(*) FROM (SELECT 1 {sql} LIMIT ?)) >= ?", [*values, least, least]
