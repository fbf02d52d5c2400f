"""Every number of every question opens exactly the rows it counts or adds up, that of the total too."""

from collections.abc import Iterator
from typing import Final

import pytest

from reports import catalogue
from reports.catalogue import Answered
from reports.question import Question, number
from tests.reports.answers.cells_behind import Wrong, wrong
from ui.reporting import behind

_BEYOND: Final = {  # columns, or lines, of numbers no rows come to
    ("forecast", "expected"): "foretold",
    ("forecast", "low"): "foretold",
    ("forecast", "high"): "foretold",
    ("still_there", "expected"): "foretold, of the customers who are opened",
    ("still_there", "value"): "foretold, of the customers who are opened",
    ("open_quotes", "expected"): "a sum times its chance, of the quote that is opened",
    ("month_letter", "expected"): "a sum times its chance, of the quotes that are opened",
    ("suggestions", "worth"): "what it may bring, of the customer who is opened",
    ("weekdays", "a_day"): "a mean, of the sales that are opened",
    ("weekdays", "days"): "days, of the sales that are opened",
    ("next_model", "price"): "a price, of the product whose owners are opened",
    ("birthdays", "turns"): "an age, of the customer who is opened",
}
_UNNAMED: Final = (  # what these were worked out of is more than stands behind their cells: it can't be opened
    "new_years", "forecast", "quotes_won", "month_letter", "list_health", "late", "stage_moves", "back_test", "pairs",
    "white_space", "next_model", "kept", "cohorts", "profits", "returners", "suggestions", "suggestions_used", "rules_used",
)  # fmt: skip
_FEW: Final = ("period", "year", "day", "rows", "columns")  # of these some choices stand for all
_SOME: Final = ("all", "last_month", "last_year", "-1", "tag", "customer", "month", "newness", "tier", "stage", "staff")


def _asked(question: Question) -> Iterator[dict[str, str]]:
    """As it is at first, and with other choices one by one."""
    yield {}
    for one in question.parameters:
        yield from ({one.key: key} for key, _label in one.choices[1:] if one.key not in _FEW or key in _SOME)


def _refused(answered: Answered) -> list[Wrong]:
    return [
        one
        for one in wrong(answered)
        if _BEYOND.keys().isdisjoint((answered.question.key, place) for place in (one.column, one.line))
    ]


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("odd_shop", ["hard"], indirect=True)
@pytest.mark.parametrize("family", catalogue.FAMILIES)
def test_in_a_shop_of_odd_names_and_odd_sales(family: str) -> None:
    for key in catalogue.FAMILIES[family]:
        for asked in _asked(catalogue.QUESTIONS[key]):
            assert not _refused(catalogue.true(catalogue.answered(key, asked))), (key, asked)


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("family", catalogue.FAMILIES)
def test_in_a_lifelike_shop(family: str) -> None:
    for key in catalogue.FAMILIES[family]:
        found = catalogue.answered(key)
        assert not _refused(found), key
        whole = behind.of_all(found)
        assert whole or key in _UNNAMED or found.answer.is_sample or not found.answer.records, key
        assert whole is None or (whole.behind.noun, len(whole.ids)) == (found.answer.counted, found.answer.records), key


@pytest.mark.usefixtures("demo_shop")
def test_behind_a_share_of_a_kind_stand_those_who_did_not_buy_it() -> None:
    found = catalogue.answered("white_space")
    assert found.question.behind is not None
    for line in found.answer.lines:
        of = int(number(line.cells[found.answer.place("customers")]) or 0)
        for heading, cell in zip(found.answer.headings, line.cells, strict=True):
            if heading.kind == "share" and (part := number(cell)) is not None:
                behind = found.question.behind(found.asked, line.key, heading.key)
                assert behind is not None and len(behind.ids) == of - round(of * part), (line.key, heading.key)
