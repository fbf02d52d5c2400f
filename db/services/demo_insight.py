"""The demo shop's knowledge: what was spent on customers, how suggestions were answered, how earlier promises were kept."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from db.core.connection import rows as read
from db.services import bulk, open_days
from db.services.demo_people import DemoCustomer, words

_SPENT: Final = 0.08  # share of those who buy on whom something was spent
_ANSWERED: Final = 40  # suggestions
_YEAR: Final = 365
_KEPT: Final = 90  # promises of the year
_LATE: Final = 0.22  # share of them that were kept late
_COST: Final = ("customer", "happened_on", "kind", "amount", "note", "staff")
_SUGGESTION: Final = ("customer", "kind", "subject", "answer", "answered_on", "staff")
_TASK: Final = ("customer", "title", "due_on", "staff", "origin", "done_on", "done_by")
_RULE: Final = "rule"  # of the library: its subject is the rule's id
_KINDS: Final = (("cross", 0.6), ("up", 0.4), ("slipping", 0.7), ("white", 0.3), (_RULE, 0.6))  # and how often each is taken up

Row = tuple[Any, ...]


def add_to(ids: range, made: Sequence[DemoCustomer], today: date) -> None:
    """Give the customers written as `ids` what reports and suggestions learn from, within the unit that is open."""
    dice = Random(len(made))  # noqa: S311 - made-up, the same every time
    buyers = [(customer, one) for customer, one in zip(ids, made, strict=True) if one.sales and not one.archived]
    bulk.insert_rows("customer_cost", _COST, _costs(dice, buyers, today))
    bulk.insert_rows("suggestion", _SUGGESTION, _answers(dice, buyers, today))
    bulk.insert_rows("task", _TASK, _promises(dice, buyers, today))


def _costs(dice: Random, buyers: Sequence[tuple[int, DemoCustomer]], today: date) -> Iterator[Row]:
    """Gifts and errands, more of them for who buys often."""
    for customer, one in buyers:
        if dice.random() < _SPENT + len(one.sales) / 100:
            for _turn in range(dice.choice((1, 1, 2, 3))):
                kind, note, amount = dice.choice(words()["costs"])
                day = today - timedelta(days=dice.randrange(_YEAR))
                yield customer, day.isoformat(), kind, amount * dice.choice((1, 1, 2)), note, dice.choice(words()["staff"])


def _answers(dice: Random, buyers: Sequence[tuple[int, DemoCustomer]], today: date) -> Iterator[Row]:
    """Suggestions taken up some days before a purchase, and some that were not."""
    rules = [one for (one,) in read("SELECT id FROM knowledge_rule WHERE is_on = 1 ORDER BY id")]
    often = [(customer, one) for customer, one in buyers if len(one.sales) > 1]
    for customer, one in dice.sample(often, min(len(often), _ANSWERED)):
        kind, share = dice.choice(_KINDS)
        last = date.fromisoformat(max(day for day, _lines in one.sales))
        on = max(last, today - timedelta(days=_YEAR)) - timedelta(days=dice.randrange(1, 20))
        answer = "accepted" if dice.random() < share else "dismissed"
        subject = f"{dice.choice(rules)}" if kind == _RULE and rules else ""
        yield customer, kind, subject, answer, on.isoformat(), dice.choice(words()["staff"])


def _promises(dice: Random, buyers: Sequence[tuple[int, DemoCustomer]], today: date) -> Iterator[Row]:
    """Promises of the year, kept on the day or some days late."""
    for customer, one in dice.sample(buyers, min(len(buyers), _KEPT)):
        *_talk, title = dice.choice(words()["promises"])
        due = open_days.on_or_after(today - timedelta(days=dice.randrange(30, _YEAR)))
        late = dice.randrange(1, 12) if dice.random() < _LATE else 0
        who = one.staff or dice.choice(words()["staff"])
        yield customer, title, due.isoformat(), who, "follow_up", (due + timedelta(days=late)).isoformat(), who
