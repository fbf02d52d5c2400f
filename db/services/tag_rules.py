"""Tags that go on and come off by themselves: who meets a tag's rule wears it, and no longer than that."""

import json
from array import array
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from db.core import clock, journal
from db.core.connection import database, numbers, run, value
from db.core.connection import rows as read
from db.core.errors import InputError
from db.core.journal import unit
from db.core.progress import Progress, silent
from db.services import segments
from resources.i18n import _

_DAY: Final = "tag_rules_on"  # the counter that holds the day the rules were last looked at
_COUNTED: Final = "INSERT INTO counter(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value"
_MEETS: Final = "SELECT f.customer FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.visible = 1 AND "
_EACH: Final = "(SELECT value FROM json_each(?))"


class Applied(NamedTuple):
    """How many tags were put on and taken off."""

    put_on: int
    taken_off: int


def apply_rules(tag: int | None = None, progress: Progress = silent) -> Applied:
    """Put on and take off what the rules say, of one tag or of all, in one unit; what was put on by hand stays.

    A rule that asks for something that is gone is left alone: it would take its tag off everybody. One that asks for other tags
    comes after theirs.
    """
    rules = {one: rule for one, rule in _rules() if tag in (None, one) and not segments.gone(rule)}
    alone = [one for one, rule in rules.items() if not any(True for _one in _asked(rule))]
    met = {}
    for at, one in enumerate(alone):
        progress(_("Looking at the rules of the tags"), at, len(rules))
        met[one] = _meeting(rules[one])
    with unit("tags.apply_rules"):
        done = [_apply(one, met[one] if one in met else _meeting(rules[one])) for one in _in_order(rules)]
    return Applied(sum(one.put_on for one in done), sum(one.taken_off for one in done))


def apply_once_a_day(progress: Progress = silent) -> Applied:
    """What `apply_rules` does, where it was not done yet today; for the worker."""
    today = clock.today().toordinal()
    if database.is_read_only or value("SELECT value FROM counter WHERE name = ?", _DAY) == today:
        return Applied(0, 0)
    done = apply_rules(progress=progress)
    with journal.aside() as free:
        if free:
            run(_COUNTED, _DAY, today)
    return done


def checked(tag: int | None, rule: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The rule as a tag keeps it; None: it has none. InputError: it asks for the tag itself, if only by way of
    other rules, and would go on and off for ever.
    """
    if not rule or not segments.text_of(rule):
        return None
    if tag is not None and _leads_to(rule, tag):
        raise InputError(_("A tag can't go by whether it is worn itself."))
    return dict(rule)


def _in_order(rules: Mapping[int, Mapping[str, Any]]) -> list[int]:
    """The tags of the rules, after each tag their own rule asks for."""
    names, order = dict(read("SELECT name, id FROM tag")), dict[int, None]()

    def put(tag: int, on_the_way: frozenset[int]) -> None:
        for one in (names.get(asked, asked) for asked in _asked(rules[tag])):
            if one in rules and one not in order and one not in on_the_way:
                put(one, on_the_way | {one})
        order[tag] = None

    for tag in rules:
        put(tag, frozenset({tag}))
    return list(order)


def _leads_to(rule: Mapping[str, Any], tag: int) -> bool:
    """Whether the rule hangs on who wears this tag, also by way of the rules of tags it asks for."""
    names, rules = dict(read("SELECT name, id FROM tag")), dict(_rules())
    asked, todo = set[int | None](), [rule]
    while todo and not asked & {tag, None}:
        found = {names.get(one, one) for one in _asked(todo.pop())} - asked
        asked |= found
        todo += [rules[one] for one in found if one in rules]
    return bool(asked & {tag, None})


def _asked(node: Any) -> Iterator[Any]:
    """The tags a rule asks for, by id or name; None: whether there is any."""
    if isinstance(node, Mapping) and node.get("field") == "tag":
        wanted = node.get("value")
        yield from wanted if isinstance(wanted, list) else [wanted]
    elif isinstance(node, Mapping):
        for part in (part for parts in node.values() if isinstance(parts, list) for part in parts):
            yield from _asked(part)


def _rules() -> list[tuple[int, dict[str, Any]]]:
    found = read("SELECT id, rule FROM tag WHERE rule <> 'null' ORDER BY position, id")
    return [(tag, json.loads(rule)) for tag, rule in found]


def _meeting(rule: Mapping[str, Any]) -> "array[int]":
    sql, parameters = segments.compiled(rule)
    return numbers(_MEETS + sql, *parameters)


def _apply(tag: int, met: "array[int]") -> Applied:
    ids = json.dumps(list(met))
    taken_off = run(
        f"DELETE FROM customer_tag WHERE tag = ? AND by_rule = 1 AND customer NOT IN {_EACH}"
        " AND customer IN (SELECT customer FROM customer_figures WHERE visible = 1)",
        tag, ids,
    )  # fmt: skip
    put_on = run(
        "INSERT INTO customer_tag(customer, tag, by_rule) SELECT value, ?, 1 FROM json_each(?)"
        " WHERE value NOT IN (SELECT customer FROM customer_tag WHERE tag = ?)",
        tag, ids, tag,
    )  # fmt: skip
    return Applied(put_on, taken_off)
