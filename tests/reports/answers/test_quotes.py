"""What became of quotes: the questions agree with the chips of the page of quotes, with each other, and with the rows behind."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.core import clock, session
from db.core.connection import run
from db.core.errors import RefusedError
from db.core.journal import unit
from db.models import Quote
from db.services import quote_chances, quote_life, quote_rows, quotes, settings
from db.services.quote_rows import QuoteQuery
from reports import catalogue
from reports.question import TOTAL, Answer
from tests.reports.answers import cells_behind
from tests.services.november import add
from tests.services.november_quotes import drawn, written


def _total(answer: Answer, key: str) -> object:
    assert answer.total is not None
    return answer.total[answer.place(key)]


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("by", ["month", "staff", "size", "kind", "hope"])
def test_the_counts_are_those_of_the_page_of_quotes(by: str) -> None:
    chips = quotes.counts()
    answer = catalogue.answered("quotes_won", {"period": "all", "by": by}).answer
    for state in ("accepted", "refused", "expired", "issued"):
        assert _total(answer, state) == chips[state]
        assert sum(int(str(one)) for one in answer.column(state)) == chips[state]


@pytest.mark.usefixtures("demo_shop")
def test_reasons_are_shares_of_what_was_lost_the_unanswered_last() -> None:
    won = catalogue.answered("quotes_won", {"period": "all"}).answer
    found = catalogue.answered("quotes_lost", {"period": "all"})
    lost = found.answer
    assert lost.records == _total(lost, "quotes") == int(str(_total(won, "refused"))) + int(str(_total(won, "expired"))) > 20
    assert [line.key for line in lost.lines][-1] == "expired"
    heard = [int(str(one)) for one in lost.column("quotes")[:-1]]
    assert heard == sorted(heard, reverse=True)
    assert lost.column("share")[0] == heard[0] / lost.records
    assert f"{lost.records} 張裡有 {heard[0]} 張" in found.sentence


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("quotes_won", {"by": "month"}),
        ("quotes_won", {"by": "staff"}),
        ("quotes_won", {"by": "hope"}),
        ("quotes_lost", {}),
        ("open_quotes", {}),
    ],
)
def test_behind_each_number_stand_its_quotes(key: str, given: dict[str, str]) -> None:
    found = catalogue.answered(key, given)
    assert list(cells_behind.wrong(found)) == []
    if key == "quotes_won":
        answer, behind = found.answer, found.question.behind
        assert behind is not None
        decided = behind(found.asked, TOTAL, "rate")
        assert decided is not None and len(decided.ids) == answer.records
        answered = behind(found.asked, TOTAL, "days")
        assert answered is not None
        assert len(answered.ids) == int(str(_total(answer, "accepted"))) + int(str(_total(answer, "refused")))


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
    waited = [(clock.today() - date.fromisoformat(row.quoted_on)).days for row in quotes.of_ids(_ids(answer))]
    assert answer.column("waiting") == waited and max(waited) > 20


@pytest.mark.usefixtures("demo_shop")
def test_what_was_said_of_a_quote_is_told_with_what_came_of_it() -> None:
    """The sentence, the line of each open quote and the question by how sure you were say the same."""
    found = catalogue.answered("open_quotes")
    answer = found.answer
    by_hope = catalogue.answered("quotes_won", {"period": "all", "by": "hope"}).answer
    told = {}
    for line in by_hope.lines:
        hope, _all, won, *others, _waiting = line.cells[:6]
        told[hope] = f"{won + sum(others)} 張成了 {won} 張"  # type: ignore[operator,arg-type]
    pairs = list(zip(answer.column("said"), answer.column("before"), answer.column("chance"), strict=True))
    assert {(said, before) for said, before, _chance in pairs} == {
        (said, told[said] if said else None) for said, _before, _chance in pairs
    }
    assert len({chance for said, _before, chance in pairs if said == "很有把握"}) == 1
    assert f"您說「很有把握」的報價，{told['很有把握']}。" in found.sentence
    assert any("您說「很有把握」的報價" in one.text for one in answer.notes)


def _quotes(state: str, count: int, chance: int | None = None) -> None:
    with unit("demo.fill"):
        for _one in range(count):
            Quote.create(customer=1, state=state, total=5_008, quoted_on="2026-10-01", chance=chance)


@pytest.mark.usefixtures("shop")
def test_lines_come_to_the_sum_and_what_was_said_counts_only_where_enough_is_decided() -> None:
    add()
    for state, count, chance in (("accepted", 5, 80), ("refused", 14, 80), ("accepted", 4, None), ("refused", 7, None)):
        _quotes(state, count, chance)
    _quotes("issued", 5, 80)
    answer = catalogue.answered("open_quotes").answer
    assert answer.column("expected") == [1_502, 1_503, 1_502, 1_503, 1_502]  # each 1,502.4
    assert _total(answer, "expected") == sum(answer.column("expected")) == round(quote_chances.chances().sum.expected)  # type: ignore[arg-type]
    assert set(answer.column("before")) == {None}
    assert any(one.text == "您說「很有把握」的報價，19 張成了 5 張。" for one in answer.notes)
    _quotes("refused", 11, 80)
    found = catalogue.answered("open_quotes")
    assert set(found.answer.column("before")) == {"30 張成了 5 張"}
    assert found.answer.column("chance") == pytest.approx([(5 + 10 * 5 / 30) / 40] * 5)
    share = "17\N{NO-BREAK SPACE}%"
    made_of = f"再添 10 張照平常成 {share} 的一起算（打折到平常），機會是 {share}。"
    assert any(one.text.endswith(made_of) for one in found.answer.notes)


@pytest.mark.usefixtures("demo_shop")
def test_staff_see_no_sum_of_the_open_quotes() -> None:
    settings.save({"staff": ["老闆", "小玲"]})
    session.act_as("小玲")
    found = catalogue.answered("open_quotes")
    assert found.sentence == f"報價單 {found.answer.records} 張等回覆。"
    assert not any("多的話" in one.text for one in found.answer.notes)
    lost = catalogue.answered("quotes_lost").answer
    assert [heading.key for heading in lost.headings] == ["why", "quotes", "share"]
    with pytest.raises(RefusedError):
        catalogue.answered("quotes_won")


def _ids(answer: Answer) -> list[int]:
    return [int(line.key) for line in answer.lines]


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("name", ["-", "+", "小陳/小林", "is:", "expired"])
def test_a_name_with_signs_opens_its_own_quotes(name: str) -> None:
    quote = written(add())
    with unit("demo.fill"):
        run("UPDATE quote SET staff = ?, reason = ?, state = 'refused', number = '1' WHERE id = ?", name, name, quote)
        run("INSERT INTO quote(customer, state, quoted_on) SELECT customer, 'refused', quoted_on FROM quote WHERE id = ?", quote)
    for key in ("quotes_won", "quotes_lost"):
        question = catalogue.named(key)
        asked = question.asked({"by": "staff"})
        lines = question.ask(asked).lines
        assert question.behind is not None and name in [line.cells[0] for line in lines]
        found = [question.behind(asked, line.key, "refused") for line in lines]
        assert sorted(one.ids for one in found if one) == [[quote], [quote + 1]]


@pytest.mark.usefixtures("shop")
def test_an_answer_is_timed_from_the_last_paper_the_customer_had() -> None:
    clock.fix(datetime(2026, 11, 2, 4, tzinfo=UTC))
    quote = written(add())
    quote_life.issue(quote, drawn)
    for day in (9, 20):  # the last one on a day the clock was wrong
        clock.fix(datetime(2026, 11, day, 4, tzinfo=UTC))
        quote_life.revise(quote)
        form = quotes.get(quote).form
        quotes.change(quote, replace(form, project=f"浴室 {day}"))
        quote_life.issue(quote, drawn)
    clock.fix(datetime(2026, 11, 12, 4, tzinfo=UTC))
    quote_life.refuse(quote, "太貴了")
    answer = catalogue.named("quotes_won").ask({"period": "all", "by": "month"})
    assert answer.column("days") == [3]
    lost = catalogue.answered("quotes_lost", {"period": "all"})
    assert [line.cells[0] for line in lost.answer.lines] == ["太貴了"]
    assert lost.sentence == "資料太少，看不出來。"


@pytest.mark.usefixtures("shop")
def test_where_no_quote_waits_that_is_the_answer() -> None:
    quote = written(add())
    quote_life.issue(quote, drawn)
    quote_life.refuse(quote)
    assert catalogue.answered("open_quotes").sentence == "沒有等回覆的報價。"


@pytest.mark.usefixtures("shop")
def test_void_quotes_and_drafts_are_in_no_number() -> None:
    customer = add()
    written(customer)
    void = written(customer)
    quote_life.issue(void, drawn)
    quote_life.void(void, "打錯")
    assert catalogue.named("quotes_won").ask({"period": "all", "by": "month"}).lines == ()
