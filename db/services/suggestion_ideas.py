"""What could be offered to whom: one kind of idea after the other, with what it may bring and the facts that speak for it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from heapq import nsmallest
from statistics import fmean
from typing import Final

from db.core.connection import numbers
from db.core.connection import rows as read
from db.services import baskets, goods, knowledge, knowledge_due, late_buyers, quote_chances, white_spaces
from db.services.baskets import BoughtTogether
from db.services.goods import Goods, Item
from db.services.knowledge_due import KEPT, LAST_DAY
from db.services.suggestion_kinds import Idea
from db.services.tastes import RETURNED

A_KIND: Final = 60  # ideas of one kind that are kept
_RULE, _UP, _BACK = 0.3, 0.1, 0.4  # chances at first, before anybody answered
_PAIRS: Final = 40  # pairs of goods that are looked at
_OF_A_PAIR: Final = 20  # customers of one pair that are kept: some may not be called
_RECENT: Final = 365  # days what was bought is still in use
_THANKS: Final = 90  # days after a return that a word of thanks is still one
_OLD: Final = 180  # days after which a newer model is worth a word
_ASK: Final = 3  # days a quote is left alone
_LAST: Final = f"SELECT customer, item, {LAST_DAY} FROM sale_fact WHERE {{which}} AND day <= ? GROUP BY customer, item {KEPT}"
_STANDING: Final = (
    "SELECT customer, last_on, total / max(visits, 1), alive FROM customer_standing"
    " WHERE customer IN (SELECT value FROM json_each(?)) AND total > 0"
)
_BACK_AGAIN: Final = (
    f"SELECT customer FROM customer_standing WHERE stage = '{RETURNED}' AND total > 0 AND last_on >= ? AND sureness = 'steady'"
    " ORDER BY total DESC LIMIT ?"
)
_QUOTES: Final = (
    "SELECT id, number, version, quoted_on FROM quote q WHERE id IN (SELECT value FROM json_each(?)) AND state = 'issued'"
    " AND quoted_on <= ? AND coalesce(valid_until, ?2) >= ? AND NOT EXISTS"
    " (SELECT 1 FROM task t WHERE t.customer = q.customer AND t.done_on IS NULL)"
)
_LATELY: Final = (
    "SELECT DISTINCT customer, item FROM sale_fact WHERE item IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?"
    " AND quantity > 0 AND (?4 IS NULL OR customer = ?4)"
)
_MEAN: Final = "SELECT item, avg(amount) FROM sale_fact WHERE amount > 0 GROUP BY item"
Last = Mapping[int, Mapping[int, int]]  # by item and customer the last day, 20261121


@dataclass(frozen=True)
class Source:
    """What ideas are made of on one day: for everybody (on the worker), or for one customer at once."""

    on: date
    customer: int | None = None

    @cached_property
    def goods(self) -> Goods:
        """What is sold."""
        return goods.read_all()

    @cached_property
    def pairs(self) -> list[BoughtTogether]:
        """What is often bought together, the one and the other."""
        return baskets.kept()[:_PAIRS]

    @cached_property
    def newer(self) -> dict[int, Item]:
        """The newest model of each item that has one which is sold."""
        found = {one.id: self._newest(one) for one in self.goods.items.values() if one.next_model}
        return {item: newest for item, newest in found.items() if newest}

    @cached_property
    def last(self) -> Last:
        """The last day each customer bought each item of the pairs and of the models."""
        wanted = {item for pair in self.pairs for item in (pair.a, pair.b)}
        wanted |= self.newer.keys() | {one.id for one in self.newer.values()}
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for customer, item, day in self._bought(wanted) if wanted else ():
            found[item][customer] = day
        return found

    def is_dear(self, item: Item) -> bool:
        """Whether it costs more than most things: what is bought once and lasts."""
        return self.worth([item.id]) > self._usual

    @cached_property
    def lately(self) -> set[tuple[int, str]]:
        """Who bought within a year of which category, where something dear of it goes with other things."""
        dear = {one.category for pair in self.pairs if (one := self.goods.items.get(pair.b)) and self.is_dear(one)} - {""}
        of = {one.id: one.category for one in self.goods.items.values() if one.category in dear}
        since, until = ((self.on - timedelta(days=days)).strftime("%Y%m%d") for days in (_RECENT, 0))
        found = read(_LATELY, json.dumps(sorted(of)), int(since), int(until), self.customer) if of else []
        return {(customer, of[item]) for customer, item in found}

    def _bought(self, items: Collection[int]) -> list[tuple[int, int, int]]:
        until = int(self.on.strftime("%Y%m%d"))
        if self.customer is not None:
            return read(_LAST.format(which="customer = ?"), self.customer, until)
        return read(_LAST.format(which="item IN (SELECT value FROM json_each(?))"), json.dumps(sorted(items)), until)

    def _newest(self, item: Item) -> Item | None:
        """Along the models to the newest; None where it is sold no more, or they lead in a circle."""
        met, at = {item.id}, item
        while at.next_model and (after := self.goods.by_product.get(at.next_model)) and after.id not in met:
            met.add(after.id)
            at = after
        return at if at.is_sold and at is not item else None

    def worth(self, items: Iterable[int]) -> int:
        """What one of these costs, in the mean, whole dollars; where nothing says it, what anything costs."""
        prices = [price for item in items if (price := self._prices.get(item))]
        return round(fmean(prices)) if prices else self._usual

    @cached_property
    def _prices(self) -> dict[int, float]:
        """By item its price, else (for everybody only: it reads all sales) what a line of it came to in the mean."""
        listed = {one.id: float(one.price) for one in self.goods.items.values() if one.price > 0}
        return dict(read(_MEAN)) | listed if self.customer is None else listed

    @cached_property
    def _usual(self) -> int:
        return round(fmean(self._prices.values())) if self._prices else 1


def everything(on: date) -> list[Idea]:
    """The most promising ideas of every kind, for everybody. For the worker."""
    source = Source(on)
    kinds = (rules(source), cross(source), up(source), white(source), back(on), quotes(on))
    return [*slipping(), *(idea for found in kinds for idea in _best(found))]


def of_customer(customer: int, on: date) -> list[Idea]:
    """What can be offered to one customer, read at once."""
    source = Source(on, customer)
    return [*rules(source), *cross(source), *up(source)]


def _best(found: Iterable[Idea]) -> list[Idea]:
    return nsmallest(A_KIND, found, key=lambda one: -one.value * one.chance)  # of the same worth as they come


def rules(source: Source) -> Iterator[Idea]:
    """Who bought what a rule speaks of, so many months ago."""
    known, on = source.goods, source.on
    in_use = knowledge.rows(only_on=True)
    due = (
        knowledge_due.due(on, in_use, known) if source.customer is None else knowledge_due.of(source.customer, on, in_use, known)
    )
    worth = {one.id: source.worth(_offered(one.product, one.offer, known)) for one in in_use}
    for one in due:
        facts = {"item": one.item, "on": one.bought_on, "due": one.due_on}
        yield Idea(one.customer, "rule", str(one.rule.id), worth[one.rule.id], _RULE, one.rule.offer, one.rule.product, facts)


def _offered(product: int | None, words: str, known: Goods) -> Collection[int]:
    its_own = known.by_product.get(product) if product is not None else None
    return [its_own.id] if its_own else known.called(words)


def cross(source: Source) -> Iterator[Idea]:
    """Who took the one and never the other, though others clearly take both."""
    met: set[tuple[int, int]] = set()
    for pair in source.pairs:
        item = source.goods.items.get(pair.b)
        if item is None or not pair.is_worth_a_word or (item.product is not None and not item.is_sold):
            continue
        facts = {"item": source.goods.name(pair.a), "together": pair.together, "of": pair.of_a}
        lacking = [one for one in _lacking(source, pair.a, item) if (one, pair.b) not in met]
        for customer in lacking[:_OF_A_PAIR]:
            met.add((customer, pair.b))
            chance = pair.together / pair.of_a
            yield Idea(customer, "cross", subject(item), source.worth([pair.b]), chance, item.called, item.product, facts)


def _lacking(source: Source, has: int, offer: Item) -> list[int]:
    """Who bought the one within a year and never the other, the latest first; of what is dear, nothing else of its category."""
    since = int((source.on - timedelta(days=_RECENT)).strftime("%Y%m%d"))
    taken, of_its_kind = source.last.get(offer.id, {}), source.lately if source.is_dear(offer) else set()
    days = {one: day for one, day in source.last.get(has, {}).items() if day >= since and one not in taken}
    found = [one for one in days if (one, offer.category) not in of_its_kind]
    return sorted(found, key=lambda one: (-days[one], one))


def up(source: Source) -> Iterator[Idea]:
    """Who has the old model for a while, and not the newest."""
    before = int((source.on - timedelta(days=_OLD)).strftime("%Y%m%d"))
    for old, newest in source.newer.items():
        taken = source.last.get(newest.id, {})
        for customer, day in source.last.get(old, {}).items():
            if 0 < day <= before and customer not in taken:
                facts = {"item": source.goods.name(old), "on": _iso(day)}
                yield Idea(customer, "up", subject(newest), source.worth([newest.id]), _UP, newest.called, newest.product, facts)


def white(source: Source) -> Iterator[Idea]:
    """What customers like them buy and they do not."""
    worth: dict[str, int] = {}
    for one in white_spaces.blanks():
        if one.category not in worth:
            worth[one.category] = source.worth(item.id for item in source.goods.items.values() if item.category == one.category)
        facts = {"alike": one.alike, "of": one.of}
        yield Idea(one.customer, "white", one.category, worth[one.category], one.alike / one.of, one.category, None, facts)


def slipping() -> Iterator[Idea]:
    """Who stays away longer than usual, in the order of “Who has not been here for long?”: whom to call first has one answer.

    What one visit brings, by the chance that they still are customers.
    """
    late = late_buyers.ids("going")[:A_KIND]
    found = _standing(late)
    for place, customer in enumerate(one for one in late if one in found):
        last_on, visit, alive = found[customer]
        yield Idea(customer, "slipping", last_on, visit, _BACK if alive is None else alive, facts={"place": place})


def back(on: date) -> Iterator[Idea]:
    """Who came back lately after a long time, and is not late again."""
    since = (on - timedelta(days=_THANKS)).isoformat()
    for customer, (last_on, visit, _alive) in _standing(numbers(_BACK_AGAIN, since, 4 * A_KIND)).items():
        yield Idea(customer, "back", last_on, visit, _BACK)


def _standing(customers: Iterable[int]) -> dict[int, tuple[str, int, float | None]]:
    """The last day they were here, what a visit of theirs brings, and the chance that they still are customers."""
    return {customer: (last_on, visit, alive) for customer, last_on, visit, alive in read(_STANDING, json.dumps(list(customers)))}


def quotes(on: date) -> Iterator[Idea]:
    """Quotes nobody answered for some days and nobody is reminded of."""
    chances = {one.quote: one for one in quote_chances.chances().open}
    quiet = (on - timedelta(days=_ASK)).isoformat()
    for quote, number, version, quoted_on in read(_QUOTES, json.dumps(list(chances)), quiet, on.isoformat()):
        one = chances[quote]
        facts = {"number": number, "version": version, "on": quoted_on}
        yield Idea(one.customer, "quote", str(quote), one.total, one.chance.rate, facts=facts)


def subject(item: Item) -> str:
    """How an answer about an item is kept: by its product, or by its name."""
    return str(item.product) if item.product is not None else item.name


def _iso(day: int) -> str:
    return f"{day // 10_000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"
