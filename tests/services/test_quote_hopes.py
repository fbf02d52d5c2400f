"""How sure the shop is of a quote: kept, told in the history, taken back, and held against what came of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.core import audit, clock, undo
from db.core.connection import run
from db.core.errors import InputError, RefusedError
from db.core.journal import unit
from db.models import Quote
from db.services import customers, quote_chances, quote_hopes, quote_life, quotes
from db.services.customers import CustomerForm
from db.services.quote_chances import Kept
from db.services.quote_rows import QuoteQuery
from tests.services.november_quotes import builder, drawn, written

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _issued() -> int:
    quote = written(builder())
    quote_life.issue(quote, drawn)
    return quote


def test_it_is_kept_listed_in_order_and_taken_back(shop: Path) -> None:
    one = _issued()
    other = written(quotes.get(one).row.customer)
    quote_life.issue(other, drawn)
    quote_hopes.say(one, 80)
    quote_hopes.say(other, 20)
    assert [row.chance for row in quotes.rows(QuoteQuery(sort="-chance"))] == [80, 20]
    assert audit.units(1)[0].detail["name"] == quotes.get(other).row.number
    undo.undo(audit.units(1)[0].id)
    assert quotes.get(other).row.chance is None
    quote_hopes.say(one, None)
    assert quotes.get(one).row.chance is None


def test_only_what_waits_can_be_guessed() -> None:
    quote = _issued()
    with pytest.raises(InputError):
        quote_hopes.say(quote, 70)
    quote_life.refuse(quote)
    with pytest.raises(RefusedError):
        quote_hopes.say(quote, 20)


def test_of_one_that_has_run_out_nothing_is_guessed_any_more() -> None:
    quote = _issued()
    with unit("demo.fill"):
        run("UPDATE quote SET valid_until = ? WHERE id = ?", (clock.today() - timedelta(days=1)).isoformat(), quote)
    with pytest.raises(RefusedError):
        quote_hopes.say(quote, 20)
    with unit("demo.fill"):
        run("UPDATE quote SET valid_until = ? WHERE id = ?", clock.today().isoformat(), quote)
    quote_hopes.say(quote, 20)
    assert quotes.get(quote).row.chance == 20


def test_it_stays_through_a_new_version_and_a_copy_begins_without() -> None:
    quote = _issued()
    quote_hopes.say(quote, 80)
    quote_life.revise(quote)
    quote_life.issue(quote, drawn)
    assert quotes.get(quote).row.chance == 80
    assert quotes.get(quotes.add(quotes.copy_of(quote))).row.chance is None


def _quotes(customer: int, state: str, count: int, chance: int | None) -> None:
    with unit("demo.fill"):
        for _one in range(count):
            Quote.create(customer=customer, state=state, total=5_000, quoted_on="2026-10-01", chance=chance)


def test_what_was_said_is_held_against_what_came_of_it() -> None:
    one = customers.add(CustomerForm(name="甲"))
    for state, count, chance in (("accepted", 11, 80), ("refused", 9, 80), ("accepted", 1, 20), ("refused", 8, 20)):
        _quotes(one, state, count, chance)
    _quotes(one, "accepted", 20, None)
    for chance in (80, 50, None):
        _quotes(one, "issued", 1, chance)
    before = quote_chances.chances()
    assert before.kept == (Kept(80, 20, 11), Kept(20, 9, 1))
    assert not any(waiting.is_corrected for waiting in before.open)  # 29 of which anything was said
    _quotes(one, "refused", 1, 20)
    found = {waiting.said: waiting for waiting in quote_chances.chances().open}
    sure, half, unsaid = found[80], found[50], found[None]
    assert (sure.is_corrected, half.is_corrected, unsaid.is_corrected) == (True, True, False)
    hopeful = 12 / (20 * 0.8 + 10 * 0.2)  # won of what was hoped for
    assert sure.chance.rate == pytest.approx((11 + 10 * 0.8 * hopeful) / 30)
    assert half.chance.rate == pytest.approx(0.5 * hopeful)
    assert unsaid.chance.rate == pytest.approx((32 + 10 * 32 / 50) / 60)
    assert {kept.said: kept.chance for kept in quote_chances.chances().kept}[80] == sure.chance
