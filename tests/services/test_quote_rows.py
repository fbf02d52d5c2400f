"""Quotes as lists show them: found by index, added up, whoever's they are."""

import pytest

from db.core.connection import rows
from db.services import customers, quote_life, quote_rows, quotes
from db.services.customer_form import CustomerForm, PointForm
from db.services.quote_rows import SOON, STATES, QuoteQuery
from tests.services.november_quotes import builder, drawn, written

pytestmark = pytest.mark.usefixtures("saturday", "shop")


@pytest.mark.parametrize("state", ["", SOON, *STATES])
def test_a_state_is_looked_up_in_an_index(state: str) -> None:
    sql, *parameters = quote_rows._asked(QuoteQuery(state), "q.id")
    plan = [detail for *_, detail in rows(f"EXPLAIN QUERY PLAN {sql}", *parameters)]
    assert [step for step in plan if "INDEX quote_" in step]


def test_what_waits_is_counted_by_an_index() -> None:
    plan = [
        step for *_, step in rows(f"EXPLAIN QUERY PLAN SELECT count(*) FROM quote q WHERE {quote_rows._ASKED['issued']}", "x")
    ]
    assert plan == ["SEARCH q USING COVERING INDEX quote_state_valid_until (state=?)"]


def test_who_was_put_away_is_still_found_by_name_and_phone() -> None:
    who = customers.add(CustomerForm(name="王大同", points=[PointForm("mobile", "0912-345-678")]))
    quote = written(who)
    customers.archive([who], "closed")
    for text in ("大同", "345678", "王"):
        assert list(quote_rows.ids(QuoteQuery(text=text))) == [quote]


def test_the_sum_is_of_what_is_asked_for() -> None:
    one = builder()
    quotes_of = [written(one) for _each in range(3)]
    quote_life.issue(quotes_of[0], drawn)
    assert quote_rows.total(QuoteQuery()) == 3 * 19132
    assert quote_rows.total(QuoteQuery("issued")) == quotes.get(quotes_of[0]).row.total
    assert quote_rows.total(QuoteQuery("void")) == 0
    assert quote_rows.waiting() == 1


def test_rows_come_in_the_order_they_are_asked_for_and_gone_ones_are_left_out() -> None:
    first, second = (written(builder(code=code)) for code in "AB")
    quotes.discard(first)
    assert [row.id for row in quote_rows.of_ids([second, first])] == [second]
    third = written(customers.add(CustomerForm(name="陳美惠")))
    assert [row.id for row in quote_rows.of_ids([third, second])] == [third, second]


def test_what_was_said_most_is_offered_first_as_a_reason() -> None:
    one = builder()
    for reason in ("太貴了", "先不做了", "太貴了", ""):
        quote = written(one)
        quote_life.issue(quote, drawn)
        quote_life.refuse(quote, reason)
    assert quotes.reasons("refused") == ["太貴了", "先不做了"]
    assert quotes.reasons("void") == []
