"""What the staff see of every question, and what nobody at the counter reads."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from db.core import session
from db.services import customers, payments, staff
from db.services.customer_form import CustomerForm
from db.services.payments import PaymentForm
from reports import catalogue
from reports.answers.money import BUCKETS
from reports.catalogue import Answered
from reports.question import Heading
from reports.shown import NOTHING
from tests.reports.answers.hard_shop import STAFF
from tests.reports.answers.sentences import spoken
from ui.kit import counter
from ui.reporting import seen

pytestmark = [pytest.mark.usefixtures("odd_shop"), pytest.mark.parametrize("odd_shop", ["hard"], indirect=True)]
OWNERS: Final = {
    "this_month",
    "years",
    "best_customers",
    "source_sales",
    "staff_sales",
    "area_sales",
    "weekdays",
    "new_years",
    "forecast",
    "quotes_won",
    "month_letter",
    "commission",
    "areas",
    "tiers",
    "profits",
    "good_customers",
}  # fmt: skip - what adds up the shop's money
_MONEY_FOR_STAFF: Final = {
    "takings": {"money"},  # who counts the till sees what is in it today
    "owed": {"total", *BUCKETS},  # what one customer owes, to be asked for
    "open_quotes": {"total", "expected"},  # what one quote comes to
    "next_model": {"price"},
    "birthdays": {"money"},  # what one customer bought, as the card says
    "late": {"total"},
}
_LARGE: Final = re.compile(r"\d,\d{3}|元")  # money of a shop where nothing is counted in thousands
_OF_MONEY: Final = {
    "this_month": {"change", "yearly"},
    "years": {"change"},
    "best_sellers": {"share"},
    "best_customers": {"share"},
    "source_sales": {"share"},
    "staff_sales": {"share"},
    "area_sales": {"share"},
    "weekdays": {"share"},
    "new_years": {"change"},
    "takings": {"share"},
    "quotes_won": {"money_rate"},
    "quotes_lost": {"money_share"},
    "owed": {"share"},
    "owed_how_long": {"share"},
    "month_letter": {"change", "year_change"},
    "tiers": {"part", "so_far"},
}  # shares of money, and how much more or less
_OF_PEOPLE: Final = {
    "late": {"stage", "why", "away", "phone", "contacted"},
    "owed": {"phone", "late"},
    "birthdays": {"phone"},
    "returners": {"wrong"},
    "suggestions": {"why"},
}  # what of a customer is read by nobody who stands at the counter


def _every() -> Iterator[Answered]:
    """Every question that may be asked, as it is at first and with each choice by itself, periods left out."""
    for key in [key for key in catalogue.QUESTIONS if catalogue.may_ask(catalogue.QUESTIONS[key])]:
        yield catalogue.answered(key)
        for one in catalogue.QUESTIONS[key].parameters:
            if one.key not in ("period", "rows", "columns", "parts"):
                yield from (catalogue.answered(key, {one.key: choice}) for choice, _label in one.offered[1:])


def test_the_staff_see_no_sum_of_money() -> None:
    session.act_as(STAFF[0])
    assert not staff.is_owner()
    asked = list(_every())
    assert {key for key in catalogue.QUESTIONS if key not in {one.question.key for one in asked}} == OWNERS
    for one in asked:
        key, answer = one.question.key, one.answer
        assert {heading.key for heading in answer.headings if heading.kind == "money"} <= _MONEY_FOR_STAFF.get(key, set()), key
        assert not any(heading.is_secret for heading in answer.headings)
        if key != "takings":
            told = zip(answer.headings, answer.total or (), strict=False)
            assert not [cell for heading, cell in told if heading.kind == "money" and cell is not None], key
            assert not [note.text for note in answer.notes if _LARGE.search(note.text)], key
        assert NOTHING not in one.sentence, one.sentence  # a sum that is cut off is not spoken of
        if key not in _MONEY_FOR_STAFF:
            assert not _LARGE.search(one.sentence), one.sentence


def test_what_one_customer_bought_is_no_secret_and_what_days_come_to_is() -> None:
    payments.add(PaymentForm(customers.add(CustomerForm(name="陳美惠")), 1_000, "allowance"))
    session.act_as(STAFF[0])
    late = catalogue.answered("late").answer
    assert all(late.column("total"))
    till, year = (catalogue.answered("takings", {"period": one}) for one in ("today", "2024-01-01..2026-11-21"))
    assert till.answer.total is not None
    assert till.answer.total[1] is not None
    assert year.answer.records > 0
    assert [one.key for one in year.answer.headings] == ["day", "payments"]
    assert year.answer.chart is None
    assert not [one.text for one in year.answer.notes if _LARGE.search(one.text)]
    assert year.sentence == f"收了 {year.answer.records} 筆。"


def test_nothing_of_money_or_of_people_is_read_at_the_counter() -> None:
    asked = list(_every())
    counter.state.is_on = True
    read = {place for one in asked for place in _read(one)}
    assert not read, sorted(read)


def _read(one: Answered) -> Iterator[tuple[str, str, str]]:
    """What can be read of what must not: the question, the column, and where."""
    key, said = one.question.key, {column for _line, column in spoken(one)}
    for at, heading in enumerate(one.answer.headings):
        if _is_hidden(one, heading):
            if any(seen.text(heading, line.cells[at]) not in ("", counter.HIDDEN, NOTHING) for line in one.answer.lines):
                yield key, heading.key, "the table"
            if heading.key in _drawn(one) and seen.shows_chart(one.answer):
                yield key, heading.key, "the chart"
            if heading.key in said and seen.sentence(one) not in ("", counter.HIDDEN):
                yield key, heading.key, "the sentence"


def _is_hidden(one: Answered, heading: Heading) -> bool:
    key = one.question.key
    named = heading.key in _OF_MONEY.get(key, set()) | _OF_PEOPLE.get(key, set())
    return named or heading.is_secret or heading.kind == "money" or _is_part_of_money(one, heading)


def _is_part_of_money(one: Answered, heading: Heading) -> bool:
    """Whether a cross-tab shows its money as shares."""
    return heading.kind == "share" and one.asked.get("measure") in ("money", "margin")


def _drawn(one: Answered) -> set[str]:
    return {one.answer.chart.label, *one.answer.chart.values} if one.answer.chart else set()


@pytest.fixture(autouse=True)
def _nobody_stands_there() -> Iterator[None]:
    yield
    counter.state.is_on = False
