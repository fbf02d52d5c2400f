"""Conditions compiled to one statement find the same customers as the same conditions asked one by one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.core import clock
from db.core.connection import rows
from db.services import lists, own_fields, segments, tags
from db.services.lists import ListQuery
from db.services.segment_fields import SegmentField
from tests.services.test_segments import people  # noqa: F401 - the customers they are asked of

TODAY = date(2026, 11, 20)
TEXTS = ("陳", "明", "公司", "台北", "臺北", "a", "LINE", "電話", "網路", "0912", "%", "不在")
DAYS = st.integers(0, 400)
Test = Callable[[Any], bool]

pytestmark = pytest.mark.usefixtures("shop")


def _folded(text: object) -> str:
    return "".join(one.lower() if one.isascii() else one for one in str(text)).replace("臺", "台")


class Naive:
    """What the file holds of one customer, asked in plain Python."""

    def __init__(self, one: int) -> None:
        (row,) = rows("SELECT name, note, source, kind, customer_since, birth_month FROM customer WHERE id = ?", one)
        self.columns = dict(zip(("name", "note", "source", "kind", "customer_since", "birthday"), row, strict=True))
        self.cities = [city for (city,) in rows("SELECT city FROM address WHERE customer = ?", one)]
        self.tags = {tag for (tag,) in rows("SELECT tag FROM customer_tag WHERE customer = ?", one)}
        self.talks = rows("SELECT happened_on, channel, text FROM interaction WHERE customer = ?", one)
        owed = rows("SELECT json_extract(extra, '$.f1') FROM customer WHERE id = ?", one)[0][0]
        self.owed = None if owed is None else float(owed)

    def meets(self, node: dict[str, Any]) -> bool:
        """Whether the conditions are true of them."""
        if "field" in node:
            return self._leaf(node["field"], node["is"], node.get("value"))
        ((kind, parts),) = node.items()
        if not parts:
            return True
        found = [self.meets(part) for part in parts]
        return all(found) if kind == "all" else any(found) if kind == "any" else not any(found)

    def _leaf(self, field: str, operator: str, value: Any) -> bool:
        positive = {"not_contains": "contains", "none_of": "any_of", "empty": "filled", "not_last_days": "last_days"}.get(
            operator
        )
        if field == "talks":
            return self._talks(operator, value)
        if field == "tag":
            return self._tag(operator, value)
        asked = positive or operator
        texts = self.cities if field == "city" else [self.columns.get(field)]
        found = self._number(asked, value) if field == "f1" else any(_says(one, asked, value) for one in texts)
        return not found if positive else found

    def _tag(self, operator: str, value: Any) -> bool:
        known = {tag for (tag,) in rows("SELECT id FROM tag")}
        match operator:
            case "any_of":
                return bool(self.tags & set(value))
            case "all_of":
                return set(value) <= self.tags
            case "none_of":
                return bool(known & set(value)) and not self.tags & set(value)
            case "filled":
                return bool(self.tags)
        return not self.tags

    def _talks(self, operator: str, value: dict[str, Any]) -> bool:
        since = (TODAY - timedelta(days=value["days"])).isoformat() if "days" in value else ""
        found = [
            talk
            for talk in self.talks
            if (not since or since <= talk[0] <= TODAY.isoformat())
            and value.get("channel", talk[1]) == talk[1]
            and _folded(value.get("text", "")) in _folded(talk[2])
        ]
        return {"has": bool(found), "has_not": not found, "at_least": len(found) >= max(1, value.get("count", 1))}[operator]

    def _number(self, operator: str, value: Any) -> bool:
        if self.owed is None:
            return False
        match operator:
            case "filled":
                return True
            case "between":
                return (value[0] is None or self.owed >= value[0]) and (value[1] is None or self.owed <= value[1])
        wanted = float(value)
        below, above = self.owed < wanted, self.owed > wanted
        return {"more": above, "at_least": not below, "at_most": not above, "less": below}.get(operator, not below and not above)


def _ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


_SAYS: dict[str, Callable[[str, Any], bool]] = {
    "contains": lambda text, value: _folded(value) in _folded(text),
    "starts": lambda text, value: _folded(text).startswith(_folded(value)),
    "is": lambda text, value: _folded(text) == _folded(value),
    "any_of": lambda text, value: _folded(text) in {_folded(one) for one in value},
    "filled": lambda text, _value: text != "",
    "last_days": lambda text, value: _ago(value) <= text <= _ago(0),
    "next_days": lambda text, value: _ago(0) <= text <= _ago(-value),
    "before_days": lambda text, value: text != "" and text < _ago(value),
    "past": lambda text, _value: text != "" and text < _ago(0),
    "due": lambda text, _value: text != "" and text <= _ago(0),
    "between": lambda text, value: (value[0] or "0") <= text <= (value[1] or "9"),
}


def _says(stored: Any, operator: str, value: Any) -> bool:
    return _SAYS[operator]("" if stored is None else str(stored), value)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "": st.none(),
    "text": st.sampled_from(TEXTS),
    "number": st.integers(-5, 1300),
    "numbers": st.tuples(st.integers(0, 1300), st.one_of(st.none(), st.integers(0, 1300))).map(list),
    "days": DAYS,
    "dates": st.tuples(st.sampled_from(["2019-01-01", "2020-05-01"]), st.sampled_from([None, "2020-12-31"])).map(list),
}
CHOSEN: dict[str, st.SearchStrategy[Any]] = {
    "tag": st.lists(st.sampled_from([1, 2, 3, 999]), min_size=1, max_size=3, unique=True),
    "kind": st.lists(st.sampled_from(["person", "company"]), min_size=1, max_size=2),
}
TALK: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"count": st.integers(1, 3)},
    optional={"days": DAYS, "channel": st.sampled_from(["電話", "來店"]), "text": st.sampled_from(["冷氣", "濾心", "X"])},
)
ASKED = ("name", "note", "source", "kind", "city", "customer_since", "tag", "talks", "f1")
UNTOLD = {"this_month", "last_month", "this_year"}  # asked by name in test_segments


def _leaves(fields: dict[str, SegmentField]) -> st.SearchStrategy[dict[str, Any]]:
    kinds = [(key, one) for key in ASKED for one in fields[key].operators if one.key not in UNTOLD]

    def leaf(chosen: tuple[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
        key, operator = chosen
        words = st.lists(st.sampled_from(["路過", "網路", "臺北市", "台北市", "新北市"]), min_size=1, max_size=3)
        wanted = (
            TALK
            if operator.takes == "talks"
            else CHOSEN.get(key, words)
            if operator.takes == "choices"
            else VALUES[operator.takes]
        )
        return wanted.map(lambda value: {"field": key, "is": operator.key, "value": value})

    return st.sampled_from(kinds).flatmap(leaf)


def _groups(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    parts = st.lists(inner, min_size=0, max_size=4)
    return st.tuples(st.sampled_from(["all", "any", "none"]), parts).map(lambda pair: {pair[0]: pair[1]})


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_one_statement_finds_who_meets_the_conditions_one_by_one(people: dict[str, int], data: st.DataObject) -> None:  # noqa: F811
    clock.fix(datetime(2026, 11, 20, 2, tzinfo=UTC))
    tree = data.draw(st.recursive(_groups(_leaves(segments.fields())), _groups, max_leaves=8))
    found = set(lists.ids(ListQuery(conditions=segments.text_of(tree))))
    assert found == {one for name, one in people.items() if name != "林志明" and Naive(one).meets(tree)}
    assert [row.id for row in tags.rows()] == [1, 2]
    assert own_fields.rows()[0].key == "f1"
