"""What is said where there is nothing: the empty table itself where the book knows, a sample only where it holds nothing."""

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from db.core import file
from db.core.connection import run
from db.core.journal import unit
from db.services import customers, losing, openings, sales, tasks
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sale_form import SaleForm
from db.services.tasks import TaskForm
from reports import catalogue
from resources import i18n
from tests.reports.answers.shops import SHOPS

pytestmark = pytest.mark.usefixtures("saturday")
_NOBODY: Final = re.compile(r"(?:Nobody|No|Nothing|There is nothing)\b[^{]*\.$")


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


_WITHOUT_SALES: Final = {"stages", "stage_moves"}  # that nobody of the list bought yet is no answer
_MONTHS: Final = ("birthdays", "months")  # of the months one is said to have most, of twenty birthdays
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
        if found.answer.is_sample and key not in _WITHOUT_SALES:
            assert catalogue.true(found).answer.records == 0, key


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("odd_shop", ["nothing"], indirect=True)
def test_where_the_book_knows_nobody_is_said_and_not_too_little() -> None:
    for key, asked in _asked():
        if catalogue.QUESTIONS[key].enough == 0 and (key, *asked.values()) != _MONTHS:
            found = catalogue.true(catalogue.answered(key, asked))
            assert found.sentence not in ("", i18n._(catalogue.TOO_LITTLE)), (key, asked)


@pytest.mark.usefixtures("shop")
def test_who_only_sells_for_cash_hears_that_nobody_owes() -> None:
    line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(100))
    sales.add(SaleForm(_add(), [line], happened_on="2026-11-20", tax_mode="none", is_owed=False))
    assert {catalogue.answered(key).sentence for key in ("owed", "owed_how_long")} == {"沒有人欠款。"}


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("odd_shop", ["once"], indirect=True)
def test_days_without_a_sale_are_said_and_are_not_too_little() -> None:
    for key in ("best_sellers", "best_customers", "who_buys_what", "weekdays"):
        assert catalogue.answered(key, {"period": "today"}).sentence == "這段時間沒有銷售。"


def test_every_sentence_about_nobody_is_said_somewhere(odd_file: Callable[[str], Path], tmp_path: Path) -> None:
    told = set()
    for name in ("nothing", "once"):
        with file.opened(Path(shutil.copy(odd_file(name), tmp_path / "odd.crm"))):
            told |= {catalogue.true(catalogue.answered(key, asked)).sentence for key, asked in _asked()}
    written = {words for words in _said_of_nobody() if i18n._(words) not in told}
    assert written == _ELSEWHERE


_ELSEWHERE: Final = {
    "No quote was lost.",  # tests/reports/answers/test_quotes.py
}


def _asked() -> Iterator[tuple[str, dict[str, str]]]:
    """Every question as it is at first and with each choice that does not only count in another way."""
    for key in catalogue.QUESTIONS:
        yield key, {}
        for one in catalogue.QUESTIONS[key].parameters:
            if one.key not in ("period", "rows", "columns", "measure", "share", "parts"):
                yield from ((key, {one.key: choice}) for choice, _label in one.choices[1:])


def _said_of_nobody() -> set[str]:
    """The sentences of all questions that say that nobody, or nothing, is there."""
    folder = Path(catalogue.__file__).parent / "answers"
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    says = [one for tree in trees for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and "say" in one.name]
    texts = [one.value for say in says for one in ast.walk(say) if isinstance(one, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and _NOBODY.match(text)}
