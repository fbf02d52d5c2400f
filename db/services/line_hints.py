"""Beside the lines of a quote or a sale: what goes with them, a newer model, what this customer will need by now."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.values.text import normal
from db.services import baskets, goods, knowledge, knowledge_due, periods, products, suggestion_answers, suggestion_words
from db.services.goods import Goods
from db.services.lines import LineForm
from db.services.suggestion_kinds import Kind
from db.services.suggestions import SuggestionRow
from resources.i18n import _

MOST: Final = 2
NOBODY: Final = 0
_LATELY: Final = 365  # days
_BOUGHT: Final = "SELECT DISTINCT item FROM sale_fact WHERE customer = ? AND day >= ? AND quantity > 0"


def of(forms: Sequence[LineForm], customer: int | None, most: int = MOST) -> list[SuggestionRow]:
    """At most so many hints, none for what stands on the lines already or was not wanted by this customer lately."""
    items = [one for one in forms if one.kind == "item" and one.name.strip()]
    if not items:
        return []
    known = goods.read_all()
    whose = customer or NOBODY
    there = {normal(one.name) for one in items} | {normal(f"{one.name} {one.spec}") for one in items}
    dismissed = suggestion_answers.dismissed(whose)
    found: dict[str, SuggestionRow] = {}
    for one in (
        *_newer(items, known, whose),
        *_with_it(items, known, whose),
        *_together(items, whose, known),
        *_due(whose, known),
    ):
        if normal(one.what) not in there and (one.kind, one.subject) not in dismissed:
            found.setdefault(normal(one.what), one)
    return list(found.values())[:most]


def _newer(items: Sequence[LineForm], known: Goods, customer: int) -> Iterator[SuggestionRow]:
    for product in dict.fromkeys(one.product for one in items if one.product is not None):
        newest = products.successor(product)
        if newest is not None and newest.is_active:
            item = known.by_product.get(newest.id)
            what = item.called if item else newest.name
            yield _row(customer, "up", str(newest.id), what, _("A newer model: {what}").format(what=what), newest.id)


def _with_it(items: Sequence[LineForm], known: Goods, customer: int) -> Iterator[SuggestionRow]:
    """What a rule says goes with what stands on a line; not where that is on it already, under whatever name."""
    names = {normal(one.name) for one in items}
    for rule in knowledge.rows(only_on=True):
        if rule.months:
            continue
        bought = goods.words_of(rule.bought)
        offered = {normal(known.items[one].name) for one in known.called(rule.offer)}
        if any(word in name for word in bought for name in names) and not names & offered:
            why = _("Goes with it: {what}").format(what=rule.offer)
            yield _row(customer, "rule", str(rule.id), rule.offer, why, rule.product)


def _together(items: Sequence[LineForm], customer: int, known: Goods) -> Iterator[SuggestionRow]:
    """What goes with it; not what this customer just bought."""
    bought = _bought(customer, known)
    pairs = baskets.beside([one.product for one in items if one.product is not None], MOST + len(bought))
    for pair in (one for one in pairs if one.product_b not in bought):
        why = _("Often bought together: {what}").format(what=pair.name_b)
        subject = str(pair.product_b) if pair.product_b is not None else pair.name_b
        yield _row(customer, "cross", subject, pair.name_b, why, pair.product_b)


def _bought(customer: int, known: Goods) -> set[int | None]:
    """The products this customer bought lately."""
    since = periods.number(clock.today() - timedelta(days=_LATELY))
    return {item.product for (one,) in read(_BOUGHT, customer, since) if (item := known.items.get(one))} - {None}


def _due(customer: int, known: Goods) -> Iterator[SuggestionRow]:
    """What the rules say of the customer, with the day it was last of use."""
    for card in knowledge_due.cards(customer, known) if customer else ():
        one = card.due
        why = suggestion_words.of_rule(one.item, one.bought_on, one.rule.offer, card.used_on)
        yield _row(customer, "rule", str(one.rule.id), one.rule.offer, why, one.rule.product)


def _row(customer: int, kind: Kind, subject: str, what: str, why: str, product: int | None) -> SuggestionRow:
    return SuggestionRow(customer, kind, subject, what, why, 0, product)
