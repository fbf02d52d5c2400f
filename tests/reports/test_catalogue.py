"""What whoever acts may see of the reports, and what is printed every month."""

from dataclasses import replace

import pytest

from db.core import session
from db.core.errors import RefusedError
from reports import catalogue, report_pdf
from reports.question import Answer, Chart, Heading, Line
from tests.reports.answers_made import answered

pytestmark = pytest.mark.usefixtures("demo_shop")

# What one customer owes or bought or one quote comes to, what a thing costs, and the till that staff count themselves.
_OPEN_TO_STAFF = {
    "takings": {"money"},
    "owed": {"total", "not_due", "to_30", "to_60", "to_90", "over_90"},
    "open_quotes": {"total", "expected"},
    "next_model": {"price"},
    "late": {"total"},
    "birthdays": {"money"},
}
_MONEY = (Heading("who", "客戶"), Heading("cost", "成本", "money", is_secret=True), Heading("sum", "金額", "money"))


def _of_two(chart: Chart | None = None) -> Answer:
    return Answer(_MONEY, (Line("1", ("甲", 60, 100)), Line("2", ("乙", 30, 50))), ("合計", 90, 150), 40, chart=chart)


def test_staff_see_no_sums_of_money() -> None:
    session.act_as("小玲")
    asked = {key: catalogue.answered(key) for key, one in catalogue.QUESTIONS.items() if catalogue.may_ask(one)}
    seen = {key: {one.key for one in each.answer.headings if one.kind == "money"} for key, each in asked.items()}
    assert {key: more for key, columns in seen.items() if (more := columns - _OPEN_TO_STAFF.get(key, set()))} == {}
    for key, each in asked.items():
        total = each.answer.total or ()
        sums = [cell for cell, one in zip(total, each.answer.headings, strict=False) if one.kind == "money" and cell is not None]
        assert not sums or key == "takings", key


def test_what_is_the_owners_is_cut_with_its_chart_and_its_sum() -> None:
    drawn = answered(_of_two(Chart("bars", "who", ("cost",))))
    assert catalogue.seen(drawn).answer == drawn.answer
    session.act_as("小玲")
    cut = catalogue.seen(drawn).answer
    assert [one.key for one in cut.headings] == ["who", "sum"]
    assert [line.cells for line in cut.lines] == [("甲", 100), ("乙", 50)]
    assert cut.total == ("合計", None)
    assert cut.chart is None
    assert catalogue.seen(answered(_of_two(Chart("bars", "who", ("sum",))))).answer.chart is not None


def test_a_report_the_owner_left_on_the_screen_is_not_printed_by_staff() -> None:
    drawn = answered(_of_two())
    of_owner = replace(drawn, question=replace(drawn.question, is_for_owner=True))
    assert report_pdf.make(of_owner).pages == 1
    session.act_as("小玲")
    with pytest.raises(RefusedError):
        report_pdf.make(of_owner)
    for left in (of_owner, replace(of_owner, answer=replace(of_owner.answer, is_sample=True))):
        with pytest.raises(RefusedError):
            catalogue.true(left)


def test_the_month_is_the_last_whole_one_and_begins_with_its_letter() -> None:
    found = catalogue.of_month()
    assert found[0].question.key == "month_letter"
    months = {one.asked["period"] for one in found if "period" in one.asked}
    assert months == {"last_month"}
    assert not any(one.answer.is_sample for one in found)
    assert {"late", "best_sellers", "owed"} <= {one.question.key for one in found}
    session.act_as("小玲")
    assert not {"month_letter", "commission"} & set(catalogue.monthly())


def test_a_dash_in_a_name_takes_no_sentence_away() -> None:
    said = answered(_of_two(), "大新—小新最多。")
    session.act_as("小玲")
    assert catalogue.seen(said).sentence == "大新—小新最多。"
