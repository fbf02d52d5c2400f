"""The demo shop's quotes: drafts, waiting, ending this week, a second version, accepted, not taken, over, void."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from db.core.connection import run
from db.services import lines, open_days, payments, quote_form, quote_life, quotes, sales
from db.services.demo_people import DemoCustomer, words
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.quote_life import Draw
from db.services.quote_rows import CHANCES

_ASKED: Final = 3  # days after a quote somebody asks
_ANSWERED: Final = 4  # days after it an answer came
_OLD: Final = 6  # days; who did not answer then was asked
_PAID: Final = 30  # days after which the rest is paid
_DEPOSIT: Final = 3  # a third is paid when the order is given
_REVISED_OFF: Final = "5000"
_PAST: Final = 56  # quotes of earlier months
_APART: Final = 6  # days between them
_SAID: Final = 0.8  # share of the issued ones of which somebody said how sure the shop is
_HOPES: Final = {True: (60, 30, 10), False: (38, 34, 28)}  # how often each of CHANCES was said, by whether it was won


def add_to(ids: range, made: Sequence[DemoCustomer], sold: range, today: date, draw: Draw | None) -> None:
    """Write the quotes within the unit that is open; `sold` are the products' ids. Without `draw` none is issued."""
    dice = Random(len(made))  # noqa: S311 - made-up, the same every time
    asking = [customer for customer, one in zip(ids, made, strict=True) if _may_ask(one)]
    wanted = [one for one in words()["quotes"] if draw or one[1] == "draft"]
    chosen = dice.sample(asking, min(len(asking), len(wanted)))
    if draw:
        wanted, chosen = [*wanted, *_past(dice)], [*chosen, *dice.choices(asking, k=_PAST * bool(asking))]
    for customer, (ago, state, project, typed, reason) in zip(chosen, wanted, strict=False):
        day = today + timedelta(days=ago)
        quote = _written(customer, day, project, list(_typed(typed, sold, customer)))
        if draw and state != "draft":
            _issue(quote, day, today, draw)
            _live(quote, state, day, reason, today, draw)
            if dice.random() < _SAID:
                _hope(quote, dice.choices(tuple(CHANCES), _HOPES[state == "accepted"])[0])


def _past(dice: Random) -> Iterator[tuple[int, str, str, Sequence[Sequence[str]], str]]:
    """Quotes of the year before, won and lost: the larger, the less often won."""
    reasons, weights = zip(*words()["quote_reasons"], strict=True)
    kinds = [(project, typed) for _ago, state, project, typed, _reason in words()["quotes"] if state not in ("void", "revised")]
    for turn in range(_PAST):
        project, typed = kinds[turn % len(kinds)]
        state = dice.choices(("accepted", "refused", "issued"), (7 - min(len(typed), 5), 3, 1))[0]
        reason = dice.choices(reasons, weights)[0] if state == "refused" else ""
        yield -40 - turn * _APART - dice.randrange(10), state, project, typed, reason


def _may_ask(one: DemoCustomer) -> bool:
    return one.kind == "company" and one.double_of is None and not one.archived and not one.blacklisted


def _typed(rows: Sequence[Sequence[str]], sold: range, customer: int) -> Iterator[LineForm]:
    """The lines of one quote."""
    places = {product[0]: number for number, product in zip(sold, words()["products"], strict=True)}
    for kind, said, more in rows:
        if kind == "discount":
            yield LineForm(kind, name=said, discount=more)
        elif kind in ("heading", "subtotal"):
            yield LineForm(kind, name=said)
        else:
            yield replace(lines.from_product(places[said], customer)[0], kind=kind, quantity=Decimal(more))


def _written(customer: int, day: date, project: str, typed: list[LineForm]) -> int:
    form = quotes.new(customer)
    form.quoted_on, form.project, form.lines, form.staff = day.isoformat(), project, typed, _who(customer)
    form.valid_until = quote_form.valid_until(form.quoted_on, 30)
    return quotes.add(form)


def _who(customer: int) -> str:
    """Who wrote it: everybody of the shop, by turns."""
    names: list[str] = words()["staff"]
    return names[customer % len(names)]


def _issue(quote: int, day: date, today: date, draw: Draw) -> None:
    """Issued on that day; who did not answer for long was asked."""
    quote_life.issue(quote, draw)
    due = open_days.on_or_after(day + timedelta(days=_ASKED)).isoformat()
    done_on = due if (today - day).days > _OLD else None
    run("UPDATE issued_quote SET issued_on = ? WHERE quote = ?", day.isoformat(), quote)
    run("UPDATE task SET due_on = ?, done_on = ? WHERE quote = ?", due, done_on, quote)


def _live(quote: int, state: str, day: date, reason: str, today: date, draw: Draw) -> None:
    """What became of it."""
    answered = day + timedelta(days=_ANSWERED + len(reason) + day.day % 9)
    if state == "revised":
        _revise(quote, day + timedelta(days=1), draw)
    elif state != "issued":
        if state == "accepted":
            _sell(quote, answered, today)
        run("UPDATE quote SET state = ?, decided_on = ?, reason = ? WHERE id = ?", state, answered.isoformat(), reason, quote)
        run("UPDATE task SET done_on = min(due_on, ?) WHERE quote = ?", answered.isoformat(), quote)


def _hope(quote: int, chance: int) -> None:
    """How sure somebody was while it waited."""
    run("UPDATE quote SET chance = ? WHERE id = ?", chance, quote)


def _revise(quote: int, day: date, draw: Draw) -> None:
    """The customer had the first version; the second is cheaper."""
    quote_life.revise(quote)
    form = quotes.get(quote).form
    form.lines = [replace(line, discount=_REVISED_OFF) if line.kind == "discount" else line for line in form.lines]
    quotes.change(quote, form)
    quote_life.issue(quote, draw)
    run("UPDATE issued_quote SET issued_on = ? WHERE quote = ? AND version = 2", day.isoformat(), quote)


def _sell(quote: int, day: date, today: date) -> None:
    """Sold as it was quoted, the options taken, a deposit paid, and long ago all of it."""
    form = quotes.get(quote).form
    options = [at for at, line in enumerate(form.lines) if line.kind == "option"]
    sold = sales.from_quote(quote, quote_life.sold_lines(form.lines, options))
    number = sales.insert(replace(sold, happened_on=day.isoformat()))
    total = sales.get(number).total or 0
    deposit, paid_on = total // _DEPOSIT, day + timedelta(days=_PAID)
    payments.insert(PaymentForm(form.customer, deposit, "transfer", day.isoformat(), number, "55120", note="訂金"))
    if paid_on < today - timedelta(days=_PAID):
        payments.insert(PaymentForm(form.customer, total - deposit, "transfer", paid_on.isoformat(), number, "66031"))
