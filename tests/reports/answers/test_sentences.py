"""The sentence of every question names the right lines and cells of its table, in a lifelike shop and for every choice."""

from collections.abc import Iterator
from typing import Final

import pytest

from reports import catalogue
from reports.question import Question
from tests.reports.answers.sentences import meant, spoken

_OF_A_LINE: Final = "max:money name money share"
_CROSSED: Final = "max:total row c: total; head c:"
_PART: Final = "max:total row c:; head c:"  # a part of the row or the column speaks for itself
SAID: Final = {
    "this_month": "=202611 month money change",
    "years": "total money before change; head money",
    "best_sellers": _OF_A_LINE,
    "best_customers": _OF_A_LINE,
    "source_sales": _OF_A_LINE,
    "staff_sales": _OF_A_LINE,
    "area_sales": _OF_A_LINE,
    "who_buys_what": _CROSSED,
    "who_buys_what share=row": _PART,
    "who_buys_what share=column": _PART,
    "ages": _CROSSED,
    "ages share=row": _PART,
    "ages share=column": _PART,
    "areas_buy": _CROSSED,
    "areas_buy share=row": _PART,
    "areas_buy share=column": _PART,
    "seasons": _CROSSED,
    "seasons share=row": _PART,
    "seasons share=column": _PART,
    "pick_two": _CROSSED,
    "pick_two share=row": _PART,
    "pick_two share=column": _PART,
    "weekdays": "max:money day money share days",
    "new_years": "=2026 year money change",
    "forecast": "=202612 month expected error",
    "takings": "total money payments",
    "quotes_won": "total accepted rate days",
    "quotes_lost": "max:quotes why quotes share; records",
    "open_quotes": "total name total expected",
    "month_letter": "=money now change year_change; head now",
    "owed": "first name total; total name total",
    "owed_how_long": "max:amount age amount share; total amount",
    "areas": "max:money money; min:money money",
    "areas detail=areas": "max:customers area customers",
    "commission": "total collected commission",
    "sources": "max:customers group customers share",
    "districts": "max:customers group customers share",
    "last_contact": "=30 customers share; =never customers",
    "list_health": "max:customers fault customers; =clean customers share",
    "list_health what=five": "",
    "late": "first customer why; total customer",
    "stages": "=account_management count; =intensive_care count; =pre_divorce count came",
    "stage_moves": "first move customers; total customers",
    "still_there": "=steady customers; =watch customers; =slipping customers; =lost customers; total customers expected",
    "back_test": "=interval gone right wrong",
    "pairs": "first pair of together",
    "white_space": "=person group c3; =水電 group c3; head c3",
    "white_space show=blanks": "first customer category alike buying",
    "next_model": "first old new customers",
    "good_customers": "=r5 f5; =r1 f5",
    "good_customers measure=money": "=r5 f5",
    "kept": "last span new back gone there",
    "cohorts": "=2024 year new y1",
    "rhythms": "max:customers span customers; =0 share; total customers",
    "tiers": "=A customers share part",
    "tiers which=best": "first customer; tenth customer so_far",
    "profits": "first customer remains; total remains",
    "lost_reasons": "first reason customers; total customers",
    "returners": "first customer away; total customer",
    "suggestions": "first name why",
    "suggestions_used": "max:accepted kind accepted; total accepted share",
    "rules_used": "max:finds rule finds accepted",
    "birthdays": "first on name; records",
    "birthdays what=months": "max:customers month customers share",
    "talks": "max:talks channel talks share; records",
    "follow_ups": "total kept late missed due share",
}  # every question; beside a choice only where the sentence is another one then


def _choices(question: Question) -> Iterator[tuple[str, dict[str, str]]]:
    """The text of `SAID` and what is asked: as it is at first, and every other choice by itself."""
    yield SAID[question.key], {}
    for one in question.parameters:
        for choice, _label in one.choices[1:]:
            yield SAID.get(f"{question.key} {one.key}={choice}", SAID[question.key]), {one.key: choice}


def test_every_question_is_here() -> None:
    assert {key.split()[0] for key in SAID} == set(catalogue.QUESTIONS)


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("family", catalogue.FAMILIES)
def test_the_sentence_names_what_it_should(family: str) -> None:
    for key in catalogue.FAMILIES[family]:
        for text, asked in _choices(catalogue.QUESTIONS[key]):
            found = catalogue.answered(key, asked)
            if found.question.say(found.answer) == found.sentence != "":
                named = meant(found.answer, text) if found.answer.lines else set()
                assert spoken(found.question, found.answer) == named, (key, asked, found.sentence)
