"""What became of quotes: the questions agree with the chips of the page of quotes, with each other, and with the rows behind."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.core import clock
from db.services import quote_life, quote_rows, quotes
from db.services.quote_rows import QuoteQuery
from reports import catalogue
from reports.question import Answer
from tests.services.november import add
from tests.services.november_quotes import drawn, written


def _total(answer: Answer, key: str) -> object:
    assert answer.total is not None
    return answer.total[answer.place(key)]


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("by", ["month", "staff", "size", "kind"])
def test_the_counts_are_those_of_the_page_of_quotes(by: str) -> None:
    chips = quotes.counts()
    answer = catalogue.answered("quotes_won", {"period": "all", "by": by}).answer
    for state in ("accepted", "refused", "expired", "issued"):
        assert _total(answer, state) == chips[state]
        assert sum(int(str(one)) for one in answer.column(state)) == chips[state]


@pytest.mark.usefixtures("demo_shop")
def test_reasons_and_outcomes_come_to_the_same_quotes_and_money() -> None:
    won = catalogue.answered("quotes_won", {"period": "all"}).answer
    lost = catalogue.answered("quotes_lost", {"period": "all"}).answer
    assert won.records == lost.records == _total(lost, "quotes") > 20
    accepted = next(line for line in lost.lines if line.key == "accepted")
    assert accepted.cells[lost.place("money")] == _total(won, "money")


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize(("key", "column"), [("quotes_won", "accepted"), ("quotes_won", "all"), ("quotes_lost", "quotes")])
def test_behind_each_number_stand_its_quotes(key: str, column: str) -> None:
    question = catalogue.named(key)
    asked = question.asked({"period": "last_12"})
    answer = question.ask(asked)
    assert question.behind is not None and answer.lines
    for line in answer.lines:
        behind = question.behind(asked, line.key, column)
        assert behind is not None and len(behind.ids) == line.cells[answer.place(column)]


@pytest.mark.usefixtures("demo_shop")
def test_open_quotes_are_those_that_wait_and_bring_less_than_their_sum() -> None:
    found = catalogue.answered("open_quotes")
    chips = quotes.counts()
    answer = found.answer
    whole, likely = (_total(answer, key) for key in ("total", "expected"))
    assert answer.records == len(answer.lines) == chips["issued"]
    assert whole == quote_rows.total(QuoteQuery("issued"))
    assert isinstance(whole, int) and isinstance(likely, int) and 0 < likely < whole
    assert f"{whole:,}" in found.sentence and f"{likely:,}" in found.sentence


@pytest.mark.usefixtures("shop")
def test_an_answer_is_timed_from_the_last_paper_the_customer_had() -> None:
    clock.fix(datetime(2026, 11, 2, 4, tzinfo=UTC))
    quote = written(add())
    quote_life.issue(quote, drawn)
    clock.fix(datetime(2026, 11, 9, 4, tzinfo=UTC))
    quote_life.revise(quote)
    form = quotes.get(quote).form
    quotes.change(quote, replace(form, project="浴室"))
    quote_life.issue(quote, drawn)
    clock.fix(datetime(2026, 11, 12, 4, tzinfo=UTC))
    quote_life.refuse(quote, "太貴了")
    answer = catalogue.named("quotes_won").ask({"period": "all", "by": "month"})
    assert answer.column("days") == [3]
    lost = catalogue.answered("quotes_lost", {"period": "all"})
    assert [line.key for line in lost.answer.lines] == ["why:太貴了"]
    assert lost.sentence == "資料太少，看不出來。"


@pytest.mark.usefixtures("shop")
def test_void_quotes_and_drafts_are_in_no_number() -> None:
    customer = add()
    written(customer)
    void = written(customer)
    quote_life.issue(void, drawn)
    quote_life.void(void, "打錯")
    assert catalogue.named("quotes_won").ask({"period": "all", "by": "month"}).lines == ()
