"""Whom the shop's rules find: who bought what a rule speaks of so many months ago, and not yet what it offers."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import value
from db.services import goods, knowledge
from db.services.goods import Goods
from db.services.knowledge import RuleRow
from db.services.open_days import months_later

Days = dict[int, int]  # the last day by customer
_NEVER: Final = (0, 0)
BEFORE: Final = 14  # days before its time that a rule begins to speak
AFTER: Final = 90  # days after it that it is still worth a word
LAST_DAY: Final = "max(day) FILTER (WHERE amount >= 0)"  # something was bought, and did not all come back
KEPT: Final = "HAVING sum(quantity) > 0"
_OF: Final = "item IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?"
_ALL: Final = f"SELECT customer, item, {LAST_DAY} FROM sale_fact WHERE {_OF} GROUP BY customer, item {KEPT}"
_ONE: Final = f"SELECT customer, item, {LAST_DAY} FROM sale_fact WHERE customer = ? AND {_OF} GROUP BY item {KEPT}"
_USED: Final = (
    "SELECT max(answered_on) FROM suggestion WHERE kind = 'rule' AND subject = ? AND customer = ? AND answer = 'accepted'"
)


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule says of one customer; ISO days."""

    rule: RuleRow
    customer: int
    item: str  # what was bought, as it is called
    bought_on: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Card:
    """A rule that speaks of a customer, and when it was last of use: the day its suggestion was taken up ("" never)."""

    due: Due
    used_on: str


def due(on: date | None = None, rules: Sequence[RuleRow] | None = None, known: Goods | None = None) -> list[Due]:
    """Everybody whom the rules in use (or `rules`) find on a day. For the worker: it reads as many months of sales as they do."""
    return list(_due(on or clock.today(), rules, known, None))


def of(customer: int, on: date | None = None, rules: Sequence[RuleRow] | None = None, known: Goods | None = None) -> list[Due]:
    """What the rules say of one customer."""
    return list(_due(on or clock.today(), rules, known, customer))


def cards(customer: int, known: Goods | None = None) -> list[Card]:
    """What the rules say of one customer, each with the day it was last of use."""
    return [Card(one, used_on(one.rule.id, customer)) for one in of(customer, known=known)]


def used_on(rule: int, customer: int) -> str:
    """The day a rule was last of use for a customer, ISO; "" never."""
    return str(value(_USED, str(rule), customer) or "")


def found(rule: RuleRow, on: date | None = None) -> list[int]:
    """Which customers in view a rule finds, as it is typed, whether in use or not. For the worker."""
    return list(_seen([rule], on))


def counts(rules: Sequence[RuleRow], on: date | None = None) -> dict[int, int]:
    """How many customers in view each of these rules finds. For the worker."""
    whom = _seen(rules, on).values()
    return {rule.id: sum(rule.id in found for found in whom) for rule in rules}


def _seen(rules: Sequence[RuleRow], on: date | None) -> dict[int, set[int]]:
    """Who is found of those in view, by which of these rules."""
    by_customer: dict[int, set[int]] = defaultdict(set)
    for one in due(on, rules):
        by_customer[one.customer].add(one.rule.id)
    seen = "SELECT customer FROM customer_figures WHERE visible = 1 AND customer IN (SELECT value FROM json_each(?))"
    return {one: by_customer[one] for (one,) in read(seen, json.dumps(sorted(by_customer)))}


def _due(on: date, rules: Sequence[RuleRow] | None, known: Goods | None, customer: int | None) -> Iterator[Due]:
    rules = knowledge.rows(only_on=True) if rules is None else rules
    known = known or goods.read_all()
    sides = [(one, known.called(one.bought), _offered(one, known)) for one in rules]
    last = {months: _last_bought(on, months, _of_months(sides, months), customer) for months in {one.months for one in rules}}
    for rule, bought, offered in sides:
        since, (first, end) = _latest(last[rule.months], offered), _window(on, rule)
        for who, (day, item) in _latest(last[rule.months], bought).items():
            if not first <= day <= end:
                continue
            bought_on = date(day // 10_000, day // 100 % 100, day % 100)
            then = months_later(bought_on, rule.months)
            if _is_time(on, then, rule) and not _is_taken(since.get(who, _NEVER)[0], day, rule):
                yield Due(rule, who, known.name(item), bought_on.isoformat(), then.isoformat())


def _offered(rule: RuleRow, known: Goods) -> frozenset[int]:
    """The items that are what a rule offers."""
    its_own = known.by_product.get(rule.product) if rule.product is not None else None
    return frozenset({its_own.id}) if its_own else known.called(rule.offer)


def _of_months(sides: Iterable[tuple[RuleRow, frozenset[int], frozenset[int]]], months: int) -> set[int]:
    """The items of the rules of so many months: what a rule counts hangs on no other rule."""
    return {item for rule, bought, offered in sides if rule.months == months for item in bought | offered}


def _last_bought(on: date, months: int, items: Collection[int], customer: int | None) -> Mapping[int, Days]:
    """Of each of these items, who bought it, and the last day (20261121); as far back as a rule of so many months looks."""
    found: dict[int, Days] = defaultdict(dict)
    if not items:
        return found
    first = months_later(on, -months) - timedelta(days=AFTER + 3)
    asked = (json.dumps(sorted(items)), _number(first), _number(on))
    for who, item, day in read(_ALL, *asked) if customer is None else read(_ONE, customer, *asked):
        found[item][who] = day
    return found


def _latest(last: Mapping[int, Days], items: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Of each customer the day any of these items was bought last, and the item."""
    found: dict[int, tuple[int, int]] = {}
    for item in items:
        for who, day in last.get(item, {}).items():
            if (day, item) > found.get(who, _NEVER):
                found[who] = (day, item)
    return found


def _window(on: date, rule: RuleRow) -> tuple[int, int]:
    """Between which days something must have been bought for the rule to speak, with some days to spare for short months."""
    first = months_later(on - timedelta(days=AFTER + 3), -rule.months)
    return _number(first), _number(months_later(on + timedelta(days=BEFORE + 3), -rule.months))


def _is_time(on: date, then: date, rule: RuleRow) -> bool:
    """Whether the rule speaks on this day: a little before its time, and for some months after it."""
    return then - timedelta(days=BEFORE if rule.months else 0) <= on <= then + timedelta(days=AFTER)


def _is_taken(since: int, bought: int, rule: RuleRow) -> bool:
    """Whether the offer was bought since, or what goes with it on the same day."""
    return since > bought or (since == bought and not rule.months)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
