"""Conditions become one piece of SQL with parameters: nothing a user typed stands in the text of it."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from db.services import segment_dates as days
from db.services import segment_nouns as nouns
from db.services import segment_trade as trade
from db.services.contact_marks import KEPT_BACK
from db.services.segment_fields import SegmentField, field_of
from db.services.segment_values import listed, number_of, pair, text_of

Piece = tuple[str, list[object]]  # SQL and its parameters
NOBODY: Final[Piece] = ("0", [])
DEEPEST: Final = 12  # groups in one another
MOST: Final = 300  # conditions in one list: SQLite takes no more than 1,000 in a row
_GROUPS: Final = {"all": " AND ", "any": " OR ", "none": " OR "}
_FOLDED: Final = "replace(lower({}), '臺', '台')"
_NEGATED: Final = {
    "not_contains": "contains",
    "none_of": "any_of",
    "empty": "filled",
    "not_last_days": "last_days",
    "has_not": "has",
}
Test = Callable[[str, Any], Piece]


def compiled(conditions: Mapping[str, Any]) -> Piece:
    """The condition on `customer_figures f JOIN customer c`, never NULL where it is denied.

    A group or a leaf that says nothing this program understands (a deleted tag, a field that is gone, a value of another
    kind) matches nobody. An empty group matches everybody.
    """
    return _group(conditions) if _fits(conditions) else NOBODY


def asks_for(conditions: Any, field: str) -> bool:
    """Whether some condition is on this field."""
    return _fits(conditions) and _names(conditions, field)


def _names(node: Any, field: str) -> bool:
    return isinstance(node, Mapping) and (node.get("field") == field or any(_names(one, field) for one in _inside(node)))


def _fits(conditions: Any) -> bool:
    """Whether SQLite takes as many conditions, so deep in one another."""
    level, seen = [conditions], 0
    for _depth in range(DEEPEST):
        seen += len(level)
        level = [one for node in level for one in _inside(node)]
        if not level or seen > MOST:
            break
    return not level and seen <= MOST


def _inside(node: Any) -> list[Any]:
    if not isinstance(node, Mapping):
        return []
    return next((list(node[key]) for key in _GROUPS if isinstance(node.get(key), list)), [])


def _group(node: Any) -> Piece:
    """A group's SQL, or a leaf's."""
    if not isinstance(node, Mapping):
        return NOBODY
    if "field" in node:
        return _leaf(node)
    kind = next((key for key in _GROUPS if isinstance(node.get(key), list)), None)
    if kind is None:
        return NOBODY if node else ("1", [])
    parts = [_group(one) for one in node[kind]]
    if not parts:
        return "1", []
    sql = f"({_GROUPS[kind].join(part for part, _values in parts)})"
    values = [value for _part, some in parts for value in some]
    return (f"NOT coalesce({sql}, 0)" if kind == "none" else sql), values


def _leaf(leaf: Mapping[str, Any]) -> Piece:
    field = field_of(str(leaf["field"]))
    if field is None or field.operator(leaf.get("is")) is None:
        return NOBODY
    try:
        return _tested(field, str(leaf["is"]), leaf.get("value"))
    except (ValueError, TypeError, KeyError):  # a value of another kind: by a newer program, or by hand
        return NOBODY


def _tested(field: SegmentField, operator: str, value: Any) -> Piece:
    """What is asked of the field; a denial is the contrary of what it denies, so that together they are everybody."""
    said = _NEGATED.get(operator)
    sql, values = _WHOLE[field.kind](said or operator, value) if field.kind in _WHOLE else _asked(field, said or operator, value)
    if not said:
        return sql, values
    if field.kind == "tag" and said == "any_of":  # none of a deleted tag would be everybody
        return f"(EXISTS ({_TAGS}) AND NOT {sql})", [*values, *values]
    return f"NOT coalesce({sql}, 0)", values


def _asked(field: SegmentField, operator: str, value: Any) -> Piece:
    if operator == "filled" and field.filled:
        return field.filled, []
    tests = _TESTS.get(field.kind, _TEXT)
    sql, values = tests[operator](field.sql, value)
    return field.among.format(sql) if field.among != "{}" else sql, values


def _contains(sql: str, value: Any) -> Piece:
    return f"instr({_FOLDED.format(sql)}, {_FOLDED.format('?')}) > 0", [text_of(value)]


def _starts(sql: str, value: Any) -> Piece:
    return f"instr({_FOLDED.format(sql)}, {_FOLDED.format('?')}) = 1", [text_of(value)]


def _is(sql: str, value: Any) -> Piece:
    return f"{_FOLDED.format(sql)} = {_FOLDED.format('?')}", [text_of(value)]


def _filled(sql: str, _value: Any) -> Piece:
    return f"{sql} <> ''", []


def _any_of(sql: str, value: Any) -> Piece:
    return f"{_FOLDED.format(sql)} IN (SELECT {_FOLDED.format('value')} FROM json_each(?))", [listed(value)]


def _compared(sign: str) -> Test:
    return lambda sql, value: (f"{sql} {sign} ?", [number_of(value)])


def _between(sql: str, value: Any) -> Piece:
    return days.span(sql, *(None if one in (None, "") else number_of(one) for one in pair(value)))


def _digits(sql: str, value: Any, sign: str) -> Piece:
    wanted = "".join(letter for letter in text_of(value) if letter.isdigit() and letter.isascii())
    return (f"instr({sql}, ?) {sign}", [wanted]) if wanted else NOBODY


_EACH: Final = "SELECT value FROM json_each(?)"
_TAGS: Final = (
    "SELECT t.id FROM json_each(?) said JOIN tag t"
    " ON CASE said.type WHEN 'text' THEN t.name = said.value ELSE t.id = said.value END"
)
_TEXT: Final[dict[str, Test]] = {
    "contains": _contains, "starts": _starts, "is": _is, "filled": _filled, "any_of": _any_of,
}  # fmt: skip
_TESTS: Final[dict[str, dict[str, Test]]] = {
    "number": {
        "more": _compared(">"), "at_least": _compared(">="), "at_most": _compared("<="), "less": _compared("<"),
        "equals": _compared("="), "between": _between, "filled": lambda sql, _value: (f"({sql}) IS NOT NULL", []),
    },
    "date": days.TESTS,
    "yes_no": {
        "yes": lambda sql, _value: (f"{sql} IN (1, '1')", []), "no": lambda sql, _value: (f"{sql} IN (0, '0')", []),
        "filled": lambda sql, _value: (f"{sql} IS NOT NULL", []),
    },
    "phone": {
        "filled": _filled,
        "contains": lambda sql, value: _digits(sql, value, "> 0"),
        "starts": lambda sql, value: _digits(sql, value, "= 1"),
    },
}  # fmt: skip


def _tag(operator: str, value: Any) -> Piece:
    """Tags go by id, so that they can be renamed; ready lists and those written by hand may call them by name."""
    if operator == "filled":
        return "EXISTS (SELECT 1 FROM customer_tag w WHERE w.customer = f.customer)", []
    wanted = json.loads(listed(value))
    if operator == "any_of":
        return f"f.customer IN (SELECT customer FROM customer_tag WHERE tag IN ({_TAGS}))", [listed(wanted)]
    if len(wanted) > MOST:
        return NOBODY
    one = f"f.customer IN (SELECT customer FROM customer_tag WHERE tag IN ({_TAGS}))"
    return f"({' AND '.join([one] * len(wanted))})", [listed(tag) for tag in wanted]


def _refusal(operator: str, value: Any) -> Piece:
    if operator == "filled":
        return "f.opted_out = 1", []
    refused = (
        f"(SELECT customer FROM opt_out WHERE channel = 'all' OR channel IN ({_EACH}) UNION"
        f" SELECT id FROM customer WHERE {KEPT_BACK})"
    )
    return f"f.customer IN {refused}", [listed(value)]


def _file(_operator: str, value: Any) -> Piece:
    runs = (
        "SELECT r.id FROM import_run r WHERE r.undone_by IS NULL AND (r.id IN (SELECT value FROM json_each(?1))"
        " OR ('last' IN (SELECT value FROM json_each(?1)) AND r.unit = (SELECT unit FROM import_run WHERE undone_by IS NULL"
        " AND unit IS NOT NULL ORDER BY id DESC LIMIT 1)))"
    )
    wanted = listed(value)
    each = runs.replace("?1", "?")
    lines = f"SELECT customer FROM import_line WHERE changed = 1 AND import_run IN ({each})"
    return f"(c.came_from IN ({each}) OR f.customer IN ({lines}))", [wanted] * 4


def _people(_operator: str, value: Any) -> Piece:
    """Customers picked out one by one; who was merged since is meant as the one that stayed."""
    if any(not isinstance(one, int) for one in json.loads(listed(value))):
        raise ValueError(value)
    return f"f.customer IN (SELECT coalesce(p.merged_into, p.id) FROM customer p WHERE p.id IN ({_EACH}))", [listed(value)]


_WHOLE: Final[dict[str, Callable[[str, Any], Piece]]] = {
    "tag": _tag, "refusal": _refusal, "file": _file, "birthday": days.birthday,
    "talks": nouns.talks, "sales": nouns.sales, "tasks": nouns.tasks,
    "debt": trade.debt, "quotes": trade.quotes, "payments": trade.payments, "people": _people,
    "offers": trade.offers,
}  # fmt: skip
