"""What is said where there is nothing: the empty table itself where the book knows, a sample only where it holds nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from db.core.connection import run
from db.core.journal import unit
from db.services import customers, losing, openings, tasks
from db.services.customer_form import CustomerForm
from db.services.tasks import TaskForm
from reports import catalogue
from resources import i18n
from tests.reports.answers.shops import SHOPS

pytestmark = pytest.mark.usefixtures("saturday")
_NOBODY: Final = re.compile(r'_\("((?:Nobody|No|Nothing|There is nothing)\b[^"{]*\.)"\)')


def _add() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def _debt() -> None:
    openings.put(_add(), 5_000)


def _lost() -> None:
    losing.close([_add()], "moved")


def _task() -> None:
    task = tasks.add(TaskForm("回電", "2026-11-21"), [_add()])
    with unit("tasks.change"):
        run("UPDATE task SET due_on = '2026-11-02', first_due_on = '2026-11-02' WHERE id = ?", task[0])


_OWN: Final[dict[str, tuple[Callable[[], None], set[str]]]] = {
    "an opening debt": (_debt, {"owed", "owed_how_long"}),
    "somebody lost": (_lost, {"lost_reasons"}),
    "a reminder": (_task, {"follow_ups"}),
}  # a shop that has nothing but this, and what it answers besides the questions of the list


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("what", _OWN)
def test_a_sample_never_hides_what_the_shop_has(what: str) -> None:
    fill, keys = _OWN[what]
    fill()
    answered = {key: catalogue.answered(key) for key in catalogue.QUESTIONS}
    of_the_list = {key for key, one in answered.items() if one.question.needs == "customers"}
    assert {key for key, one in answered.items() if not one.answer.is_sample} == of_the_list | keys
    assert all(answered[key].answer.records == 1 for key in keys)


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("odd_shop", SHOPS, indirect=True)
def test_a_sample_stands_only_where_nothing_is_known() -> None:
    for key in catalogue.QUESTIONS:
        found = catalogue.answered(key)
        if found.answer.is_sample:
            assert catalogue.true(found).answer.records == 0, key


@pytest.mark.usefixtures("shop")
def test_where_the_book_knows_nobody_is_said_and_not_too_little() -> None:
    told = set()
    for key in catalogue.QUESTIONS:
        one = catalogue.QUESTIONS[key]
        for asked in [{}, *({beside.key: choice} for beside in one.parameters for choice, _label in beside.choices)]:
            found = catalogue.true(catalogue.answered(key, asked))
            told.add(found.sentence)
            if one.enough == 0:
                assert found.sentence not in ("", i18n._(catalogue.TOO_LITTLE)), (key, asked)
    assert {i18n._(words) for words in _said_of_nobody()} - told == {i18n._(words) for words in _OF_SOME}


_OF_SOME: Final[set[str]] = set()


def _said_of_nobody() -> set[str]:
    """The sentences of all questions that say that nobody, or nothing, is there."""
    folder = Path(catalogue.__file__).parent / "answers"
    return {words for path in folder.glob("*.py") for words in _NOBODY.findall(path.read_text(encoding="utf-8"))}
